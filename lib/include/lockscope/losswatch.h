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

/// Notices that a lock which is held was lost: removed, replaced, moved away, broken or taken over. For programs that
/// poll descriptors; with an event loop AsyncLock does it.
///
///     LossWatch watch(lock);
///     for (pollfd wait = {watch.fd(), POLLIN, 0};;) {
///         if (auto loss = watch.check())
///             return complain(loss->message());
///         poll(&wait, 1, watch.interval().count());
///     }
///
/// It needs no thread and never waits; check() does file system calls and so is not for a GUI thread. It is a user of
/// the lock: the same thread rules hold, and the lock lives longer. A forked child must not use it.
class LOCKSCOPE_EXPORT LossWatch
{
public:
    /// Watches from now on. REQUIRES: the lock is held.
    explicit LossWatch(const LockFile &lock);
    ~LossWatch();
    LossWatch(const LossWatch &) = delete;
    LossWatch &operator=(const LossWatch &) = delete;

    /// Readable when something happened to the lock file and check() is worth a call. -1 where the system gives no such
    /// descriptor (a user has 128 by default): then the interval alone is left. Only to be polled.
    int fd() const;
    /// How long to wait at most before check() is called without an event: file systems of other hosts send none, and
    /// nor does a folder above the lock that is moved.
    std::chrono::milliseconds interval() const;

    /// Absent while the lock is ours. Else NotMyLock, with what happened to it; the claim tells who has it now: the
    /// kernel's holder where there is one, else what the lock says; absent where nobody has it or it cannot be known.
    std::optional<Failure> check();

private:
    static std::optional<Claim> newOwner(const std::filesystem::path &path);
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Lockscope
