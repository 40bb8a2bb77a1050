// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "jsonwriter.h"

#include "json.h"

#include <QByteArray>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace Ctl {

namespace {

template <typename Number>
std::string_view digitsOf(Number value, std::array<char, 32> &buffer)
{
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    return {buffer.data(), static_cast<std::size_t>(end - buffer.data())};
}

void appendPadded(std::string &text, std::int64_t value, std::size_t width)
{
    std::array<char, 32> buffer = {};
    const auto digits = digitsOf(value, buffer);
    text.append(width - std::min(width, digits.size()), '0');
    text += digits;
}

} // namespace

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
    const auto utf8 = text.toUtf8();
    quoted({utf8.constData(), static_cast<std::size_t>(utf8.size())});
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
        std::size_t plain = 0;
        while (plain < utf8.size() && static_cast<unsigned char>(utf8[plain]) >= ' ' && utf8[plain] != '"' &&
               utf8[plain] != '\\')
            ++plain;
        m_line += utf8.substr(0, plain);
        if (plain == utf8.size())
            break;
        switch (const char special = utf8[plain]) {
        case '"':
        case '\\':
            m_line += '\\';
            m_line += special;
            break;
        case '\n':
            m_line += "\\n";
            break;
        case '\t':
            m_line += "\\t";
            break;
        default:
            constexpr std::string_view Digits = "0123456789abcdef";
            m_line += "\\u00";
            m_line += Digits[static_cast<unsigned char>(special) >> 4U];
            m_line += Digits[static_cast<unsigned char>(special) & 15U];
        }
        utf8.remove_prefix(plain + 1);
    }
    m_line += '"';
}

void JsonWriter::time(const std::optional<Lockscope::WallTime> &time)
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
    std::string text;
    appendPadded(text, year, 4);
    text += '-';
    appendPadded(text, static_cast<unsigned>(date.month()), 2);
    text += '-';
    appendPadded(text, static_cast<unsigned>(date.day()), 2);
    text += 'T';
    appendPadded(text, clock.hours().count(), 2);
    text += ':';
    appendPadded(text, clock.minutes().count(), 2);
    text += ':';
    appendPadded(text, clock.seconds().count(), 2);
    text += '.';
    appendPadded(text, clock.subseconds().count(), 3);
    text += 'Z';
    quoted(text);
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

} // namespace Ctl
