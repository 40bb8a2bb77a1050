// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/kernellock.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/result.h>

#include <chrono>
#include <filesystem>
#include <span>
#include <vector>

namespace Lockscope {

/// A snapshot of all kernel file locks that are visible to this process: flock, POSIX, OFD and leases, from
/// /proc/locks, with their real holders from /proc/PID/fdinfo. (/proc/locks alone names the process that acquired a
/// flock even if it has exited and a child holds the lock, and -1 for OFD locks.)
///
/// The kernel may change its locks while they are read. In a nested PID namespace, locks of outside processes are not
/// listed. Acquires no lock and opens no locked file. Reads files below /proc: do not use it in a GUI thread. Distinct
/// objects may be used in distinct threads.
class LOCKSCOPE_EXPORT KernelLockTable
{
public:
    /// Reads only the lock table, without holders and paths: cheap, one small file. Fails if it cannot be read.
    static Result<KernelLockTable> readLines(const std::filesystem::path &procRoot = "/proc");
    /// Reads the lock table and resolves all locks.
    static Result<KernelLockTable> read(const std::filesystem::path &procRoot = "/proc");

    /// Finds holders, names of waiters, paths and deadlocks for the locks on these inodes, or for all locks if the span
    /// is empty.
    void resolve(std::span<const InodeKey> onlyThese = {});
    /// The same, but reads the processes that the lock table names first, which is fast, and all other processes only
    /// if those do not hold every lock. Does not find other processes that share an open file with the holder.
    /// REQUIRES: the span is not empty.
    void resolveQuickly(std::span<const InodeKey> onlyThese);
    /// Reuses holders, names of waiters and paths from an earlier snapshot for each inode whose locks have not changed.
    /// Returns the inodes whose locks are changed, new or released; pass them to resolve().
    std::vector<InodeKey> takeOver(const KernelLockTable &earlier);

    const std::vector<KernelLock> &locks() const { return m_locks; }
    /// The locks on one inode, identified as in the lock table.
    std::vector<KernelLock> on(const InodeKey &inode) const;
    /// The same, without locks that a holder's descriptor shows to be on another file with the same inode number.
    /// `file` is this file as stat() identifies it.
    std::vector<KernelLock> on(const InodeKey &inode, const InodeKey &file) const;
    bool hasLockOn(const InodeKey &inode) const;
    /// True if the descriptors of some processes could not be read, so that holders may be missing. Run as root to see
    /// all holders.
    bool hiddenProcesses() const { return m_hiddenProcesses; }
    /// When reading of the table started, on the steady clock.
    std::chrono::nanoseconds readAt() const { return m_readAt; }

private:
    void resolve(std::span<const InodeKey> onlyThese, bool quickly);

    std::filesystem::path m_procRoot;
    std::vector<KernelLock> m_locks; ///< ordered by inode
    bool m_hiddenProcesses = false;
    std::chrono::nanoseconds m_readAt{};
};

} // namespace Lockscope
