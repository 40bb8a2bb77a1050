// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/inode.h>
#include <lockscope/time.h>

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>

namespace Lockscope {

/// The inodes on which this process has seen a kernel lock. An empty file among them is not a marker: once the lock is
/// released, it is free. All functions are thread-safe.
class LockedInodes
{
public:
    static LockedInodes &instance();

    /// Records that the inode has a kernel lock now. The birth time distinguishes it from a later inode with the same
    /// number.
    void add(const InodeKey &inode, WallTime born);
    /// Whether the inode had a kernel lock before this time on the steady clock. If that is the time at which a lock
    /// table was read, a lock that is not in the table was released, rather than acquired since.
    bool wasLockedBefore(std::chrono::nanoseconds time, const InodeKey &inode, WallTime born) const;

private:
    std::atomic<bool> m_isEmpty = true; ///< then no thread of a scan waits for another
    mutable std::mutex m_mutex;
    struct Sighting
    {
        WallTime born;
        std::chrono::nanoseconds first;
    };
    std::map<InodeKey, Sighting> m_sightings;
};

} // namespace Lockscope
