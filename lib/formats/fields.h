// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/recogniser.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace Lockscope {

// The small pieces that lock files are made of.

bool areDigits(std::string_view text);    ///< and at least one
bool areHexDigits(std::string_view text); ///< of lower case, and at least one
/// Letters, digits, dots, dashes and underscores, as host names are written; not `user@host`, no path.
bool isHostName(std::string_view text);
/// No control character, no line break; may be empty and of any encoding.
bool isPlainText(std::string_view text);

/// The pid that the whole text is, written without leading zeros; 0 where it is none.
std::int64_t pidIn(std::string_view digits);

/// The lines of a text of at most this many, each with its line break; absent where it has more, or ends without one.
std::optional<std::vector<std::string_view>> completeLines(std::string_view text, std::size_t atMost);

/// A regular file of which all that it says was read.
bool isReadInWhole(const Subject &subject);

/// A claim of what was found; empty fields say nothing.
Claim claimOf(std::int64_t pid, std::string_view hostname, std::string_view thread = {});

/// The beginnings of a reading, to be filled in.
Recognition reading(const Recogniser &format, double confidence, std::string_view reason, HeldTest heldTest,
                    Claim claim = {});

} // namespace Lockscope
