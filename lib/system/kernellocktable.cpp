// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/kernellocktable.h>

#include "system/lockholders.h"
#include "system/locklines.h"
#include "system/lockpaths.h"
#include "system/lockwaiters.h"
#include "system/procroot.h"
#include "system/waitcircles.h"

#include <algorithm>

namespace Lockscope {

Result<KernelLockTable> KernelLockTable::readLines(const std::filesystem::path &procRoot)
{
    const ProcRoot proc(procRoot);
    if (proc.fd() < 0)
        return Failure::fromErrno(LockErrc::ReadFailed, "openat", procRoot);
    auto locks = readLockLines(proc);
    if (!locks)
        return Failure::fromErrno(LockErrc::ReadFailed, "read", procRoot / "locks");

    KernelLockTable table;
    table.m_procRoot = procRoot;
    table.m_locks = std::move(*locks);
    return table;
}

Result<KernelLockTable> KernelLockTable::read(const std::filesystem::path &procRoot)
{
    auto table = readLines(procRoot);
    if (table)
        table->resolve();
    return table;
}

void KernelLockTable::resolve(std::span<const InodeKey> onlyThese)
{
    resolve(onlyThese, false);
}

void KernelLockTable::resolveQuickly(std::span<const InodeKey> onlyThese)
{
    resolve(onlyThese, true);
}

void KernelLockTable::resolve(std::span<const InodeKey> onlyThese, bool quickly)
{
    std::vector<InodeKey> wanted(onlyThese.begin(), onlyThese.end());
    std::ranges::sort(wanted);
    std::vector<KernelLock *> locks;
    for (auto &lock : m_locks)
        if (wanted.empty() || std::ranges::binary_search(wanted, lock.inode))
            locks.push_back(&lock);
    if (locks.empty())
        return;

    const ProcRoot proc(m_procRoot);
    if (!quickly || !findNamedHolders(proc, locks))
        m_hiddenProcesses = findHolders(proc, locks);
    nameWaiters(proc, locks);
    findPaths(proc, locks);
    markCircles(proc, locks);
}

namespace {

bool isSameLine(const KernelLock &left, const KernelLock &right)
{
    return !lockShapeLess(left, right) && !lockShapeLess(right, left) &&
           std::ranges::equal(left.waiters, right.waiters, {}, &LockWaiter::pid, &LockWaiter::pid);
}

} // namespace

std::vector<InodeKey> KernelLockTable::takeOver(const KernelLockTable &earlier)
{
    m_hiddenProcesses = earlier.m_hiddenProcesses;
    std::vector<InodeKey> changed;
    const auto endOf = [](auto begin, auto end) {
        return std::find_if(begin, end, [&](const KernelLock &lock) { return lock.inode != begin->inode; });
    };
    auto old = earlier.m_locks.begin();
    for (auto now = m_locks.begin(); now != m_locks.end() || old != earlier.m_locks.end();) {
        if (now == m_locks.end() || (old != earlier.m_locks.end() && old->inode < now->inode)) {
            changed.push_back(old->inode);
            old = endOf(old, earlier.m_locks.end());
            continue;
        }
        const auto nowEnd = endOf(now, m_locks.end());
        if (old == earlier.m_locks.end() || now->inode < old->inode) {
            changed.push_back(now->inode);
            now = nowEnd;
            continue;
        }
        const auto oldEnd = endOf(old, earlier.m_locks.end());
        if (std::equal(now, nowEnd, old, oldEnd, isSameLine))
            std::copy(old, oldEnd, now);
        else
            changed.push_back(now->inode);
        now = nowEnd;
        old = oldEnd;
    }
    return changed;
}

std::vector<KernelLock> KernelLockTable::on(const InodeKey &inode) const
{
    const auto found = std::ranges::equal_range(m_locks, inode, {}, &KernelLock::inode);
    return {found.begin(), found.end()};
}

bool KernelLockTable::hasLockOn(const InodeKey &inode) const
{
    return std::ranges::binary_search(m_locks, inode, {}, &KernelLock::inode);
}

} // namespace Lockscope
