// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace Ctl {

/// From now on, a write beyond the limit on file sizes fails, and does not kill this program between two steps.
/// Commands that it runs have the usual effect.
void surviveFileSizeLimit();

/// Runs a command until it exits, as a shell would, with its arguments unchanged, and forwards SIGINT, SIGTERM, SIGHUP
/// and SIGQUIT to it. Returns its exit status, 128+N if signal N ended it, 127 if it was not found, 126 if it could not
/// be executed. If this program is killed by SIGKILL, the command continues.
int runToEnd(const std::vector<std::string> &words);

/// What to do with a command that is running when standard input ends.
enum class OnHangup
{
    Kill,
    Wait,
};

/// Runs a program without standard input until it exits, for another host that is connected to standard input: its end
/// is noticed at once, even if the command prints nothing. Returns the same as runToEnd().
int runUntilHangup(const char *program, const std::vector<std::string> &words, OnHangup onHangup);

} // namespace Ctl
