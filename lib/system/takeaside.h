// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/result.h>

#include <functional>
#include <string>

namespace Lockscope {

/// Takes what has a name in an open folder aside under a private name there, if it is what is wanted.
///
/// No call removes a name only if it names a certain inode. Whoever renames what somebody else may have replaced in the
/// last microsecond can look at it afterwards and give it back; but while the name is free a third process may take it,
/// and then two believe that they hold the lock. So the name is never free before what was taken is known to be right:
/// it changes places with a mark of ours in one call, and the mark goes only after the check. The mark is a symbolic
/// link to nowhere: made complete by one call, told from everything else by its target, the same for files, links and
/// folders, and in the way of all who make a lock only where nothing is. Who reads or opens it meets what every user of
/// such locks copes with, that a lock went between two calls.
///
/// If a file system has no exchange (NFS, FUSE, ZFS) or no symbolic links, what is taken leaves its name for the moment
/// between two calls, and the placeholder is created after it.
class AsideTaker
{
public:
    struct Names
    {
        std::string name;       ///< in the folder
        std::string aside;      ///< the private name; nothing has it
        std::string markAside;  ///< the private name of the mark when it goes; nothing has it
        std::string markTarget; ///< of the mark, like no other link's
    };
    enum class Outcome
    {
        Taken,
        Absent,    ///< nothing has the name
        NotWanted, ///< it has its name again, or whoever removed it meanwhile got what they wanted
        Displaced, ///< not wanted, but something else has its name by now: it stays aside
    };

    /// REQUIRES: the folder stays open, and is open for O_PATH at least.
    AsideTaker(int folder, Names names);

    /// isWanted checks what has the name that it is given: the lock's own name right before the move, so that nothing
    /// is disturbed that is not wanted anyway, and the private name after it, which decides. A failure where the system
    /// refuses; then all is as before.
    using Check = std::function<bool(const std::string &name)>;
    Result<Outcome> take(const Check &isWanted);

    // For who comes after a process that was killed in take().

    /// Whether this name is the mark's.
    bool isMark(const std::string &name) const;
    /// Gives what was taken its name back where it still can, and removes what is left of the mark.
    Outcome putBack();
    /// Removes the mark where it was on its way out.
    void dropMark();
    /// Removes the mark from the name, where it has that.
    void removeMark();

private:
    std::string targetOf(const std::string &name) const;
    bool hasMark() const;
    Result<Outcome> takeAtOnce(const Check &isWanted);
    Outcome returnUnwanted();
    Outcome giveBack();
    void unlink(const std::string &name) const;
    Failure failure(const char *call) const;

    int m_folder;
    Names m_names;
};

/// Moves a file, link or directory to a private name in its directory, which nothing has. Whatever has the name at that
/// moment is moved, and nothing is ever unlinked: check what came out. errno as of renameat2().
int moveAside(int folder, const std::string &name, const std::string &aside);

/// Removes the empty directory that moveBack() created under this name, if a process was killed before it was replaced.
void dropPlaceholder(int folder, const std::string &name);

/// Moves what has a private name back to a name of its own if nothing has that: EEXIST otherwise. On file systems that
/// cannot rename without replacing, a file gets its name as a second one before the private one goes; a directory, or a
/// file that cannot have two names, replaces a placeholder (a symbolic link to this target) that was created for it.
int moveBack(int folder, const std::string &aside, const std::string &name,
             const std::string &placeholder = "lockscope-restore:/gone");

} // namespace Lockscope
