// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace Lockscope {

// Regular expressions of entries, by RE2: linear time on any content, bytes instead of letters. `{pid}` and `{host}`
// stand for a named group with the usual form of such a value. A pattern is compiled when it is first needed.

/// Whether the pattern is found in the text; then the callback gets the name and the value of each named group that
/// took part.
bool findPattern(std::string_view pattern, std::string_view text,
                 const std::function<void(std::string_view name, std::string_view value)> &group = {});

/// What is wrong with a pattern; empty: nothing.
std::string patternProblem(std::string_view pattern);

/// Whether the name fits the glob, in which `*` is any text and `?` any byte.
bool fitsGlob(std::string_view glob, std::string_view name);

} // namespace Lockscope
