// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/digits.h"

#include "values/characters.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace Lockscope {

namespace {

enum Standing
{
    InsideWord,   ///< `vm12ab`
    JoinedToWord, ///< `vm-12`, `2026-11-20`, `10.0.0.5`
    Alone,
    Named, ///< `pid=12`
};

bool endsWithPidWord(std::string_view before)
{
    while (!before.empty() && !isLetter(before.back()) && !isDigit(before.back()))
        before.remove_suffix(1);
    if (before.size() < 3)
        return false;
    std::array<char, 3> word{};
    std::transform(before.end() - 3, before.end(), word.begin(), toLower);
    return std::string_view(word.data(), word.size()) == "pid" &&
           (before.size() == 3 || !isLetter(before[before.size() - 4]));
}

Standing standingOf(std::string_view text, std::size_t begin, std::size_t end)
{
    const char left = begin == 0 ? ' ' : text[begin - 1];
    const char right = end == text.size() ? ' ' : text[end];
    const auto inWord = [](char c) { return isLetter(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; };
    const auto joins = [](char c) { return c == '.' || c == '-'; };
    if (inWord(left) || inWord(right))
        return InsideWord;
    if (endsWithPidWord(text.substr(0, begin)))
        return Named;
    // `10:20:30` is a time, `10.0.0.5:4242` is not.
    const bool inTime = end - begin <= 2 && ((left == ':' && begin >= 2 && isDigit(text[begin - 2])) ||
                                             (right == ':' && end + 1 < text.size() && isDigit(text[end + 1])));
    return joins(left) || joins(right) || inTime ? JoinedToWord : Alone;
}

} // namespace

bool isDigit(char character)
{
    return character >= '0' && character <= '9';
}

bool isLetter(char character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

std::int64_t wholeNumber(std::string_view text)
{
    std::int64_t number = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole =
        error == std::errc() && end == text.data() + text.size() && !text.empty() && isDigit(text.front());
    return whole && number <= LargestPid ? number : -1;
}

std::vector<PidReading> pidReadings(std::string_view text)
{
    std::vector<PidReading> best;
    Standing bestStanding = InsideWord;
    for (std::size_t begin = 0; begin < text.size();) {
        if (!isDigit(text[begin])) {
            ++begin;
            continue;
        }
        auto end = begin;
        while (end < text.size() && isDigit(text[end]))
            ++end;
        const auto pid = text[begin] == '0' ? -1 : wholeNumber(text.substr(begin, end - begin));
        const auto standing = standingOf(text, begin, end);
        if (pid > 0 && (best.empty() || standing >= bestStanding)) {
            if (standing > bestStanding)
                best.clear();
            bestStanding = standing;
            best.push_back({pid, begin, end});
        }
        begin = end;
    }
    return best;
}

} // namespace Lockscope
