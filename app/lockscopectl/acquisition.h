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

/// The options of the commands that take a lock.
std::vector<Option> acquisitionOptions();

/// What trying to take the lock that the words of a call ask for came to.
struct Acquisition
{
    std::unique_ptr<Lockscope::LockFile> lock; ///< null where it was not acquired
    int exitStatus = 0;                        ///< what to end with then
};

/// Takes the lock named by the first two operands, KIND and PATH. Where that fails, standard error says why and, where
/// another holds it, who; only a wait that ended by the stop token is silent.
Acquisition acquireLock(const Command &command, const Arguments &arguments, std::stop_token stop = {});

/// Python peers of openlock honour a holder only while the word "python" stands in its command line: where these
/// arguments take such a lock without it, starts this program again with an argument that has the word. Returns where
/// that is not needed, or not possible.
void startAgainForPythonPeers(const Arguments &arguments, std::span<const std::string_view> words);

/// Gives the lock up; the exit status tells how that went, and standard error what went wrong.
int releaseLock(Lockscope::LockFile &lock);

} // namespace Ctl
