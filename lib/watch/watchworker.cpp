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

WatchWorker::WatchWorker(WatchSink sink)
    : m_sink(std::move(sink))
    , m_loop(gate())
{}

std::shared_ptr<WatchWorker> WatchWorker::start(WatchSink sink)
{
    std::shared_ptr<WatchWorker> lane(new WatchWorker(std::move(sink)));
    // Detached, because a thread that hangs in a file system cannot be joined. It keeps the lane alive as long as it
    // runs.
    std::thread([lane] {
        lane->m_loop.run();
        const std::lock_guard guard(lane->m_mutex);
        lane->m_hasEnded = true;
        lane->m_ending.notify_all();
    }).detach();
    return lane;
}

template <typename Call>
auto WatchWorker::through(Call call)
{
    return [this, call](auto &&...values) {
        const std::lock_guard guard(m_mutex);
        if (!m_isShut)
            call(std::forward<decltype(values)>(values)...);
    };
}

WatchSink WatchWorker::gate()
{
    WatchSink sink;
    sink.wantsReports = [this] {
        const std::lock_guard guard(m_mutex);
        return !m_isShut && m_sink.wantsReports();
    };
    sink.updated = through([this](std::vector<LockReport> reports) { m_sink.updated(std::move(reports)); });
    sink.removed = through([this](std::vector<std::string> keys) {
        for (const auto &key : keys)
            m_keys.erase(key);
        m_sink.removed(std::move(keys));
    });
    sink.eventsOccurred = through([this](std::vector<LockEvent> events) {
        if (m_task.alwaysPoll) {
            for (const auto &event : events) {
                if (event.verdict.state != Verdict::State::Absent)
                    m_keys.insert(event.key);
            }
        }
        m_sink.eventsOccurred(std::move(events));
    });
    sink.eventsLost = through([this] { m_sink.eventsLost(); });
    sink.place = through([this](WatchedPlace place) {
        m_places[place.path] = place;
        if (!m_hangs)
            m_sink.place(std::move(place));
    });
    sink.scanning = through([this](const ScanProgress &progress) { m_sink.scanning(progress); });
    sink.toldAll = through([this](std::vector<std::filesystem::path> places, WallTime since) {
        m_sink.toldAll(std::move(places), since);
    });
    sink.initialScanFinished = through([this] { m_sink.initialScanFinished(); });
    sink.failed = through([this](const Failure &failure) { m_sink.failed(failure); });
    sink.liesElsewhere = through([this] { m_sink.liesElsewhere(); });
    return sink;
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
        m_sink.place(hangs ? WatchedPlace{path, WatchedPlace::State::NotAnswering, {}} : place);
    return hangs;
}

} // namespace Lockscope
