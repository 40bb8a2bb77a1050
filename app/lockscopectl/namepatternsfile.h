// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/result.h>

#include <filesystem>
#include <string>
#include <vector>

/// The user's patterns for names of lock files: one per line, `#` begins a comment, `!` excludes names.
namespace Ctl {

/// $XDG_CONFIG_HOME/lockscope/names, or ~/.config/lockscope/names; empty if neither variable is set.
std::filesystem::path namePatternsFilePath();

/// The patterns for ScanOptions::namePatterns. There are none if the file does not exist, or is in a directory that
/// this user cannot enter. An invalid pattern is a failure with the number of its line.
Lockscope::Result<std::vector<std::string>> readNamePatterns(const std::filesystem::path &path);

} // namespace Ctl
