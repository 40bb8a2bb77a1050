// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/changewatch.h"

#include <lockscope/lockfile.h>

#include <chrono>
#include <optional>

namespace Lockscope {

/// LockFile::acquire() in steps that do not wait, for callers that wait for many locks at once.
class LockSteps
{
public:
    /// The lock must outlive it.
    LockSteps(LockFile &lock, Timeout timeout);

    /// Tries once. Absent: another owner holds the lock, and the deadline has not passed.
    std::optional<Result<void>> step();
    /// The result of ending the wait.
    Result<void> cancel();
    /// What to watch while another owner holds the lock.
    ChangeWatch::Target target() const;
    /// On the steady clock; absent: no limit.
    std::optional<std::chrono::nanoseconds> deadline() const { return m_deadline; }

private:
    Result<void> end(Result<void> result);

    LockFile &m_lock;
    Timeout m_timeout;
    std::optional<Result<void>> m_decided; ///< without an attempt
    std::chrono::nanoseconds m_start;
    std::optional<std::chrono::nanoseconds> m_deadline;
};

} // namespace Lockscope
