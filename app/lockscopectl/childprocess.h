// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace Ctl {

/// Runs a command to its end, as a shell would: its words go to it unchanged, SIGINT, SIGTERM, SIGHUP and SIGQUIT that
/// are sent to us are handed on. Gives its exit status, 128+N where signal N ended it, 127 where it is not found, 126
/// where it cannot be executed. If this program is killed by SIGKILL, the command goes on.
int runToEnd(const std::vector<std::string> &words);

} // namespace Ctl
