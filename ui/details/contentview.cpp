// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/details/contentview.h"

#include "ui/details/contentfields.h"
#include "ui/text/plaintext.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QTextCursor>
#include <QVBoxLayout>

namespace Lockscope::Ui {

namespace {

QPlainTextEdit *newTextBox(const QString &objectName, const QString &accessibleName)
{
    auto *box = new QPlainTextEdit;
    box->setObjectName(objectName);
    box->setAccessibleName(accessibleName);
    box->setReadOnly(true);
    box->setUndoRedoEnabled(false);
    box->setTabChangesFocus(true);
    box->setFrameShape(QFrame::NoFrame);
    box->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    return box;
}

/// Light enough to keep the text readable.
constexpr float MarkOpacity = 0.3F;

/// The text to show instead of content.
QString emptyText(const LockReport &report)
{
    if (report.inodeType == LockReport::InodeType::Symlink)
        return ContentView::tr("A symbolic link has no content. The File page shows its target.");
    if (report.inodeType != LockReport::InodeType::Regular)
        return ContentView::tr("Only the content of regular files is shown.");
    return report.contentRead ? ContentView::tr("The file is empty.") : ContentView::tr("The content was not read.");
}

} // namespace

ContentView::ContentView(QWidget *parent)
    : QWidget(parent)
    , m_text(newTextBox(QStringLiteral("contentText"), tr("Content as text")))
    , m_hex(newTextBox(QStringLiteral("contentHex"), tr("Content as a hex dump")))
    , m_content(new QWidget(this))
    , m_note(new QLabel(this))
    , m_fields(new QLabel(this))
{
    m_hex->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_note->setObjectName(QStringLiteral("contentNote"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setContentsMargins(10, 8, 10, 8);
    m_note->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_fields->setObjectName(QStringLiteral("contentFields"));
    m_fields->setTextFormat(Qt::PlainText);
    m_fields->setWordWrap(true);
    m_fields->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_fields->setForegroundRole(QPalette::PlaceholderText);
    m_fields->setContentsMargins(10, 4, 10, 4);
    m_fields->hide();
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);

    // The hexadecimal lines have a fixed width; the text uses the remaining space.
    const int hexWidth = m_hex->fontMetrics().horizontalAdvance(hexDump(std::string(16, ' '))) +
                         2 * m_hex->fontMetrics().averageCharWidth() + 30;
    m_hex->setMaximumWidth(hexWidth);

    auto *line = new QFrame;
    line->setFrameShape(QFrame::VLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    auto *boxes = new QHBoxLayout(m_content);
    boxes->setContentsMargins(4, 2, 0, 0);
    boxes->setSpacing(0);
    boxes->addWidget(m_text, 2);
    boxes->addWidget(line);
    boxes->addWidget(m_hex, 3);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_note);
    layout->addWidget(m_content, 1);
    layout->addWidget(m_fields);
    setNote(QString());
}

void ContentView::setReport(const LockReport &report)
{
    if (report.content.empty()) {
        setNote(emptyText(report));
        m_content->hide();
        m_fields->hide();
        m_shown.clear();
        return;
    }
    m_content->show();
    const bool isCut = report.size > report.content.size();
    const QLocale locale;
    setNote(isCut ? tr("The first %1 of %2 bytes:")
                        .arg(locale.toString(static_cast<qulonglong>(report.content.size())),
                             locale.toString(static_cast<qulonglong>(report.size)))
                  : QString());
    if (report.content == m_shown)
        return;
    m_shown = report.content;
    m_text->setPlainText(visibleText(m_shown));
    m_hex->setPlainText(hexDump(m_shown));
    markFields(report.owner);
}

void ContentView::markFields(const Claim &owner)
{
    const auto text = m_text->toPlainText();
    auto colour = palette().color(QPalette::Highlight);
    colour.setAlphaF(MarkOpacity);
    QList<QTextEdit::ExtraSelection> marks;
    QStringList meanings;
    for (const auto &field : contentFields(text, owner)) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(m_text->document());
        mark.cursor.setPosition(static_cast<int>(field.begin));
        mark.cursor.setPosition(static_cast<int>(field.begin + field.length), QTextCursor::KeepAnchor);
        mark.format.setBackground(colour);
        marks << mark;
        meanings << field.meaning + u' ' + text.mid(field.begin, field.length);
    }
    m_text->setExtraSelections(marks);
    m_fields->setText(tr("Recognised: %1").arg(meanings.join(QStringLiteral(" · "))));
    m_fields->setVisible(!meanings.isEmpty());
}

void ContentView::setNote(const QString &note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

} // namespace Lockscope::Ui
