// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/inode.h>

#include <chrono>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace Lockscope {

/// The inodes that must not be opened now, by the kernel's lock table: those under a lease, which an open would break,
/// and those that this process has a POSIX lock on, which a close would drop. Safe in any thread.
class ForbiddenInodes
{
    struct Reading;

public:
    enum class Why
    {
        Not,
        Lease,
        OwnPosixLock,
    };
    /// Reads the table anew if the last reading is older than this.
    Why why(const InodeKey &inode, std::chrono::nanoseconds oldest) const;

    /// For one thread that asks thousands of times: it keeps the last reading at hand, and waits for no other thread
    /// until that is too old.
    class View
    {
    public:
        explicit View(const ForbiddenInodes &all)
            : m_all(all)
        {}
        Why why(const InodeKey &inode, std::chrono::nanoseconds oldest);

    private:
        const ForbiddenInodes &m_all;
        std::shared_ptr<const Reading> m_reading;
    };

private:
    struct Reading
    {
        std::unordered_map<InodeKey, Why> inodes;
        std::chrono::steady_clock::time_point at;

        static std::shared_ptr<const Reading> now();
        bool isOlderThan(std::chrono::nanoseconds oldest) const
        {
            return std::chrono::steady_clock::now() - at >= oldest;
        }
        Why why(const InodeKey &inode) const;
    };
    std::shared_ptr<const Reading> reading(std::chrono::nanoseconds oldest) const;

    mutable std::mutex m_mutex;
    mutable std::shared_ptr<const Reading> m_reading;
};

} // namespace Lockscope
