// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/faultysystemcalls.h"

#include <lockscope/lockfile.h>

#include <chrono>
#include <future>
#include <stop_token>

/// An acquisition in its own thread; a test can check that it really waits.
class Waiter
{
public:
    explicit Waiter(Lockscope::LockFile &lock, Lockscope::Timeout timeout = {}, std::stop_token stop = {});
    /// Ends the program if a failed test would otherwise wait indefinitely for it.
    ~Waiter();
    Waiter(const Waiter &) = delete;
    Waiter &operator=(const Waiter &) = delete;

    /// True as soon as it waits for an event or blocks in the kernel.
    bool isAsleep() const;
    /// Its result, when it is finished.
    Lockscope::Result<void> result();
    /// REQUIRES: result() was called.
    std::chrono::steady_clock::time_point acquiredAt() const { return m_acquiredAt; }
    /// How often it waited for an event.
    int pauses() const { return m_calls.countOf("ppoll"); }

private:
    FaultySystemCalls m_calls; ///< no faults: they only count
    Lockscope::ScopedSystemCalls m_scope;
    std::filesystem::path m_path;
    std::chrono::steady_clock::time_point m_acquiredAt;
    std::future<Lockscope::Result<void>> m_result;
};
