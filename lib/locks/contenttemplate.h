// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/result.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace Lockscope {

/// The values that a content template can refer to.
struct ContentValues
{
    std::int64_t pid = 0;
    std::string hostname;
};

/// Fills in a template by the rules of Python's str.format, as zc.lockfile calls it with `pid` (an int) and `hostname`:
/// `{{` and `}}` are braces; `{pid}` accepts an integer format specification such as `{pid:>10}` or `{pid:08x}`;
/// `{hostname}` accepts none, because the object in the original does not support one; both accept `!s`. Everything
/// else is InvalidOption with a detail that describes the error.
Result<std::string> fillContentTemplate(std::string_view contentTemplate, const ContentValues &values);

} // namespace Lockscope
