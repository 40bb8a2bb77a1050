// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/inode.h>

#include <chrono>
#include <mutex>
#include <unordered_map>

namespace Lockscope {

/// The inodes that must not be opened now, by the kernel's lock table: those under a lease, which an open would break,
/// and those that this process has a POSIX lock on, which a close would drop. Safe in any thread.
class ForbiddenInodes
{
public:
    enum class Why
    {
        Not,
        Lease,
        OwnPosixLock,
    };
    /// Reads the table anew if the last reading is older than this.
    Why why(const InodeKey &inode, std::chrono::nanoseconds oldest) const;

private:
    mutable std::mutex m_mutex;
    mutable std::unordered_map<InodeKey, Why> m_inodes;
    mutable std::chrono::steady_clock::time_point m_readAt;
};

} // namespace Lockscope
