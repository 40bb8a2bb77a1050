// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/breaking/signaldialog.h"

#include "ui/breaking/holderbox.h"
#include "ui/widgets/plainlabel.h"

#include <lockscope/wording.h>

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace Lockscope::Ui {

namespace {

constexpr int Characters = 80;

} // namespace

SignalDialog::SignalDialog(BreakController &desk, const LockReport &report, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("signalDialog"));
    setWindowTitle(tr("Ask the holder to exit"));
    auto *verdict = newSelectableLabel();
    verdict->setText(text(report.verdict));
    auto *path = newSelectableLabel();
    path->setText(report.pathText());
    path->setForegroundRole(QPalette::PlaceholderText);
    auto *holders = new HolderBox(desk, tr("Holders:"));
    auto *problem = newSelectableLabel(QStringLiteral("signalProblem"));
    problem->hide();
    connect(holders, &HolderBox::noHolderFound, this, [problem](const QString &why) {
        problem->setText(why.isEmpty() ? tr("No process is proven to hold this lock.") : why);
        problem->show();
    });
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(verdict);
    layout->addWidget(path);
    layout->addWidget(holders);
    layout->addWidget(problem);
    layout->addStretch(1);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * Characters, sizeHint().height());
    holders->setPath(report.path);
}

} // namespace Lockscope::Ui
