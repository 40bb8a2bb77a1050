// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// The types for wall-clock times and timeouts.

#include <chrono>
#include <optional>

namespace Lockscope {

/// A time of the wall clock, as recorded in inodes and locks. Never used for deadlines: those use the steady clock.
using WallTime = std::chrono::sys_time<std::chrono::nanoseconds>;

/// How long to try: a limit on the steady clock.
///
///     lock.acquire();                           // the default timeout of the lock; if it has none, indefinitely
///     lock.acquire(Forever);                    // indefinitely
///     lock.acquire(0s);                         // try once; the same as a negative value
///     lock.acquire(0.5s);                       // any duration, rounded up to nanoseconds
///     lock.acquire(QDeadlineTimer(500));        // what remains of a deadline
///
/// A value that QVariant, properties and queued signals can hold. It reads like a std::optional, but does not derive
/// from one: whether such a class has an order is a question that GCC 12 cannot answer.
class Timeout
{
    using Limit = std::optional<std::chrono::nanoseconds>;

public:
    /// The default timeout: that of the lock.
    constexpr Timeout() = default;
    constexpr Timeout(std::nullopt_t) {}
    constexpr Timeout(Limit limit)
        : m_limit(limit)
    {}
    /// Limited to the 292 years that fit, which is the same as Forever.
    template <typename Rep, typename Period>
    constexpr Timeout(const std::chrono::duration<Rep, Period> &duration)
        : m_limit(roundedUp(duration))
    {}
    /// What remains of a QDeadlineTimer.
    template <typename Deadline>
    requires requires(const Deadline &deadline)
    {
        deadline.isForever();
        deadline.remainingTimeAsDuration();
    }
    Timeout(const Deadline &deadline)
        : m_limit(deadline.isForever() ? std::chrono::nanoseconds::max()
                                       : roundedUp(deadline.remainingTimeAsDuration()))
    {}

    /// False for the default timeout.
    constexpr bool has_value() const { return m_limit.has_value(); }
    constexpr explicit operator bool() const { return has_value(); }
    /// The limit, never negative unless it was given as an optional. REQUIRES: has_value().
    constexpr const std::chrono::nanoseconds &operator*() const { return *m_limit; }
    constexpr const std::chrono::nanoseconds *operator->() const { return &*m_limit; }
    constexpr bool isForever() const { return m_limit == std::chrono::nanoseconds::max(); }

    constexpr bool operator==(const Timeout &) const = default;

private:
    template <typename Rep, typename Period>
    static constexpr std::chrono::nanoseconds roundedUp(const std::chrono::duration<Rep, Period> &duration)
    {
        using Wide = std::chrono::duration<long double, std::nano>;
        if (Wide(duration) >= Wide(std::chrono::nanoseconds::max()))
            return std::chrono::nanoseconds::max();
        return Wide(duration) > Wide::zero() ? std::chrono::ceil<std::chrono::nanoseconds>(duration)
                                             : std::chrono::nanoseconds::zero();
    }

    Limit m_limit;
};

/// Waits indefinitely, whatever the default timeout of the lock is.
inline constexpr Timeout Forever = std::chrono::nanoseconds::max();

} // namespace Lockscope
