// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/result.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace Lockscope {

/// What a content template can name.
struct ContentValues
{
    std::int64_t pid = 0;
    std::string hostname;
};

/// Fills a template by the rules of Python's str.format, as zc.lockfile calls it with `pid` (an int) and `hostname`:
/// `{{` and `}}` are braces; `{pid}` takes an integer format specification such as `{pid:>10}` or `{pid:08x}`;
/// `{hostname}` takes none, as the original's value refuses one; both take `!s`. Everything else is InvalidOption with
/// a detail that says what is wrong.
Result<std::string> fillContentTemplate(std::string_view contentTemplate, const ContentValues &values);

} // namespace Lockscope
