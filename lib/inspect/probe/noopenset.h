// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/inode.h>

#include <chrono>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace Lockscope {

/// The inodes that must not be opened now, according to the kernel's lock table: those under a lease, which opening
/// would break, and those on which this process has a POSIX lock, which closing would release. Thread-safe.
class NoOpenSet
{
    struct Reading;

public:
    enum class Why
    {
        Not,
        Lease,
        OwnPosixLock,
    };
    /// Reads the table again if the last reading is older than this.
    Why why(const InodeKey &inode, std::chrono::nanoseconds oldest) const;

    /// For one thread with thousands of queries: it caches the last reading, and does not wait for other threads until
    /// that is too old.
    class View
    {
    public:
        explicit View(const NoOpenSet &all)
            : m_all(all)
        {}
        Why why(const InodeKey &inode, std::chrono::nanoseconds oldest);

    private:
        const NoOpenSet &m_all;
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
