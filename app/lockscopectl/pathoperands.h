// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "arguments.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace Ctl {

/// Whether one of the operands is `-`, which reads paths from standard input. After `--`, it is a file of that name.
bool readsPathsFromInput(const Arguments &arguments);

/// Calls `use` with each path of the operands. `-` stands for the paths on standard input, one per line, or ended by
/// NUL bytes with -0; `use` is called as soon as a path has been read. Stops if `use` returns false. Returns false if
/// standard input cannot be read, and prints the error.
bool forEachPath(const Arguments &arguments, const std::function<bool(const std::string &path)> &use);

/// All of these paths and, with --well-known, the well-known places; absent if standard input cannot be read.
std::optional<std::vector<std::filesystem::path>> rootsOf(const Arguments &arguments);

} // namespace Ctl
