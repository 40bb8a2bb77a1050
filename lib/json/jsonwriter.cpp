// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/json.h>

#include "values/characters.h"

#include <QByteArray>
#include <QChar>
#include <QStringDecoder>
#include <QStringEncoder>
#include <QUtf8StringView>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace Lockscope {

namespace {

QString decode(std::string_view bytes)
{
    // Without the flag a byte order mark at the start of a name would be dropped.
    QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::ConvertInitialBom);
    return decoder(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
}

template <typename Number>
std::string_view digitsOf(Number value, std::array<char, 32> &buffer)
{
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    return {buffer.data(), static_cast<std::size_t>(end - buffer.data())};
}

/// Quotation marks, backslashes, controls, and the start of each sequence of several bytes.
bool mayNeedEscape(char byte)
{
    return byte < ' ' || byte > '~' || byte == '"' || byte == '\\';
}

void appendUtf16(std::string &line, std::uint32_t unit)
{
    constexpr std::string_view Digits = "0123456789abcdef";
    line += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4)
        line += Digits[(unit >> static_cast<unsigned>(shift)) & 15U];
}

/// Escapes what a terminal would act on or a reader would not see: people read JSON as well.
void appendCharacter(std::string &line, Character character, std::string_view utf8)
{
    switch (character.codePoint) {
    case '"':
    case '\\':
        line += '\\';
        line += utf8.front();
        return;
    case '\n':
        line += "\\n";
        return;
    case '\t':
        line += "\\t";
        return;
    default:
        break;
    }
    if (!isHazardous(character.codePoint)) {
        line += utf8.substr(0, character.length);
        return;
    }
    if (QChar::requiresSurrogates(character.codePoint)) {
        appendUtf16(line, QChar::highSurrogate(character.codePoint));
        appendUtf16(line, QChar::lowSurrogate(character.codePoint));
    } else {
        appendUtf16(line, character.codePoint);
    }
}

/// Writes the number with leading zeros, and returns its end.
char *padded(char *at, unsigned value, int width)
{
    for (int digit = width - 1; digit >= 0; --digit, value /= 10)
        at[digit] = static_cast<char>('0' + value % 10);
    return at + width;
}

} // namespace

bool isUtf8(std::string_view bytes)
{
    return QUtf8StringView(bytes.data(), static_cast<qsizetype>(bytes.size())).isValidUtf8();
}

QString jsonText(std::string_view bytes)
{
    if (isUtf8(bytes))
        return decode(bytes);
    constexpr std::size_t LongestSequence = 4;
    QString text;
    while (!bytes.empty()) {
        std::size_t length = 1;
        while (length <= std::min(LongestSequence, bytes.size()) && !isUtf8(bytes.substr(0, length)))
            ++length;
        if (length <= std::min(LongestSequence, bytes.size())) {
            text += decode(bytes.substr(0, length));
        } else {
            length = 1;
            text += QStringLiteral("\\x") +
                    QString::number(static_cast<unsigned char>(bytes.front()), 16).rightJustified(2, u'0');
        }
        bytes.remove_prefix(length);
    }
    return text;
}

void JsonWriter::separate()
{
    if (m_needsComma)
        m_line += ',';
    m_needsComma = true;
}

void JsonWriter::begin(char bracket)
{
    separate();
    m_line += bracket;
    m_needsComma = false;
}

void JsonWriter::end(char bracket)
{
    m_line += bracket;
    m_needsComma = true;
}

JsonWriter &JsonWriter::key(std::string_view name)
{
    separate();
    m_line += '"';
    m_line += name;
    m_line += "\":";
    m_needsComma = false;
    return *this;
}

void JsonWriter::plain(std::string_view word)
{
    separate();
    m_line += word;
}

void JsonWriter::number(std::int64_t value)
{
    std::array<char, 32> buffer = {};
    plain(digitsOf(value, buffer));
}

void JsonWriter::number(std::uint64_t value)
{
    std::array<char, 32> buffer = {};
    plain(digitsOf(value, buffer));
}

void JsonWriter::decimal(double value)
{
    std::array<char, 32> buffer = {};
    plain(digitsOf(value, buffer));
}

void JsonWriter::text(const QString &text)
{
    QStringEncoder encoder(QStringEncoder::Utf8, QStringEncoder::Flag::Stateless);
    m_utf8.resize(static_cast<std::size_t>(encoder.requiredSpace(text.size())));
    const auto *const end = encoder.appendToBuffer(m_utf8.data(), text);
    quoted({m_utf8.data(), static_cast<std::size_t>(end - m_utf8.data())});
}

void JsonWriter::bytes(std::string_view bytes)
{
    if (isUtf8(bytes))
        quoted(bytes);
    else
        text(jsonText(bytes));
}

void JsonWriter::quoted(std::string_view utf8)
{
    separate();
    m_line += '"';
    while (!utf8.empty()) {
        const auto special = std::ranges::find_if(utf8, mayNeedEscape);
        m_line.append(utf8.begin(), special);
        utf8.remove_prefix(static_cast<std::size_t>(special - utf8.begin()));
        if (utf8.empty())
            break;
        const auto character = firstCharacter(utf8).value_or(Character{});
        appendCharacter(m_line, character, utf8);
        utf8.remove_prefix(character.length);
    }
    m_line += '"';
}

void JsonWriter::time(const std::optional<WallTime> &time)
{
    using namespace std::chrono;
    const auto milliseconds = time ? floor<std::chrono::milliseconds>(*time).time_since_epoch() : 0ms;
    const auto day = floor<days>(milliseconds);
    const year_month_day date{sys_days(day)};
    const auto year = static_cast<int>(date.year());
    if (!time || year < 0 || year > 9999) {
        null();
        return;
    }
    const hh_mm_ss clock(milliseconds - day);
    const auto number = [](auto value) { return static_cast<unsigned>(value); };
    std::array<char, 24> text;
    auto *at = padded(text.data(), number(year), 4);
    *at++ = '-';
    at = padded(at, static_cast<unsigned>(date.month()), 2);
    *at++ = '-';
    at = padded(at, static_cast<unsigned>(date.day()), 2);
    *at++ = 'T';
    at = padded(at, number(clock.hours().count()), 2);
    *at++ = ':';
    at = padded(at, number(clock.minutes().count()), 2);
    *at++ = ':';
    at = padded(at, number(clock.seconds().count()), 2);
    *at++ = '.';
    at = padded(at, number(clock.subseconds().count()), 3);
    *at = 'Z';
    quoted({text.data(), text.size()});
}

void JsonWriter::path(const std::string &bytes)
{
    key("path").bytes(bytes);
    if (!isUtf8(bytes))
        key("pathBase64").text(QString::fromLatin1(QByteArray::fromStdString(bytes).toBase64()));
}

void JsonWriter::bytesOrNull(std::string_view text)
{
    if (text.empty())
        null();
    else
        bytes(text);
}

void JsonWriter::bytesOrNull(const std::optional<std::string> &text)
{
    if (text)
        bytes(*text);
    else
        null();
}

} // namespace Lockscope
