// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/watchcrew.h"

#include "system/clocks.h"
#include "system/mountchanges.h"
#include "watch/mountworkers.h"

#include <vector>

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

} // namespace

WatchCrew::WatchCrew(WatchSink sink)
    : m_sink(std::move(sink))
{
    if (auto wakeUp = WakeUp::create())
        m_wakeUp = std::move(*wakeUp);
    m_thread = std::jthread([this](const std::stop_token &stop) { lead(stop); });
}

WatchCrew::~WatchCrew()
{
    m_thread.request_stop();
    if (m_wakeUp)
        m_wakeUp->wake();
    m_thread.join();
    std::map<std::string, std::shared_ptr<WatchWorker>> lanes;
    {
        const std::lock_guard guard(m_mutex);
        lanes.swap(m_lanes);
    }
    for (const auto &[name, lane] : lanes)
        lane->shut();
    const auto end = steadyNow() + LongestFarewell;
    for (const auto &[name, lane] : lanes)
        lane->waitForEnd(std::chrono::duration_cast<std::chrono::milliseconds>(std::max(end - steadyNow(), 0ns)));
}

void WatchCrew::watch(LockWatcher::Places places)
{
    const std::lock_guard guard(m_mutex);
    m_places = std::move(places);
    m_placesAreNew = true;
    if (m_wakeUp)
        m_wakeUp->wake();
}

void WatchCrew::refresh()
{
    const std::lock_guard guard(m_mutex);
    awaitAll();
    for (const auto &[name, lane] : m_lanes)
        lane->loop().refresh();
}

void WatchCrew::setPaused(bool paused)
{
    const std::lock_guard guard(m_mutex);
    if (m_paused && !paused)
        awaitAll();
    m_paused = paused;
    for (const auto &[name, lane] : m_lanes)
        lane->loop().setPaused(paused);
}

void WatchCrew::setForeground(bool inFront)
{
    const std::lock_guard guard(m_mutex);
    m_inFront = inFront;
    for (const auto &[name, lane] : m_lanes)
        lane->loop().setForeground(inFront);
}

void WatchCrew::setKernelPolling(bool polling)
{
    const std::lock_guard guard(m_mutex);
    m_kernelPolling = polling;
    for (const auto &[name, lane] : m_lanes)
        lane->loop().setKernelPolling(polling);
}

void WatchCrew::lead(const std::stop_token &stop)
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

void WatchCrew::assign(bool placesAreNew)
{
    LockWatcher::Places places;
    {
        const std::lock_guard guard(m_mutex);
        places = m_places;
    }
    auto tasks = sortByMounts(places.paths, places.kernelLocks, MountTable());
    std::vector<std::shared_ptr<WatchWorker>> idle;
    {
        const std::lock_guard guard(m_mutex);
        std::erase_if(m_lanes, [&](const auto &entry) {
            if (tasks.contains(entry.first))
                return false;
            idle.push_back(entry.second);
            const std::lock_guard awaited(m_awaitedMutex);
            m_awaited.erase(entry.first);
            return true;
        });
    }
    for (const auto &lane : idle) {
        if (auto keys = lane->shut(); !keys.empty())
            m_sink.removed(std::move(keys));
    }
    const std::lock_guard guard(m_mutex);
    for (auto &[name, task] : tasks) {
        task.atStart = placesAreNew;
        auto &lane = m_lanes[name];
        if (!lane)
            lane = newLane(name);
        if (placesAreNew || !isSameTask(lane->task(), task)) {
            await(name);
            lane->assign(std::move(task));
        } else {
            lane->loop().readMachine();
        }
    }
}

/// REQUIRES: the mutex is held.
std::shared_ptr<WatchWorker> WatchCrew::newLane(const std::string &name)
{
    auto sink = m_sink;
    sink.initialScanFinished = [this, name] { noteReady(name, false); };
    sink.liesElsewhere = [this] {
        m_mustSort = true;
        if (m_wakeUp)
            m_wakeUp->wake();
    };
    auto lane = WatchWorker::start(std::move(sink));
    lane->loop().setPaused(m_paused);
    lane->loop().setForeground(m_inFront);
    lane->loop().setKernelPolling(m_kernelPolling);
    return lane;
}

void WatchCrew::checkAnswers()
{
    std::map<std::string, std::shared_ptr<WatchWorker>> lanes;
    {
        const std::lock_guard guard(m_mutex);
        lanes = m_lanes;
    }
    for (const auto &[name, lane] : lanes) {
        // A loop that hangs must not delay the others.
        if (lane->checkAnswers())
            noteReady(name, true);
    }
}

/// When the last expected lane is ready, the watcher is ready.
void WatchCrew::noteReady(const std::string &name, bool onlyIfAwaited)
{
    {
        const std::lock_guard guard(m_awaitedMutex);
        const bool wasAwaited = m_awaited.erase(name) > 0;
        if (!m_awaited.empty() || (onlyIfAwaited && !wasAwaited))
            return;
    }
    m_sink.initialScanFinished();
}

/// REQUIRES: the mutex is held.
void WatchCrew::awaitAll()
{
    for (const auto &[name, lane] : m_lanes)
        await(name);
}

void WatchCrew::await(const std::string &name)
{
    const std::lock_guard guard(m_awaitedMutex);
    m_awaited.insert(name);
}

} // namespace Lockscope
