// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/messagebar.h"

#include "ui/text/plaintext.h"
#include "ui/widgets/glyphlabel.h"

#include <lockscope/displaytext.h>
#include <lockscope/wording.h>

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QStyle>
#include <QToolButton>

#include <system_error>

namespace Lockscope::Ui {

namespace {

/// A scan can fail in a million folders, and nobody reads all messages.
constexpr qsizetype MostMessages = 1000;

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_sign(new GlyphLabel(Glyph::Stale, style()->pixelMetric(QStyle::PM_SmallIconSize), this))
    , m_line(new QLabel(this))
    , m_all(new QPlainTextEdit(this))
    , m_unfold(new QToolButton(this))
{
    setObjectName(QStringLiteral("messageBar"));
    setFrameShape(QFrame::NoFrame);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);

    m_line->setObjectName(QStringLiteral("messageText"));
    m_line->setTextFormat(Qt::PlainText);
    m_line->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_line->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_line->setWordWrap(true);

    m_all->setObjectName(QStringLiteral("messageList"));
    m_all->setReadOnly(true);
    m_all->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_all->setAccessibleName(tr("All messages"));
    m_all->setFixedHeight(m_all->fontMetrics().lineSpacing() * 6);
    m_all->hide();

    m_unfold->setObjectName(QStringLiteral("messageUnfold"));
    m_unfold->setText(tr("Show all"));
    m_unfold->setCheckable(true);
    m_unfold->setAutoRaise(true);
    m_unfold->setFocusPolicy(Qt::StrongFocus);
    connect(m_unfold, &QToolButton::toggled, m_all, &QPlainTextEdit::setVisible);

    auto *close = new QToolButton(this);
    close->setObjectName(QStringLiteral("messageDismiss"));
    close->setIcon(glyphIcon(Glyph::Close));
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::StrongFocus);
    close->setToolTip(tr("Dismiss"));
    close->setAccessibleName(tr("Dismiss the message"));
    connect(close, &QToolButton::clicked, this, &MessageBar::dismiss);

    auto *line = new QHBoxLayout;
    line->addWidget(m_sign);
    line->addWidget(m_line, 1);
    line->addWidget(m_unfold);
    line->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 3, 8, 3);
    layout->setSpacing(3);
    layout->addLayout(line);
    layout->addWidget(m_all);
    hide();
}

void MessageBar::add(const QString &message, Glyph sign)
{
    if (m_messages.contains(message) || m_messages.size() == MostMessages)
        return;
    m_messages += message;
    m_sign->setGlyph(sign);
    m_all->appendPlainText(message);
    refresh();
}

void MessageBar::dismiss()
{
    m_messages.clear();
    m_all->clear();
    m_unfold->setChecked(false);
    hide();
}

void MessageBar::refresh()
{
    const bool isOne = m_messages.size() == 1;
    m_line->setText(
        isOne ? m_messages.first()
              : tr("%1 messages. The last: %2").arg(QLocale().toString(m_messages.size()), m_messages.last()));
    m_unfold->setVisible(!isOne);
    show();
}

QString failureText(const Failure &failure)
{
    const auto path = displayText(failure.path);
    QString reason;
    if (failure.systemErrno != 0)
        reason = QString::fromLocal8Bit(std::generic_category().message(failure.systemErrno).c_str());
    if (const auto details = detailText(failure); !details.isEmpty())
        reason += (reason.isEmpty() ? QString() : QStringLiteral(", ")) + details;
    if (reason.isEmpty() || path.isEmpty())
        return failure.message();
    return failure.code == LockErrc::ReadFailed ? MessageBar::tr("%1 could not be read: %2.").arg(path, reason)
                                                : MessageBar::tr("%1: %2.").arg(path, reason);
}

} // namespace Lockscope::Ui
