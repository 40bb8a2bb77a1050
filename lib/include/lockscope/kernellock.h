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
    std::int64_t pid = 0;
    int fd = -1;      ///< the lowest descriptor by which it keeps the lock; -1 where not known
    std::string name; ///< of the process
    bool proved =
        false; ///< by /proc/PID/fdinfo; false: only the lock table's pid, which may be a creator that has ended

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
    InodeKey inode;
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
LOCKSCOPE_EXPORT std::string_view toWord(KernelLock::Mode mode);

} // namespace Lockscope
