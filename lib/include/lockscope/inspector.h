// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/hostidentity.h>
#include <lockscope/kernellocktable.h>
#include <lockscope/lockreport.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/result.h>

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace Lockscope {

class FolderScan;

/// Looks at lock files and says what each is, who holds it and whether that can be proved.
///
/// Looking changes nothing: no lock is taken, a file under a lease and one that this process has a POSIX lock on is not
/// opened, nor is a FIFO or a device; no link is followed; at most 64 KiB are read, and access times stay where
/// permitted. In an inner PID namespace, leases of processes outside cannot be seen: there reading the content of a
/// file breaks such a lease. An empty file is never opened.
///
/// An Inspector remembers the machine (host, kernel lock table, processes) until refresh(), so that thousands of files
/// are judged from one reading of it. A network or FUSE file system that does not answer within five seconds is
/// reported as that: `unknown`, reason `unreadable`, error ETIMEDOUT. Not for a GUI thread. One object serves several
/// threads at once, except refresh().
class LOCKSCOPE_EXPORT Inspector
{
public:
    Inspector();
    ~Inspector();
    Inspector(Inspector &&) noexcept;
    Inspector &operator=(Inspector &&) noexcept;

    /// Reads the machine anew. Called by the constructor; call it before looking again.
    void refresh();

    enum class Containers
    {
        Forget,
        Keep, ///< a `stale` found so is to be confirmed by a look without: a container may have been started since
    };
    /// Asks processes anew, but takes the host, its mounts and the kernel's locks as they were at the last refresh(). A
    /// hundred times cheaper than that, and where containers are kept, a thousand times.
    void forgetProcesses(Containers containers = Containers::Forget);
    /// Takes this reading of the kernel's locks in place of the last one.
    void setKernelLocks(KernelLockTable kernelLocks);

    /// Waits for file systems however long they take, instead of reporting after five seconds that they do not answer:
    /// for callers who notice that themselves. Off by default.
    void setWaitsForAnswers(bool waits);

    /// Looks at one path. A path that is not there or cannot be looked at is a report too: absent, or unknown with an
    /// error.
    LockReport inspect(const std::filesystem::path &path) const;

    /// The same, but of a database of locks (pylockfile's SQLiteLockFile) a report for each row, with LockReport::row.
    /// One without rows, or whose rows cannot be read, has one report, of the database itself.
    ///
    /// The database is not opened with SQLite, which would lock it: its file and its write-ahead log are read, at most
    /// 16 MiB of each, and put together in memory. Not read are one with a rollback journal that must be undone first,
    /// and one that this process has open itself.
    std::vector<LockReport> inspectRows(const std::filesystem::path &path) const;

    /// A report for each inode that has a kernel lock, ordered by path.
    std::vector<LockReport> inspectKernelLocks() const;
    /// The same for these inodes alone, as far as they have one. A file on a file system of other hosts is not looked
    /// at, for it may not answer: of it, only what the kernel's table says is known.
    std::vector<LockReport> inspectKernelLocks(std::span<const InodeKey> inodes) const;

    /// What these kernel locks on one inode mean to the programs that use it, see LockReport::meaningOf(): one clause
    /// for each lock, empty where there is none. Looks at the file only where a part of it is locked, and never on a
    /// remote file system.
    std::vector<std::string> meaningsOf(std::span<const KernelLock> locksOnOneInode) const;

    /// The kernel locks on the file at a path, as of the last refresh; links are followed. Also those that are held on
    /// a deleted file that had this path. ReadFailed if the path cannot be examined and there are none.
    Result<std::vector<KernelLock>> kernelLocksOf(const std::filesystem::path &path) const;

    const HostIdentity &host() const;
    /// As of the last refresh, with holders.
    const KernelLockTable &kernelLocks() const;

private:
    friend class FolderScan;
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Lockscope
