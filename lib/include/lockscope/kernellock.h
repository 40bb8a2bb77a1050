// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// The kernel's file locks, with their holders and waiters: KernelLockTable.

#include <lockscope/inode.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/result.h>

#include <QObject>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

/// A process that holds a kernel lock.
struct LockHolder
{
    /// The source that shows that the process holds the lock.
    enum class Source
    {
        Descriptor, ///< /proc/PID/fdinfo shows the lock on one of its descriptors
        Mapping,    ///< it acquired the lock, and a mapping keeps the file open
        Table, ///< the lock table shows that it acquired the lock, and it is proven to be the same process still: it
               ///< may have passed a flock to another process since
    };

    std::int64_t pid = 0;
    int fd = -1;         ///< the lowest descriptor that holds the lock; -1 if unknown
    std::string name;    ///< of the process
    bool proved = false; ///< true if the source is a descriptor
    Source source = Source::Descriptor;
    std::int64_t thread = 0; ///< the thread whose own descriptor table has fd; 0: fd belongs to the process

    bool operator==(const LockHolder &) const = default;
};

/// A process that is blocked until the lock is released.
struct LockWaiter
{
    std::int64_t pid = 0;
    std::string name;

    bool operator==(const LockWaiter &) const = default;
};

/// A client of the NFS server of this host, as the kernel describes it in /proc/fs/nfsd/clients.
struct LOCKSCOPE_EXPORT NfsClient
{
    std::string name;    ///< as the client introduced itself, e.g. `Linux NFSv4.2 alpha`
    std::string address; ///< e.g. `10.98.0.2:739`
    /// It did not renew its lease in time. The server keeps its locks until another client requests them.
    bool isLeaseExpired = false;
    std::optional<std::chrono::seconds> sinceRenewal; ///< time since it last renewed its lease

    /// The host name, if the name contains it in the notation of Linux; otherwise the whole name.
    std::string hostname() const;

    bool operator==(const NfsClient &) const = default;
};

/// One lock of the kernel's lock table, with its real holders.
struct LOCKSCOPE_EXPORT KernelLock
{
    Q_GADGET

public:
    enum class Type
    {
        Flock, ///< flock(2), owned by an open file description
        Posix, ///< fcntl(2) F_SETLK, owned by a process
        Ofd,   ///< fcntl(2) F_OFD_SETLK, owned by an open file description
        Lease, ///< fcntl(2) F_SETLEASE and delegations: opening the file would break it
    };
    Q_ENUM(Type)
    enum class Mode
    {
        Read,
        Write,
    };
    Q_ENUM(Mode)
    /// What is known about the path.
    enum class PathState
    {
        Unknown,   ///< the descriptors of all holders are unreadable
        Here,      ///< the path names this inode for the calling process
        Deleted,   ///< the file was unlinked while it was locked; the path is its last name
        Elsewhere, ///< the path is valid in the holder's root or mount namespace; for the calling process it names
                   ///< something else
    };
    Q_ENUM(PathState)

    Type type = Type::Flock;
    Mode mode = Mode::Write;
    InodeKey inode; ///< as in the lock table: on btrfs and overlayfs several files may share it
    /// The locked file as stat() identifies it, if the descriptor of a holder could be read.
    std::optional<InodeKey> file;
    /// False if only the descriptor of a holder shows the lock. Inside a container, the lock table omits locks that
    /// were acquired by a process that has exited.
    bool inTable = true;
    /// Whether the lock is on the file of the report. False if several files have this inode number, and the holder's
    /// descriptor, which shows the locked one, cannot be read. Always true in a KernelLockTable.
    bool onThisFile = true;
    std::uint64_t start = 0;
    std::optional<std::uint64_t> end; ///< last byte; absent: to the end of the file
    std::vector<LockHolder> holders;  ///< empty if no holder is visible to this process
    std::vector<LockWaiter> waiters;
    std::vector<std::int64_t> deadlock; ///< PIDs of the deadlock cycle this lock is part of, in order
    std::filesystem::path path;
    PathState pathState = PathState::Unknown;
    std::int64_t tablePid = 0; ///< the PID in the lock table: -1 for OFD locks; for flocks the process may have exited
    /// The NFS server of this host holds the lock for a client.
    enum class ForNfs
    {
        No,
        Version4, ///< one of nfsClients, if the table of clients could be read (as root)
        Version3, ///< the kernel does not record which client
    };
    ForNfs forNfs = ForNfs::No;
    std::vector<NfsClient> nfsClients; ///< the clients that have lock state on the file; usually one

    bool operator==(const KernelLock &) const = default;
};

/// Stable identifiers for people and programs: `flock`, `posix`, `ofd`, `lease`; `read`, `write`.
LOCKSCOPE_EXPORT std::string_view toWord(KernelLock::Type type);
template <>
LOCKSCOPE_EXPORT std::optional<KernelLock::Type> fromWord(std::string_view word);
/// `descriptor`, `mapping`, `table`.
LOCKSCOPE_EXPORT std::string_view toWord(LockHolder::Source source);
LOCKSCOPE_EXPORT std::string_view toWord(KernelLock::Mode mode);
template <>
LOCKSCOPE_EXPORT std::optional<KernelLock::Mode> fromWord(std::string_view word);

/// A snapshot of all kernel file locks that are visible to this process: flock, POSIX, OFD and leases, from
/// /proc/locks, with their real holders from /proc/PID/fdinfo. (/proc/locks alone names the process that acquired a
/// flock even if it has exited and a child holds the lock, and -1 for OFD locks.)
///
///     if (const auto table = KernelLockTable::read())
///         for (const KernelLock &lock : table->locks())
///             qInfo() << displayText(lock.path) << lock.holders.size() << "holders";
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
    /// Like resolve(), but first reads only the processes that the lock table names, and all others only if some locks
    /// still have no holder. This is faster, but may miss processes that share an open file with a holder. REQUIRES:
    /// the span is not empty.
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
