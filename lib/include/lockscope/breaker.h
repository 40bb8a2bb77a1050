// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// Breaking stale locks: plans, quarantine, undo, and orphaned companion files.

#include <lockscope/lockreport.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/message.h>
#include <lockscope/result.h>
#include <lockscope/testimony.h>
#include <lockscope/time.h>
#include <lockscope/verdict.h>

#include <QObject>
#include <QString>
#include <QStringList>

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

/// One step of a break: described for people, and as the system calls that perform it.
struct LOCKSCOPE_EXPORT BreakStep
{
    Q_GADGET
    Q_PROPERTY(QString call MEMBER call)

public:
    Message message; ///< what is done, a clause
    QString call;    ///< the system calls, e.g. `renameat2(.lockscope-5f..., app.lock, RENAME_EXCHANGE)`

    bool operator==(const BreakStep &) const = default;
};

/// What breaking one lock would do, bound to the state that was inspected: executing the plan removes exactly this lock
/// in exactly this state, or nothing. An immutable value, created by Breaker::plan().
struct LOCKSCOPE_EXPORT BreakPlan
{
    Q_GADGET
    Q_PROPERTY(Lockscope::LockReport report MEMBER report)
    Q_PROPERTY(QString path READ pathText)
    Q_PROPERTY(Lockscope::LockReport::BreakPermission permission MEMBER permission)
    Q_PROPERTY(bool isSafe READ isSafe)

public:
    using Permission = LockReport::BreakPermission;

    std::string id; ///< of the broken lock that this plan would create
    Permission permission = Permission::Never;
    LockReport report;              ///< the inspection, with verdict and evidence
    std::optional<Message> refusal; ///< why the break is not safe; absent if safe, or if `failure` is set
    std::optional<Failure> failure; ///< why it is unknown whether the break is safe: a read error
    /// Why execute() would fail, although the lock may be broken: this user may not rename files in its directory.
    std::optional<Failure> missingPermission;
    std::optional<Message> consequence; ///< the effect of forcing the break, a sentence; absent if safe
    std::optional<Message> advice;      ///< what to do instead, a sentence; absent if there is no alternative
    std::filesystem::path quarantine;   ///< where the lock would be moved; empty for a row
    std::vector<std::filesystem::path> companions; ///< files that are moved and restored with it
    std::vector<BreakStep> steps;

    bool isSafe() const { return permission == Permission::Safe; }
    QString pathText() const;
    /// The refusal or the failure in the language of the program; empty if breaking is safe.
    QString refusalText() const;

    /// The state that must be unchanged when the plan is executed.
    class LOCKSCOPE_NO_EXPORT Snapshot;
    std::shared_ptr<const Snapshot> snapshot;
};

/// `safe`, `with-force`, `never`, `nothing`.
LOCKSCOPE_EXPORT std::string_view toWord(BreakPlan::Permission permission);
template <>
LOCKSCOPE_EXPORT std::optional<BreakPlan::Permission> fromWord(std::string_view word);

/// A broken lock that can still be restored: what it was, and where its quarantine is.
struct LOCKSCOPE_EXPORT BrokenLock
{
    Q_GADGET
    Q_PROPERTY(QString id READ idText)
    Q_PROPERTY(QString path READ pathText)
    Q_PROPERTY(Lockscope::Verdict verdict MEMBER verdict)
    Q_PROPERTY(bool forced MEMBER forced)

public:
    std::string id;
    std::filesystem::path path;
    std::filesystem::path row;        ///< path of the row if `path` is a lock database; otherwise empty
    std::filesystem::path quarantine; ///< where the file is now; empty for a row, which is kept in the journal
    std::vector<std::filesystem::path> companions; ///< that were moved with it, by their original names
    WallTime time;                                 ///< when it was broken
    std::string format;
    LockReport::InodeType inodeType = LockReport::InodeType::None;
    Verdict verdict; ///< at that time
    Claim owner;     ///< as recorded in the lock
    bool forced = false;
    /// True if the quarantined file is not the lock that was broken, but one that was created in its place and could
    /// not be restored at that time.
    bool displaced = false;
    /// True if another process is using its record: it may be restoring or deleting the lock at this moment.
    bool busy = false;
    /// True if the quarantined file was changed after the break.
    bool changed = false;
    /// True if a part of the quarantine has been deleted: the rest can be deleted, but not restored.
    bool partlyDeleted = false;

    QString idText() const { return QString::fromStdString(id); }
    QString pathText() const;
    /// When the quarantine is removed permanently. Absent for a lock that was broken by force or displaced, or whose
    /// quarantine was changed or partly deleted: it is kept until it is restored or deleted.
    std::optional<WallTime> expires() const;

    bool operator==(const BrokenLock &) const = default;
};

/// Breaks stale locks of other processes, and restores broken locks.
///
///     Breaker breaker;
///     for (const BreakPlan &plan : breaker.plan("/srv/app/app.lock")) {
///         if (!plan.isSafe())
///             qWarning() << plan.refusalText();
///         else if (const auto broken = breaker.execute(plan); !broken)
///             qWarning() << broken.error().message();
///     }
///
/// A break is bound to the state that was inspected. plan() inspects the lock and returns what would be done. execute()
/// inspects it again, moves the lock into quarantine within its own directory, checks that the moved file is the one in
/// the plan, and restores it at once if it is not. The quarantined file stays next to its original place under a name
/// that begins with `.lockscope-`. It is recorded in a journal of this user before anything is changed: if the process
/// is killed at any point, the lock is either unchanged, or broken and recorded. The next use of the journal completes
/// or rolls back an interrupted break. The quarantine is removed after seven days, unless the lock was broken by force.
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

    /// Asks other hosts about locks that were created there: their processes may prove that a lock is stale. execute()
    /// asks again, and refuses if the answer is older than five seconds when the lock is to be moved.
    void setHosts(std::shared_ptr<HostAsker> hosts);

    /// Plans a break of the locks at this path and changes nothing: returns one plan per lock. A path that does not
    /// exist gives a plan with Permission::Nothing. In a SQLite lock database each row is a lock: only that row is
    /// deleted, and undo() inserts it again.
    std::vector<BreakPlan> plan(const std::filesystem::path &path) const;
    /// Plans a break of the lock that this report describes. Returns BreakChanged if the lock has changed since the
    /// report was created.
    Result<BreakPlan> plan(const LockReport &report) const;

    /// Breaks the lock. If nothing was removed, returns BreakRefused if the plan does not permit it, NothingToBreak if
    /// the lock no longer exists, BreakChanged if it has changed or has been acquired, BreakFailed if the system
    /// refused a call, or StateFailed if the journal cannot be written.
    Result<BrokenLock> execute(const BreakPlan &plan, Force force = Force::No);

    /// Restores a broken lock: the same inode with its content, mode, owner, times and names. UndoRefused if its name
    /// is in use again, or if its directory or database was replaced; UnknownBreak if the journal has no such lock, or
    /// if the quarantine or its directory no longer exists; UndoFailed if the system refused a call. UndoRefused also
    /// if a part of the quarantine has been deleted, or if another process uses the record for longer than a second. An
    /// unambiguous prefix of the ID is enough. An empty ID means the most recently broken lock that can be restored.
    Result<BrokenLock> undo(std::string_view id = {});

    /// Deletes the quarantine of a broken lock permanently, so that it can no longer be restored, and returns the
    /// removed names. Only files that the journal recorded are removed, identified by inode: DeleteRefused if another
    /// file has the name, if a process uses the file, if something in it is a mount point or immutable, or, without
    /// force, if the file was changed after the break or a directory contains more than the lock. If DeleteFailed
    /// interrupts the deletion half way, BrokenLock::partlyDeleted is set from then on. The ID works as for undo(), but
    /// must not be empty.
    struct Removed
    {
        BrokenLock lock;
        std::vector<std::filesystem::path> names; ///< empty if they had already been removed, or if it was a row
    };
    Result<Removed> remove(std::string_view id, Force force = Force::No);

    /// The result of brokenLocks().
    struct Found
    {
        std::vector<BrokenLock> locks; ///< the most recent first, also those that another process is using
        std::vector<Failure> failures; ///< parts of the journal that could not be read
    };
    /// Lists the broken locks in quarantine. Also completes or rolls back breaks of processes that were killed, and
    /// removes quarantines whose time has expired, see BrokenLock::expires().
    Found brokenLocks();

private:
    std::filesystem::path m_journalDirectory; ///< empty: the journal of this user
    std::shared_ptr<HostAsker> m_hosts;
};

/// A companion file whose lock no longer exists.
struct LOCKSCOPE_EXPORT Orphan
{
    Q_GADGET
    Q_PROPERTY(QString path READ pathText)
    Q_PROPERTY(bool isProved MEMBER isProved)
    Q_PROPERTY(Lockscope::Verdict verdict MEMBER verdict)

public:
    std::filesystem::path path;
    std::string kind;      ///< `link-unique`, `qlockfile-rmlock`, `filelock-break`, ...; a stable identifier
    bool isProved = false; ///< its owner is proven to have exited, so that it may be removed
    Verdict verdict;       ///< the proof, or why it is kept
    Claim owner;           ///< as recorded in its name or content

    QString pathText() const;

    bool operator==(const Orphan &) const = default;
};

/// Finds orphans: companion files whose lock no longer exists. find() searches directories recursively, without
/// following links or leaving the file system of each directory, and changes nothing. It skips paths that cannot be
/// read and reports them in `failures`. Large trees take long: do not call it in a GUI thread.
class LOCKSCOPE_EXPORT Orphans
{
public:
    /// The result of find().
    struct Found
    {
        std::vector<Orphan> orphans; ///< by path
        std::vector<Failure> failures;
    };
    static Found find(const std::vector<std::filesystem::path> &directories, std::stop_token stop = {});

    /// Inspects the file again and moves it to quarantine like a broken lock; Breaker::undo() restores it. BreakRefused
    /// if it is not proven stale; NothingToBreak if it no longer exists or its owner is running; otherwise as
    /// Breaker::execute().
    static Result<BrokenLock> clean(const Orphan &orphan);
};

} // namespace Lockscope

Q_DECLARE_METATYPE(Lockscope::Orphan)
Q_DECLARE_METATYPE(Lockscope::BreakPlan)
Q_DECLARE_METATYPE(Lockscope::BrokenLock)
