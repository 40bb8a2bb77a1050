// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/format.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace Lockscope {

// The common elements of lock files.

bool areDigits(std::string_view text);    ///< and at least one
bool areHexDigits(std::string_view text); ///< in lower case, and at least one
bool isUuid(std::string_view text);       ///< in lower case, with hyphens
/// Letters, digits, dots, hyphens and underscores, as in host names; no `user@host`, no path.
bool isHostName(std::string_view text);
/// No control characters, no line breaks; may be empty and in any encoding.
bool isPlainText(std::string_view text);

/// The whole text as a PID without leading zeros; 0 if it is not one.
std::int64_t pidIn(std::string_view digits);

/// The lines of a text with at most this many, each including its line break; absent if it has more, or if the last
/// line is not terminated.
std::optional<std::vector<std::string_view>> completeLines(std::string_view text, std::size_t atMost);

/// Whether it is a regular file whose content was read completely.
bool isReadInWhole(const Subject &subject);

/// A claim with these values; empty fields record nothing.
Claim claimOf(std::int64_t pid, std::string_view hostname, std::string_view thread = {});

/// A match with its basic members, to be completed.
FormatReading reading(const FormatDetector &format, double confidence, std::string_view reason, HeldBy heldBy,
                      Claim claim = {});

} // namespace Lockscope
