// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/officeformat.h"

#include "formats/fields.h"
#include "values/lockphrases.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>

namespace Lockscope {

namespace {

using Fields = std::array<std::string, 5>;

/// Fields separated by commas and ended by a semicolon; a backslash escapes the character after it.
std::optional<Fields> readFields(std::string_view text)
{
    Fields fields;
    std::size_t field = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == ';')
            return at + 1 == text.size() && field + 1 == fields.size() ? std::optional(fields) : std::nullopt;
        if (text[at] == ',') {
            if (++field == fields.size())
                return std::nullopt;
        } else {
            at += text[at] == '\\' ? 1 : 0;
            if (at < text.size())
                fields[field] += text[at];
        }
    }
    return std::nullopt;
}

std::optional<Recognition> recogniseLibreOffice(const Subject &subject)
{
    constexpr std::string_view Prefix = ".~lock.";
    constexpr std::size_t LongestText = 32000;
    if (!subject.name.starts_with(Prefix) || !subject.name.ends_with('#') || !isReadInWhole(subject) ||
        subject.size > LongestText)
        return std::nullopt;
    auto match = reading(LibreOfficeFormat, 0.98,
                         LockPhrases::noop("LibreOffice's name for a lock, and its five fields"), HeldTest::Exists);
    // The document; LibreOffice can be told not to lock it.
    match.guard = subject.name.substr(Prefix.size(), subject.name.size() - Prefix.size() - 1);
    match.programs = {"soffice.bin", "oosplash"};
    match.ask = LockPhrases::noop("ask the user that it names");
    match.programRule = LockPhrases::noop("at once where user, host and profile are its own; otherwise it asks");
    const auto fields = readFields(subject.content);
    if (!fields) {
        match.confidence = 0.6;
        match.reason = LockPhrases::noop("LibreOffice's name for a lock, but not its five fields");
        match.torn = true;
        return match;
    }
    const auto &name = (*fields)[0].empty() ? (*fields)[1] : (*fields)[0];
    if (!name.empty())
        match.claim.name = name;
    if (isHostName((*fields)[2]))
        match.claim.hostname = (*fields)[2];
    return match;
}

bool isAscii(char c)
{
    return static_cast<unsigned char>(c) < 0x80;
}

std::size_t byteAt(std::string_view content, std::size_t at)
{
    return static_cast<unsigned char>(content[at]);
}

/// The user's name, which stands there twice: in bytes, and behind them in UTF-16.
std::optional<std::string> readOwner(std::string_view content)
{
    constexpr std::size_t WordSize = 162;
    constexpr std::size_t SheetSize = 165; ///< Excel and PowerPoint
    constexpr std::size_t LongestName = 52;
    if (content.size() != WordSize && content.size() != SheetSize)
        return std::nullopt;
    const std::size_t wide = content.size() == WordSize ? 54 : 55;
    const auto length = byteAt(content, 0);
    // Where a letter takes two bytes, the second spelling has fewer.
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

std::optional<Recognition> recogniseMsOffice(const Subject &subject)
{
    if (!subject.name.starts_with("~$") || !isReadInWhole(subject))
        return std::nullopt;
    const auto owner = readOwner(subject.content);
    if (!owner)
        return std::nullopt;
    auto match = reading(MsOfficeFormat, 0.98,
                         LockPhrases::noop("Microsoft Office's name for a lock, and a user's name in two spellings"),
                         HeldTest::Exists);
    match.ask = LockPhrases::noop("ask the user that it names");
    match.claim.name = *owner;
    return match;
}

} // namespace

const Recogniser LibreOfficeFormat = {"libreoffice", "LibreOffice and OpenOffice: names who has a document open",
                                      recogniseLibreOffice};
const Recogniser MsOfficeFormat = {"msoffice", "Microsoft Office's owner file: names who has a document open",
                                   recogniseMsOffice};

} // namespace Lockscope
