// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/directoryscan.h>
#include <lockscope/lockevent.h>
#include <lockscope/lockhistory.h>
#include <lockscope/lockreport.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/watchedplace.h>

#include <QObject>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace Lockscope {

/// Watches locks and reports their changes. Inspects the given places once, and again when the kernel reports a change.
/// Directories are watched by inotify and holders by pidfds. The kernel's lock table is polled: often while a process
/// waits for a lock or the watcher is in the foreground, rarely while nothing happens.
///
/// All work is done in worker threads, one per mount that contains a watched place, so that a file system that does not
/// respond delays only its own places. The signals are emitted as values in the thread that owns the watcher. Events of
/// one lock arrive in the order in which they happened.
///
/// The destructor ends the threads; a thread that is blocked by a file system is abandoned and ends when the file
/// system responds. A forked child must not use the object.
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
    /// Whether a user is watching the results: the kernel's lock table is then read several times a second. Off by
    /// default.
    void setForeground(bool inFront);
    /// Whether the kernel's lock table is polled. If off, a kernel lock that is acquired or released is noticed only if
    /// the file is opened, written or closed. On by default.
    void setKernelPolling(bool polling);
    /// Also records the events in this history. The default is null: nothing is recorded. Call it before watch() so
    /// that existing locks are recorded.
    void setHistory(std::shared_ptr<LockHistory> history);

    /// How each place is watched, in the order in which the places were given.
    std::vector<WatchedPlace> places() const;

    /// The existing directories in which well-known programs keep locks: /run/lock, the dpkg and apt directories, the
    /// user's runtime directory, ... Accesses the file system.
    static std::vector<std::filesystem::path> wellKnownPlaces();

Q_SIGNALS:
    /// New or changed locks. Identified by LockReport::key().
    void updated(const std::vector<Lockscope::LockReport> &reports);
    /// Keys of locks that no longer exist.
    void removed(const std::vector<std::string> &keys);
    /// The events of the updated() or removed() signal before it.
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
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Lockscope
