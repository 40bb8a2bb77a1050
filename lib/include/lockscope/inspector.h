// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/kernellock.h>
#include <lockscope/lockreport.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/path.h>
#include <lockscope/processfacts.h>
#include <lockscope/result.h>
#include <lockscope/testimony.h>

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

class DirectoryScan;
class LockFile;

/// Inspects lock files: identifies the format of each, its holder and its state, with the evidence for them.
///
///     const Inspector inspector;
///     const LockReport report = inspector.inspect("/run/lock/app.lock");
///     if (report.verdict.state == Verdict::State::Stale)
///         qInfo() << text(report.verdict); // of <lockscope/wording.h>
///
/// Inspection is read-only: it acquires no lock, and does not open FIFOs, devices, files under a lease or files on
/// which this process has a POSIX lock. It follows no symbolic link, reads at most 64 KiB, and preserves access times
/// if permitted. Empty files are never opened. In a nested PID namespace, leases of outside processes are not visible:
/// reading the content of a file breaks such a lease.
///
/// An Inspector caches the state of the host (identity, kernel lock table, processes) until refresh(), so that
/// thousands of files are judged by one snapshot. If a network or FUSE file system does not respond within five
/// seconds, the lock is reported as `unknown` with the reason `unreadable` and the error ETIMEDOUT. Do not use it in a
/// GUI thread. One object may be used by several threads at once, except for refresh() and the other functions that are
/// not const.
class LOCKSCOPE_EXPORT Inspector
{
public:
    Inspector();
    ~Inspector();
    Inspector(Inspector &&) noexcept;
    Inspector &operator=(Inspector &&) noexcept;

    /// Reads the state of the host again. The constructor calls it; call it before a repeated inspection.
    void refresh();

    enum class Containers
    {
        Forget,
        Keep, ///< does not detect containers started since then: inspect a `stale` lock again without it
    };
    /// Discards what is cached about processes, but keeps the host, its mounts and the kernel's locks as of the last
    /// refresh(). A hundred times cheaper than refresh(), and a thousand times if containers are kept.
    void forgetProcesses(Containers containers = Containers::Forget);
    /// Replaces the cached kernel lock table.
    void setKernelLocks(KernelLockTable kernelLocks);

    /// What other hosts report about the owners of locks, for the inspections until the next refresh(). A testimony
    /// counts only for a lock that records exactly the owner that the host was asked about.
    void setTestimonies(std::vector<Testimony> testimonies);

    /// Whether inspections wait indefinitely for a file system, instead of reporting after five seconds that it does
    /// not respond. For callers that have timeouts of their own. Off by default.
    void setWaitsForAnswers(bool waits);

    /// Inspects one path. A path that does not exist or cannot be examined gives a report too: absent, or unknown with
    /// an error.
    LockReport inspect(const PathArgument &path) const;
    /// The same for a path that is known to be a lock of this kind, see lockKinds(): the content is read as that kind
    /// writes it, regardless of the file name and of other matching formats.
    LockReport inspect(const PathArgument &path, std::string_view kind) const;
    /// The same for a lock object, which may hold the lock; for the kind sqlite, the report is about its row.
    LockReport inspect(const LockFile &lock) const;

    /// Inspects one path, and reports each row of a SQLite lock database (pylockfile's SQLiteLockFile) with
    /// LockReport::row. A database that has no rows, or whose rows cannot be read, gives one report for the database
    /// itself.
    ///
    /// The database is not opened with SQLite, which would lock it: the file and its write-ahead log are read, at most
    /// 16 MiB of each, and combined in memory. The rows of a database are not read if it has a rollback journal that
    /// must be applied first, or if this process itself has it open.
    std::vector<LockReport> inspectRows(const std::filesystem::path &path) const;

    /// What is known about the process of an owner that a lock records which is not a file: verdict, evidence, process
    /// and the hosts that were asked. `stale` if the process is proven to have exited.
    LockReport inspectOwner(const Claim &owner) const;

    /// One report for each inode that has a kernel lock, ordered by path.
    std::vector<LockReport> inspectKernelLocks() const;
    /// One report for each of the given inodes that has a kernel lock. Files on remote file systems are not accessed,
    /// because the file system may not respond: for them the report contains only what the kernel's lock table shows.
    std::vector<LockReport> inspectKernelLocks(std::span<const InodeKey> inodes) const;

    /// What each of these kernel locks on one inode means to the programs that use the file, see
    /// LockReport::meaningOf(): one clause per lock, empty if the lock has no special meaning. Reads the file only if
    /// the lock covers a part of it, and never on a remote file system.
    std::vector<std::string> meaningsOf(std::span<const KernelLock> locksOnOneInode) const;

    /// The kernel locks on the file at a path, as of the last refresh; links are followed. Includes locks on a deleted
    /// file that had this path. ReadFailed if the path cannot be examined and there are no such locks.
    Result<std::vector<KernelLock>> kernelLocksOf(const std::filesystem::path &path) const;

    const HostIdentity &host() const;
    /// As of the last refresh, with holders.
    const KernelLockTable &kernelLocks() const;

private:
    friend class DirectoryScan;
    class LOCKSCOPE_NO_EXPORT Private;
    std::unique_ptr<Private> d;
};

} // namespace Lockscope
