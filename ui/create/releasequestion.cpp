// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/create/releasequestion.h"

#include "ui/create/heldlocks.h"

#include <QMessageBox>
#include <QPushButton>

#include <utility>

namespace Lockscope::Ui {

void askToRelease(HeldLocks &locks, QWidget &window, std::function<void()> whenReleased)
{
    auto *box = new QMessageBox(QMessageBox::Question, QMessageBox::tr("Release the locks?"),
                                QMessageBox::tr("This window holds %n lock(s), or waits for them.", nullptr,
                                                static_cast<int>(locks.entries().size())),
                                QMessageBox::Cancel, &window);
    box->setObjectName(QStringLiteral("releaseQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(QMessageBox::tr("Closing the window releases them."));
    auto *release = box->addButton(QMessageBox::tr("&Release and close"), QMessageBox::AcceptRole);
    box->setDefaultButton(release);
    QObject::connect(release, &QPushButton::clicked, &window, [&locks, &window, whenReleased] {
        const auto goOn = [&locks, whenReleased] {
            if (locks.isEmpty())
                whenReleased();
        };
        QObject::connect(&locks, &HeldLocks::changed, &window, goOn);
        locks.releaseAll();
        goOn();
    });
    box->open();
}

} // namespace Lockscope::Ui
