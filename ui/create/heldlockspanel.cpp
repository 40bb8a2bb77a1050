// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/create/heldlockspanel.h"

#include "ui/create/heldlocks.h"
#include "ui/text/agetext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/glyphlabel.h"

#include <lockscope/displaytext.h>

#include <QGridLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace Lockscope::Ui {

namespace {

constexpr int IconSide = 16;

QString stateText(const HeldLocks::Entry &entry)
{
    const auto time = ageText(wallTimeNow() - entry.since);
    return entry.state == HeldLocks::State::Held ? HeldLocksPanel::tr("held for %1").arg(time)
                                                 : HeldLocksPanel::tr("waiting for %1").arg(time);
}

QLabel *newLabel(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    // A long name must not widen the window.
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    return label;
}

} // namespace

HeldLocksPanel::HeldLocksPanel(HeldLocks &locks, QWidget *parent)
    : QWidget(parent)
    , m_locks(locks)
    , m_rows(new QVBoxLayout)
{
    setObjectName(QStringLiteral("heldLocks"));
    auto *title = newLabel(tr("Held by this window"));
    auto font = title->font();
    font.setBold(true);
    title->setFont(font);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 6, 6, 2);
    layout->setSpacing(4);
    layout->addWidget(title);
    layout->addLayout(m_rows);
    m_timer.setInterval(1000);
    connect(&m_timer, &QTimer::timeout, this, &HeldLocksPanel::showTimes);
    connect(&locks, &HeldLocks::changed, this, &HeldLocksPanel::refill);
    refill();
}

void HeldLocksPanel::refill()
{
    while (auto *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_times.clear();
    for (const auto &entry : m_locks.entries()) {
        const bool isHeld = entry.state == HeldLocks::State::Held;
        const auto path = displayText(entry.path);
        auto *icon = new GlyphLabel(isHeld ? Glyph::Held : Glyph::Waiting, IconSide);
        auto *name = newLabel(displayText(entry.path.filename()));
        name->setToolTip(plainToolTip(path));
        auto *time = newLabel(stateText(entry));
        time->setForegroundRole(QPalette::PlaceholderText);
        m_times.push_back(time);
        auto *button = new QToolButton;
        button->setObjectName(QStringLiteral("releaseLock"));
        button->setText(isHeld ? tr("Release") : tr("Cancel"));
        button->setAccessibleName(isHeld ? tr("Release %1").arg(path) : tr("Stop waiting for %1").arg(path));
        button->setFocusPolicy(Qt::StrongFocus);
        connect(button, &QToolButton::clicked, this, [this, id = entry.id] { m_locks.release(id); });

        auto *row = new QWidget;
        auto *grid = new QGridLayout(row);
        grid->setContentsMargins(0, 0, 0, 4);
        grid->setHorizontalSpacing(6);
        grid->setVerticalSpacing(0);
        grid->setColumnStretch(1, 1);
        grid->addWidget(icon, 0, 0);
        grid->addWidget(name, 0, 1);
        grid->addWidget(time, 1, 1);
        grid->addWidget(button, 0, 2, 2, 1);
        m_rows->addWidget(row);
    }
    setVisible(!m_locks.isEmpty());
    if (m_locks.isEmpty())
        m_timer.stop();
    else
        m_timer.start();
}

void HeldLocksPanel::showTimes()
{
    for (std::size_t i = 0; i < m_times.size(); ++i)
        m_times[i]->setText(stateText(m_locks.entries()[i]));
}

} // namespace Lockscope::Ui
