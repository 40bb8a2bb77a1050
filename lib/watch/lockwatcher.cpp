// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/lockwatcher.h>

#include "watch/watchcrew.h"

#include <QMetaMethod>

#include <algorithm>
#include <atomic>
#include <mutex>

namespace Lockscope {

class LockWatcher::Private
{
public:
    explicit Private(LockWatcher *q)
        : crew(sinkTo(q))
    {}

    /// Everything that the loops find is posted to the event queue of the watcher's thread; events that are still
    /// queued when the watcher is destroyed are dropped with it.
    WatchSink sinkTo(LockWatcher *q)
    {
        const auto post = [q](auto call) { QMetaObject::invokeMethod(q, std::move(call), Qt::QueuedConnection); };
        WatchSink sink;
        sink.wantsReports = [this] { return wantsReports.load(); };
        sink.updated = [=](std::vector<LockReport> reports) {
            post([q, reports = std::move(reports)] { Q_EMIT q->updated(reports); });
        };
        sink.removed = [=](std::vector<std::string> keys) {
            post([q, keys = std::move(keys)] { Q_EMIT q->removed(keys); });
        };
        sink.eventsOccurred = [=, this](std::vector<LockEvent> events) {
            if (const auto book = currentHistory())
                book->record(events);
            post([q, events = std::move(events)] { Q_EMIT q->eventsOccurred(events); });
        };
        sink.eventsLost = [=] { post([q] { Q_EMIT q->eventsLost(); }); };
        sink.place = [=, this](WatchedPlace place) {
            if (take(place))
                post([q, place = std::move(place)] { Q_EMIT q->placeChanged(place); });
        };
        sink.scanning = [=](const ScanProgress &progress) { post([q, progress] { Q_EMIT q->scanning(progress); }); };
        sink.initialScanFinished = [=] { post([q] { Q_EMIT q->initialScanFinished(); }); };
        sink.toldAll = [this](std::vector<std::filesystem::path> looked, WallTime since) {
            if (const auto book = currentHistory())
                book->recordLookAtAll(std::move(looked), since);
        };
        sink.failed = [=](const Failure &failure) { post([q, failure] { Q_EMIT q->failed(failure); }); };
        return sink;
    }

    std::shared_ptr<LockHistory> currentHistory()
    {
        const std::lock_guard guard(mutex);
        return history;
    }

    /// Whether the state of the place has changed.
    bool take(const WatchedPlace &place)
    {
        const std::lock_guard guard(mutex);
        const auto known = std::ranges::find(places, place.path, &WatchedPlace::path);
        if (known == places.end() || *known == place)
            return false;
        *known = place;
        return true;
    }

    std::atomic<bool> wantsReports = false;
    mutable std::mutex mutex; ///< guards the following members
    std::shared_ptr<LockHistory> history;
    std::vector<WatchedPlace> places;
    WatchCrew crew; ///< last: it must end before the other members are destroyed
};

LockWatcher::LockWatcher(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{}

LockWatcher::~LockWatcher() = default;

void LockWatcher::watch(Places places)
{
    {
        const std::lock_guard guard(d->mutex);
        d->places.clear();
        for (const auto &path : places.paths)
            d->places.push_back({path, WatchedPlace::State::Searching, {}});
    }
    d->crew.watch(std::move(places));
}

void LockWatcher::refresh()
{
    d->crew.refresh();
}

void LockWatcher::setPaused(bool paused)
{
    d->crew.setPaused(paused);
}

void LockWatcher::setForeground(bool inFront)
{
    d->crew.setForeground(inFront);
}

void LockWatcher::setKernelPolling(bool polling)
{
    d->crew.setKernelPolling(polling);
}

void LockWatcher::setHistory(std::shared_ptr<LockHistory> history)
{
    const std::lock_guard guard(d->mutex);
    d->history = std::move(history);
}

std::vector<WatchedPlace> LockWatcher::places() const
{
    const std::lock_guard guard(d->mutex);
    return d->places;
}

/// Once requested, reports are delivered permanently: while a receiver is being destroyed, checking whether a signal is
/// still connected would deadlock on a mutex that Qt holds.
void LockWatcher::connectNotify(const QMetaMethod &signal)
{
    if (signal == QMetaMethod::fromSignal(&LockWatcher::updated))
        d->wantsReports = true;
}

} // namespace Lockscope
