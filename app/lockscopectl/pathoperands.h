// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "arguments.h"

#include <functional>
#include <string>

namespace Ctl {

/// Whether one of the operands is `-`: paths are read from standard input. Behind `--`, it is a file of that name.
bool readsPathsFromInput(const Arguments &arguments);

/// Calls `use` with each path of the operands. `-` stands for the paths on standard input, one per line, or ended by
/// NUL bytes with -0; each is used as soon as it is read. Ends early if `use` returns false. False if standard input
/// cannot be read, which is reported.
bool forEachPath(const Arguments &arguments, const std::function<bool(const std::string &path)> &use);

} // namespace Ctl
