// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/watchworker.h"

#include "system/answers.h"
#include "system/clocks.h"

#include <thread>

namespace Lockscope {

namespace {

using namespace std::chrono_literals;

} // namespace

WatchWorker::WatchWorker(WatchReceiver receiver)
    : m_receiver(std::move(receiver))
    , m_loop([this](WatchMessage message) { pass(std::move(message)); })
{}

std::shared_ptr<WatchWorker> WatchWorker::start(WatchReceiver receiver)
{
    std::shared_ptr<WatchWorker> worker(new WatchWorker(std::move(receiver)));
    // Detached, because a thread that hangs in a file system cannot be joined. It keeps the worker alive as long as it
    // runs.
    std::thread([worker] {
        worker->m_loop.run();
        const std::lock_guard guard(worker->m_mutex);
        worker->m_hasEnded = true;
        worker->m_ending.notify_all();
    }).detach();
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
        m_places[place->path] = *place;
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
            m_places[place] = {place, WatchedPlace::State::Searching, {}};
        m_hangs = false;
    }
    m_loop.watch(std::move(task));
}

std::vector<std::string> WatchWorker::shut()
{
    m_loop.stop();
    const std::lock_guard guard(m_mutex);
    m_isShut = true;
    return {m_keys.begin(), m_keys.end()};
}

bool WatchWorker::waitForEnd(std::chrono::milliseconds time)
{
    std::unique_lock lock(m_mutex);
    return m_ending.wait_for(lock, time, [this] { return m_hasEnded; });
}

bool WatchWorker::checkAnswers()
{
    const auto since = m_loop.busySince();
    const bool hangs = since != 0ns && steadyNow() - since > LongestSilence;
    const std::lock_guard guard(m_mutex);
    if (m_isShut || hangs == m_hangs)
        return hangs;
    m_hangs = hangs;
    for (const auto &[path, place] : m_places)
        m_receiver(hangs ? WatchedPlace{path, WatchedPlace::State::NotAnswering, {}} : place);
    return hangs;
}

} // namespace Lockscope
