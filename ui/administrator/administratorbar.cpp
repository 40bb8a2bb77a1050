// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/administrator/administratorbar.h"

#include "ui/administrator/namelesslocks.h"
#include "ui/widgets/glyphlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

#include <unistd.h>

namespace Lockscope::Ui {

AdministratorBar::AdministratorBar(NamelessLocks &locks, QWidget *parent)
    : QFrame(parent)
    , m_locks(locks)
    , m_text(new QLabel)
    , m_show(new QPushButton(tr("Show them…")))
    , m_isDismissed(::geteuid() == 0) // root sees all that can be seen
{
    setObjectName(QStringLiteral("administratorBar"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    m_text->setObjectName(QStringLiteral("administratorText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_show->setObjectName(QStringLiteral("administratorShow"));
    m_show->setToolTip(tr("Requires the password of an administrator"));
    connect(m_show, &QPushButton::clicked, &locks, &NamelessLocks::showFiles);
    auto *close = new QToolButton;
    close->setObjectName(QStringLiteral("administratorDismiss"));
    close->setIcon(glyphIcon(Glyph::Close));
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::StrongFocus);
    close->setToolTip(tr("Dismiss"));
    close->setAccessibleName(tr("Dismiss the message"));
    connect(close, &QToolButton::clicked, this, [this] {
        m_isDismissed = true;
        refresh();
    });
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 3, 8, 3);
    layout->addWidget(new GlyphLabel(Glyph::Unknown, style()->pixelMetric(QStyle::PM_SmallIconSize)));
    layout->addWidget(m_text, 1);
    layout->addWidget(m_show);
    layout->addWidget(close);
    connect(&locks, &NamelessLocks::changed, this, &AdministratorBar::refresh);
    hide();
    refresh();
}

void AdministratorBar::refresh()
{
    const auto count = m_isDismissed ? 0 : static_cast<int>(m_locks.count());
    const bool isAsking = m_locks.isAsking();
    if (count == m_count && isAsking == m_isAsking)
        return;
    m_count = count;
    m_isAsking = isAsking;
    if (count > 0) {
        const bool canAsk = HelperProgram::isInstalled();
        auto text = tr("%n lock(s) of other users are shown without file names.", nullptr, count);
        if (!canAsk)
            text += u' ' + tr("To see the names, run 'lockscopectl system' as root.");
        m_text->setText(text);
        m_show->setVisible(canAsk);
        m_show->setEnabled(!isAsking);
    }
    setVisible(count > 0);
}

} // namespace Lockscope::Ui
