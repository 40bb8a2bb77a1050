// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "command.h"
#include "exitstatus.h"
#include "json.h"
#include "systemtable.h"

#include <lockscope/displaytext.h>
#include <lockscope/inspector.h>
#include <lockscope/kernellocktable.h>

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
using Lockscope::KernelLock;
using Lockscope::KernelLockTable;

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

/// All lines at once: they are known at one moment.
void printJson(const Inspector &inspector, Output &output)
{
    std::string lines;
    forEachInode(inspector.kernelLocks().locks(), [&](std::span<const KernelLock> locks) {
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

/// Who waits for whom, one sentence per deadlock: a table of locks does not show that at a glance.
void printDeadlocks(const KernelLockTable &table, Output &output)
{
    std::set<std::vector<std::int64_t>> deadlocks;
    for (const auto &lock : table.locks()) {
        if (lock.deadlock.empty() || !deadlocks.insert(lock.deadlock).second)
            continue;
        QStringList names;
        for (const auto pid : lock.deadlock)
            names += nameOf(pid, table.locks());
        names += names.front();
        const auto sentence = names.size() == 2
                                  ? QStringLiteral("Deadlock: process %1 waits for itself.").arg(names.front())
                                  : QStringLiteral("Deadlock: process %1. Ending any of them lets the others continue.")
                                        .arg(names.join(QStringLiteral(" waits for process ")));
        output.line(Output::wantsColour() ? QStringLiteral("\x1b[31m%1\x1b[0m").arg(sentence) : sentence);
    }
}

QString hiddenText()
{
    if (::geteuid() == 0)
        return QStringLiteral("the open files of some processes cannot be read");
    return QStringLiteral("the open files of other users' processes cannot be read; run as root to see all holders");
}

int run(const Arguments &arguments, Output &output)
{
    if (!arguments.operands.empty())
        return usageError(systemCommand(), QStringLiteral("takes no operands"));
    const Inspector inspector;
    const auto &table = inspector.kernelLocks();
    // The inspector makes do without a table that cannot be read.
    if (table.locks().empty()) {
        if (const auto lines = KernelLockTable::readLines(); !lines) {
            complain(lines.error().message());
            return ExitStatus::Failed;
        }
    }
    if (arguments.json) {
        printJson(inspector, output);
    } else {
        printSystemTable(inspector, table.locks(), arguments.wide, output);
        printDeadlocks(table, output);
    }
    if (table.hiddenProcesses())
        complain(QStringLiteral("system: some holders may be missing: ") + hiddenText());
    return ExitStatus::Done;
}

} // namespace

const Command &systemCommand()
{
    static const Command command{
        .name = "system",
        .synopsis = "",
        .summary = "every kernel file lock on this host: holders, waiters, path",
        .details = "Lists the kernel's file locks (flock, POSIX, OFD, leases) with the processes that really hold\n"
                   "them, the processes that wait, and the path. Locks that processes wait for come first. If\n"
                   "several processes hold a lock, the first is named and the others are counted (+12); --wide names\n"
                   "all of them. Run as root to see the holders of all users. --json prints one object per inode.",
        .exitStatus = "  0  done\n"
                      "  2  usage error\n"
                      "  4  the kernel's lock table could not be read",
        .example = "lockscopectl system --json",
        .options = {Option::Json, Option::Wide},
        .run = run,
    };
    return command;
}

} // namespace Ctl
