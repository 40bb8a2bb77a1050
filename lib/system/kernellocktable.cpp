// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/kernellock.h>

#include "system/clocks.h"
#include "system/deadlocks.h"
#include "system/lockholders.h"
#include "system/locklines.h"
#include "system/lockpaths.h"
#include "system/lockwaiters.h"
#include "system/nfsclients.h"
#include "system/processes.h"
#include "system/procroot.h"
#include "system/unlistedlocks.h"

#include <algorithm>
#include <tuple>

namespace Lockscope {

Result<KernelLockTable> KernelLockTable::readLines(const std::filesystem::path &procRoot)
{
    const auto readAt = steadyNow();
    const ProcRoot proc(procRoot);
    if (proc.fd() < 0)
        return Failure::fromErrno(LockErrc::ReadFailed, "openat", procRoot);
    auto locks = readLockLines(proc);
    if (!locks)
        return Failure::fromErrno(LockErrc::ReadFailed, "read", procRoot / "locks");

    KernelLockTable table;
    table.m_procRoot = procRoot;
    table.m_locks = std::move(*locks);
    table.m_readAt = readAt;
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

namespace {

/// A lock that no descriptor shows is on the same file as the adjacent locks if the lock table and stat() agree about
/// that file, as on all file systems without subvolumes and layers. The locks are ordered by inode.
void shareFiles(std::span<KernelLock *const> locks)
{
    const auto known = [](const KernelLock *lock) { return lock->file == lock->inode; };
    for (auto begin = locks.begin(); begin != locks.end();) {
        const auto end =
            std::find_if(begin, locks.end(), [&](const KernelLock *lock) { return lock->inode != (*begin)->inode; });
        if (std::any_of(begin, end, known))
            std::for_each(begin, end, [](KernelLock *lock) { lock->file = lock->file.value_or(lock->inode); });
        begin = end;
    }
}

} // namespace

void KernelLockTable::resolve(std::span<const InodeKey> onlyThese, bool quickly)
{
    std::vector<InodeKey> wanted(onlyThese.begin(), onlyThese.end());
    std::ranges::sort(wanted);
    const auto isWanted = [&](const InodeKey &inode) {
        return wanted.empty() || std::ranges::binary_search(wanted, inode);
    };
    std::erase_if(m_locks, [&](const KernelLock &lock) { return !lock.inTable && isWanted(lock.inode); });
    const auto wantedLocks = [&] {
        std::vector<KernelLock *> locks;
        for (auto &lock : m_locks)
            if (isWanted(lock.inode))
                locks.push_back(&lock);
        std::ranges::stable_sort(locks,
                                 [](const auto *left, const auto *right) { return lockShapeLess(*left, *right); });
        return locks;
    };
    auto locks = wantedLocks();
    const ProcRoot proc(m_procRoot);
    const bool mayLackLines = isInPidNamespace(proc);
    if (locks.empty() && !mayLackLines)
        return;

    if (mayLackLines || !quickly || !findNamedHolders(proc, locks)) {
        UnlistedLocks unlisted(proc, isWanted);
        m_hiddenProcesses = findHolders(proc, locks, mayLackLines ? &unlisted : nullptr);
        if (auto found = unlisted.take(); !found.empty()) {
            std::ranges::move(found, std::back_inserter(m_locks));
            std::ranges::stable_sort(m_locks, lockShapeLess);
            locks = wantedLocks();
        }
    }
    findNfsClients(proc, locks);
    nameWaiters(proc, locks);
    findPaths(proc, locks);
    markCircles(proc, locks);
    shareFiles(locks);
    // Locks on one file are adjacent.
    const auto byFile = [](const KernelLock &lock) { return std::tie(lock.inode, lock.file); };
    if (!std::ranges::is_sorted(m_locks, {}, byFile))
        std::ranges::stable_sort(m_locks, {}, byFile);
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

std::vector<KernelLock> KernelLockTable::on(const InodeKey &inode, const InodeKey &file) const
{
    auto locks = on(inode);
    std::erase_if(locks, [&](const KernelLock &lock) { return lock.file && *lock.file != file; });
    return locks;
}

bool KernelLockTable::hasLockOn(const InodeKey &inode) const
{
    return std::ranges::binary_search(m_locks, inode, {}, &KernelLock::inode);
}

} // namespace Lockscope
