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

/// Breaks locks that others left behind, and puts them back.
///
/// A break is bound to what was seen: plan() looks and says what would be done; carryOut() looks again, takes the lock
/// aside within its folder, checks that what it has is what was planned, and gives it back at once where it is not.
/// What was taken is kept beside where it was, under a name that begins with `.lockscope-`, and noted in a journal of
/// this user before anything is touched. A process that is killed at any point leaves the lock as it was, or broken and
/// noted; whatever uses the journal next finishes or rolls back what such a process left. After seven days what was
/// kept is removed.
///
/// Every function does file system calls and may block on a mount that does not answer: not for a GUI thread. One
/// object may be used by several threads, and several processes share the journal. Nothing is kept open between calls,
/// so a forked child may go on with its own copy.
class LOCKSCOPE_EXPORT Breaker
{
public:
    enum class Force
    {
        No,
        Yes, ///< also what is BreakPlan::Permission::WithForce
    };

    /// With the journal of this user: `broken` in $XDG_STATE_HOME/lockscope, or in ~/.local/state/lockscope.
    Breaker();
    /// With the journal in this folder, which is made when it is first needed.
    explicit Breaker(std::filesystem::path journalFolder);

    /// What breaking what stands at this path would mean: one plan for each lock there. Changes nothing. A path where
    /// nothing is gives a plan with Permission::Nothing. In a database of locks each row is a lock: its row alone is
    /// deleted, and inserted again by undo().
    std::vector<BreakPlan> plan(const std::filesystem::path &path) const;
    /// The same for what a report, which may be older, saw there: where anything differs since, Failure Changed.
    Result<BreakPlan> plan(const LockReport &report) const;

    /// Breaks the lock. BreakRefused where the plan does not permit it; NothingToBreak where it is not there any more;
    /// BreakChanged where it is not the same any more, or became held: then nothing was removed. BreakFailed where the
    /// system refuses, StateFailed where the journal cannot be written: then too nothing was removed.
    Result<BrokenLock> carryOut(const BreakPlan &plan, Force force = Force::No);

    /// Puts a broken lock back as it was: the same inode with its bytes, mode, owner, times and names. UndoRefused
    /// where something has its name, or the place of its folder or database, by now; UnknownBreak where the journal
    /// knows no such lock, or what was kept, or its directory, is gone; UndoFailed where the system refuses. An id may
    /// be shortened as long as one lock is meant; an empty one is the lock that was broken last, of those that can be
    /// restored.
    Result<BrokenLock> undo(std::string_view id = {});

    /// Removes what is kept of a broken lock for good, so that it can no longer be restored; gives the names that were
    /// removed. Only what the journal recorded goes, known by its inode: BreakRefused if something else has its name,
    /// if a process uses it or if, of a directory, it contains more than the lock, unless by force. The ID as for
    /// undo(), but never empty.
    struct Removed
    {
        BrokenLock lock;
        std::vector<std::filesystem::path> names; ///< none if somebody had removed them, or if it was a row
    };
    Result<Removed> remove(std::string_view id, Force force = Force::No);

    struct Found
    {
        std::vector<BrokenLock> locks; ///< the last one first
        std::vector<Failure> failures; ///< what of the journal could not be read
    };
    /// What is kept. Also finishes or rolls back what processes that were killed left, and removes what is older than
    /// seven days, unless it was broken by force.
    Found broken();

private:
    std::filesystem::path m_journalFolder; ///< empty: this user's
};

} // namespace Lockscope
