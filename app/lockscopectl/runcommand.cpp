// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "acquisition.h"
#include "childprocess.h"
#include "command.h"
#include "exitstatus.h"

#include <optional>
#include <string>
#include <vector>

namespace Ctl {

namespace {

constexpr std::size_t OperandsOfLock = 2;

/// The arguments after the `--` that follows KIND and PATH. If an earlier `--` ended the options, so that PATH may
/// begin with a dash, a second `--` follows PATH.
std::optional<std::vector<std::string>> commandWords(const Arguments &arguments)
{
    const auto &operands = arguments.operands;
    auto begin = OperandsOfLock;
    if (arguments.operandsBeforeDashes > OperandsOfLock || operands.size() <= OperandsOfLock)
        return {};
    if (arguments.operandsBeforeDashes < OperandsOfLock && operands[begin++] != "--")
        return {};
    if (operands.size() <= begin)
        return {};
    return std::vector(operands.begin() + static_cast<std::ptrdiff_t>(begin), operands.end());
}

int run(const Arguments &arguments, Output &)
{
    if (arguments.operands.size() < OperandsOfLock)
        return usageError(runCommand(), QStringLiteral("missing operand: KIND and PATH are required"));
    const auto words = commandWords(arguments);
    if (!words)
        return usageError(runCommand(), QStringLiteral("missing COMMAND: -- and COMMAND follow KIND and PATH"));
    const auto acquisition = acquireLock(runCommand(), arguments);
    if (!acquisition.lock)
        return acquisition.exitStatus;
    const int status = runToEnd(*words);
    const int releaseStatus = releaseLock(*acquisition.lock);
    return status == ExitStatus::Done ? releaseStatus : status;
}

} // namespace

const Command &runCommand()
{
    static const Command command{
        .name = "run",
        .synopsis = "KIND PATH -- COMMAND...",
        .summary = "acquire a lock, run COMMAND, release the lock",
        .details = "Acquires the lock, runs COMMAND, and releases the lock when COMMAND exits.\n"
                   "'lockscopectl kinds' lists the values of KIND. PATH is the lock file; for link,\n"
                   "symlink, mkdir and sqlite it is the protected file, and the lock is PATH.lock.\n"
                   "If another process holds the lock for more than a second, standard error reports\n"
                   "which one, unless --quiet is given.\n"
                   "\n"
                   "SIGINT, SIGTERM, SIGHUP and SIGQUIT are forwarded to COMMAND; before the lock is\n"
                   "acquired, they terminate lockscopectl. COMMAND does not inherit the lock. If\n"
                   "lockscopectl is killed by SIGKILL, COMMAND continues without the lock: the\n"
                   "kernel releases a kernel lock, and any other lock becomes stale.",
        .exitStatus =
            "  the status of COMMAND: 128+N if signal N ended it, 127 if not found, 126 if not executable; or\n"
            "  1  another process holds the lock; COMMAND was not run\n"
            "  2  usage error\n"
            "  4  the lock could not be acquired or released",
        .example = "lockscopectl run zc /run/lock/app.lock --timeout 10 -- tar czf /tmp/app.tar.gz /srv/app",
        .options = acquisitionOptions(),
        .run = run,
    };
    return command;
}

} // namespace Ctl
