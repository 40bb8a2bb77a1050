// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/breakplan.h>
#include <lockscope/brokenlock.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/result.h>

#include <filesystem>
#include <string_view>
#include <vector>

namespace Lockscope {

/// Breaks stale locks of other processes, and restores broken locks.
///
/// A break is bound to the state that was inspected. plan() inspects the lock and returns what would be done.
/// execute() inspects it again, moves the lock into quarantine within its own directory, checks that the moved file is
/// the one in the plan, and restores it at once if it is not. The quarantined file stays next to its original place
/// under a name that begins with `.lockscope-`. It is recorded in a journal of this user before anything is changed: if
/// the process is killed at any point, the lock is either unchanged, or broken and recorded, and the next use of the
/// journal completes or rolls back the interrupted break. The quarantine is removed after seven days.
///
/// Every function accesses the file system and may block on a mount that does not respond: do not call it in a GUI
/// thread. One object may be used by several threads, and several processes share the journal. Nothing is kept open
/// between calls, so a forked child may keep using its copy.
class LOCKSCOPE_EXPORT Breaker
{
public:
    enum class Force
    {
        No,
        Yes, ///< also break locks with BreakPlan::Permission::WithForce
    };

    /// Uses the journal of this user: `broken` in $XDG_STATE_HOME/lockscope, or in ~/.local/state/lockscope.
    Breaker();
    /// Uses the journal in this directory, which is created when it is first needed.
    explicit Breaker(std::filesystem::path journalDirectory);

    /// Plans a break of the locks at this path and changes nothing: returns one plan per lock. A path that does not
    /// exist gives a plan with Permission::Nothing. In a SQLite lock database each row is a lock: only that row is
    /// deleted, and undo() inserts it again.
    std::vector<BreakPlan> plan(const std::filesystem::path &path) const;
    /// Plans a break of the lock in this report, which may be older. Returns BreakChanged if anything has changed since
    /// then.
    Result<BreakPlan> plan(const LockReport &report) const;

    /// Breaks the lock. If nothing was removed, returns BreakRefused if the plan does not permit it, NothingToBreak if
    /// the lock no longer exists, BreakChanged if it has changed or has been acquired, BreakFailed if the system
    /// refused a call, or StateFailed if the journal cannot be written.
    Result<BrokenLock> execute(const BreakPlan &plan, Force force = Force::No);

    /// Restores a broken lock: the same inode with its content, mode, owner, times and names. UndoRefused if its name
    /// is in use again, or if its directory or database was replaced; UnknownBreak if the journal has no such lock, or
    /// if the quarantine or its directory no longer exists; UndoFailed if the system refused a call. An unambiguous
    /// prefix of the ID is enough. An empty ID means the most recently broken lock that can be restored.
    Result<BrokenLock> undo(std::string_view id = {});

    /// Deletes the quarantine of a broken lock permanently, so that it can no longer be restored, and returns the
    /// removed names. Only files that the journal recorded are removed, identified by inode: DeleteRefused if another
    /// file has the name, or, without force, if a process uses the file or if a directory contains more than the lock.
    /// The ID works as for undo(), but must not be empty.
    struct Removed
    {
        BrokenLock lock;
        std::vector<std::filesystem::path> names; ///< empty if they had already been removed, or if it was a row
    };
    Result<Removed> remove(std::string_view id, Force force = Force::No);

    struct Found
    {
        std::vector<BrokenLock> locks; ///< the most recent first
        std::vector<Failure> failures; ///< parts of the journal that could not be read
    };
    /// Lists the broken locks in quarantine. Also completes or rolls back breaks of processes that were killed, and
    /// removes quarantines older than seven days unless the lock was broken by force.
    Found brokenLocks();

private:
    std::filesystem::path m_journalDirectory; ///< empty: the journal of this user
};

} // namespace Lockscope
