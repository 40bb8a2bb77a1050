// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "command.h"
#include "exitstatus.h"
#include "layout.h"
#include "systemtable.h"

#include <lockscope/displaytext.h>
#include <lockscope/inspector.h>
#include <lockscope/json.h>
#include <lockscope/kernellock.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <span>
#include <vector>

#include <unistd.h>

namespace Ctl {

using Lockscope::displayText;
using Lockscope::InodeKey;
using Lockscope::Inspector;
using Lockscope::JsonWriter;
using Lockscope::KernelLock;
using Lockscope::KernelLockTable;
using Lockscope::Result;

namespace {

using PathState = KernelLock::PathState;

QString pathStateText(PathState state)
{
    switch (state) {
    case PathState::Unknown:
        return QStringLiteral("unknown");
    case PathState::Here:
        return QStringLiteral("here");
    case PathState::Deleted:
        return QStringLiteral("deleted");
    case PathState::Elsewhere:
        return QStringLiteral("elsewhere");
    }
    return {};
}

/// Writes all lines at once: they describe one moment.
void printJson(const Inspector &inspector, std::span<const KernelLock> chosen, Output &output)
{
    std::string lines;
    forEachInode(chosen, [&](std::span<const KernelLock> locks) {
        const auto named =
            std::ranges::find_if(locks, [](const KernelLock &lock) { return lock.pathState != PathState::Unknown; });
        const auto &first = named == locks.end() ? locks.front() : *named;
        JsonWriter json(lines);
        json.beginObject();
        if (first.pathState == PathState::Unknown)
            json.key("path").null();
        else
            json.path(first.path.native());
        json.key("pathState").text(pathStateText(first.pathState));
        json.key("device").text(deviceText(first.inode));
        json.key("inode").number(first.inode.inode);
        json.key("kernelLocks");
        write(json, locks, inspector.meaningsOf(locks));
        json.endObject();
        lines += '\n';
    });
    output.lines(lines);
}

QString nameOf(std::int64_t pid, const std::vector<KernelLock> &locks)
{
    for (const auto &lock : locks) {
        const auto waiter = std::ranges::find(lock.waiters, pid, &Lockscope::LockWaiter::pid);
        if (waiter != lock.waiters.end() && !waiter->name.empty())
            return QStringLiteral("%1 (%2)").arg(QString::number(pid), displayText(waiter->name));
    }
    return QString::number(pid);
}

QString deadlockText(const std::vector<std::int64_t> &pids, const std::vector<KernelLock> &locks)
{
    if (pids.size() == 1)
        return QStringLiteral("Deadlock: process %1 waits for itself.").arg(nameOf(pids.front(), locks));
    QStringList awaited;
    for (std::size_t index = 1; index <= pids.size(); ++index)
        awaited += nameOf(pids[index % pids.size()], locks);
    return QStringLiteral("Deadlock: process %1 waits for process %2. %3")
        .arg(nameOf(pids.front(), locks), awaited.join(QStringLiteral(", which waits for process ")),
             pids.size() == 2 ? QStringLiteral("Ending either of them lets the other continue.")
                              : QStringLiteral("Ending any of them lets the others continue."));
}

/// One sentence per deadlock: the table does not show which process waits for which.
void printDeadlocks(const std::vector<KernelLock> &locks, const Layout &layout, Output &output)
{
    std::set<std::vector<std::int64_t>> deadlocks;
    for (const auto &lock : locks) {
        if (lock.deadlock.empty() || !deadlocks.insert(lock.deadlock).second)
            continue;
        const auto sentence = wrapped(deadlockText(lock.deadlock, locks), 0, layout);
        output.line(Output::wantsColour() ? QStringLiteral("\x1b[31m%1\x1b[0m").arg(sentence) : sentence);
    }
}

QString hiddenText()
{
    if (::geteuid() == 0)
        return QStringLiteral("the open files of some processes cannot be read");
    return QStringLiteral("the open files of other users' processes cannot be read; run as root to see all holders");
}

/// Whether the process holds a lock or waits for it.
bool concerns(const KernelLock &lock, std::int64_t pid)
{
    return std::ranges::find(lock.holders, pid, &Lockscope::LockHolder::pid) != lock.holders.end() ||
           std::ranges::find(lock.waiters, pid, &Lockscope::LockWaiter::pid) != lock.waiters.end();
}

/// The locks that the arguments select.
Result<std::vector<KernelLock>> chosenLocks(const Arguments &arguments, const Inspector &inspector)
{
    auto locks = inspector.kernelLocks().locks();
    if (!arguments.operands.empty()) {
        locks.clear();
        for (const auto &path : arguments.operands) {
            auto onFile = inspector.kernelLocksOf(path);
            if (!onFile)
                return onFile.error();
            std::ranges::move(*onFile, std::back_inserter(locks));
        }
    }
    if (arguments.pid > 0)
        std::erase_if(locks, [&](const KernelLock &lock) { return !concerns(lock, arguments.pid); });
    return locks;
}

int run(const Arguments &arguments, Output &output)
{
    const Inspector inspector;
    const auto &table = inspector.kernelLocks();
    // The inspector does not report a table that cannot be read.
    if (table.locks().empty()) {
        if (const auto lines = KernelLockTable::readLines(); !lines) {
            printError(lines.error().message());
            return ExitStatus::Failed;
        }
    }
    const auto chosen = chosenLocks(arguments, inspector);
    if (!chosen) {
        printError(chosen.error().message());
        return ExitStatus::Failed;
    }
    const auto &locks = *chosen;
    if (locks.empty()) {
        printError(QStringLiteral("system: no kernel lock found"));
    } else if (arguments.json) {
        printJson(inspector, locks, output);
    } else {
        printSystemTable(inspector, locks, arguments.wide, output);
        printDeadlocks(locks, Layout::ofOutput(arguments.wide), output);
    }
    if (table.hiddenProcesses())
        printError(QStringLiteral("system: some holders may be missing: ") + hiddenText());
    return ExitStatus::Done;
}

} // namespace

const Command &systemCommand()
{
    static const Command command{
        .name = "system",
        .synopsis = "[PATH...]",
        .summary = "list the kernel file locks of this host",
        .details = "Lists the kernel's file locks (flock, POSIX, OFD, leases) with their holders,\n"
                   "waiters and paths, and reports deadlocks. Locks that processes wait for come\n"
                   "first. If several processes hold a lock, the first is named and the others are\n"
                   "counted (+12); --wide names all of them. Run as root to see the holders of all\n"
                   "users.\n"
                   "\n"
                   "PATH restricts the list to that file and to deleted files that had this path;\n"
                   "--pid restricts it to the locks that one process holds or waits for. With\n"
                   "--json, one object per inode is printed.",
        .exitStatus = "  0  done\n"
                      "  2  usage error\n"
                      "  4  the kernel's lock table or PATH could not be read",
        .example = "lockscopectl system --json",
        .options = {Option::Json, Option::Wide, Option::Pid, Option::Host},
        .run = run,
    };
    return command;
}

} // namespace Ctl
