// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "locks/locksteps.h"

#include "system/clocks.h"

#include <sys/inotify.h>

namespace Lockscope {

LockSteps::LockSteps(LockFile &lock, Timeout timeout)
    : m_lock(lock)
    , m_timeout(timeout)
    , m_decided(lock.beforeAttempts(m_timeout))
    , m_start(steadyNow())
{
    if (!m_decided && lock.m_acquiredBy != 0)
        m_decided = lock.refuse(LockErrc::AlreadyLocked);
    if (m_timeout)
        m_deadline = m_start + *m_timeout;
}

std::optional<Result<void>> LockSteps::step()
{
    if (m_decided)
        return m_decided;
    auto result = m_lock.attemptOnce(m_timeout, m_start);
    return result ? std::optional(end(*std::move(result))) : std::nullopt;
}

Result<void> LockSteps::cancel()
{
    return m_decided ? *m_decided : end(m_lock.refuse(LockErrc::Cancelled));
}

Result<void> LockSteps::end(Result<void> result)
{
    return m_lock.afterAttempts(std::move(result));
}

ChangeWatch::Target LockSteps::target() const
{
    const auto awaited = m_lock.awaited();
    const auto events = LockFile::eventsOf(awaited.event);
    return {awaited.path, awaited.fd >= 0 ? events : events | IN_DONT_FOLLOW, awaited.fd};
}

} // namespace Lockscope
