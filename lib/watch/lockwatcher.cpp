// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/lockwatcher.h>

#include "watch/watchloop.h"

#include <thread>

namespace Lockscope {

class LockWatcher::Private
{
public:
    explicit Private(LockWatcher *q)
        : loop(sinkTo(q))
        , thread([this](std::stop_token stop) { loop.run(std::move(stop)); })
    {}

    /// Everything that the loop finds goes through the event queue of the watcher's thread; what still waits there when
    /// the watcher is destroyed is dropped with it.
    static WatchLoop::Sink sinkTo(LockWatcher *q)
    {
        const auto post = [q](auto call) { QMetaObject::invokeMethod(q, std::move(call), Qt::QueuedConnection); };
        WatchLoop::Sink sink;
        sink.updated = [=](std::vector<LockReport> reports) {
            post([q, reports = std::move(reports)] { Q_EMIT q->updated(reports); });
        };
        sink.removed = [=](std::vector<std::string> keys) {
            post([q, keys = std::move(keys)] { Q_EMIT q->removed(keys); });
        };
        sink.scanning = [=](const ScanProgress &progress) { post([q, progress] { Q_EMIT q->scanning(progress); }); };
        sink.ready = [=] { post([q] { Q_EMIT q->ready(); }); };
        sink.failed = [=](const Failure &failure) { post([q, failure] { Q_EMIT q->failed(failure); }); };
        return sink;
    }

    WatchLoop loop;
    std::jthread thread; ///< last: it ends before the loop goes
};

LockWatcher::LockWatcher(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{}

LockWatcher::~LockWatcher() = default;

void LockWatcher::watch(Places places)
{
    d->loop.watch(std::move(places));
}

void LockWatcher::refresh()
{
    d->loop.refresh();
}

void LockWatcher::setPaused(bool paused)
{
    d->loop.setPaused(paused);
}

} // namespace Lockscope
