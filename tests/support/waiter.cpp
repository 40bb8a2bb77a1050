// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/waiter.h"

#include "support/leftovers.h"

#include <QTest>

using namespace Lockscope;

Waiter::Waiter(LockFile &lock, Timeout timeout, std::stop_token stop)
    : m_scope(m_calls)
    , m_path(lock.path())
    , m_result(std::async(std::launch::async, [this, &lock, timeout, stop] {
        auto result = lock.acquire(timeout, stop);
        m_acquiredAt = std::chrono::steady_clock::now();
        return result;
    }))
{}

bool Waiter::isAsleep() const
{
    // The first pauses are so short that the waiter is rather awake.
    constexpr int PausesUntilAsleep = 5;
    return QTest::qWaitFor([this] { return kernelWaitersOn(m_path) > 0 || pauses() >= PausesUntilAsleep; }, 20'000);
}

Result<void> Waiter::result()
{
    return m_result.get();
}
