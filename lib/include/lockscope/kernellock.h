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

/// A process that holds a kernel lock.
struct LockHolder
{
    /// The source that shows that the process holds the lock.
    enum class Source
    {
        Descriptor, ///< /proc/PID/fdinfo shows the lock on one of its descriptors
        Mapping,    ///< it acquired the lock, and a mapping keeps the file open
        Table, ///< only the lock table shows that it acquired the lock: it may have passed it to another process since
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
    /// Whether the lock is on the file of the report. False if several files have this inode number and the holder's
    /// descriptor, which would decide, cannot be read. Always true in a KernelLockTable.
    bool onThisFile = true;
    std::uint64_t start = 0;
    std::optional<std::uint64_t> end; ///< last byte; absent: to the end of the file
    std::vector<LockHolder> holders;  ///< empty if no holder is visible to this process
    std::vector<LockWaiter> waiters;
    std::vector<std::int64_t> deadlock; ///< PIDs of the deadlock cycle this lock is part of, in order
    std::filesystem::path path;
    PathState pathState = PathState::Unknown;
    std::int64_t tablePid = 0; ///< the PID in the lock table: -1 for OFD locks; for flocks the process may have exited

    bool operator==(const KernelLock &) const = default;
};

/// Stable identifiers for people and programs: `flock`, `posix`, `ofd`, `lease`; `read`, `write`.
LOCKSCOPE_EXPORT std::string_view toWord(KernelLock::Type type);
/// `descriptor`, `mapping`, `table`.
LOCKSCOPE_EXPORT std::string_view toWord(LockHolder::Source source);
LOCKSCOPE_EXPORT std::string_view toWord(KernelLock::Mode mode);

} // namespace Lockscope
