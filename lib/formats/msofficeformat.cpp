// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/msofficeformat.h"

#include "formats/fields.h"
#include "values/lockphrases.h"

#include <QStringDecoder>

#include <algorithm>

namespace Lockscope {

namespace {

bool isAscii(char c)
{
    return static_cast<unsigned char>(c) < 0x80;
}

std::size_t byteAt(std::string_view content, std::size_t at)
{
    return static_cast<unsigned char>(content[at]);
}

/// The user's name, which is stored twice: in bytes, followed by UTF-16.
std::optional<std::string> readOwner(std::string_view content)
{
    constexpr std::size_t WordSize = 162;
    constexpr std::size_t SheetSize = 165; ///< Excel and PowerPoint
    constexpr std::size_t LongestName = 52;
    if (content.size() != WordSize && content.size() != SheetSize)
        return std::nullopt;
    const std::size_t wide = content.size() == WordSize ? 54 : 55;
    const auto length = byteAt(content, 0);
    // If a character takes two bytes, the UTF-16 form has fewer units.
    const auto letters = byteAt(content, wide);
    if (length == 0 || length > LongestName || letters == 0 || letters > length ||
        (letters < length && std::ranges::all_of(content.substr(1, length), isAscii)) ||
        byteAt(content, wide + 1) != 0 || !isPlainText(content.substr(1, length)))
        return std::nullopt;
    QStringDecoder decoder(QStringDecoder::Utf16LE, QStringDecoder::Flag::Stateless);
    const auto units = content.substr(wide + 2, 2 * letters);
    const QString name = decoder(QByteArrayView(units.data(), static_cast<qsizetype>(units.size())));
    return decoder.hasError() ? std::nullopt : std::optional(name.toStdString());
}

std::optional<FormatReading> recogniseMsOffice(const Subject &subject)
{
    if (!subject.name.starts_with("~$") || !isReadInWhole(subject))
        return std::nullopt;
    const auto owner = readOwner(subject.content);
    if (!owner)
        return std::nullopt;
    auto match = reading(MsOfficeFormat, 0.98,
                         LockPhrases::noop("the name of a Microsoft Office lock, and a user name in two encodings"),
                         HeldBy::Exists);
    match.ask = LockPhrases::noop("ask the user whose name it contains");
    match.claim.name = *owner;
    return match;
}

} // namespace

const FormatDetector MsOfficeFormat = {"msoffice", recogniseMsOffice};

} // namespace Lockscope
