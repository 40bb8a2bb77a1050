// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/result.h>
#include <lockscope/verdict.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

/// Parse the values of options. InvalidOption has a detail that says what is wrong and what is valid.
namespace Ctl {

enum class SortKey
{
    None,
    Age,
    Path,
    State,
};

/// Plain decimals from 0 only: an exponent, a hexadecimal number, `inf` or `nan` is more likely a mistake.
Lockscope::Result<std::chrono::nanoseconds> parseSeconds(std::string_view text);

/// A positive number.
/// At least one second, and at most a day.
Lockscope::Result<std::chrono::seconds> parseTtl(std::string_view text);
Lockscope::Result<std::int64_t> parsePid(std::string_view text);

/// `held,stale`.
Lockscope::Result<std::vector<Lockscope::Verdict::State>> parseStates(std::string_view text);

/// `link,pid`: IDs that `lockscopectl kinds` lists, `unrecognised` or `none`.
Lockscope::Result<std::vector<std::string>> parseFormats(std::string_view text);

Lockscope::Result<SortKey> parseSortKey(std::string_view text);

} // namespace Ctl
