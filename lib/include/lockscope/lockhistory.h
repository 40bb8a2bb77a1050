// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// What happened to locks: events, intervals and the database that stores them.

#include <lockscope/claim.h>
#include <lockscope/kernellock.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/processfacts.h>
#include <lockscope/result.h>
#include <lockscope/time.h>
#include <lockscope/verdict.h>

#include <QMetaType>
#include <QObject>
#include <QString>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

/// A change of one lock, found by comparing two inspections. A value that may be passed between threads.
///
/// Two properties of a lock have separate events. A lock exists from `Appeared` until `Removed` or `Broken`. It is held
/// from `Acquired` until `Released` or `Stale`. A marker, which is held because it exists, changes both at once: it is
/// reported as `Appeared` and `Acquired`, and later as `Released` and `Removed`. A lock that is already stale when it
/// appears, for instance in a directory that is mounted again, is reported as `Appeared` and `Stale`. Locks that exist
/// when watching starts are only reported as `Appeared`, with their verdict.
struct LOCKSCOPE_EXPORT LockEvent
{
    Q_GADGET
    // In QML, LockEvent.Kind.Stale.
    Q_CLASSINFO("RegisterEnumClassesUnscoped", "false")
    Q_PROPERTY(Kind kind MEMBER kind)
    Q_PROPERTY(QString path READ pathText)
    Q_PROPERTY(Lockscope::Verdict::State before MEMBER before)
    Q_PROPERTY(Lockscope::Verdict verdict MEMBER verdict)
    Q_PROPERTY(Lockscope::Claim owner MEMBER owner)

public:
    enum class Kind
    {
        Appeared, ///< exists now, and did not before; when watching starts, one event for each existing lock
        Acquired, ///< held by a process that did not hold it at the last inspection
        Released, ///< was held, and can be acquired now
        Removed,  ///< no longer exists
        Stale,    ///< the holder is proven to have exited
        Replaced, ///< its name now belongs to another inode
        Waiting,  ///< another process is waiting for it
        Broken,   ///< quarantined by Lockscope; it can be restored
        Changed,  ///< content or metadata changed
    };
    Q_ENUM(Kind)

    Kind kind = Kind::Changed;
    WallTime time;              ///< of the inspection that found the change
    std::filesystem::path path; ///< empty for a kernel lock whose path is unknown
    std::string key;            ///< of the lock, see LockReport::key()
    Verdict::State before = Verdict::State::Absent;
    Verdict verdict;                     ///< after the change
    std::string format;                  ///< see LockReport::format; for a removed lock, its last format
    Claim owner;                         ///< as recorded in the lock; empty for a removed lock
    std::optional<ProcessFacts> process; ///< the running process that the owner or the holder refers to
    std::vector<LockWaiter> waiters;     ///< all processes that are waiting for it now

    QString pathText() const;

    bool operator==(const LockEvent &) const = default;
};

/// Stable identifiers, as on the command line: `appeared`, `acquired` ...
LOCKSCOPE_EXPORT std::string_view toWord(LockEvent::Kind kind);
template <>
LOCKSCOPE_EXPORT std::optional<LockEvent::Kind> fromWord(std::string_view word);

/// A period during which one property of a lock was the same: it was held by one holder, a process waited for it, or it
/// was stale.
struct LOCKSCOPE_EXPORT LockInterval
{
    Q_GADGET
    // In QML, LockInterval.What.Stale and LockInterval.End.Stale.
    Q_CLASSINFO("RegisterEnumClassesUnscoped", "false")
    Q_PROPERTY(What what MEMBER what)
    Q_PROPERTY(End end MEMBER end)
    Q_PROPERTY(QString path READ pathText)
    Q_PROPERTY(QString who READ who)

public:
    enum class What
    {
        Held,
        Waited, ///< a process waited for it
        Stale,  ///< not held any more, but it still existed
    };
    Q_ENUM(What)
    enum class End
    {
        Open,     ///< ongoing if `isWatched`; otherwise watching stopped, and the end was not observed
        Released, ///< of a wait: the process no longer waits
        Removed,  ///< the lock file was removed
        Stale,    ///< the holder was proven to have exited
        Broken,
        Replaced, ///< the name now belongs to another file
        Passed,   ///< another process acquired the lock
        Exited,   ///< the holder exited, but whether the lock is held in another way is unknown
        Unseen,   ///< ended while no program was watching; `to` is when a later watch found that out
    };
    Q_ENUM(End)

    What what = What::Held;
    std::string key;            ///< of the lock, see LockReport::key()
    std::filesystem::path path; ///< empty for a kernel lock whose path was unknown
    std::string format;
    WallTime from; ///< when its beginning was observed, by the first inspection after it
    std::optional<WallTime> to;
    WallTime seen;          ///< when it was last observed; if the end was not observed, what happened later is unknown
    bool isWatched = false; ///< ongoing, and a running program will record its end
    End end = End::Open;
    std::optional<std::int64_t> pid; ///< of the process, if known
    std::string processName;         ///< bytes; escape before display
    QString owner;                   ///< the owner recorded in the lock, short form; safe to display

    /// Whether the time of its end was observed.
    bool hasSeenEnd() const { return to && end != End::Unseen; }
    QString pathText() const;
    /// `process 42 (python3)`, otherwise the owner recorded in the lock, otherwise empty. Safe to display.
    QString who() const;

    bool operator==(const LockInterval &) const = default;
};

LOCKSCOPE_EXPORT std::string_view toWord(LockInterval::What what);
template <>
LOCKSCOPE_EXPORT std::optional<LockInterval::What> fromWord(std::string_view word);
LOCKSCOPE_EXPORT std::string_view toWord(LockInterval::End end);
template <>
LOCKSCOPE_EXPORT std::optional<LockInterval::End> fromWord(std::string_view word);

/// Records the events of watched locks in a SQLite database in the user's state directory ($XDG_STATE_HOME/lockscope),
/// which all running programs share. Pass it to a LockWatcher to record; several watchers of the same lock record each
/// event once. Age and size are limited: the oldest intervals are deleted first. A damaged database is renamed and a
/// new one is created. If that happens, or if events cannot be recorded, `onError` is called and watching continues.
///
///     watcher.setHistory(std::make_shared<LockHistory>());  // records events
///     const auto intervals = LockHistory::read({}, {}); // the newest of this user
///
/// record() never blocks: a writer thread writes in batches. The queries access the file system: do not call them in a
/// GUI thread. All functions are thread-safe. A forked child must not use the object.
class LOCKSCOPE_EXPORT LockHistory
{
public:
    /// Where the history is, and how much of it is kept.
    struct Options
    {
        std::filesystem::path file; ///< empty: history.sqlite in the state directory
        std::chrono::hours maxAge = std::chrono::hours(90 * 24);
        std::size_t maxIntervals = 200'000; ///< intervals; about 40 MB
        /// Called in the writer thread if events cannot be recorded, once per reason.
        std::function<void(const Failure &)> onError;
    };

    /// Selects intervals.
    struct Filter
    {
        std::vector<std::filesystem::path> paths; ///< locks at these paths or below them; empty: all
        std::optional<WallTime> since;            ///< not ended before this time
        std::optional<WallTime> until;            ///< started before this time
        std::size_t maxIntervals = 1000;          ///< the newest ones
    };

    LockHistory();
    explicit LockHistory(Options options);
    /// Writes the queued events.
    ~LockHistory();
    LockHistory(const LockHistory &) = delete;
    LockHistory &operator=(const LockHistory &) = delete;

    /// Queues events; they are written within a second. Paths are stored as absolute paths, and addresses
    /// (`ssh://HOST/PATH`, `etcd://HOST:PORT/NAME`) as they are.
    void record(const std::vector<LockEvent> &events);
    /// Declares that all locks at or below these places that are held, waited for or stale have been recorded since
    /// this time. Other intervals that are still open there end with Unseen.
    void recordLookAtAll(std::vector<std::filesystem::path> places, WallTime since);
    /// Blocks until everything recorded so far has been written or has failed.
    void flush();

    /// Newest first. Empty if there is no history yet; fails if it cannot be read.
    Result<std::vector<LockInterval>> intervals(const Filter &filter) const;
    /// The same for a history file, or for the user's history if `file` is empty; for callers that do not record.
    static Result<std::vector<LockInterval>> read(const std::filesystem::path &file, const Filter &filter);
    /// The path of the database.
    std::filesystem::path file() const;

private:
    class LOCKSCOPE_NO_EXPORT Private;
    std::unique_ptr<Private> d;
};

} // namespace Lockscope

Q_DECLARE_METATYPE(Lockscope::LockInterval)
Q_DECLARE_METATYPE(Lockscope::LockEvent)
