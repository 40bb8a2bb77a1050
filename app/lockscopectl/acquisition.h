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

/// The result of acquiring the lock that the arguments name.
struct Acquisition
{
    std::unique_ptr<Lockscope::LockFile> lock; ///< null if it was not acquired
    int exitStatus = 0;                        ///< of the program, if it was not acquired
};

/// Acquires the lock named by the first two operands, KIND and PATH. Prints on standard error which process holds it
/// and, if the lock is not acquired, why; a wait that was ended by the stop token is silent.
Acquisition acquireLock(const Command &command, const Arguments &arguments, std::stop_token stop = {});

/// Python programs honour an openlock holder only if its command line contains the word "python". If the arguments name
/// such a lock, executes this program again with an additional option that contains the word. Returns if that is not
/// necessary or not possible.
void reexecForPythonPeers(const Arguments &arguments, std::span<const std::string_view> words);

/// Releases the lock and returns the exit status; prints a failure on standard error.
int releaseLock(Lockscope::LockFile &lock);

} // namespace Ctl
