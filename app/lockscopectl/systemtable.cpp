// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "systemtable.h"

#include "layout.h"
#include "reporttext.h"

#include <lockscope/displaytext.h>

#include <array>
#include <vector>

namespace Ctl {

using Lockscope::displayText;
using Lockscope::InodeKey;
using Lockscope::Inspector;
using Lockscope::KernelLock;
using Lockscope::LockHolder;
using Lockscope::LockWaiter;

namespace {

using PathState = KernelLock::PathState;

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

Cell holderCell(const KernelLock &lock, const Layout &layout)
{
    const auto text = processesCell(std::span<const LockHolder>(lock.holders), layout);
    if (!text.isEmpty())
        return {text, {}};
    // The process that acquired it, which may have exited.
    return {lock.tablePid > 0 ? QStringLiteral("? (PID %1)").arg(lock.tablePid) : QStringLiteral("?"), {}};
}

Cell waiterCell(const KernelLock &lock, const Layout &layout)
{
    const auto text = processesCell(std::span<const LockWaiter>(lock.waiters), layout);
    if (text.isEmpty())
        return {QStringLiteral("-"), {}};
    return {text, lock.deadlock.empty() ? QString() : QStringLiteral(" (deadlock)")};
}

/// The locks of one inode.
struct Group
{
    bool isWaitedFor = false;
    QString path;
    std::vector<std::vector<Cell>> rows;
};

std::vector<Group> groupsOf(const Inspector &inspector, std::span<const KernelLock> allLocks, const Layout &layout)
{
    std::vector<Group> groups;
    forEachInode(allLocks, [&](std::span<const KernelLock> locks) {
        const auto meanings = inspector.meaningsOf(locks);
        Group group{false, humanPath(locks.front()), {}};
        for (std::size_t index = 0; index < locks.size(); ++index) {
            const auto &lock = locks[index];
            group.isWaitedFor |= !lock.waiters.empty();
            group.rows.push_back({holderCell(lock, layout),
                                  {displayText(toWord(lock.type)), {}},
                                  {displayText(toWord(lock.mode)), {}},
                                  {rangeText(lock), {}},
                                  waiterCell(lock, layout),
                                  {humanPath(lock), meaningText(meanings[index])}});
        }
        groups.push_back(std::move(group));
    });
    return groups;
}

} // namespace

QString deviceText(const InodeKey &inode)
{
    return QStringLiteral("%1:%2").arg(inode.major).arg(inode.minor);
}

void printSystemTable(const Inspector &inspector, std::span<const KernelLock> locks, bool wide, Output &output)
{
    using Content = Column::Content;
    const std::array<Column, 6> columns{{{QStringLiteral("HOLDER"), Content::Process, 9, false},
                                         {QStringLiteral("TYPE"), Content::Text, 5, false},
                                         {QStringLiteral("MODE"), Content::Text, 5, false},
                                         {QStringLiteral("RANGE"), Content::Text, 5, false},
                                         {QStringLiteral("WAITERS"), Content::Process, 9, false},
                                         {QStringLiteral("PATH"), Content::Path, 16, false}}};
    const auto layout = Layout::ofOutput(wide);
    auto groups = groupsOf(inspector, locks, layout);
    std::ranges::stable_sort(groups, [](const Group &left, const Group &right) {
        return std::pair(!left.isWaitedFor, left.path) < std::pair(!right.isWaitedFor, right.path);
    });
    std::vector<std::vector<Cell>> rows;
    for (auto &group : groups)
        std::ranges::move(group.rows, std::back_inserter(rows));
    output.lines(fittingTable(columns, rows, layout).join(u'\n').toStdString() + '\n');
}

} // namespace Ctl
