// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/watchworker.h"

#include "system/answers.h"
#include "system/clocks.h"

#include <algorithm>
#include <utility>

namespace Lockscope {

namespace {

using namespace std::chrono_literals;

/// Between attempts to get a thread, and between checks of a step that takes long.
constexpr std::chrono::milliseconds BetweenChecks = 250ms;

/// More time between two checks than this was time in which this process did not run either.
constexpr std::chrono::nanoseconds MostBetweenChecks = 1s;

} // namespace

WatchWorker::WatchWorker(WatchReceiver receiver)
    : m_receiver(std::move(receiver))
    , m_loop([this](WatchMessage message) { pass(std::move(message)); }, [this] { onOrder(); })
{}

std::shared_ptr<WatchWorker> WatchWorker::start(const std::string &lane, WatchReceiver receiver)
{
    std::shared_ptr<WatchWorker> worker(new WatchWorker(std::move(receiver)));
    // A step that hangs keeps the worker alive.
    worker->m_steps.emplace(Lanes::forWatching(), lane, [weak = std::weak_ptr(worker)] {
        if (const auto alive = weak.lock())
            alive->step();
    });
    if (auto watch = ChangeWatch::create([worker = worker.get()] { return worker->onWake(); }))
        worker->m_watch = std::move(*watch);
    else
        worker->pass(watch.error());
    return worker;
}

void WatchWorker::pass(WatchMessage message)
{
    const std::lock_guard guard(m_mutex);
    if (m_isShut)
        return;
    if (const auto *const removed = std::get_if<LocksRemoved>(&message)) {
        for (const auto &key : removed->keys)
            m_keys.erase(key);
    } else if (const auto *const occurred = std::get_if<EventsOccurred>(&message)) {
        for (const auto &event : occurred->events) {
            if (m_task.alwaysPoll && event.verdict.state != Verdict::State::Absent)
                m_keys.insert(event.key);
        }
    } else if (const auto *const place = std::get_if<WatchedPlace>(&message)) {
        m_places[place->path.native()] = *place;
        if (m_hangs)
            return;
    }
    m_receiver(std::move(message));
}

void WatchWorker::assign(WatchLoop::Task task)
{
    {
        const std::lock_guard guard(m_mutex);
        m_task = task;
        m_places.clear();
        for (const auto &place : task.places)
            m_places[place.native()] = {place, WatchedPlace::State::Searching, {}};
        m_hangs = false;
    }
    m_loop.watch(std::move(task));
}

std::vector<std::string> WatchWorker::shut()
{
    m_steps->end();
    m_loop.stop();
    const std::lock_guard guard(m_mutex);
    m_isShut = true;
    return {m_keys.begin(), m_keys.end()};
}

/// In a thread of the lane.
void WatchWorker::step()
{
    m_isWaiting = false;
    if (m_watch)
        m_watch->wakeAt(steadyNow() + BetweenChecks); // to check whether it hangs
    const auto next = m_loop.step();
    checkAnswers();
    m_isWaiting = true;
    if (m_watch)
        m_watch->wakeWhen(next.descriptors, next.until);
}

/// In any thread but the watching one.
void WatchWorker::onOrder()
{
    if (!requestStep() && m_watch)
        m_watch->wakeAt(steadyNow() + BetweenChecks);
}

/// Fails if there is no thread for it.
Result<void> WatchWorker::requestStep()
{
    auto requested = m_steps->request();
    {
        const std::lock_guard guard(m_mutex);
        if (std::exchange(m_lacksThread, !requested) || requested)
            return requested;
    }
    pass(requested.error());
    return requested;
}

/// In the watching thread: when the next step is due, and from time to time during a step.
bool WatchWorker::onWake()
{
    // A step that waits may not have left its thread yet.
    if (m_isWaiting.exchange(false) || !m_steps->isRunning())
        static_cast<void>(requestStep());
    else
        checkAnswers();
    return false;
}

/// REQUIRES: the mutex is held.
bool WatchWorker::hasBeenSilent()
{
    const auto now = steadyNow();
    const auto elapsed = std::min(now - std::exchange(m_lastCheck, now), MostBetweenChecks);
    const auto since = m_loop.busySince();
    const bool isSameWork = since != 0ns && std::exchange(m_busySince, since) == since;
    m_silence = isSameWork ? m_silence + elapsed : 0ns;
    return m_silence > LongestSilence;
}

/// Checks whether the loop hangs in a file system that may not respond, and reports its places when that changes.
void WatchWorker::checkAnswers()
{
    const std::lock_guard guard(m_mutex);
    // A local file system always responds: there, the host is busy.
    const bool hangs = hasBeenSilent() && m_task.alwaysPoll;
    if (m_isShut)
        return;
    if (std::exchange(m_hangs, hangs) != hangs) {
        for (const auto &[path, place] : m_places)
            m_receiver(hangs ? WatchedPlace{place.path, WatchedPlace::State::NotAnswering, {}} : place);
    }
    if (hangs)
        m_receiver(NotResponding());
}

} // namespace Lockscope
