// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "system/lanes.h"

#include "system/answers.h"
#include "system/perprocess.h"
#include "system/thread.h"

#include <chrono>

namespace Lockscope {

namespace {

using namespace std::chrono_literals;

/// A task that waits, as openlock does for its race_delay, must not delay the others.
constexpr int MostLocalThreads = 4;
constexpr std::chrono::milliseconds Idle = 500ms;

} // namespace

Lanes &Lanes::forLocks()
{
    struct OfLocks
    {
        Lanes lanes;
    };
    return perProcess<OfLocks>().lanes;
}

Lanes &Lanes::forWatching()
{
    struct OfWatchers
    {
        Lanes lanes;
    };
    return perProcess<OfWatchers>().lanes;
}

std::string Lanes::of(const std::filesystem::path &path, const MountTable &mounts)
{
    const auto mount = mountToWaitFor(path, mounts);
    // Without a name, the path cannot be resolved: it gets a lane of its own.
    return mount ? (mount->empty() ? std::string("?") : *mount) : std::string(Local);
}

Result<void> Lanes::run(const std::string &name, std::function<void()> task)
{
    const std::lock_guard guard(m_mutex);
    auto &lane = m_lanes[name];
    const int most = name == Local ? MostLocalThreads : 1;
    const auto waiting = static_cast<int>(lane.tasks.size());
    if (lane.idle <= waiting && lane.threads < most) {
        auto started = Thread::startDetached([this, name] { work(name); });
        if (!started && lane.threads == 0)
            return started;
        if (started)
            ++lane.threads;
    }
    lane.tasks.push_back(std::move(task));
    lane.hasTask.notify_one();
    return {};
}

void Lanes::work(const std::string &name)
{
    std::unique_lock lock(m_mutex);
    auto &lane = m_lanes[name];
    for (;;) {
        ++lane.idle;
        const bool hasTask = lane.hasTask.wait_for(lock, Idle, [&] { return !lane.tasks.empty(); });
        --lane.idle;
        if (!hasTask) {
            --lane.threads;
            return;
        }
        auto task = std::move(lane.tasks.front());
        lane.tasks.pop_front();
        lock.unlock();
        task();
        task = nullptr; // what it owns is destroyed here
        lock.lock();
    }
}

} // namespace Lockscope
