// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockfile.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/result.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>

namespace Lockscope {

/// Detects that a held lock was lost: removed, replaced, moved, broken or acquired by another process. For programs
/// that poll descriptors; programs with a Qt event loop use AsyncLock.
///
///     LossWatch watch(lock);
///     for (pollfd wait = {watch.fd(), POLLIN, 0};;) {
///         if (auto loss = watch.check())
///             return complain(loss->message());
///         poll(&wait, 1, watch.interval().count());
///     }
///
/// It needs no thread and never waits. check() accesses the file system: do not call it in a GUI thread. It uses the
/// lock, so it must be used in the same thread, and the lock must outlive it. A forked child must not use it.
class LOCKSCOPE_EXPORT LossWatch
{
public:
    /// Starts watching. REQUIRES: the lock is held.
    explicit LossWatch(const LockFile &lock);
    ~LossWatch();
    LossWatch(const LossWatch &) = delete;
    LossWatch &operator=(const LossWatch &) = delete;

    /// Readable after a change of the lock file, when check() should be called. -1 if the limit for inotify instances
    /// is reached (by default 128 per user): then rely on interval(). Do not read from it; pass it to poll() or
    /// similar.
    int fd() const;
    /// The longest time to wait for an event before calling check(). Remote file systems report no events, and moving a
    /// parent directory of the lock causes none.
    std::chrono::milliseconds interval() const;

    /// Absent while the lock is still held, otherwise NotMyLock with the reason. The claim of the failure is the new
    /// owner, if it is known: the holder that the kernel reports, otherwise the owner recorded in the lock.
    std::optional<Failure> check();

private:
    class LOCKSCOPE_NO_EXPORT Private;
    std::unique_ptr<Private> d;
};

} // namespace Lockscope
