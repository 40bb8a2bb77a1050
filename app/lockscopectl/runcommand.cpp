// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "acquisition.h"
#include "blockedsignals.h"
#include "childprocess.h"
#include "command.h"
#include "exitstatus.h"
#include "stoponsignal.h"

#include <optional>
#include <string>
#include <vector>

#include <csignal>

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

/// A key in etcd outlives this process, and others would wait behind it until its lease ends: a signal ends the wait in
/// an orderly way, and then has its usual effect.
Acquisition acquireInterruptibly(const Arguments &arguments)
{
    struct sigaction pipeBefore = {};
    ::sigaction(SIGPIPE, nullptr, &pipeBefore);
    const BlockedSignals signals({SIGINT, SIGTERM, SIGHUP, SIGQUIT});
    auto acquisition = [&] {
        const StopOnSignal stopOnSignal(signals);
        return acquireLock(runCommand(), arguments, stopOnSignal.token());
    }();
    // Qt's sockets ignore the signal, which the command must not inherit.
    ::sigaction(SIGPIPE, &pipeBefore, nullptr);
    ::sigprocmask(SIG_SETMASK, &signals.previousMask(), nullptr);
    return acquisition;
}

int run(const Arguments &arguments, Output &)
{
    if (arguments.operands.size() < OperandsOfLock)
        return usageError(runCommand(), QStringLiteral("missing operand: KIND and PATH are required"));
    const auto words = commandWords(arguments);
    if (!words)
        return usageError(runCommand(), QStringLiteral("missing COMMAND: -- and COMMAND follow KIND and PATH"));
    const auto acquisition =
        arguments.operands.front() == "etcd" ? acquireInterruptibly(arguments) : acquireLock(runCommand(), arguments);
    if (!acquisition.lock)
        return acquisition.exitStatus;
    if (const auto token = acquisition.lock->token(); !token.empty())
        qputenv("LOCKSCOPE_TOKEN", QByteArray::fromStdString(token));
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
                   "kernel releases a kernel lock, and any other lock becomes stale.\n"
                   "\n"
                   "For the kind etcd, PATH is a name, or etcd://HOST:PORT/NAME. Programs on all hosts\n"
                   "that use the same etcd exclude each other, and 'etcdctl lock NAME'. COMMAND gets\n"
                   "the fencing token of the lock in LOCKSCOPE_TOKEN. If the lease of the lock ends\n"
                   "while COMMAND runs, another process may acquire the lock.",
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
