// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "qml/documentlock.h"

#include "qml/pathtext.h"

#include <utility>

namespace LockscopeQml {

using Lockscope::AsyncLock;
using Lockscope::Failure;
using Lockscope::LockErrc;
using Lockscope::LockReport;

void DocumentLock::setDocument(const QString &document)
{
    if (std::exchange(m_document, document) == document)
        return;
    const bool wasHeld = isHeld();
    const bool wasWaiting = isWaiting();
    // Not at once: a handler of one of its signals may have called this function.
    if (m_lock) {
        m_lock->disconnect(this);
        m_lock->cancel();
        if (wasHeld)
            m_lock->release();
        m_lock.release()->deleteLater();
    }
    if (wasHeld)
        Q_EMIT heldChanged();
    if (wasWaiting)
        Q_EMIT waitingChanged();
    Q_EMIT documentChanged();
}

void DocumentLock::acquire()
{
    acquireIn(std::chrono::nanoseconds::zero());
}

void DocumentLock::acquireWhenFree()
{
    acquireIn(Lockscope::Forever);
}

void DocumentLock::acquireIn(Lockscope::Timeout timeout)
{
    if (!m_lock) {
        const auto path = pathOf(m_document);
        m_lock = std::make_unique<AsyncLock>([path] { return std::make_unique<Lockscope::DocumentLock>(path); }, path);
        connect(m_lock.get(), &AsyncLock::acquired, this, &DocumentLock::acquired);
        connect(m_lock.get(), &AsyncLock::refused, this, [this](const Failure &, const LockReport &report) {
            Q_EMIT refused(Lockscope::DocumentOwner::of(report));
        });
        connect(m_lock.get(), &AsyncLock::failed, this, [this](const Failure &failure) {
            if (failure.code != LockErrc::AlreadyLocked || isHeld() || isWaiting())
                Q_EMIT failed(failure);
        });
        connect(m_lock.get(), &AsyncLock::released, this, &DocumentLock::released);
        connect(m_lock.get(), &AsyncLock::releaseFailed, this, &DocumentLock::failed);
        connect(m_lock.get(), &AsyncLock::lost, this, &DocumentLock::lost);
        connect(m_lock.get(), &AsyncLock::heldChanged, this, &DocumentLock::heldChanged);
        connect(m_lock.get(), &AsyncLock::waitingChanged, this, &DocumentLock::waitingChanged);
    }
    m_lock->acquireWithin(timeout);
}

void DocumentLock::cancel()
{
    if (m_lock)
        m_lock->cancel();
}

void DocumentLock::release()
{
    if (m_lock)
        m_lock->release();
    else
        Q_EMIT failed(Failure::of(LockErrc::NotLocked, pathOf(m_document)));
}

} // namespace LockscopeQml
