// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/folderscan.h>
#include <lockscope/lockreport.h>
#include <lockscope/lockscope_export.h>

#include <QObject>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace Lockscope {

/// Keeps a picture of locks true: looks at the given places once, then again wherever the kernel says that something
/// changed. Folders are followed by inotify, the kernel's lock table is read again every second (less often while
/// nothing changes for long and reading it is slow). All work happens on a thread of its own; the signals arrive on the
/// thread that owns the watcher, as values.
///
/// Destroying it ends its thread. A forked child must not use it.
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

    /// The places where locks of well-known programs lie and that exist here: /run/lock, the dpkg and apt folders, the
    /// user's runtime folder, ... Does file system calls.
    static std::vector<std::filesystem::path> wellKnownPlaces();

Q_SIGNALS:
    /// Locks that are new or that changed. Identity is LockReport::key().
    void updated(const std::vector<Lockscope::LockReport> &reports);
    /// Keys of locks that are not there any more.
    void removed(const std::vector<std::string> &keys);
    void scanning(const Lockscope::ScanProgress &progress);
    /// The first look at all places is done; from now on only changes come.
    void ready();
    /// A place that cannot be read or followed; watching the others goes on.
    void failed(const Lockscope::Failure &failure);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Lockscope
