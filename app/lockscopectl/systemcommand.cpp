// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "command.h"
#include "exitstatus.h"
#include "human.h"
#include "json.h"

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

QString deviceText(const InodeKey &inode)
{
    return QStringLiteral("%1:%2").arg(inode.major).arg(inode.minor);
}

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

QString humanPath(const KernelLock &lock)
{
    switch (lock.pathState) {
    case PathState::Here:
        return displayText(lock.path);
    case PathState::Deleted:
        return displayText(lock.path) + QStringLiteral(" (deleted)");
    case PathState::Elsewhere:
        return displayText(lock.path) + QStringLiteral(" (as the holder sees it)");
    case PathState::Unknown:
        break;
    }
    return QStringLiteral("? inode %1 on %2").arg(QString::number(lock.inode.inode), deviceText(lock.inode));
}

/// Calls use with the locks of each inode; the table is ordered by inode.
template <typename Use>
void forEachInode(std::span<const KernelLock> locks, Use use)
{
    while (!locks.empty()) {
        const auto end =
            std::ranges::find_if(locks, [&](const KernelLock &lock) { return lock.inode != locks.front().inode; });
        const auto count = static_cast<std::size_t>(end - locks.begin());
        use(locks.first(count));
        locks = locks.subspan(count);
    }
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

QString holderCell(const KernelLock &lock)
{
    if (lock.holders.empty())
        return QStringLiteral("?");
    QStringList holders;
    for (const auto &holder : lock.holders)
        holders += QStringLiteral("%1 %2").arg(QString::number(holder.pid), displayText(holder.name)).trimmed();
    return holders.join(QStringLiteral(", "));
}

QString waiterCell(const KernelLock &lock)
{
    if (lock.waiters.empty())
        return QStringLiteral("-");
    QStringList waiters;
    for (const auto &waiter : lock.waiters)
        waiters += QStringLiteral("%1 %2").arg(QString::number(waiter.pid), displayText(waiter.name)).trimmed();
    return waiters.join(QStringLiteral(", ")) +
           (lock.deadlock.empty() ? QString() : QStringLiteral(" (waiting in a circle)"));
}

void printTable(const Inspector &inspector, Output &output)
{
    std::vector<QStringList> rows{{QStringLiteral("HOLDER"), QStringLiteral("TYPE"), QStringLiteral("MODE"),
                                   QStringLiteral("RANGE"), QStringLiteral("WAITERS"), QStringLiteral("PATH")}};
    forEachInode(inspector.kernelLocks().locks(), [&](std::span<const KernelLock> locks) {
        const auto meanings = inspector.meaningsOf(locks);
        for (std::size_t i = 0; i < locks.size(); ++i)
            rows.push_back({holderCell(locks[i]), displayText(toWord(locks[i].type)),
                            displayText(toWord(locks[i].mode)), rangeText(locks[i]), waiterCell(locks[i]),
                            humanPath(locks[i]) + meaningText(meanings[i])});
    });
    output.lines(alignedTable(rows).join(u'\n').toUtf8().append('\n').toStdString());
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

/// Who waits for whom, in a sentence for each circle: a table of locks does not show that at a glance.
void printCircles(const KernelLockTable &table, Output &output)
{
    std::set<std::vector<std::int64_t>> circles;
    for (const auto &lock : table.locks()) {
        if (lock.deadlock.empty() || !circles.insert(lock.deadlock).second)
            continue;
        QStringList names;
        for (const auto pid : lock.deadlock)
            names += nameOf(pid, table.locks());
        names += names.front();
        const auto sentence =
            names.size() == 2
                ? QStringLiteral("%1 waits for itself, for ever.").arg(names.front())
                : QStringLiteral("Waiting in a circle, for ever: %1. Ending one of them frees the others.")
                      .arg(names.join(QStringLiteral(" waits for ")));
        output.line(Output::wantsColour() ? QStringLiteral("\x1b[31m%1\x1b[0m").arg(sentence) : sentence);
    }
}

QString hiddenText()
{
    if (::geteuid() == 0)
        return QStringLiteral("the descriptors of some processes cannot be read, not even by root");
    return QStringLiteral("processes of other users are hidden, run as root to see all");
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
        printTable(inspector, output);
        printCircles(table, output);
    }
    if (table.hiddenProcesses())
        complain(QStringLiteral("system: holders may be missing: ") + hiddenText());
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
                   "them, those that wait, and the path. Run as root to see the holders of all users. With --json\n"
                   "one object an inode.",
        .exitStatus = "  0  done\n"
                      "  2  the words of the call are off\n"
                      "  4  the kernel's lock table could not be read",
        .example = "lockscopectl system --json",
        .options = {Option::Json},
        .run = run,
    };
    return command;
}

} // namespace Ctl
