// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/failure.h>
#include <lockscope/lockevent.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/result.h>
#include <lockscope/time.h>

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

/// A period during which one property of a lock was the same: it was held by one holder, a process waited for it, or it
/// was stale.
struct LOCKSCOPE_EXPORT LockInterval
{
    Q_GADGET
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
        Unseen,   ///< ended while no program watched: `to` is when that was noticed
    };
    Q_ENUM(End)

    What what = What::Held;
    std::string key;            ///< of the lock, see LockReport::key()
    std::filesystem::path path; ///< empty for a kernel lock whose path was unknown
    std::string format;
    WallTime from; ///< when it was observed: at most one inspection after it began
    std::optional<WallTime> to;
    WallTime seen; ///< when it was last observed; if the end was not observed, nothing is known about the time after it
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
LOCKSCOPE_EXPORT std::string_view toWord(LockInterval::End end);

/// Records the events of watched locks in a SQLite database in the user's state directory ($XDG_STATE_HOME/lockscope),
/// which all running programs share. Pass it to a LockWatcher to record; several watchers of the same lock record each
/// event once. Age and size are limited: the oldest intervals are deleted first. A damaged database is renamed and a
/// new one is created. If that happens, or if events cannot be recorded, `onError` is called and watching continues.
///
/// record() never blocks: a writer thread writes in batches. The queries access the file system: do not call them in a
/// GUI thread. All functions are thread-safe. A forked child must not use the object.
class LOCKSCOPE_EXPORT LockHistory
{
public:
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
        std::optional<WallTime> since;            ///< ongoing at this time or later
        std::optional<WallTime> until;            ///< begun before this time
        std::size_t maxIntervals = 1000;          ///< the newest ones
    };

    LockHistory();
    explicit LockHistory(Options options);
    /// Writes the queued events.
    ~LockHistory();
    LockHistory(const LockHistory &) = delete;
    LockHistory &operator=(const LockHistory &) = delete;

    /// Queues events; they are written within a second. Paths are stored as absolute paths.
    void record(const std::vector<LockEvent> &events);
    /// Declares that since this time every held, waited for or stale lock at these places and below them has been
    /// recorded: other intervals that are still open there get the end Unseen.
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
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Lockscope

Q_DECLARE_METATYPE(Lockscope::LockInterval)
