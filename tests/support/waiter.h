// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/faultysystemcalls.h"

#include <lockscope/lockfile.h>

#include <chrono>
#include <future>
#include <stop_token>

/// An acquisition in a thread of its own, of which a test can tell that it really waits.
class Waiter
{
public:
    explicit Waiter(Lockscope::LockFile &lock, Lockscope::Timeout timeout = {}, std::stop_token stop = {});
    /// Ends the program where a failed test would wait for ever for one that still waits.
    ~Waiter();
    Waiter(const Waiter &) = delete;
    Waiter &operator=(const Waiter &) = delete;

    /// True once it waits for an event or blocks in the kernel.
    bool isAsleep() const;
    /// What it came to, in the end.
    Lockscope::Result<void> result();
    /// REQUIRES: result() was asked.
    std::chrono::steady_clock::time_point acquiredAt() const { return m_acquiredAt; }
    /// How often it went to sleep until an event.
    int pauses() const { return m_calls.countOf("ppoll"); }

private:
    FaultySystemCalls m_calls; ///< without a fault: they only count
    Lockscope::ScopedSystemCalls m_scope;
    std::filesystem::path m_path;
    std::chrono::steady_clock::time_point m_acquiredAt;
    std::future<Lockscope::Result<void>> m_result;
};
