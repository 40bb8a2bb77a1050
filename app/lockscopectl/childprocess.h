// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace Ctl {

/// Runs a command until it exits, as a shell would, with its arguments unchanged, and forwards SIGINT, SIGTERM, SIGHUP
/// and SIGQUIT to it. Returns its exit status, 128+N if signal N ended it, 127 if it was not found, 126 if it could not
/// be executed. If this program is killed by SIGKILL, the command continues.
int runToEnd(const std::vector<std::string> &words);

} // namespace Ctl
