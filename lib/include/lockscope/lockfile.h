// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>
#include <lockscope/result.h>
#include <lockscope/time.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string_view>

namespace Lockscope {

/// A lock on a path that excludes other objects, threads and processes: the common base of every kind, open for kinds
/// of your own. It keeps what all kinds share: deadlines on the steady clock, cancelling, waiting, the fork guard and
/// the names that std::unique_lock and std::scoped_lock ask for. A kind adds the single attempt, the release and the
/// queries.
///
///     ZcLockFile lock("/srv/app/Data.fs.lock");
///     if (auto result = lock.acquire(5s); !result)
///         qWarning() << result.error().message();
///
/// What it does not promise: locks are advisory, a program that does not ask is not kept out; no kind is re-entrant.
///
/// Lifetime and threads: destroying the object releases the lock. One object is used by one thread at a time, as the
/// std guards are; objects in different threads exclude each other. Waiting blocks the thread: in a program with an
/// event loop do it elsewhere. A link at the end of the path is followed by the kinds that
/// rest on a kernel lock, and by the database of sqlite, as the originals do: see KernelLockFile for whose links.
///
/// Fork: descriptors are close-on-exec. A forked child does not own its parent's lock: isHeldByMe() is false there,
/// release() says NotMyLock, and the destructor removes and unlocks nothing. (An inherited flock or OFD descriptor
/// keeps the lock until the child closes it, execs or ends, as the kernel defines.)
class LOCKSCOPE_EXPORT LockFile
{
public:
    virtual ~LockFile();
    LockFile(const LockFile &) = delete;
    LockFile &operator=(const LockFile &) = delete;

    /// The lock file itself, as given.
    const std::filesystem::path &path() const { return m_path; }
    /// The word for this kind on the command line, e.g. `zc`.
    virtual std::string_view kind() const = 0;

    /// Takes the lock. Timeout absent: the default timeout, and without one waits for ever; zero or less: tries once,
    /// AlreadyLocked where another holds it; positive: LockTimeout where another still holds it then. Cancelled when
    /// stop is requested meanwhile. LockFailed with errno, call and path where the system refuses. WouldDeadlock
    /// instead of waiting for ever for a lock that this thread holds by another object. Acquiring what this object
    /// already holds is AlreadyLocked, after the timeout LockTimeout with the kind openlock; the kinds of pylockfile
    /// that tell by the mark whose it is (link, symlink, mkdir, sqlite) just keep it, and one release releases it. All
    /// as the originals do.
    Result<void> acquire(Timeout timeout = {}, const std::stop_token &stop = {});
    /// Releases the lock. NotLocked if this object does not hold it; NotMyLock if it was removed, replaced or taken
    /// over meanwhile, or if a forked child asks: then nothing of others is touched. The kinds of pylockfile answer as
    /// there: NotLocked if nobody holds the lock (any more), NotMyLock if somebody else does. UnlockFailed if the
    /// system refuses it, for instance to remove the file: then a lock that is a marker is still held, and release()
    /// can be called again. A kernel lock is released even then, as in lock_file. After any other failure this object
    /// holds nothing.
    Result<void> release();

    /// Whether anybody holds it now. Looks without taking the lock; sees what the kernel shows to this process.
    Result<bool> isLocked() const;
    /// Whether this object holds it (pylockfile's i_am_locking). False in a forked child and after the lock was lost.
    bool isHeldByMe() const;
    /// Breaks the lock, whoever holds it, this object included, as pylockfile's break_lock() does; nothing happens if
    /// there is no lock. Its holder goes on without knowing it, so call this only if you know better, or after a
    /// LockTimeout as pylockfile documents it. What is removed is exactly the lock that was there at the call; it is
    /// noted and can be undone like any other break. Kernel locks end with their holder, so for kinds that rest on one
    /// there is nothing to remove: BreakRefused if it is held. So is a file on which a program holds a kernel lock.
    Result<void> breakLock();
    /// The same, but only if it is proven that the owner is gone: BreakRefused otherwise, also if this object holds the
    /// lock.
    Result<void> breakStaleLock();

    /// What acquire() without a timeout takes; absent, as at first: for ever.
    Timeout defaultTimeout() const { return m_defaultTimeout; }
    void setDefaultTimeout(Timeout timeout) { m_defaultTimeout = timeout; }

    /// The standard names, so that std::unique_lock, std::scoped_lock and std::lock work. They throw the exceptions of
    /// exceptions.h, the try forms only where the system refuses.
    void lock();
    bool try_lock();
    template <typename Rep, typename Period>
    bool try_lock_for(const std::chrono::duration<Rep, Period> &duration)
    {
        return tryLockFor(inNanoseconds(duration));
    }
    template <typename Clock, typename Duration>
    bool try_lock_until(const std::chrono::time_point<Clock, Duration> &moment)
    {
        const auto now = Clock::now();
        return moment > now ? try_lock_for(moment - now) : try_lock();
    }
    /// Gives the lock up; a refusal is only logged, for guards call this while unwinding.
    void unlock() noexcept;

protected:
    /// What one attempt came to.
    enum class Attempt
    {
        Acquired,
        HeldByOther,
        HeldByThisThread, ///< by another object of this thread: waiting for ever would never end
    };

    explicit LockFile(std::filesystem::path path);

    /// Tries once without blocking. That another holds it is not a failure.
    virtual Result<Attempt> attempt() = 0;
    /// Blocks in the kernel until acquired, which keeps the kernel's queue of waiters. Asked only where canBlock(), and
    /// only when there is neither a limit nor a stop token. HeldByOther: it cannot block for this one, go by events.
    virtual Result<Attempt> attemptBlocking() { return attempt(); }
    virtual bool canBlock() const { return false; }
    /// Releases what was acquired and keeps no resource, whatever it returns, unless isHeldAfterFailure(). Called once
    /// for each acquisition, and only by the process that acquired. NotMyLock where it is not ours any more.
    virtual Result<void> giveUp() = 0;
    /// Whether a giveUp() that returned UnlockFailed has released nothing, and may be called again.
    virtual bool isHeldAfterFailure() const { return false; }
    /// Whether what was acquired is still ours. Asked between acquiring and giveUp(), in the process that acquired.
    virtual bool isStillMine() const = 0;
    virtual Result<bool> queryLocked() const = 0;
    /// Whether release() of what this object does not hold is NotMyLock if somebody else holds it.
    virtual bool tellsForeignLocks() const { return false; }
    /// For kinds whose lock belongs to a thread or a process, and not to an object: takes part in what another object
    /// of it holds, so that this one holds it too. Asked while this object holds nothing; as a holder, if it stays one.
    virtual bool joinHolder(bool asHolder) const
    {
        static_cast<void>(asHolder);
        return false;
    }
    /// Whether acquire() by this object succeeds while such another object holds the lock.
    virtual bool joinsByAcquiring() const { return false; }
    /// Whether other objects go on holding the lock, or have released it, when this one is destroyed.
    virtual bool isLeftToOthers() const { return false; }
    /// What acquire() of what this object holds does.
    enum class Reacquire
    {
        Refused, ///< AlreadyLocked at once
        Waits,   ///< until the timeout is over, as for any other holder; AlreadyLocked at once if there is none
        Kept,    ///< it succeeds and changes nothing
    };
    virtual Reacquire reacquire() const { return Reacquire::Refused; }
    /// By what a lock left behind is told and removed.
    enum class BreakManner
    {
        Nothing, ///< the kernel frees it: there is never anything to remove
        Path,    ///< path() is the whole lock, of a format that inspection knows
        Row,     ///< it is a row of a database of locks, which row() tells
    };
    virtual BreakManner breakManner() const { return BreakManner::Path; }
    struct Row
    {
        std::filesystem::path database;
        std::string owner; ///< its text about the owner
    };
    /// The row that readClaim() read last; absent where there was none.
    virtual std::optional<Row> row() const { return {}; }

    /// Called as soon as the lock is acquired, before acquire() returns, for subclasses that act then (zc.lockfile's
    /// _on_lock). If it fails, the lock is released and acquire() returns that failure. Not called for an acquire() of
    /// what this object held already.
    virtual Result<void> onLock() { return {}; }
    /// Whether a signal handler that runs meanwhile ends a wait: acquire() then is LockFailed with EINTR.
    virtual bool endsOnSignal() const { return false; }

    /// An acquisition ended without the lock: descriptors that were kept open between attempts are closed.
    virtual void waitEnds() {}
    /// What to watch while another holds the lock.
    struct Awaited
    {
        /// What happens to it when the lock is freed.
        enum class Event
        {
            Closed, ///< or removed or moved
            Removed,
            Written,
        };
        std::filesystem::path path; ///< the lock, or what is written when it is freed; no link is followed
        Event event = Event::Removed;
        int fd = -1; ///< watch the inode behind this descriptor, whatever the path names
    };
    virtual Awaited awaited() const { return {m_path, Awaited::Event::Removed, -1}; }
    /// What the lock says about its owner, to name it in a refusal. Asked before waitEnds().
    virtual std::optional<Claim> readClaim() const { return {}; }

    /// Every kind's destructor calls this first, while its members are still there. Safe in a forked child.
    void releaseInDestructor() noexcept;

private:
    enum class BreakProof
    {
        Required,
        None,
    };
    Result<void> breakBy(BreakProof proof);
    Result<void> breakOnce(BreakProof proof);
    Result<void> acquireInTime(Timeout timeout, const std::stop_token &stop);
    Result<void> acquireByEvents(Timeout timeout, const std::stop_token &stop);
    Result<void> waitInVain(Timeout timeout, const std::stop_token &stop) const;
    Result<void> refuse(LockErrc code) const;
    Result<void> notHeld() const;
    bool tryLockFor(std::chrono::nanoseconds duration);
    /// Rounded up, so that nobody gives up early; cut to the 292 years that fit.
    template <typename Rep, typename Period>
    static std::chrono::nanoseconds inNanoseconds(const std::chrono::duration<Rep, Period> &duration)
    {
        using Wide = std::chrono::duration<long double, std::nano>;
        if (Wide(duration) >= Wide(std::chrono::nanoseconds::max()))
            return std::chrono::nanoseconds::max();
        return Wide(duration) > Wide::zero() ? std::chrono::ceil<std::chrono::nanoseconds>(duration)
                                             : std::chrono::nanoseconds::zero();
    }
    bool isInheritedByFork() const;
    static std::uint32_t eventsOf(Awaited::Event event);

    std::filesystem::path m_path;
    Timeout m_defaultTimeout;
    std::int64_t m_acquiredBy = 0; ///< pid of the process that acquired; 0: not held
};

} // namespace Lockscope
