// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "command.h"

#include <span>
#include <string>
#include <string_view>

namespace Ctl {

/// Runs the command with these arguments on a host of the user's list, and prints here what it prints there. Returns
/// the exit status of the far end, or Failed without one.
int runOnHost(const Command &command, const std::string &host, std::span<const std::string_view> words, Output &output);

} // namespace Ctl
