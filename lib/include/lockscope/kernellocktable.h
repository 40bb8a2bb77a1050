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

/// All kernel file locks that can be seen from here: flock, POSIX, OFD and leases, from /proc/locks, joined with their
/// true holders from /proc/PID/fdinfo in one pass. (/proc/locks alone names the creator of a flock even when that has
/// ended and a child keeps the lock, and -1 for OFD locks.)
///
/// A snapshot: the kernel may change its locks while it is read. From an inner pid namespace, locks of processes
/// outside are not listed. Takes no lock, opens no locked file. Does file system calls below /proc: not for a GUI
/// thread. Distinct objects may be used from distinct threads.
class LOCKSCOPE_EXPORT KernelLockTable
{
public:
    /// The lock lines alone, without holders and paths: cheap, one small file. Fails where it cannot be read.
    static Result<KernelLockTable> readLines(const std::filesystem::path &procRoot = "/proc");
    /// Everything.
    static Result<KernelLockTable> read(const std::filesystem::path &procRoot = "/proc");

    /// Finds holders, names of waiters, paths and circles for the locks on these inodes; for all when the span is
    /// empty.
    void resolve(std::span<const InodeKey> onlyThese = {});
    /// The same, asking only the processes that the table names, which is quick; all others only where these do not
    /// keep every lock. Who else shares an open file with them is not found. REQUIRES: the span is not empty.
    void resolveQuickly(std::span<const InodeKey> onlyThese);
    /// Takes holders, waiters' names and paths from an earlier reading for each inode whose lines have not changed.
    /// Returns the inodes whose lines have changed or are new or gone: who goes on with this table resolves those.
    std::vector<InodeKey> takeOver(const KernelLockTable &earlier);

    const std::vector<KernelLock> &locks() const { return m_locks; }
    /// The locks on one inode, by the lock table's name for it.
    std::vector<KernelLock> on(const InodeKey &inode) const;
    /// The same without those that a holder's descriptor shows to be on another file of the same number than this one,
    /// which is named as stat() does.
    std::vector<KernelLock> on(const InodeKey &inode, const InodeKey &file) const;
    bool hasLockOn(const InodeKey &inode) const;
    /// True when descriptors of some processes could not be read, so that holders may be missing. Run as root to see
    /// all.
    bool hiddenProcesses() const { return m_hiddenProcesses; }
    /// When reading the table began, on the steady clock.
    std::chrono::nanoseconds readAt() const { return m_readAt; }

private:
    void resolve(std::span<const InodeKey> onlyThese, bool quickly);

    std::filesystem::path m_procRoot;
    std::vector<KernelLock> m_locks; ///< ordered by inode
    bool m_hiddenProcesses = false;
    std::chrono::nanoseconds m_readAt{};
};

} // namespace Lockscope
