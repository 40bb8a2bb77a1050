// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/kernellockfile.h>

#include <chrono>
#include <stop_token>

namespace Lockscope {

/// The lock of lock_file 2.0 (LockFile): an exclusive fcntl lock on a whole, empty file, which is removed on release.
/// After locking, the path must still name the locked inode; otherwise the attempt is repeated. Excludes programs that
/// use fcntl.lockf: lock_file, fasteners, Java, dpkg and others.
///
/// release() removes the file that the path names even if it has content; if the path is a symbolic link, it removes
/// the link. If the path no longer names the locked file, release() removes nothing and returns NotMyLock (with ENOENT
/// if the path does not exist). A wait that a signal handler interrupts ends with LockFailed and EINTR.
class LOCKSCOPE_EXPORT FcntlLockFile : public KernelLockFile
{
public:
    /// The options of a FcntlLockFile.
    struct Options
    {
        bool remove = true;       ///< remove the file on release; false keeps it, which serves waiters in order
        bool keepContent = false; ///< not in the original: do not remove a file that is not empty
        bool wait = true;         ///< false: acquire() without a timeout tries once, the default of the original
        bool shared = false;      ///< a read lock, which excludes only writers; a reader never removes the file
        /// Use classic POSIX locks instead of open file description locks, for file systems that support only these.
        /// The two types conflict with each other. A classic lock is lost when any part of this process closes the
        /// file.
        bool classic = false;
    };

    explicit FcntlLockFile(PathArgument path);
    FcntlLockFile(PathArgument path, Options options);
    ~FcntlLockFile() override;

    std::string_view kind() const override { return "fcntl"; }

    /// Like acquire(), but acquires a read lock, whatever the options are: it excludes only writers. release() releases
    /// it; the next acquire() follows the options again.
    Result<void> acquireShared(Timeout timeout = {}, const std::stop_token &stop = {});

    /// The member functions that std::shared_lock requires:
    ///
    ///     FcntlLockFile file("/srv/app/data.lock");
    ///     const std::shared_lock reader(file);
    void lock_shared() { acquireShared().value(); }
    bool try_lock_shared() { return tryLockSharedFor(std::chrono::nanoseconds::zero()); }
    template <typename Rep, typename Period>
    bool try_lock_shared_for(const std::chrono::duration<Rep, Period> &duration)
    {
        return tryLockSharedFor(duration);
    }
    template <typename Clock, typename Duration>
    bool try_lock_shared_until(const std::chrono::time_point<Clock, Duration> &moment)
    {
        const auto now = Clock::now();
        return moment > now ? try_lock_shared_for(moment - now) : try_lock_shared();
    }
    void unlock_shared() noexcept { unlock(); }

    /// The descriptor of the locked file. NotLocked if this object does not hold the lock.
    Result<int> fileno() const;

protected:
    Result<void> doRelease() override;
    void attemptsEnded() override;
    bool endsOnSignal() const override { return true; }

private:
    bool tryLockSharedFor(Timeout timeout);

    KernelLock::Mode m_mode; ///< by the options
};

} // namespace Lockscope
