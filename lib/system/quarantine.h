// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/result.h>

#include <functional>
#include <string>

namespace Lockscope {

/// Moves a file in an open directory to quarantine, under a private name in the same directory, if it is the intended
/// one.
///
/// No system call removes a name only if it refers to a certain inode. A process that renames a file that may have been
/// replaced a microsecond before can check it afterwards and restore it. But while the name is free, a third process
/// may acquire the lock, and then two processes believe that they hold it. Therefore the name is never free before the
/// moved file has been checked: it is exchanged with a placeholder in one call, and the placeholder is removed only
/// after the check. The placeholder is a symbolic link with a nonexistent target: it is created complete by one call,
/// is identified by its target, works the same for files, links and directories, and blocks only programs that create a
/// lock if none exists. A program that reads or opens it sees what every user of such locks must handle: a lock that
/// was removed between two calls.
///
/// If a file system has no exchange (NFS, FUSE, ZFS) or no symbolic links, the name is free for the moment between two
/// calls, and the placeholder is created after the move.
class Quarantine
{
public:
    struct Names
    {
        std::string name;       ///< in the directory
        std::string aside;      ///< the private name, which must not exist
        std::string markAside;  ///< the private name of the placeholder when it is removed, which must not exist
        std::string markTarget; ///< of the placeholder, unique
    };
    enum class Outcome
    {
        Taken,
        Absent,    ///< the name does not exist
        NotWanted, ///< not the intended file; it has its name again, or was removed in the meantime as another process
                   ///< intended
        Displaced, ///< not the intended file, but its name is in use again: it stays in quarantine
    };

    /// REQUIRES: the directory stays open, at least with O_PATH.
    Quarantine(int directory, Names names);

    /// isWanted checks the file with the given name: first the lock's own name right before the move, so that a file
    /// that is not the intended one is not disturbed, then the private name after it, which decides. Fails if the
    /// system refuses a call; then nothing has changed.
    using Check = std::function<bool(const std::string &name)>;
    Result<Outcome> take(const Check &isWanted);

    // For recovery after a process that was killed in take().

    /// Whether this name belongs to the placeholder.
    bool isMark(const std::string &name) const;
    /// Restores the name of the moved file if possible, and removes the placeholder.
    Outcome putBack();
    /// Removes the placeholder if it was being removed.
    void dropMark();
    /// Removes the placeholder if it has the name of the lock.
    void removeMark();

private:
    std::string targetOf(const std::string &name) const;
    bool hasMark() const;
    Result<Outcome> takeAtOnce(const Check &isWanted);
    Outcome returnUnwanted();
    Outcome giveBack();
    void unlink(const std::string &name) const;
    Failure failure(const char *call) const;

    int m_directory;
    Names m_names;
};

/// Moves a file, link or directory to a private name in its directory, which must not exist. Whatever has the name at
/// that moment is moved, and nothing is ever unlinked: check the moved file afterwards. Sets errno like renameat2().
int moveAside(int directory, const std::string &name, const std::string &aside);

/// Removes the empty directory that moveBack() created under this name, if a process was killed before it was replaced.
void dropPlaceholder(int directory, const std::string &name);

/// Moves a file from a private name back to its own name if that is free: otherwise EEXIST. On file systems that cannot
/// rename without replacing, a file gets its name as a second link before the private one is removed; a directory, or a
/// file that cannot have two names, replaces a placeholder (a symbolic link to this target) that was created for it.
int moveBack(int directory, const std::string &aside, const std::string &name,
             const std::string &placeholder = "lockscope-restore:/gone");

} // namespace Lockscope
