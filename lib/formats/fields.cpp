// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/fields.h"

#include "formats/digits.h"

#include <algorithm>

namespace Lockscope {

bool areDigits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), isDigit);
}

bool areHexDigits(std::string_view text)
{
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return isDigit(c) || (c >= 'a' && c <= 'f'); });
}

bool isUuid(std::string_view text)
{
    constexpr std::size_t Length = 36;
    return text.size() == Length && std::ranges::count(text, '-') == 4 && std::ranges::all_of(text, [](char c) {
               return c == '-' || areHexDigits({&c, 1});
           });
}

bool isHostName(std::string_view text)
{
    constexpr std::size_t LongestHostName = 255;
    const auto fits = [](char c) {
        return isLetter(c) || isDigit(c) || c == '.' || c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
    };
    return !text.empty() && text.size() <= LongestHostName && text.front() != '.' && text.front() != '-' &&
           std::all_of(text.begin(), text.end(), fits);
}

bool isPlainText(std::string_view text)
{
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

std::int64_t pidIn(std::string_view digits)
{
    return areDigits(digits) && digits.front() != '0' ? std::max<std::int64_t>(wholeNumber(digits), 0) : 0;
}

std::optional<std::vector<std::string_view>> completeLines(std::string_view text, std::size_t atMost)
{
    if (text.empty() || text.back() != '\n')
        return std::nullopt;
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        if (lines.size() == atMost)
            return std::nullopt;
        const auto end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    return lines;
}

bool isReadInWhole(const Subject &subject)
{
    return subject.inodeType == InodeInfo::InodeType::Regular && subject.contentRead &&
           subject.size == subject.content.size();
}

Claim claimOf(std::int64_t pid, std::string_view hostname, std::string_view thread)
{
    Claim claim;
    if (pid > 0)
        claim = Claim::ofPid(pid);
    if (!hostname.empty())
        claim.hostname = hostname;
    if (!thread.empty())
        claim.thread = thread;
    return claim;
}

FormatReading reading(const FormatDetector &format, double confidence, std::string_view reason, HeldBy heldBy,
                      Claim claim)
{
    FormatReading match;
    match.id = format.id;
    match.confidence = confidence;
    match.reason = reason;
    match.heldBy = heldBy;
    match.claim = std::move(claim);
    return match;
}

} // namespace Lockscope
