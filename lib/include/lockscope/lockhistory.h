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

/// A stretch of time in which one thing was so of one lock: who held it, who waited for it, that it was left behind.
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
        Stale,  ///< nobody held it any more, and it was still there
    };
    Q_ENUM(What)
    enum class End
    {
        Open,     ///< it is so still if `isWatched`; otherwise nobody watches any more, and its end was not seen
        Released, ///< of a wait: the process waits no more
        Removed,  ///< the lock file is gone
        Stale,    ///< the holder was proved to be gone
        Broken,
        Replaced, ///< another file took the name
        Passed,   ///< another holder has it
        Unseen,   ///< it ended while nobody watched: `to` is when that was noticed
    };
    Q_ENUM(End)

    What what = What::Held;
    std::string key;            ///< of the lock, see LockReport::key()
    std::filesystem::path path; ///< empty for a kernel lock whose path was not known
    std::string format;
    WallTime from; ///< as seen: not later than one look after it began
    std::optional<WallTime> to;
    WallTime seen; ///< when it was last known to be so; nothing is known of the time after it if the end was not seen
    bool isWatched = false; ///< it is open, and a program that runs would record its end
    End end = End::Open;
    std::optional<std::int64_t> pid; ///< of the process, where one was known
    std::string processName;         ///< bytes; show them escaped
    QString owner;                   ///< what the lock said of its owner, in short; safe to show

    /// Whether it is known when it ended.
    bool hasSeenEnd() const { return to && end != End::Unseen; }
    QString pathText() const;
    /// `process 42 (python3)`, else what the lock said, else empty. Safe to show.
    QString who() const;

    bool operator==(const LockInterval &) const = default;
};

LOCKSCOPE_EXPORT std::string_view toWord(LockInterval::What what);
LOCKSCOPE_EXPORT std::string_view toWord(LockInterval::End end);

/// What happened to locks while they were watched, kept in one SQLite database in the user's state folder
/// ($XDG_STATE_HOME/lockscope) that all running programs share. A LockWatcher that is given a history records in it;
/// several that watch the same lock record it once. Bounded in age and size: the oldest goes first. A database that is
/// damaged is set aside and begun anew; then, and where nothing can be recorded, `trouble` says so and watching goes
/// on.
///
/// record() never waits: a thread of its own writes, in batches. The queries do file system calls: not for a GUI
/// thread. All functions may be called from any thread; a forked child must not use it.
class LOCKSCOPE_EXPORT LockHistory
{
public:
    struct Options
    {
        std::filesystem::path file; ///< empty: history.sqlite in the state folder
        std::chrono::hours keep = std::chrono::hours(90 * 24);
        std::size_t most = 200'000; ///< intervals; some 40 MB
        /// Called from the writing thread where something cannot be recorded, once for each reason.
        std::function<void(const Failure &)> trouble;
    };

    /// Which intervals to give.
    struct Filter
    {
        std::vector<std::filesystem::path> paths; ///< these and what lies below them; all where empty
        std::optional<WallTime> since;            ///< that were so at this time or later
        std::optional<WallTime> until;            ///< that began before
        std::size_t most = 1000;                  ///< the newest
    };

    LockHistory();
    explicit LockHistory(Options options);
    /// Writes what is queued.
    ~LockHistory();
    LockHistory(const LockHistory &) = delete;
    LockHistory &operator=(const LockHistory &) = delete;

    /// Takes in what happened; written within a second. Paths are kept as absolute ones.
    void record(const std::vector<LockEvent> &events);
    /// All locks at these places (and below them) that are held, waited for or stale were recorded since then: what
    /// else is open there ended unseen.
    void recordLookAtAll(std::vector<std::filesystem::path> places, WallTime since);
    /// Returns once everything recorded so far is written or has failed.
    void flush();

    /// Newest first. A history that does not exist yet is empty; fails where it cannot be read.
    Result<std::vector<LockInterval>> intervals(const Filter &filter) const;
    /// The same of the history in this file, or of the user's where it is empty, for who records nothing.
    static Result<std::vector<LockInterval>> read(const std::filesystem::path &file, const Filter &filter);
    /// Where it lies.
    std::filesystem::path file() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Lockscope

Q_DECLARE_METATYPE(Lockscope::LockInterval)
