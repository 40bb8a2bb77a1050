// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/scan/scanoutbox.h"

#include <chrono>

namespace Lockscope {

namespace {

/// Half of the documented delay: the other half is a reserve for a busy machine.
constexpr std::chrono::milliseconds LongestDelay{50};
constexpr std::chrono::milliseconds ProgressInterval{250};
/// A tray with this number of reports is delivered at once; with four times as many, its worker has to wait.
constexpr std::size_t FullTray = 256;
constexpr std::size_t MostWaiting = 4 * FullTray;

} // namespace

ScanOutbox::ScanOutbox(const ScanSink &sink, Worker workers)
    : m_sink(sink)
    , m_trays(workers)
{}

void ScanOutbox::put(Worker worker, LockReport report, std::stop_token stop)
{
    auto &tray = m_trays[worker];
    std::unique_lock lock(tray.mutex);
    if (tray.reports.size() >= MostWaiting)
        tray.emptied.wait(lock, stop, [&] { return tray.reports.size() < MostWaiting; });
    tray.reports.push_back(std::move(report));
    const bool full = tray.reports.size() == FullTray;
    lock.unlock();
    if (!full)
        return;
    {
        const std::scoped_lock changing(m_mutex);
        m_trayIsFull = true;
    }
    m_changed.notify_all();
}

void ScanOutbox::directory(const std::filesystem::path &path)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_current = path;
    }
    if (m_sink.directory) {
        const std::scoped_lock lock(m_sinkMutex);
        m_sink.directory(path);
    }
    m_directories.fetch_add(1, std::memory_order_relaxed);
}

void ScanOutbox::unreadable(const Failure &failure)
{
    const std::scoped_lock lock(m_sinkMutex);
    if (m_sink.unreadable)
        m_sink.unreadable(failure);
}

void ScanOutbox::workerEnds()
{
    {
        const std::scoped_lock lock(m_mutex);
        ++m_endedWorkers;
    }
    m_changed.notify_all();
}

void ScanOutbox::deliverTrays(std::stop_token stop)
{
    for (auto &tray : m_trays) {
        std::vector<LockReport> reports;
        {
            const std::scoped_lock lock(tray.mutex);
            reports.swap(tray.reports);
            tray.reports.reserve(reports.capacity());
        }
        tray.emptied.notify_all();
        if (!stop.stop_requested())
            deliverBatch(std::move(reports));
    }
}

void ScanOutbox::deliver(std::stop_token stop)
{
    auto nextProgress = std::chrono::steady_clock::now() + ProgressInterval;
    while (!stop.stop_requested()) {
        bool ended = false;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait_for(lock, stop, LongestDelay,
                               [&] { return m_trayIsFull || m_endedWorkers == m_trays.size(); });
            m_trayIsFull = false;
            ended = m_endedWorkers == m_trays.size();
        }
        deliverTrays(stop);
        if (ended || std::chrono::steady_clock::now() >= nextProgress) {
            deliverProgress();
            nextProgress = std::chrono::steady_clock::now() + ProgressInterval;
        }
        if (ended)
            return;
    }
}

void ScanOutbox::deliverBatch(std::vector<LockReport> batch)
{
    if (batch.empty())
        return;
    m_delivered += batch.size();
    const std::scoped_lock lock(m_sinkMutex);
    if (m_sink.batch)
        m_sink.batch(std::move(batch));
}

void ScanOutbox::deliverProgress()
{
    if (!m_sink.progress)
        return;
    ScanProgress progress;
    progress.directories = m_directories;
    progress.entries = m_entries;
    progress.locks = m_delivered;
    {
        const std::scoped_lock lock(m_mutex);
        progress.current = m_current;
    }
    const std::scoped_lock lock(m_sinkMutex);
    m_sink.progress(progress);
}

} // namespace Lockscope
