// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/displaytext.h>

#include <QChar>

#include <cstdint>
#include <optional>

namespace Lockscope {

namespace {

struct Decoded
{
    char32_t codePoint = 0;
    std::size_t length = 1;
};

/// The code point at the start of the bytes, by the table of well-formed sequences in the Unicode standard (no overlong
/// forms, no surrogates); absent if the first byte does not start one.
std::optional<Decoded> decodeUtf8(std::string_view bytes)
{
    const auto byteAt = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const unsigned char lead = byteAt(0);
    if (lead < 0x80)
        return Decoded{lead, 1};
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || bytes.size() < length)
        return {};
    char32_t codePoint = lead & (0xffU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byteAt(i) & 0xc0) != 0x80)
            return {};
        codePoint = (codePoint << 6) | (byteAt(i) & 0x3fU);
    }
    constexpr char32_t Smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (codePoint < Smallest[length] || codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint <= 0xdfff))
        return {};
    return Decoded{codePoint, length};
}

/// Characters that would hide, reorder or break a line of text: control and format characters (including bidirectional
/// overrides and zero-width characters), line and paragraph separators, and unassigned code points.
bool mustBeEscaped(char32_t codePoint)
{
    switch (QChar::category(codePoint)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_NotAssigned:
    case QChar::Other_PrivateUse:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

QString hex(std::uint32_t value, int width)
{
    return QString::number(value, 16).rightJustified(width, u'0');
}

} // namespace

QString displayText(std::string_view bytes, std::size_t maxCharacters)
{
    QString text;
    std::size_t characters = 0;
    while (!bytes.empty()) {
        if (characters++ == maxCharacters)
            return text + QChar(u'…');
        const auto decoded = decodeUtf8(bytes);
        if (!decoded)
            text += QLatin1String("\\x") + hex(static_cast<unsigned char>(bytes.front()), 2);
        else if (!mustBeEscaped(decoded->codePoint))
            text += QChar::fromUcs4(decoded->codePoint);
        else if (decoded->codePoint < 0x100)
            text += QLatin1String("\\x") + hex(decoded->codePoint, 2);
        else if (decoded->codePoint < 0x10000)
            text += QLatin1String("\\u") + hex(decoded->codePoint, 4);
        else
            text += QLatin1String("\\U") + hex(decoded->codePoint, 8);
        bytes.remove_prefix(decoded ? decoded->length : 1);
    }
    return text;
}

} // namespace Lockscope
