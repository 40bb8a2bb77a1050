// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/lockwatcherprivate.h"

#include "system/clocks.h"
#include "system/mountchanges.h"
#include "watch/mountworkers.h"

#include <algorithm>
#include <utility>

namespace Lockscope {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds BetweenChecks = 500ms;
constexpr std::chrono::milliseconds LongestFarewell = 2s;

bool isSameTask(const WatchLoop::Task &left, const WatchLoop::Task &right)
{
    return left.places == right.places && left.devices == right.devices && left.kernelLocks == right.kernelLocks &&
           left.others == right.others;
}

template <typename... Handlers>
struct Overloaded : Handlers...
{
    using Handlers::operator()...;
};
template <typename... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

} // namespace

template <typename Call>
void LockWatcher::Private::post(Call call)
{
    QMetaObject::invokeMethod(m_watcher, std::move(call), Qt::QueuedConnection);
}

LockWatcher::Private::Private(LockWatcher *watcher)
    : m_watcher(watcher)
{
    if (auto wakeUp = WakeUp::create())
        m_wakeUp = std::move(*wakeUp);
    m_thread = std::jthread([this](const std::stop_token &stop) { supervise(stop); });
}

LockWatcher::Private::~Private()
{
    m_thread.request_stop();
    wakeUp();
    m_thread.join();
    std::map<std::string, std::shared_ptr<WatchWorker>> workers;
    {
        const std::lock_guard guard(m_mutex);
        workers.swap(m_workers);
    }
    for (const auto &[name, worker] : workers)
        worker->shut();
    const auto end = steadyNow() + LongestFarewell;
    for (const auto &[name, worker] : workers)
        worker->waitForEnd(std::chrono::duration_cast<std::chrono::milliseconds>(std::max(end - steadyNow(), 0ns)));
}

void LockWatcher::Private::wakeUp()
{
    if (m_wakeUp)
        m_wakeUp->wake();
}

void LockWatcher::Private::watch(Places places)
{
    {
        const std::lock_guard guard(m_stateMutex);
        m_places.clear();
        for (const auto &path : places.paths)
            m_places.push_back({path, WatchedPlace::State::Searching, {}});
    }
    const std::lock_guard guard(m_mutex);
    m_wanted = std::move(places);
    m_placesAreNew = true;
    wakeUp();
}

void LockWatcher::Private::refresh()
{
    const std::lock_guard guard(m_mutex);
    awaitAll();
    for (const auto &[name, worker] : m_workers)
        worker->loop().refresh();
}

void LockWatcher::Private::change(const std::function<void(WatchSettings &)> &change)
{
    const std::lock_guard guard(m_mutex);
    const bool wasPaused = m_settings.paused;
    change(m_settings);
    if (wasPaused && !m_settings.paused)
        awaitAll();
    for (const auto &[name, worker] : m_workers)
        worker->loop().set(m_settings);
}

void LockWatcher::Private::setHistory(std::shared_ptr<LockHistory> history)
{
    const std::lock_guard guard(m_stateMutex);
    m_history = std::move(history);
}

std::vector<WatchedPlace> LockWatcher::Private::places() const
{
    const std::lock_guard guard(m_stateMutex);
    return m_places;
}

void LockWatcher::Private::supervise(const std::stop_token &stop)
{
    MountChanges mountChanges;
    while (!stop.stop_requested()) {
        const bool mountsChanged = mountChanges.wait(m_wakeUp ? &*m_wakeUp : nullptr, BetweenChecks);
        if (stop.stop_requested())
            return;
        if (m_wakeUp)
            m_wakeUp->drain();
        bool placesAreNew = false;
        {
            const std::lock_guard guard(m_mutex);
            placesAreNew = std::exchange(m_placesAreNew, false);
        }
        const bool mustSort = m_mustSort.exchange(false);
        if (placesAreNew || mountsChanged || mustSort)
            assign(placesAreNew);
        checkAnswers();
    }
}

void LockWatcher::Private::assign(bool placesAreNew)
{
    Places wanted;
    {
        const std::lock_guard guard(m_mutex);
        wanted = m_wanted;
    }
    auto tasks = sortByMounts(wanted.paths, wanted.kernelLocks, MountTable());
    std::vector<std::shared_ptr<WatchWorker>> idle;
    {
        const std::lock_guard guard(m_mutex);
        std::erase_if(m_workers, [&](const auto &entry) {
            if (tasks.contains(entry.first))
                return false;
            idle.push_back(entry.second);
            const std::lock_guard state(m_stateMutex);
            m_awaited.erase(entry.first);
            return true;
        });
    }
    for (const auto &worker : idle) {
        if (auto keys = worker->shut(); !keys.empty())
            receive({}, LocksRemoved{std::move(keys)});
    }
    const std::lock_guard guard(m_mutex);
    for (auto &[name, task] : tasks) {
        task.atStart = placesAreNew;
        auto &worker = m_workers[name];
        if (!worker)
            worker = newWorker(name);
        if (placesAreNew || !isSameTask(worker->task(), task)) {
            await(name);
            worker->assign(std::move(task));
        } else {
            worker->loop().readMachine();
        }
    }
}

/// REQUIRES: m_mutex is held.
std::shared_ptr<WatchWorker> LockWatcher::Private::newWorker(const std::string &name)
{
    auto worker = WatchWorker::start([this, name](WatchMessage message) { receive(name, std::move(message)); });
    worker->loop().set(m_settings);
    return worker;
}

void LockWatcher::Private::checkAnswers()
{
    std::map<std::string, std::shared_ptr<WatchWorker>> workers;
    {
        const std::lock_guard guard(m_mutex);
        workers = m_workers;
    }
    for (const auto &[name, worker] : workers) {
        // A worker that hangs must not delay the others.
        if (worker->checkAnswers())
            noteReady(name, true);
    }
}

void LockWatcher::Private::receive(const std::string &worker, WatchMessage message)
{
    auto *const q = m_watcher;
    const Overloaded handlers{
        [&](ReportsUpdated &updated) {
            if (m_wantsReports)
                post([q, reports = std::move(updated.reports)] { Q_EMIT q->updated(reports); });
        },
        [&](LocksRemoved &removed) { post([q, keys = std::move(removed.keys)] { Q_EMIT q->removed(keys); }); },
        [&](EventsOccurred &occurred) {
            if (const auto book = history())
                book->record(occurred.events);
            post([q, events = std::move(occurred.events)] { Q_EMIT q->eventsOccurred(events); });
        },
        [&](EventsLost &) { post([q] { Q_EMIT q->eventsLost(); }); },
        [&](WatchedPlace &place) {
            if (update(place))
                post([q, place = std::move(place)] { Q_EMIT q->placeChanged(place); });
        },
        [&](ScanProgress &progress) { post([q, progress = std::move(progress)] { Q_EMIT q->scanning(progress); }); },
        [&](ScanFinished &) { noteReady(worker, false); },
        [&](AllReported &all) {
            if (const auto book = history())
                book->recordLookAtAll(std::move(all.places), all.since);
        },
        [&](Failure &failure) { post([q, failure = std::move(failure)] { Q_EMIT q->failed(failure); }); },
        [&](PlaceMoved &) {
            m_mustSort = true;
            wakeUp();
        },
    };
    std::visit(handlers, message);
}

void LockWatcher::Private::noteReady(const std::string &worker, bool onlyIfAwaited)
{
    {
        const std::lock_guard guard(m_stateMutex);
        const bool wasAwaited = m_awaited.erase(worker) > 0;
        if (!m_awaited.empty() || (onlyIfAwaited && !wasAwaited))
            return;
    }
    post([q = m_watcher] { Q_EMIT q->initialScanFinished(); });
}

/// REQUIRES: m_mutex is held.
void LockWatcher::Private::awaitAll()
{
    for (const auto &[name, worker] : m_workers)
        await(name);
}

void LockWatcher::Private::await(const std::string &worker)
{
    const std::lock_guard guard(m_stateMutex);
    m_awaited.insert(worker);
}

std::shared_ptr<LockHistory> LockWatcher::Private::history()
{
    const std::lock_guard guard(m_stateMutex);
    return m_history;
}

bool LockWatcher::Private::update(const WatchedPlace &place)
{
    const std::lock_guard guard(m_stateMutex);
    const auto known = std::ranges::find(m_places, place.path, &WatchedPlace::path);
    if (known == m_places.end() || *known == place)
        return false;
    *known = place;
    return true;
}

} // namespace Lockscope
