// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/unlistedlocks.h"
#include "system/optionalcalls.h"

#include "system/locklines.h"
#include "system/processes.h"
#include "system/systemcalls.h"

#include <algorithm>

namespace Lockscope {

LockSighting sightingAt(const ProcRoot &proc, const DescriptorTable &table, int fd)
{
    LockSighting seen{.pid = table.pid, .fd = fd, .thread = table.thread};
    const auto place = table.directory() + "/fd/" + std::to_string(fd);
    struct statx status = {};
    // Does not access a server, which may not respond.
    constexpr int Flags = AT_NO_AUTOMOUNT | AT_STATX_DONT_SYNC;
    if (proc.isLive() && statusOf(proc.fd(), place.c_str(), Flags, STATX_INO, &status) == 0)
        seen.file = InodeKey{status.stx_dev_major, status.stx_dev_minor, status.stx_ino};
    return seen;
}

LockHolder holderOf(const ProcRoot &proc, const LockSighting &seen)
{
    return {seen.pid, seen.fd, processName(proc, seen.pid), true, LockHolder::Source::Descriptor, seen.thread};
}

void UnlistedLocks::add(const ProcParse::LockLine &line, const LockSighting &seen)
{
    if (!m_isWanted(line.inode))
        return;
    auto lock = lockOf(line);
    lock.inTable = false;
    lock.file = seen.file;
    auto known = std::ranges::find_if(m_locks, [&](const KernelLock &each) {
        return each.file == lock.file && !lockShapeLess(each, lock) && !lockShapeLess(lock, each);
    });
    if (known == m_locks.end())
        known = m_locks.insert(known, std::move(lock));
    if (std::ranges::find(known->holders, seen.pid, &LockHolder::pid) == known->holders.end())
        known->holders.push_back(holderOf(m_proc, seen));
}

} // namespace Lockscope
