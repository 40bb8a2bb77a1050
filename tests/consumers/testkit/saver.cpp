// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "saver.h"

using namespace Lockscope;

Saver::Saver(std::string_view kind, const std::filesystem::path &document, const KindOptions &options)
    : m_lock(kind, document, options)
{
    connect(&m_lock, &AsyncLock::acquired, this, [this] { save(); });
    connect(&m_lock, &AsyncLock::failed, this, [this](const Failure &failure) {
        if (failure.code == LockErrc::LockFailed)
            Q_EMIT gaveUp(QString::fromStdString(failure.call));
    });
    connect(&m_lock, &AsyncLock::refused, this, &Saver::explain);
}

void Saver::save(int timeout)
{
    m_mustClose = true;
    m_lock.setTimeoutMilliseconds(timeout);
    m_lock.acquire();
}

void Saver::open()
{
    m_mustClose = false;
    m_lock.acquireWithin(std::chrono::seconds(0));
}

void Saver::save()
{
    ++m_savedCount;
    m_isOpen = !m_mustClose;
    if (m_mustClose)
        m_lock.release();
}

void Saver::explain(const Failure &failure, const LockReport &report)
{
    switch (report.verdict.state) {
    case Verdict::State::Held: {
        const auto holders = report.holders();
        Q_EMIT busy(holders.empty() ? failure.claim.value_or(report.owner).pid.value_or(0) : holders.front().pid);
        return;
    }
    case Verdict::State::Stale:
        Q_EMIT offerBreak(report.verdict.reason);
        return;
    case Verdict::State::Free:
    case Verdict::State::Absent:
        m_lock.acquire(); // released in the meantime
        return;
    case Verdict::State::Unknown:
        break;
    }
    Q_EMIT stateUnknown();
}
