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

Waiter::~Waiter()
{
    using namespace std::chrono_literals;
    if (m_result.valid() && m_result.wait_for(20s) != std::future_status::ready)
        qFatal("the waiter for %s did not acquire the lock", m_path.c_str());
}

bool Waiter::isAsleep() const
{
    // The first pauses are so short that the waiter is mostly awake.
    constexpr int PausesUntilAsleep = 5;
    return QTest::qWaitFor([this] { return kernelWaitersOn(m_path) > 0 || pauses() >= PausesUntilAsleep; }, 20'000);
}

Result<void> Waiter::result()
{
    return m_result.get();
}
