// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/displaytext.h>

#include "values/characters.h"

#include <QChar>

#include <algorithm>
#include <cstdint>

namespace Lockscope {

namespace {

QString hex(std::uint32_t value, int width)
{
    return QString::number(value, 16).rightJustified(width, u'0');
}

} // namespace

QString displayText(std::string_view bytes, std::size_t maxCharacters)
{
    // Almost every text is printable ASCII.
    const auto plain = static_cast<std::size_t>(
        std::ranges::find_if(bytes.substr(0, maxCharacters), [](char c) { return c < ' ' || c > '~'; }) -
        bytes.begin());
    QString text = QString::fromLatin1(bytes.data(), static_cast<qsizetype>(plain));
    bytes.remove_prefix(plain);
    std::size_t characters = plain;
    while (!bytes.empty()) {
        if (characters++ == maxCharacters)
            return text + QChar(u'…');
        const auto decoded = firstCharacter(bytes);
        if (!decoded)
            text += QLatin1String("\\x") + hex(static_cast<unsigned char>(bytes.front()), 2);
        else if (!isHazardous(decoded->codePoint))
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
