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
    std::vector<InodeKey> wanted(onlyThese.begin(), onlyThese.end());
    std::ranges::sort(wanted);
    std::vector<KernelLock *> locks;
    for (auto &lock : m_locks)
        if (wanted.empty() || std::ranges::binary_search(wanted, lock.inode))
            locks.push_back(&lock);
    if (locks.empty())
        return;

    const ProcRoot proc(m_procRoot);
    m_hiddenProcesses = findHolders(proc, locks);
    nameWaiters(proc, locks);
    findPaths(proc, locks);
    markCircles(proc, locks);
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
