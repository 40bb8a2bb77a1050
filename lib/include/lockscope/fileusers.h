// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// Which processes use a file, and whether a file system responds.

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

/// Checks whether the file system of a path responds within five seconds, by opening and reading its directory. Only
/// network and FUSE file systems and automount points are checked, in a separate thread. If no response arrives, the
/// thread is abandoned, and the result is a failure with this code and ETIMEDOUT. An error, for instance that the path
/// does not exist, counts as a response.
LOCKSCOPE_EXPORT Result<void> fileSystemAnswers(const std::filesystem::path &path,
                                                LockErrc code = LockErrc::ReadFailed);

/// A process that uses a file, and how it uses it.
struct LOCKSCOPE_EXPORT FileUser
{
    Q_GADGET

public:
    enum class How
    {
        Open,             ///< through a descriptor
        Mapped,           ///< mapped into its memory
        WorkingDirectory, ///< a directory
        Root,             ///< a directory
        Executable,       ///< the program that it runs
        Locked,           ///< it holds a kernel lock on it
        Waiting,          ///< it waits for a kernel lock on it
    };
    Q_ENUM(How)

    /// One way in which the process uses the file.
    struct Use
    {
        How how = How::Open;
        int fd = -1; ///< for Open and Locked: the descriptor; -1 if there is none or it is unknown
        bool reads = false;
        bool writes = false;
        bool deleted = false;           ///< not the file at the path, but a deleted file that had this path
        std::optional<KernelLock> lock; ///< for Locked and Waiting
        std::string name;               ///< the name by which the process opened it, as bytes; empty if unknown

        bool operator==(const Use &) const = default;
    };

    ProcessFacts process;
    std::vector<Use> uses;

    bool operator==(const FileUser &) const = default;
};

/// `open`, `mapped`, `cwd`, `root`, `exe`, `locked`, `waiting`.
LOCKSCOPE_EXPORT std::string_view toWord(FileUser::How how);
template <>
LOCKSCOPE_EXPORT std::optional<FileUser::How> fromWord(std::string_view word);

/// The processes that use a file: those that have it open, mapped or locked, or as their working directory, root
/// directory or program, also through another name or mount namespace; and those that still have a deleted file open
/// that had the path. Combines the output of fuser(1) and lsof +L1.
///
///     if (const auto found = FileUsers::of("/srv/app/data.db"))
///         for (const FileUser &user : found->users)
///             qInfo() << user.process.pid << user.process.nameText();
struct LOCKSCOPE_EXPORT FileUsers
{
    std::vector<FileUser> users; ///< by PID
    bool isThere = false;        ///< a file exists at the path
    /// Processes whose open files this user may not read, and which may therefore be missing in `users`.
    std::vector<ProcessFacts> unreadable;
    bool processesHidden = false; ///< /proc shows only the processes of this user (hidepid)

    bool isComplete() const { return unreadable.empty() && !processesHidden; }

    /// Finds the users of the file at this path. Symbolic links are followed, because a process cannot have a link
    /// itself open. Opens no file and changes nothing. If the path does not exist, only users of deleted files are
    /// returned. ReadFailed if the path cannot be examined or /proc cannot be read. Accesses the file system: do not
    /// call it in a GUI thread. Thread-safe.
    static Result<FileUsers> of(const std::filesystem::path &path);
};

} // namespace Lockscope
