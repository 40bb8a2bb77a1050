// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/descriptorlocks.h"
#include "system/procparse.h"
#include "system/procroot.h"

#include <lockscope/kernellock.h>

#include <functional>
#include <optional>
#include <vector>

namespace Lockscope {

/// A descriptor that shows a lock.
struct LockSighting
{
    std::int64_t pid = 0;
    int fd = -1;
    std::int64_t thread = 0;        ///< see DescriptorTable
    std::optional<InodeKey> file{}; ///< the file of the descriptor as in stat(); absent if unknown

    std::int64_t task() const { return thread != 0 ? thread : pid; }
};

/// Examines the descriptor itself: the inode number of the lock may belong to several files.
LockSighting sightingAt(const ProcRoot &proc, const DescriptorTable &table, int fd);

LockHolder holderOf(const ProcRoot &proc, const LockSighting &seen);

/// Locks that descriptors show and the lock table does not. In a nested PID namespace the kernel omits locks from the
/// table that were acquired by a process that has exited since, as with `exec 9>job.lock; flock -n 9` in a shell.
class UnlistedLocks
{
public:
    UnlistedLocks(const ProcRoot &proc, std::function<bool(const InodeKey &)> isWanted)
        : m_proc(proc)
        , m_isWanted(std::move(isWanted))
    {}

    void add(const ProcParse::LockLine &line, const LockSighting &seen);
    /// Locks with equal fields on one file are merged into one lock with several holders.
    std::vector<KernelLock> take() { return std::move(m_locks); }

private:
    const ProcRoot &m_proc;
    std::function<bool(const InodeKey &)> m_isWanted;
    std::vector<KernelLock> m_locks;
};

} // namespace Lockscope
