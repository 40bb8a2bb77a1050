// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/lockwatcher.h>

#include "watch/lockwatcherprivate.h"

#include <QMetaMethod>

namespace Lockscope {

LockWatcher::LockWatcher(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{}

LockWatcher::~LockWatcher() = default;

void LockWatcher::watch(Places places)
{
    d->watch(std::move(places));
}

void LockWatcher::refresh()
{
    d->refresh();
}

void LockWatcher::setPaused(bool paused)
{
    d->change([paused](WatchSettings &settings) { settings.paused = paused; });
}

void LockWatcher::setForeground(bool inFront)
{
    d->change([inFront](WatchSettings &settings) { settings.foreground = inFront; });
}

void LockWatcher::setKernelPolling(bool polling)
{
    d->change([polling](WatchSettings &settings) { settings.kernelPolling = polling; });
}

void LockWatcher::setHistory(std::shared_ptr<LockHistory> history)
{
    d->setHistory(std::move(history));
}

std::vector<WatchedPlace> LockWatcher::places() const
{
    return d->places();
}

/// Once requested, reports are delivered permanently: while a receiver is being destroyed, checking whether a signal is
/// still connected would deadlock on a mutex that Qt holds.
void LockWatcher::connectNotify(const QMetaMethod &signal)
{
    if (signal == QMetaMethod::fromSignal(&LockWatcher::updated))
        d->deliverReports();
}

} // namespace Lockscope
