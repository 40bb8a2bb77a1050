// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "remote/protocol.h"

#include <lockscope/hosts.h>

#include <QThread>

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <semaphore>
#include <vector>

namespace Lockscope {

/// What a host reports about a file.
struct FileTestimony
{
    Testimony base; ///< the host, and the problem if there is no answer
    Protocol::FileState file;
};

/// At most this number of hosts is asked at the same time.
using HostSlots = std::counting_semaphore<8>;

/// The connection to one host, in a thread of its own, so that a host that does not answer delays only what concerns
/// it. Thread-safe.
class HostLane
{
public:
    HostLane(ListedHost host, std::shared_ptr<HostSlots> slots);
    ~HostLane();
    HostLane(const HostLane &) = delete;
    HostLane &operator=(const HostLane &) = delete;

    /// One testimony for each owner. Never waits.
    std::future<std::vector<Testimony>> ask(std::vector<Claim> owners);
    /// The kernel locks on a file. Never waits.
    std::future<FileTestimony> askAboutFile(const std::filesystem::path &path);

private:
    class Worker;
    using Job = std::function<void(Worker &)>;
    template <typename Answer>
    std::future<Answer> enqueue(std::function<Answer(Worker &)> question);
    void run();

    const ListedHost m_host;
    const std::shared_ptr<HostSlots> m_slots;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Job> m_jobs;
    bool m_isStopping = false;
    std::unique_ptr<QThread> m_thread;
};

} // namespace Lockscope
