// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace Lockscope {

// Regular expressions of entries, implemented by RE2: linear time for any content, bytes instead of characters. `{pid}`
// and `{host}` stand for a named group with the usual form of such a value. A pattern is compiled when it is first
// needed.

enum class PatternMatch
{
    No,
    Yes,
    Invalid, ///< the pattern has an error and matches nothing
};

/// Whether the text contains a match of the pattern. If so, calls back with the name and value of each named group that
/// matched.
PatternMatch findPattern(std::string_view pattern, std::string_view text,
                         const std::function<void(std::string_view name, std::string_view value)> &group);

/// The error in a pattern; empty: none.
std::string patternProblem(std::string_view pattern);

/// Whether the name matches the glob, in which `*` is any text and `?` any byte.
bool fitsGlob(std::string_view glob, std::string_view name);

} // namespace Lockscope
