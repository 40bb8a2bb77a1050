// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace Lockscope {

/// The largest value that Linux accepts for pid_max (PID_MAX_LIMIT on 64-bit systems).
inline constexpr std::int64_t LargestPid = std::int64_t{1} << 22;

/// A run of digits in free text that may be a PID: 1 to LargestPid, without leading zeros.
struct PidReading
{
    std::int64_t pid = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The candidates that are most clearly separated from the text around them: a number on its own is more likely a PID
/// than digits in a host name, a date or a version. A number after the word "pid" is preferred to all others.
std::vector<PidReading> pidReadings(std::string_view text);

/// The whole text as a number, with leading zeros accepted; negative if it is not a number or is larger than any PID.
std::int64_t wholeNumber(std::string_view text);

bool isDigit(char character);
bool isLetter(char character);

} // namespace Lockscope
