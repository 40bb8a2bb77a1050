// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/entry.h"

#include <string>
#include <string_view>

namespace Lockscope {

/// The message for an invalid pattern of an entry; empty if the pattern is valid.
std::string patternMessage(std::string_view pattern);

/// Reports the pattern to the handler of setFormatProblemHandler(), if the entry is in use and the pattern was not
/// reported before. Thread-safe.
void reportInvalidPattern(const FormatEntry &entry, std::string_view pattern);

} // namespace Lockscope
