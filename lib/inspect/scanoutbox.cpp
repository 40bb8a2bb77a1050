// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/scanoutbox.h"

#include <chrono>
#include <utility>

namespace Lockscope {

namespace {

/// Half of what is promised: the other half is for a busy machine.
constexpr std::chrono::milliseconds LongestDelay{50};
constexpr std::chrono::milliseconds ProgressInterval{250};
constexpr std::size_t FullBatch = 512;
constexpr std::size_t MostWaiting = 8 * FullBatch;

} // namespace

ScanOutbox::ScanOutbox(const ScanSink &sink)
    : m_sink(sink)
{}

void ScanOutbox::put(LockReport report, std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, stop, [this] { return m_reports.size() < MostWaiting; });
    m_reports.push_back(std::move(report));
    if (m_reports.size() == FullBatch)
        m_changed.notify_all();
}

void ScanOutbox::folder(const std::filesystem::path &path)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_current = path;
    }
    if (m_sink.folder) {
        const std::scoped_lock lock(m_sinkMutex);
        m_sink.folder(path);
    }
    m_folders.fetch_add(1, std::memory_order_relaxed);
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

void ScanOutbox::deliver(unsigned workers, std::stop_token stop)
{
    auto nextProgress = std::chrono::steady_clock::now() + ProgressInterval;
    while (!stop.stop_requested()) {
        std::vector<LockReport> batch;
        bool ended = false;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait_for(lock, stop, LongestDelay,
                               [&] { return m_reports.size() >= FullBatch || m_endedWorkers == workers; });
            batch = std::exchange(m_reports, {});
            ended = m_endedWorkers == workers;
        }
        m_changed.notify_all();
        deliverBatch(std::move(batch));
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
    progress.folders = m_folders;
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
