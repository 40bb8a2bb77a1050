// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>
#include <lockscope/path.h>
#include <lockscope/result.h>
#include <lockscope/time.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace Lockscope {

class LossWatch;

/// A lock on a path that excludes other objects, threads and processes: the base class of every kind, including your
/// own. It implements what all kinds share: deadlines on the steady clock, cancelling, waiting, the fork guard, and the
/// member functions that std::unique_lock and std::scoped_lock require. A kind adds the single attempt, the release and
/// the queries.
///
///     ZcLockFile lock("/srv/app/Data.fs.lock");
///     if (auto result = lock.acquire(5s); !result)
///         qWarning() << result.error().message();
///
/// Limitations: locks are advisory, so they do not exclude a program that does not use the lock. No kind is recursive.
///
/// Lifetime and threads: the destructor releases the lock. An object cannot be moved, because the registry of the locks
/// that this process holds refers to it: makeLock() returns a pointer that can be moved, and std::unique_lock moves the
/// ownership. An object may be used by one thread at a time; objects in
/// different threads exclude each other. Waiting blocks the thread: in programs with an event loop use AsyncLock or a
/// separate thread. Kinds that use a kernel lock, and the database of the kind sqlite, follow a symbolic link as the
/// last component of the path, as the originals do; see KernelLockFile for the links that are followed.
///
/// Fork: descriptors are close-on-exec. A forked child does not own the lock of its parent: isHeldByMe() returns false,
/// release() returns NotMyLock, and the destructor removes and unlocks nothing. (An inherited flock or OFD descriptor
/// keeps the lock until the child closes it, calls exec or exits, as the kernel defines.)
class LOCKSCOPE_EXPORT LockFile
{
public:
    virtual ~LockFile();
    LockFile(const LockFile &) = delete;
    LockFile &operator=(const LockFile &) = delete;

    /// The path of the lock itself: as passed to the constructor, with `.lock` appended by kinds that lock a protected
    /// path (see PyLockFile).
    const std::filesystem::path &path() const { return m_path; }
    /// The id of this kind on the command line, e.g. `zc`.
    virtual std::string_view kind() const = 0;

    /// Acquires the lock.
    ///
    /// The timeout is a limit on the steady clock. Positive: waits that long, then returns LockTimeout. Zero or
    /// negative: tries once and returns AlreadyLocked if the lock is held. Forever: waits indefinitely. Without a
    /// timeout: uses defaultTimeout(). Returns Cancelled if stop is requested during the wait, and LockFailed with
    /// errno, call and path if the system refuses a call. Returns WouldDeadlock instead of waiting indefinitely for a
    /// lock that this thread holds through another object.
    ///
    /// If this object already holds the lock, the result is the same as in the Python original: AlreadyLocked for most
    /// kinds. The kinds openlock and pid wait until a positive timeout expires and return LockTimeout. The kinds link,
    /// symlink, mkdir and sqlite succeed and change nothing; a single release() then releases the lock.
    Result<void> acquire(Timeout timeout = {}, const std::stop_token &stop = {});
    /// Releases the lock.
    ///
    /// Returns NotLocked if this object does not hold the lock, and NotMyLock if the lock was removed, replaced or
    /// acquired by another process in the meantime, or if the caller is a forked child: in these cases nothing is
    /// changed. The kinds of pylockfile return the errors of the original: NotLocked if the lock is not held at all,
    /// NotMyLock if another owner holds it. Returns UnlockFailed if the system refuses a call, for instance to remove
    /// the file. After UnlockFailed, a marker is still held, and release() can be called again; a kernel lock is
    /// released, as in lock_file. After any other failure, this object does not hold the lock.
    Result<void> release();

    /// Whether any process holds the lock, as far as the kernel shows its locks to this process. Does not acquire it.
    Result<bool> isLocked() const;
    /// Whether this object holds the lock (i_am_locking() of pylockfile). False in a forked child, and if the lock was
    /// lost.
    bool isHeldByMe() const;
    /// Breaks the lock regardless of its holder, which may be this object, as break_lock() of pylockfile does. Does
    /// nothing if the lock does not exist.
    ///
    /// The holder is not notified and keeps working. Call this only if you know that it is safe, or after a LockTimeout
    /// as pylockfile recommends. Only the lock that exists at the time of the call is removed; the break is recorded
    /// and can be undone like any other. Returns BreakRefused if a program holds a kernel lock on the file. A lock of a
    /// kind that uses a kernel lock therefore cannot be broken while it is held; the kernel releases it when the holder
    /// exits.
    Result<void> breakLock();
    /// The same, but only if the owner is proven to have exited. Otherwise returns BreakRefused, also if this object
    /// holds the lock.
    Result<void> breakStaleLock();

    /// A number that is higher for every later holder of the lock, as text, while this object holds it. Pass it to the
    /// resource that the lock protects: a resource that refuses lower tokens than it has seen is safe from a holder
    /// that lost the lock without noticing. Empty for kinds that have none, which are all that are files.
    virtual std::string token() const { return {}; }

    /// The timeout of acquire() without one. Initially it has no value, and acquire() waits indefinitely.
    Timeout defaultTimeout() const { return m_defaultTimeout; }
    void setDefaultTimeout(Timeout timeout) { m_defaultTimeout = timeout; }

    /// The member functions that std::unique_lock, std::scoped_lock and std::lock require. They throw the exceptions of
    /// `<lockscope/result.h>`; the try functions do so only if the system refuses a call.
    void lock();
    bool try_lock();
    template <typename Rep, typename Period>
    bool try_lock_for(const std::chrono::duration<Rep, Period> &duration)
    {
        return tryLockFor(duration);
    }
    template <typename Clock, typename Duration>
    bool try_lock_until(const std::chrono::time_point<Clock, Duration> &moment)
    {
        const auto now = Clock::now();
        return moment > now ? try_lock_for(moment - now) : try_lock();
    }
    /// Releases the lock. An error is only logged, because guards call this during stack unwinding.
    void unlock() noexcept;

protected:
    /// The result of one attempt.
    enum class Attempt
    {
        Acquired,
        HeldByOther,
        HeldByThisThread, ///< held through another object of this thread: an unlimited wait would never end
    };

    explicit LockFile(std::filesystem::path path);

    /// Tries once to acquire the lock, without blocking. A lock that is held is not a failure.
    virtual Result<Attempt> attempt() = 0;
    /// Blocks in the kernel until the lock is acquired, in the kernel's queue of waiters. Only called if canBlock()
    /// returns true and there is neither a timeout nor a stop token. Return HeldByOther if this lock cannot be waited
    /// for in this way; acquire() then waits for events.
    virtual Result<Attempt> attemptBlocking() { return attempt(); }
    virtual bool canBlock() const { return false; }
    /// Releases what was acquired. Must free all resources even if it fails, except with UnlockFailed if
    /// isHeldAfterFailure() is true. Called only in the process that acquired the lock. Return NotMyLock if the lock
    /// was lost.
    virtual Result<void> doRelease() = 0;
    /// Whether the lock is still held after doRelease() returned UnlockFailed, so that doRelease() may be called again.
    virtual bool isHeldAfterFailure() const { return false; }
    /// Whether the lock is still the one that this object acquired. Called only while the lock is held, in the process
    /// that acquired it.
    virtual bool isStillMine() const = 0;
    /// Whether the server of a remote file system still grants the lock, found out by requesting it again. Called to
    /// notice a loss while the lock is held. For kinds whose lock can be lost although the file is unchanged.
    virtual bool isGrantedAgain() const { return true; }
    virtual Result<bool> queryLocked() const = 0;
    /// Whether release() returns NotMyLock, and not NotLocked, if another owner holds the lock.
    virtual bool reportsForeignLocks() const { return false; }
    /// For kinds whose lock belongs to a thread or a process and not to an object: lets this object share a lock that
    /// another object of the same thread or process holds. Returns whether it did. Called while this object holds
    /// nothing. asHolder: this object is to remain a holder.
    virtual bool joinHolder(bool asHolder) const
    {
        static_cast<void>(asHolder);
        return false;
    }
    /// Whether acquire() succeeds while another object of the same thread or process holds the lock.
    virtual bool joinsByAcquiring() const { return false; }
    /// Whether the destructor leaves the lock alone, because other objects still hold it or have released it.
    virtual bool isLeftToOthers() const { return false; }
    /// The result of acquire() if this object already holds the lock.
    enum class Reacquire
    {
        Refused, ///< AlreadyLocked at once
        Waits,   ///< as if another process held the lock: LockTimeout when the timeout expires
        Kept,    ///< success, nothing is changed
    };
    virtual Reacquire reacquire() const { return Reacquire::Refused; }
    /// How a lock of this kind is broken.
    enum class BreakMethod
    {
        Nothing, ///< the kernel releases it: there is never a file to remove
        Path,    ///< path() is the lock, in a format that inspection recognises
        Row,     ///< a row of a lock database, returned by row()
        Own,     ///< breakOwn() does it: path() is an address and not a file
    };
    virtual BreakMethod breakManner() const { return BreakMethod::Path; }
    /// Breaks a lock of BreakMethod::Own. Nothing to break is success; BreakRefused if `mustBeStale` and its owner is
    /// not proven to have exited.
    virtual Result<void> breakOwn(bool mustBeStale);
    /// Why a lock is lost that this object holds no longer, for kinds of BreakMethod::Own, with the new owner.
    virtual Failure lossOf() const;
    /// A row of a lock database.
    struct Row
    {
        std::filesystem::path database;
        std::string owner; ///< text that identifies the owner
    };
    /// The row that readClaim() read last; absent if the row did not exist.
    virtual std::optional<Row> row() const { return {}; }

    /// Called right after the lock is acquired, before acquire() returns, for subclasses (_on_lock of zc.lockfile). If
    /// it fails, the lock is released and acquire() returns that failure. Not called if acquire() finds that this
    /// object already holds the lock.
    virtual Result<void> onLock() { return {}; }
    /// Whether a signal handler ends a wait: acquire() then returns LockFailed with EINTR.
    virtual bool endsOnSignal() const { return false; }

    /// Called when an acquisition ends without the lock: closes descriptors that were kept open between attempts.
    virtual void attemptsEnded() {}
    /// What to watch while another process holds the lock.
    struct WaitTarget
    {
        /// The event that indicates that the lock was released.
        enum class Event
        {
            Closed, ///< or removed or moved
            Removed,
            Written,
        };
        std::filesystem::path path; ///< the lock, or a file that is written on its release; links are not followed
        Event event = Event::Removed;
        int fd = -1; ///< watch the inode of this descriptor, whatever the path names
    };
    virtual WaitTarget awaited() const { return {m_path, WaitTarget::Event::Removed, -1}; }
    /// The file because of which the last attempt found the lock held, for the failure of a refused acquire(). Other
    /// than path() for kinds that also respect the files of other programs.
    virtual std::filesystem::path obstacle() const { return m_path; }
    /// The owner that the lock records, for the failure of a refused acquire(). Called before attemptsEnded().
    virtual std::optional<Claim> readClaim() const { return {}; }

    /// The destructor of every kind must call this first, while its members still exist. Safe in a forked child.
    void releaseInDestructor() noexcept;

private:
    friend class LockLoss;
    enum class BreakProof
    {
        Required,
        None,
    };
    Result<void> breakBy(BreakProof proof);
    Result<void> breakOnce(BreakProof proof);
    friend class LockSteps;
    friend class Inspector;
    /// The result of acquire() if it is decided without an attempt. Replaces the timeout by the one that applies.
    std::optional<Result<void>> beforeAttempts(Timeout &timeout);
    /// The result after one attempt; absent: wait and try again.
    std::optional<Result<void>> attemptOnce(Timeout timeout, std::chrono::nanoseconds start);
    Result<void> afterAttempts(Result<void> result);
    Result<void> acquireInTime(Timeout timeout, const std::stop_token &stop);
    Result<void> acquireByEvents(Timeout timeout, const std::stop_token &stop);
    Result<void> waitInVain(Timeout timeout, const std::stop_token &stop) const;
    Result<void> refuse(LockErrc code) const;
    Result<void> notHeld() const;
    bool tryLockFor(Timeout timeout);
    bool isInheritedByFork() const;
    static std::uint32_t eventsOf(WaitTarget::Event event);

    std::filesystem::path m_path;
    Timeout m_defaultTimeout;
    std::int64_t m_acquiredBy = 0; ///< PID of the process that acquired; 0: not held
};

} // namespace Lockscope
