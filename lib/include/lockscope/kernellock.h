// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/inode.h>
#include <lockscope/lockscope_export.h>

#include <QObject>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

/// A process that keeps a kernel lock.
struct LockHolder
{
    /// What shows that it keeps the lock.
    enum class Source
    {
        Descriptor, ///< /proc/PID/fdinfo shows the lock at one of its descriptors
        Mapping,    ///< it acquired the lock, and a mapping keeps the file open
        Table,      ///< it acquired the lock, by the lock table alone: it may have passed it on since
    };

    std::int64_t pid = 0;
    int fd = -1;         ///< the lowest descriptor by which it keeps the lock; -1 if not known
    std::string name;    ///< of the process
    bool proved = false; ///< the source is a descriptor
    Source source = Source::Descriptor;
    std::int64_t thread = 0; ///< the thread that has fd in a descriptor table of its own; 0: fd is the process's

    bool operator==(const LockHolder &) const = default;
};

/// A process that is blocked until the lock is given up.
struct LockWaiter
{
    std::int64_t pid = 0;
    std::string name;

    bool operator==(const LockWaiter &) const = default;
};

/// One lock of the kernel's table, with who really holds it.
struct LOCKSCOPE_EXPORT KernelLock
{
    Q_GADGET

public:
    enum class Type
    {
        Flock, ///< flock(2), on an open file description
        Posix, ///< fcntl(2) F_SETLK, on a process
        Ofd,   ///< fcntl(2) F_OFD_SETLK, on an open file description
        Lease, ///< fcntl(2) F_SETLEASE and delegations: opening the file would break it
    };
    Q_ENUM(Type)
    enum class Mode
    {
        Read,
        Write,
    };
    Q_ENUM(Mode)
    /// What can be said of the path.
    enum class PathState
    {
        Unknown,   ///< no holder's descriptor could be read
        Here,      ///< path names this inode from here
        Deleted,   ///< the file was unlinked while it was held; path is its last name
        Elsewhere, ///< path is the name in the holder's root or mount namespace; from here it names something else
    };
    Q_ENUM(PathState)

    Type type = Type::Flock;
    Mode mode = Mode::Write;
    InodeKey inode; ///< as the lock table names it: on btrfs and overlayfs several files may share that name
    /// The locked file as stat() names it, if a holder's descriptor could be asked.
    std::optional<InodeKey> file;
    /// False: only a holder's descriptor shows it. Inside a container, the lock table leaves out locks that were
    /// acquired by a process that has exited.
    bool inTable = true;
    /// Whether it is on the file that a report is about: false if that is one of several files with this inode number,
    /// and the holder's descriptor, which would decide, cannot be read. Always true in a KernelLockTable.
    bool onThisFile = true;
    std::uint64_t start = 0;
    std::optional<std::uint64_t> end; ///< last byte; absent: to the end of the file
    std::vector<LockHolder> holders;  ///< empty where none is visible from here
    std::vector<LockWaiter> waiters;
    std::vector<std::int64_t> deadlock; ///< pids of a circle of waiting that this lock is part of, in order
    std::filesystem::path path;
    PathState pathState = PathState::Unknown;
    std::int64_t tablePid = 0; ///< the pid that the table prints: -1 for OFD locks, possibly ended for flocks

    bool operator==(const KernelLock &) const = default;
};

/// The words that people and programs read: `flock`, `posix`, `ofd`, `lease`; `read`, `write`.
LOCKSCOPE_EXPORT std::string_view toWord(KernelLock::Type type);
/// `descriptor`, `mapping`, `table`.
LOCKSCOPE_EXPORT std::string_view toWord(LockHolder::Source source);
LOCKSCOPE_EXPORT std::string_view toWord(KernelLock::Mode mode);

} // namespace Lockscope
