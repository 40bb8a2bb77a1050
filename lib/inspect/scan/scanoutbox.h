// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/directoryscan.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <stop_token>
#include <vector>

namespace Lockscope {

/// Collects the reports of the workers and passes them to the sink in batches, one call at a time.
class ScanOutbox
{
public:
    using Worker = unsigned;
    ScanOutbox(const ScanSink &sink, Worker workers);

    Worker workers() const { return static_cast<Worker>(m_trays.size()); }

    // For workers.
    /// Waits if the sink is far behind.
    void put(Worker worker, LockReport report, std::stop_token stop);
    void directory(const std::filesystem::path &path);
    void unreadable(const Failure &failure);
    void countEntry() { m_entries.fetch_add(1, std::memory_order_relaxed); }
    /// Called when a worker has ended.
    void workerEnds();

    /// Delivers until all workers have ended or stop is requested. For one thread.
    void deliver(std::stop_token stop);

private:
    /// The reports of one worker since the last delivery. Each worker has its own, so that workers never wait for each
    /// other.
    struct Tray
    {
        std::mutex mutex;
        std::condition_variable_any emptied;
        std::vector<LockReport> reports;
    };

    void deliverTrays(std::stop_token stop);
    void deliverBatch(std::vector<LockReport> batch);
    void deliverProgress();

    const ScanSink &m_sink;
    std::mutex m_sinkMutex; ///< one call of the sink at a time
    std::deque<Tray> m_trays;

    std::mutex m_mutex; ///< guards the following members
    std::condition_variable_any m_changed;
    bool m_trayIsFull = false;
    Worker m_endedWorkers = 0;
    std::filesystem::path m_current;

    std::atomic<std::uint64_t> m_entries = 0;
    std::atomic<std::uint64_t> m_directories = 0;
    std::uint64_t m_delivered = 0;
};

} // namespace Lockscope
