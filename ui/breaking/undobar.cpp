// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/breaking/undobar.h"

#include "ui/breaking/breakcontroller.h"
#include "ui/widgets/glyph.h"

#include <lockscope/displaytext.h>

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace Lockscope::Ui {

UndoBar::UndoBar(BreakController &desk, QAction &undo, QWidget *parent)
    : QFrame(parent)
    , m_text(new QLabel)
{
    setObjectName(QStringLiteral("undoBar"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    m_text->setObjectName(QStringLiteral("undoText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *button = new QPushButton(tr("Restore"));
    button->setObjectName(QStringLiteral("undoButton"));
    button->setToolTip(undo.toolTip());
    connect(button, &QPushButton::clicked, &undo, &QAction::trigger);
    m_undo = button;
    auto *close = new QToolButton;
    close->setObjectName(QStringLiteral("undoDismiss"));
    close->setIcon(glyphIcon(Glyph::Close));
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::StrongFocus);
    close->setToolTip(tr("Dismiss"));
    close->setAccessibleName(tr("Dismiss the message"));
    connect(close, &QToolButton::clicked, this, [this] {
        m_count = 0;
        hide();
    });
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 3, 8, 3);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_undo);
    layout->addWidget(close);
    hide();

    connect(&desk, &BreakController::broken, this, [this](const BrokenLock &lock) {
        ++m_count;
        const auto name = lock.pathText();
        say(m_count == 1 ? tr("%1 was broken.").arg(name)
                         : tr("%1 locks were broken. The last: %2.").arg(m_count).arg(name),
            true);
    });
    connect(&desk, &BreakController::undone, this, [this](const BrokenLock &lock) {
        m_count = std::max(0, m_count - 1);
        say(tr("%1 was restored.").arg(lock.pathText()), m_count > 0);
    });
    connect(&desk, &BreakController::undoFailed, this, [this](const QString &problem) { say(problem, false); });
}

void UndoBar::say(const QString &text, bool canBeUndone)
{
    m_text->setText(text);
    m_undo->setVisible(canBeUndone);
    show();
}

} // namespace Lockscope::Ui
