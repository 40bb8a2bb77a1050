// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// Watching locks and directories for changes: LockWatcher.

#include <lockscope/directoryscan.h>
#include <lockscope/lockhistory.h>
#include <lockscope/lockreport.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/result.h>

#include <QMetaType>
#include <QObject>
#include <QString>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

/// How one of the places given to a LockWatcher is watched. A value.
struct LOCKSCOPE_EXPORT WatchedPlace
{
    Q_GADGET
    Q_PROPERTY(QString path READ pathText)
    Q_PROPERTY(State state MEMBER state)
    Q_PROPERTY(QString text READ text)

public:
    enum class State
    {
        Searching,    ///< the initial scan is in progress
        Live,         ///< the kernel reports each change
        Polling,      ///< inspected every few seconds: no events from the file system, or no inotify watches left
        NotAnswering, ///< an inspection timed out: the file system hangs
        NoPermission, ///< may not be read
        Absent,       ///< does not exist; watched as soon as it appears
    };
    Q_ENUM(State)

    std::filesystem::path path; ///< as given to LockWatcher::watch()
    State state = State::Searching;
    std::optional<Failure> failure; ///< why it is not live, if a system call was refused

    QString pathText() const;
    /// One sentence for people, without the path.
    QString text() const;

    bool operator==(const WatchedPlace &other) const
    {
        return path == other.path && state == other.state && failure.has_value() == other.failure.has_value();
    }
};

/// `searching`, `live`, `polling`, `not-answering`, `no-permission`, `absent`.
LOCKSCOPE_EXPORT std::string_view toWord(WatchedPlace::State state);
template <>
LOCKSCOPE_EXPORT std::optional<WatchedPlace::State> fromWord(std::string_view word);

/// Watches locks and reports their changes. Inspects the given places once, and again when the kernel reports a change.
/// Directories are watched by inotify and holders by pidfds. The kernel's lock table is polled: often while a process
/// waits for a lock or the watcher is in the foreground, rarely while nothing happens.
///
///     auto *watcher = new LockWatcher(this);
///     connect(watcher, &LockWatcher::eventsOccurred, this, &Window::showEvents);
///     watcher->watch({.paths = {"/run/lock", "/srv/app"}});
///
/// All work is done in worker threads, and a watcher that has nothing to do needs none: one thread waits for the events
/// of all LockWatcher and AsyncLock objects of the process, a few do the work of all watchers on local file systems,
/// and each network or FUSE mount with a watched place has its own, so that a mount that does not respond delays only
/// its own places. Each watcher uses an inotify instance, of which a user has 128 by default; without one, its places
/// are polled. The signals are emitted in the thread that owns the watcher; their arguments are values. Events of one
/// lock arrive in the order in which they happened.
///
/// The destructor ends the work; a thread that is blocked by a file system is abandoned and ends when the file system
/// responds. A forked child must not use the object.
class LOCKSCOPE_EXPORT LockWatcher : public QObject
{
    Q_OBJECT

public:
    /// What to watch. Files and directories may be given; a directory includes everything below it.
    struct Places
    {
        std::vector<std::filesystem::path> paths;
        bool kernelLocks = false; ///< every kernel lock of this host, wherever its file is

        bool operator==(const Places &) const = default;
    };

    explicit LockWatcher(QObject *parent = nullptr);
    ~LockWatcher() override;

    /// Watches these places instead of the previous ones.
    void watch(Places places);
    /// Inspects everything again.
    void refresh();
    /// While paused, nothing is read; changes are detected when watching resumes. For windows that are not visible.
    void setPaused(bool paused);
    /// Whether the results are visible to a user: if so, the kernel's lock table is read several times a second. Off by
    /// default.
    void setForeground(bool foreground);
    /// Whether the kernel's lock table is polled. If off, a kernel lock that is acquired or released is noticed only if
    /// the file is opened, written or closed. On by default.
    void setKernelPolling(bool polling);
    /// Also records the events in this history. The default is null: nothing is recorded. Call it before watch() so
    /// that existing locks are recorded.
    void setHistory(std::shared_ptr<LockHistory> history);

    /// How each place is watched, in the order in which the places were given.
    std::vector<WatchedPlace> places() const;

    /// The existing directories in which the programs of known formats keep locks, on this host and in the user's home
    /// directory, and single lock files in /etc and /tmp. Accesses the file system.
    static std::vector<std::filesystem::path> wellKnownPlaces();

Q_SIGNALS:
    /// New or changed locks. Identified by LockReport::key().
    void updated(const std::vector<Lockscope::LockReport> &reports);
    /// Keys of locks that no longer exist.
    void removed(const std::vector<std::string> &keys);
    /// The events that belong to the preceding updated() or removed() signal.
    void eventsOccurred(const std::vector<Lockscope::LockEvent> &events);
    /// The kernel's event queue overflowed and everything was inspected again. The current state is correct, but
    /// changes that cancelled each other out may have been missed.
    void eventsLost();
    /// The state of a watched place has changed.
    void placeChanged(const Lockscope::WatchedPlace &place);
    void scanning(const Lockscope::ScanProgress &progress);
    /// The initial scan of all places has finished; from now on only changes are reported.
    void initialScanFinished();
    /// A directory that cannot be read or watched; watching the others continues.
    void failed(const Lockscope::Failure &failure);

protected:
    void connectNotify(const QMetaMethod &signal) override;

private:
    class LOCKSCOPE_NO_EXPORT Private;
    std::unique_ptr<Private> d;
};

} // namespace Lockscope

Q_DECLARE_METATYPE(Lockscope::WatchedPlace)
