// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/breaking/undobar.h"

#include "ui/breaking/breakcontroller.h"
#include "ui/breaking/undosteps.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/glyph.h"

#include <lockscope/displaytext.h>

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStringList>
#include <QToolButton>

namespace Lockscope::Ui {

namespace {

constexpr std::size_t MostNames = 3;

QString nameOf(const BrokenLock &lock)
{
    const auto &path = lock.row.empty() ? lock.path : lock.row;
    return displayText(path.filename());
}

/// `a.pid, b.pid, c.pid and 4 more`
QString namesOf(const UndoSteps::Locks &locks)
{
    QStringList names;
    for (const auto &lock : locks) {
        if (names.size() < static_cast<qsizetype>(MostNames))
            names += nameOf(lock);
    }
    const auto all = names.join(QLatin1String(", "));
    const auto more = static_cast<int>(locks.size()) - static_cast<int>(names.size());
    return more > 0 ? UndoBar::tr("%1 and %n more", "names of locks", more).arg(all) : all;
}

QString brokenText(const UndoSteps::Locks &locks)
{
    if (locks.size() == 1)
        return UndoBar::tr("%1 was broken.").arg(locks.front().pathText());
    return UndoBar::tr("%n locks were broken: %1.", nullptr, static_cast<int>(locks.size())).arg(namesOf(locks));
}

QString restoredText(const UndoSteps::Locks &locks)
{
    if (locks.size() == 1)
        return UndoBar::tr("%1 was restored.").arg(locks.front().pathText());
    return UndoBar::tr("%n locks were restored: %1.", nullptr, static_cast<int>(locks.size())).arg(namesOf(locks));
}

} // namespace

UndoBar::UndoBar(BreakController &desk, UndoSteps &steps, QAction &undo, QWidget *parent)
    : QFrame(parent)
    , m_steps(steps)
    , m_undo(undo)
    , m_text(new QLabel)
    , m_button(new QPushButton)
{
    setObjectName(QStringLiteral("undoBar"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    m_text->setObjectName(QStringLiteral("undoText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_button->setObjectName(QStringLiteral("undoButton"));
    connect(m_button, &QPushButton::clicked, &undo, &QAction::trigger);
    auto *close = new QToolButton;
    close->setObjectName(QStringLiteral("undoDismiss"));
    close->setIcon(glyphIcon(Glyph::Close));
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::StrongFocus);
    close->setToolTip(tr("Dismiss"));
    close->setAccessibleName(tr("Dismiss the message"));
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 3, 8, 3);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    layout->addWidget(close);
    hide();

    connect(&steps, &UndoSteps::changed, this, &UndoBar::showNext);
    connect(&undo, &QAction::triggered, &steps, &UndoSteps::undo);
    // After the steps: their connection is older.
    connect(&desk, &BreakController::broken, this, [this] { say(brokenText(m_steps.next())); });
    connect(&desk, &BreakController::restored, this, [this](const BreakController::Outcome &outcome) {
        QStringList sentences;
        if (!outcome.locks.empty())
            sentences += restoredText(outcome.locks);
        say((sentences + outcome.problems).join(u' '));
    });
    connect(&desk, &BreakController::deleted, this, [this] {
        if (m_steps.next().empty())
            hide();
    });
    showNext();
}

void UndoBar::say(const QString &text)
{
    m_text->setText(text);
    show();
}

void UndoBar::showNext()
{
    const auto next = m_steps.next();
    const auto count = static_cast<int>(next.size());
    const auto name = count == 1 ? nameOf(next.front()) : QString();
    const auto text = count == 1 ? tr("Restore %1").arg(name) : tr("Restore all %n", "locks", count);
    m_undo.setEnabled(count > 0);
    m_undo.setText(count == 0   ? tr("&Restore the broken lock")
                   : count == 1 ? tr("&Restore %1").arg(menuText(name))
                                : tr("&Restore all %n", "locks", count));
    m_button->setVisible(count > 0);
    m_button->setText(menuText(text));
    m_button->setToolTip(plainToolTip(namesOf(next)));
    m_button->setAccessibleName(text);
}

} // namespace Lockscope::Ui
