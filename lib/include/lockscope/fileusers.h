// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/kernellock.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/processfacts.h>
#include <lockscope/result.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

/// A process that uses a file, and in which ways.
struct LOCKSCOPE_EXPORT FileUser
{
    Q_GADGET

public:
    enum class How
    {
        Open,             ///< by a descriptor
        Mapped,           ///< into its memory
        WorkingDirectory, ///< a directory
        Root,             ///< a directory
        Executable,       ///< the program that it runs
        Locked,           ///< it holds a kernel lock on it
        Waiting,          ///< it waits for a kernel lock on it
    };
    Q_ENUM(How)

    struct Use
    {
        How how = How::Open;
        int fd = -1; ///< Open and Locked: the descriptor; -1 if there is none or it is not known
        bool reads = false;
        bool writes = false;
        bool deleted = false;           ///< not the file at the path, but a deleted one that had this path
        std::optional<KernelLock> lock; ///< Locked and Waiting
        std::string name;               ///< by which the process opened it, as bytes; empty if not known

        bool operator==(const Use &) const = default;
    };

    ProcessFacts process;
    std::vector<Use> uses;

    bool operator==(const FileUser &) const = default;
};

/// `open`, `mapped`, `cwd`, `root`, `exe`, `locked`, `waiting`.
LOCKSCOPE_EXPORT std::string_view toWord(FileUser::How how);

/// Every process that has a file open, mapped or locked, or as its working directory, root directory or program, also
/// through another name or mount namespace; and those that still have a deleted file that had the path. What fuser(1)
/// and lsof +L1 tell, in one answer.
struct LOCKSCOPE_EXPORT FileUsers
{
    std::vector<FileUser> users; ///< by PID
    bool isThere = false;        ///< there is a file at the path
    /// Processes that do not show their open files to this user, and so may be missing from the users.
    std::vector<ProcessFacts> unreadable;
    bool processesHidden = false; ///< /proc shows only this user's processes (hidepid)

    bool isComplete() const { return unreadable.empty() && !processesHidden; }

    /// Follows links, as nothing can have a link itself open. Opens no file and changes nothing. A path where nothing
    /// is has users only of deleted files. ReadFailed if the path cannot be examined or /proc cannot be read.
    /// Does file system calls: not for a GUI thread. Thread-safe.
    static Result<FileUsers> of(const std::filesystem::path &path);
};

} // namespace Lockscope
