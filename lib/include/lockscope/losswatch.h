// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/failure.h>
#include <lockscope/lockfile.h>
#include <lockscope/lockscope_export.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>

namespace Lockscope {

/// Detects the loss of a held lock: that it was removed, replaced, moved, broken or acquired by another process. For
/// programs that poll descriptors; in programs with a Qt event loop use AsyncLock.
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

    /// Readable after a change of the lock file, when check() should be called. -1 if the system provides no such
    /// descriptor (a user has 128 by default): use only the interval then. Use it only with poll() or similar.
    int fd() const;
    /// The longest time to wait before calling check() without an event: remote file systems send no events, and
    /// neither does moving a directory above the lock.
    std::chrono::milliseconds interval() const;

    /// Absent while the lock is still held. Otherwise NotMyLock with the reason. Its claim names the new owner: the
    /// kernel's holder if there is one, otherwise the owner recorded in the lock; absent if there is none or it is
    /// unknown.
    std::optional<Failure> check();

private:
    static std::optional<Claim> newOwner(const std::filesystem::path &path);
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Lockscope
