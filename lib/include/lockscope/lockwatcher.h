// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/folderscan.h>
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

/// Keeps a picture of locks true and tells what happens to them: looks at the given places once, then again wherever
/// the kernel says that something changed. Folders are followed by inotify, holders by pidfds, the kernel's lock table
/// by reading it: often while somebody waits or the user looks on, seldom while nothing happens.
///
/// All work happens on threads of its own, one for each mount that a place lies on, so that a file system which does
/// not answer stops nothing but itself; the signals arrive on the thread that owns the watcher, as values. Events of
/// one lock come in the order in which they happened.
///
/// Destroying it ends its threads; one that hangs in a file system is left behind and ends when that answers. A forked
/// child must not use it.
class LOCKSCOPE_EXPORT LockWatcher : public QObject
{
    Q_OBJECT

public:
    /// What to watch. Files and folders may be given; a folder means everything below it.
    struct Places
    {
        std::vector<std::filesystem::path> paths;
        bool kernelLocks = false; ///< every kernel lock of this host, wherever its file lies

        bool operator==(const Places &) const = default;
    };

    explicit LockWatcher(QObject *parent = nullptr);
    ~LockWatcher() override;

    /// Starts to watch these, in place of what was watched before.
    void watch(Places places);
    /// Looks at everything again.
    void refresh();
    /// While paused nothing is read; changes meanwhile are found when it goes on. For a window that nobody sees.
    void setPaused(bool paused);
    /// Somebody looks on: the kernel's lock table is read several times a second. Off by default.
    void setInFront(bool inFront);
    /// Whether the kernel's lock table is read again and again. Off: taking and giving up kernel locks is noticed only
    /// where the file is opened, written or closed. On by default.
    void setKernelPolling(bool polling);
    /// What happens from now on is recorded there too; null, which is the default, records nothing. Call it before
    /// watch(), so that what is there at the start is recorded.
    void setHistory(std::shared_ptr<LockHistory> history);

    /// How each place is followed, in the order in which they were given.
    std::vector<WatchedPlace> places() const;

    /// The places where locks of well-known programs lie and that exist here: /run/lock, the dpkg and apt folders, the
    /// user's runtime folder, ... Does file system calls.
    static std::vector<std::filesystem::path> wellKnownPlaces();

Q_SIGNALS:
    /// Locks that are new or that changed. Identity is LockReport::key().
    void updated(const std::vector<Lockscope::LockReport> &reports);
    /// Keys of locks that are not there any more.
    void removed(const std::vector<std::string> &keys);
    /// What happened, after the updated() or removed() that it goes with.
    void happened(const std::vector<Lockscope::LockEvent> &events);
    /// The kernel's queue of changes overflowed: everything was looked at again, and the picture is true, but events
    /// that undid each other in between are missing.
    void eventsMissing();
    /// A place is followed in another way than before.
    void placeChanged(const Lockscope::WatchedPlace &place);
    void scanning(const Lockscope::ScanProgress &progress);
    /// The first look at all places is done; from now on only changes come.
    void ready();
    /// A folder that cannot be read or followed; watching the others goes on.
    void failed(const Lockscope::Failure &failure);

protected:
    void connectNotify(const QMetaMethod &signal) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Lockscope
