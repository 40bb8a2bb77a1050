// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/lockfile.h>

#include "locks/eventwait.h"
#include "locks/logging.h"
#include "locks/waiters.h"
#include "system/clocks.h"
#include "values/sentences.h"

#include <lockscope/displaytext.h>

#include <sys/inotify.h>
#include <unistd.h>

namespace Lockscope {

std::uint32_t LockFile::eventsOf(WaitTarget::Event event)
{
    // Removing a name changes the link count.
    constexpr std::uint32_t Removal = IN_ATTRIB | IN_MOVE_SELF | IN_DELETE_SELF;
    switch (event) {
    case WaitTarget::Event::Closed:
        return Removal | IN_CLOSE;
    case WaitTarget::Event::Removed:
        return Removal;
    case WaitTarget::Event::Written:
        break;
    }
    return Removal | IN_MODIFY;
}

LockFile::LockFile(std::filesystem::path path)
    : m_path(std::move(path))
{}

LockFile::~LockFile() = default;

Result<void> LockFile::acquire(Timeout timeout, const std::stop_token &stop)
{
    if (auto decided = beforeAttempts(timeout))
        return *std::move(decided);
    if (m_acquiredBy != 0)
        return waitInVain(timeout, stop);
    return afterAttempts(acquireInTime(timeout, stop));
}

std::optional<Result<void>> LockFile::beforeAttempts(Timeout &timeout)
{
    if (isInheritedByFork()) {
        // The lock stays with the parent: this process starts without it.
        m_acquiredBy = 0;
        attemptsEnded();
    }
    if (m_acquiredBy == 0 && joinsByAcquiring() && joinHolder(true)) {
        m_acquiredBy = ::getpid();
        return Result<void>();
    }
    if (m_acquiredBy != 0 && reacquire() != Reacquire::Refused && !isStillMine()) {
        // The lock was lost: leave the new one unchanged, and start again.
        if (const auto released = release(); m_acquiredBy != 0) {
            auto failure = released.error();
            failure.code = LockErrc::LockFailed;
            return failure;
        }
    }
    if (m_acquiredBy != 0 && reacquire() == Reacquire::Kept)
        return Result<void>();
    timeout = timeout ? timeout : m_defaultTimeout;
    if (timeout.isForever())
        timeout = {};
    return {};
}

Result<void> LockFile::afterAttempts(Result<void> result)
{
    if (!result) {
        attemptsEnded();
        return result;
    }
    m_acquiredBy = ::getpid();
    if (auto done = onLock(); !done) {
        static_cast<void>(release());
        return done;
    }
    return {};
}

Result<void> LockFile::acquireInTime(Timeout timeout, const std::stop_token &stop)
{
    if (!timeout && !stop.stop_possible() && canBlock()) {
        const ScopedWait noted(m_path);
        const auto attempt = attemptBlocking();
        if (!attempt)
            return attempt.error();
        if (*attempt == Attempt::Acquired)
            return {};
        if (*attempt == Attempt::HeldByThisThread)
            return refuse(LockErrc::WouldDeadlock);
    }
    return acquireByEvents(timeout, stop);
}

std::optional<Result<void>> LockFile::attemptOnce(Timeout timeout, std::chrono::nanoseconds start)
{
    const auto attempt = this->attempt();
    if (!attempt)
        return attempt.error();
    if (*attempt == Attempt::Acquired)
        return Result<void>();
    if (*attempt == Attempt::HeldByThisThread && !timeout)
        return refuse(LockErrc::WouldDeadlock);
    if (timeout && *timeout <= std::chrono::nanoseconds::zero())
        return refuse(LockErrc::AlreadyLocked);
    if (timeout && steadyNow() - start >= *timeout)
        return refuse(LockErrc::LockTimeout);
    return {};
}

Result<void> LockFile::acquireByEvents(Timeout timeout, const std::stop_token &stop)
{
    const auto start = steadyNow();
    std::optional<EventWait> wait;
    std::optional<ScopedWait> noted;
    while (true) {
        if (auto result = attemptOnce(timeout, start)) {
            if (*result && wait)
                qCDebug(lockLog) << "acquired" << displayText(m_path) << "after" << (steadyNow() - start).count()
                                 << "ns";
            return *std::move(result);
        }
        if (stop.stop_requested())
            return refuse(LockErrc::Cancelled);
        if (!wait) {
            qCDebug(lockLog) << "waiting for" << displayText(m_path);
            wait.emplace(stop);
            noted.emplace(m_path);
        }
        const Timeout remaining = timeout ? Timeout(*timeout - (steadyNow() - start)) : Timeout();
        const auto awaited = this->awaited();
        const auto ended = wait->untilWorthTrying({awaited.path, eventsOf(awaited.event), awaited.fd}, remaining);
        if (ended == EventWait::End::Interrupted && endsOnSignal()) {
            errno = EINTR;
            return Failure::fromErrno(LockErrc::LockFailed, "ppoll", m_path);
        }
    }
}

/// For a lock that this object itself holds: an object is used by one thread, so no other thread will release it.
Result<void> LockFile::waitInVain(Timeout timeout, const std::stop_token &stop) const
{
    const auto refused = [&](LockErrc code) { return Failure::of(code, m_path, Sentence::Detail::OfThisObject); };
    if (reacquire() != Reacquire::Waits || !timeout || *timeout <= std::chrono::nanoseconds::zero())
        return refused(LockErrc::AlreadyLocked);
    const auto start = steadyNow();
    EventWait wait(stop);
    while (!stop.stop_requested()) {
        const auto remaining = *timeout - (steadyNow() - start);
        if (remaining <= std::chrono::nanoseconds::zero())
            return refused(LockErrc::LockTimeout);
        wait.untilWorthTrying({m_path, eventsOf(WaitTarget::Event::Removed), -1}, remaining);
    }
    return refused(LockErrc::Cancelled);
}

Result<void> LockFile::refuse(LockErrc code) const
{
    auto failure = Failure::of(code, obstacle());
    failure.claim = readClaim();
    return failure;
}

Result<void> LockFile::notHeld() const
{
    if (reportsForeignLocks() && queryLocked().value_or(false))
        return refuse(LockErrc::NotMyLock);
    return Failure::of(LockErrc::NotLocked, m_path);
}

Result<void> LockFile::release()
{
    if (m_acquiredBy == 0 && !joinHolder(false))
        return notHeld();
    if (isInheritedByFork())
        return Failure::of(LockErrc::NotMyLock, m_path, Sentence::Detail::ForkParentHolds);
    auto released = doRelease();
    if (released || released.error().code != LockErrc::UnlockFailed || !isHeldAfterFailure())
        m_acquiredBy = 0;
    return released;
}

Result<void> LockFile::breakOwn(bool)
{
    return Failure::of(LockErrc::BreakRefused, m_path);
}

Failure LockFile::lossOf() const
{
    return Failure::of(LockErrc::NotMyLock, m_path);
}

Result<bool> LockFile::isLocked() const
{
    if (isHeldByMe())
        return true;
    return queryLocked();
}

bool LockFile::isHeldByMe() const
{
    if (m_acquiredBy == 0)
        return joinHolder(false) && isStillMine();
    return !isInheritedByFork() && isStillMine();
}

void LockFile::lock()
{
    acquire().value();
}

bool LockFile::try_lock()
{
    return tryLockFor(std::chrono::nanoseconds::zero());
}

bool LockFile::tryLockFor(Timeout timeout)
{
    const auto result = acquire(timeout);
    if (!result && result.error().code != LockErrc::AlreadyLocked && result.error().code != LockErrc::LockTimeout)
        throwFailure(result.error());
    return result.has_value();
}

void LockFile::unlock() noexcept
{
    try {
        if (const auto result = release(); !result)
            qCWarning(lockLog) << result.error().message();
    } catch (...) {
        qCCritical(lockLog) << "out of memory while a lock was released";
    }
}

void LockFile::releaseInDestructor() noexcept
{
    if (m_acquiredBy != 0 && !isInheritedByFork() && !isLeftToOthers())
        unlock();
}

bool LockFile::isInheritedByFork() const
{
    return m_acquiredBy != 0 && m_acquiredBy != ::getpid();
}

} // namespace Lockscope
