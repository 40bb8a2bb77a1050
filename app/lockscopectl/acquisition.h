// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "arguments.h"
#include "command.h"

#include <lockscope/lockfile.h>

#include <memory>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

namespace Ctl {

/// The options of the commands that acquire a lock.
std::vector<Option> acquisitionOptions();

/// The outcome of acquiring the lock that the arguments name.
struct Acquisition
{
    std::unique_ptr<Lockscope::LockFile> lock; ///< null if it was not acquired
    int exitStatus = 0;                        ///< what to end with then
};

/// Acquires the lock named by the first two operands, KIND and PATH. Standard error reports which process is waited
/// for and, if the lock is not acquired, why; only a wait that ended by the stop token is silent.
Acquisition acquireLock(const Command &command, const Arguments &arguments, std::stop_token stop = {});

/// Python peers of openlock honour a holder only while the word "python" stands in its command line: where these
/// arguments take such a lock without it, starts this program again with an argument that has the word. Returns where
/// that is not needed, or not possible.
void reexecForPythonPeers(const Arguments &arguments, std::span<const std::string_view> words);

/// Releases the lock; the exit status tells how that went, and standard error what went wrong.
int releaseLock(Lockscope::LockFile &lock);

} // namespace Ctl
