// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/lockwatcherprivate.h"

#include "system/clocks.h"
#include "watch/mountworkers.h"

#include <algorithm>
#include <utility>

namespace Lockscope {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds BetweenAttempts = 250ms;
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
    , m_sorting(Lanes::forWatching(), Lanes::Local, [this] { sortPlaces(); })
{
    auto watch = ChangeWatch::create([this] { return m_sorting.request().has_value(); });
    if (watch)
        m_watch = std::move(*watch);
    else
        post([watcher, failure = watch.error()] { Q_EMIT watcher->failed(failure); });
}

LockWatcher::Private::~Private()
{
    m_sorting.end();
    m_sorting.waitForEnd();
    m_watch.reset();
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
    // Closing their inotify instances takes the kernel milliseconds each. Without a thread it is done here.
    static_cast<void>(Lanes::forWatching().run(Lanes::Local, [workers = std::move(workers)] {}));
}

/// Without a thread, tries again until there is one. Not from a callback, which may hold the mutex of the watching
/// thread.
void LockWatcher::Private::requestSorting()
{
    if (!m_sorting.request())
        m_watch->wakeAt(steadyNow() + BetweenAttempts);
}

void LockWatcher::Private::watch(Places places)
{
    {
        const std::lock_guard guard(m_stateMutex);
        m_placesByPath.clear();
        m_places.clear();
        for (const auto &path : places.paths)
            m_places.push_back({path, WatchedPlace::State::Searching, {}});
        for (std::size_t i = 0; i < m_places.size(); ++i)
            m_placesByPath.emplace(m_places[i].path.native(), i);
    }
    {
        const std::lock_guard guard(m_mutex);
        m_wanted = std::move(places);
        m_placesAreNew = true;
    }
    if (m_watch)
        requestSorting();
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

/// After watch(), and when the mounts have changed or a place is on another device.
void LockWatcher::Private::sortPlaces()
{
    if (!m_mountChanges)
        m_mountChanges.emplace();
    bool placesAreNew = false;
    {
        const std::lock_guard guard(m_mutex);
        placesAreNew = std::exchange(m_placesAreNew, false);
    }
    assign(placesAreNew);
    m_watch->wakeWhen({m_mountChanges->descriptor()}, {});
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
    static std::atomic<std::uint64_t> number = 0;
    const auto lane = name.empty() ? std::string(Lanes::Local) : name + ' ' + std::to_string(++number);
    auto worker = WatchWorker::start(lane, [this, name](WatchMessage message) { receive(name, std::move(message)); });
    worker->loop().set(m_settings);
    return worker;
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
        [&](NotResponding &) { noteReady(worker, true); }, // the others are not delayed by it
        [&](AllReported &all) {
            if (const auto book = history())
                book->recordLookAtAll(std::move(all.places), all.since);
        },
        [&](Failure &failure) { post([q, failure = std::move(failure)] { Q_EMIT q->failed(failure); }); },
        [&](PlaceMoved &) { static_cast<void>(m_sorting.request()); },
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
    const auto [begin, end] = m_placesByPath.equal_range(place.path.native());
    bool isChanged = false;
    for (auto known = begin; known != end; ++known) {
        auto &before = m_places[known->second]; // its path does not change: it is the key
        isChanged = isChanged || before != place;
        before.state = place.state;
        before.failure = place.failure;
    }
    return isChanged;
}

} // namespace Lockscope
