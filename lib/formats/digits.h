// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace Lockscope {

/// The largest pid that Linux can give (PID_MAX_LIMIT on 64 bit).
inline constexpr std::int64_t LargestPid = std::int64_t{1} << 22;

/// A run of digits in free text that can be read as a pid: 1 to LargestPid, no leading zero.
struct PidReading
{
    std::int64_t pid = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The readings that stand most apart from the text around them: a number by itself is rather a pid than the digits of
/// a host name, a date or a version. A number behind the word "pid" wins at once.
std::vector<PidReading> pidReadings(std::string_view text);

/// The number that the whole text is, with leading zeros accepted; negative where it is no number or larger than any
/// pid.
std::int64_t wholeNumber(std::string_view text);

bool isDigit(char character);
bool isLetter(char character);

} // namespace Lockscope
