// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/formats/contentmarker.h"

#include "ui/widgets/theme.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStringDecoder>
#include <QTextCursor>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace Lockscope::Ui {

namespace {

using Meaning = DraftField::Meaning;

constexpr std::array AllMeanings = {Meaning::Pid, Meaning::Host, Meaning::User, Meaning::Other};

/// Light enough to keep the text readable.
constexpr float MarkOpacity = 0.3F;

QString meaningText(Meaning meaning)
{
    switch (meaning) {
    case Meaning::Pid:
        return ContentMarker::tr("PID");
    case Meaning::Host:
        return ContentMarker::tr("host");
    case Meaning::User:
        return ContentMarker::tr("user");
    case Meaning::Other:
        break;
    }
    return ContentMarker::tr("varies");
}

QColor colourOf(Meaning meaning, const QPalette &palette)
{
    auto colour = meaning == Meaning::Pid    ? accentColour(Accent::Held, palette)
                  : meaning == Meaning::Host ? accentColour(Accent::Free, palette)
                  : meaning == Meaning::User ? accentColour(Accent::Waiting, palette)
                                             : palette.color(QPalette::Mid);
    colour.setAlphaF(MarkOpacity);
    return colour;
}

/// One character of a widget for each character of the lock, so that a selection can be traced back to bytes. Control
/// characters and bytes that are not UTF-8 become a placeholder.
QString shownCharacters(const std::string &bytes, std::vector<std::size_t> &offsets)
{
    QString shown;
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto lead = static_cast<unsigned char>(bytes[at]);
        std::size_t length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
        length = std::min(length, bytes.size() - at);
        QStringDecoder decoder(QStringDecoder::Utf8);
        QString text = decoder(QByteArrayView(bytes.data() + at, static_cast<qsizetype>(length)));
        const auto first = text.isEmpty() ? QChar(QChar::ReplacementCharacter) : text.front();
        const bool isSafe = !decoder.hasError() && !text.isEmpty() && !first.isMark() &&
                            (first.isPrint() || first == u'\n' || first == u'\t') &&
                            first.category() != QChar::Other_Format && first != QChar::LineSeparator &&
                            first != QChar::ParagraphSeparator && !first.isSurrogate();
        if (!isSafe) {
            text = QChar(QChar::ReplacementCharacter);
            length = decoder.hasError() ? 1 : length;
        }
        shown += text;
        offsets.insert(offsets.end(), static_cast<std::size_t>(text.size()), at);
        at += length;
    }
    offsets.push_back(bytes.size());
    return shown;
}

} // namespace

ContentMarker::ContentMarker(QWidget *parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit)
    , m_legend(new QLabel)
    , m_unmark(new QPushButton(tr("&Unmark")))
{
    m_text->setObjectName(QStringLiteral("describeContent"));
    m_text->setAccessibleName(tr("Content of the lock"));
    m_text->setReadOnly(true);
    m_text->setUndoRedoEnabled(false);
    m_text->setTabChangesFocus(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_legend->setObjectName(QStringLiteral("describeLegend"));
    m_legend->setTextFormat(Qt::PlainText);
    m_legend->setWordWrap(true);

    auto *buttons = new QHBoxLayout;
    const std::array names = {tr("Mark as &PID"), tr("Mark as &host"), tr("Mark as us&er"), tr("&Varies")};
    const std::array objectNames = {"markPid", "markHost", "markUser", "markVaries"};
    for (std::size_t i = 0; i < AllMeanings.size(); ++i) {
        auto *button = new QPushButton(names[i]);
        button->setObjectName(QLatin1String(objectNames[i]));
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, meaning = AllMeanings[i]] { mark(meaning); });
        m_buttons.push_back(button);
        buttons->addWidget(button);
    }
    m_buttons.back()->setToolTip(tr("Text that differs from lock to lock and has no meaning, such as a time"));
    m_unmark->setObjectName(QStringLiteral("unmark"));
    m_unmark->setAutoDefault(false);
    connect(m_unmark, &QPushButton::clicked, this, &ContentMarker::unmark);
    buttons->addWidget(m_unmark);
    buttons->addStretch();
    connect(m_text, &QPlainTextEdit::selectionChanged, this, &ContentMarker::showButtons);
    connect(m_text, &QPlainTextEdit::cursorPositionChanged, this, &ContentMarker::showButtons);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_legend);
    layout->addLayout(buttons);
    setFocusProxy(m_text);
}

void ContentMarker::setContent(const std::string &text, std::vector<DraftField> fields)
{
    m_content = text;
    m_offsets.clear();
    m_text->setPlainText(shownCharacters(m_content, m_offsets));
    m_fields = std::move(fields);
    showFields();
}

void ContentMarker::mark(Meaning meaning)
{
    auto field = selected();
    if (field.length == 0)
        return;
    field.meaning = meaning;
    unmark();
    // A lock has one owner.
    if (meaning != Meaning::Other)
        std::erase_if(m_fields, [&](const DraftField &other) { return other.meaning == meaning; });
    m_fields.push_back(field);
    std::ranges::sort(m_fields, {}, &DraftField::begin);
    showFields();
    Q_EMIT fieldsChanged();
}

void ContentMarker::unmark()
{
    const auto field = selected();
    const auto end = field.begin + std::max<std::size_t>(field.length, 1);
    const auto removed = std::erase_if(m_fields, [&](const DraftField &other) {
        return other.begin < end && field.begin < other.begin + other.length;
    });
    if (removed == 0)
        return;
    showFields();
    Q_EMIT fieldsChanged();
}

DraftField ContentMarker::selected() const
{
    const auto cursor = m_text->textCursor();
    auto begin = m_offsets[static_cast<std::size_t>(cursor.selectionStart())];
    auto end = m_offsets[static_cast<std::size_t>(cursor.selectionEnd())];
    const auto isBlank = [this](std::size_t at) {
        return m_content[at] == ' ' || m_content[at] == '\n' || m_content[at] == '\r' || m_content[at] == '\t';
    };
    while (begin < end && isBlank(begin))
        ++begin;
    while (begin < end && isBlank(end - 1))
        --end;
    return {.begin = begin, .length = end - begin, .meaning = Meaning::Other};
}

void ContentMarker::showFields()
{
    QList<QTextEdit::ExtraSelection> marks;
    QStringList meanings;
    const auto characterAt = [this](std::size_t byte) {
        return static_cast<int>(std::ranges::lower_bound(m_offsets, byte) - m_offsets.begin());
    };
    for (const auto &field : m_fields) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(m_text->document());
        mark.cursor.setPosition(characterAt(field.begin));
        mark.cursor.setPosition(characterAt(field.begin + field.length), QTextCursor::KeepAnchor);
        mark.format.setBackground(colourOf(field.meaning, palette()));
        marks << mark;
        meanings << tr("%1: %2", "meaning of a marked text, and the text")
                        .arg(meaningText(field.meaning), mark.cursor.selectedText());
    }
    m_text->setExtraSelections(marks);
    m_legend->setText(meanings.isEmpty() ? tr("Select the PID or the host in the content, then mark it.")
                                         : tr("Marked: %1").arg(meanings.join(QStringLiteral(" · "))));
    showButtons();
}

void ContentMarker::showButtons()
{
    if (m_offsets.empty())
        return;
    const auto field = selected();
    for (auto *button : m_buttons)
        button->setEnabled(field.length > 0);
    const auto end = field.begin + std::max<std::size_t>(field.length, 1);
    m_unmark->setEnabled(std::ranges::any_of(m_fields, [&](const DraftField &other) {
        return other.begin < end && field.begin < other.begin + other.length;
    }));
}

} // namespace Lockscope::Ui
