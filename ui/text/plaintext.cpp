// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/text/plaintext.h"

#include <lockscope/displaytext.h>

#include <algorithm>

namespace Lockscope::Ui {

namespace {

/// Arrows, because common fixed-width fonts lack Unicode's pictures for control characters.
constexpr char16_t LineBreakSign = u'↵';
constexpr char16_t TabSign = u'→';

void appendHex(QString &text, unsigned value, int digits)
{
    constexpr std::string_view Digits = "0123456789abcdef";
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
        text += QLatin1Char(Digits[(value >> shift) & 0xf]);
}

} // namespace

QString plainToolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    return QLatin1String("<p style=\"white-space:pre-wrap\">") + text.toHtmlEscaped() + QLatin1String("</p>");
}

QString menuText(const QString &text)
{
    constexpr qsizetype Most = 60;
    constexpr qsizetype Kept = Most / 2;
    auto shown = text.size() > Most ? text.left(Kept) + u'…' + text.right(Kept) : text;
    return shown.replace(u'&', QLatin1String("&&"));
}

QString visibleText(const std::string &bytes)
{
    constexpr std::string_view Signs = "\n\t";
    QString text;
    auto rest = std::string_view(bytes);
    while (!rest.empty()) {
        const auto length = std::min(rest.find_first_of(Signs), rest.size());
        text += displayText(rest.substr(0, length));
        if (length == rest.size())
            break;
        const bool isLineBreak = rest[length] == '\n';
        rest.remove_prefix(length + 1);
        text += isLineBreak ? LineBreakSign : TabSign;
        if (!isLineBreak || !rest.empty())
            text += isLineBreak ? QLatin1Char('\n') : QLatin1Char('\t');
    }
    return text;
}

QString hexDump(const std::string &bytes)
{
    constexpr std::size_t Width = 16;
    constexpr std::size_t LineLength = 80;
    QString text;
    text.reserve(static_cast<qsizetype>((bytes.size() / Width + 1) * LineLength));
    for (std::size_t offset = 0; offset < bytes.size(); offset += Width) {
        if (offset > 0)
            text += QLatin1Char('\n');
        appendHex(text, static_cast<unsigned>(offset), 6);
        text += QLatin1Char(' ');
        QString ascii;
        for (std::size_t i = 0; i < Width; ++i) {
            text += QLatin1String(i == Width / 2 ? "  " : " ");
            if (offset + i >= bytes.size()) {
                text += QLatin1String("  ");
                continue;
            }
            const char byte = bytes[offset + i];
            appendHex(text, static_cast<unsigned char>(byte), 2);
            ascii += byte >= ' ' && byte <= '~' ? QLatin1Char(byte) : QChar(u'·');
        }
        text += QLatin1String("  ") + ascii;
    }
    return text;
}

} // namespace Lockscope::Ui
