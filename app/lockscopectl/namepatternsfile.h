// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/result.h>

#include <filesystem>
#include <string>
#include <vector>

/// The user's own rules for names of locks: one pattern a line, `#` begins a comment, `!` takes names out.
namespace Ctl {

/// $XDG_CONFIG_HOME/lockscope/names, or the same below ~/.config; empty where there is no home.
std::filesystem::path namePatternsFilePath();

/// Its patterns, as ScanOptions::namePatterns takes them. Where the file is missing, or in a folder that
/// this user may not enter, there are none. A line that is no
/// pattern is a failure whose detail tells its number.
Lockscope::Result<std::vector<std::string>> readNamePatterns(const std::filesystem::path &path);

} // namespace Ctl
