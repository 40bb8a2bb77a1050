// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/deadlocks.h"

#include "system/procparse.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>

namespace Lockscope {

namespace {

class CircleSearch
{
public:
    CircleSearch(const ProcRoot &proc, std::span<KernelLock *const> locks)
        : m_proc(proc)
    {
        for (auto *lock : locks) {
            lock->deadlock.clear();
            for (const auto &waiter : lock->waiters)
                if (waiter.pid > 0)
                    m_awaited[waiter.pid].insert(lock);
        }
    }

    void run()
    {
        for (const auto &[pid, locks] : m_awaited)
            for (const auto *lock : locks)
                if (lock->deadlock.empty())
                    mark(circleFrom(pid, *lock));
    }

private:
    using Circle = std::vector<std::int64_t>;

    /// The shortest cycle in which pid waits for this lock; empty if there is none.
    Circle circleFrom(std::int64_t pid, const KernelLock &lock)
    {
        std::map<std::int64_t, std::int64_t> reachedFrom;
        std::deque<std::int64_t> next;
        const auto reach = [&](std::int64_t from, const KernelLock &awaited) {
            for (const auto &holder : awaited.holders)
                if ((holder.pid != from || waitsForItself(from)) && reachedFrom.try_emplace(holder.pid, from).second)
                    next.push_back(holder.pid);
        };
        reach(pid, lock);
        while (!next.empty() && !reachedFrom.contains(pid)) {
            const auto at = next.front();
            next.pop_front();
            if (const auto awaited = m_awaited.find(at); awaited != m_awaited.end())
                for (const auto *further : awaited->second)
                    reach(at, *further);
        }
        if (!reachedFrom.contains(pid))
            return {};

        Circle circle;
        auto at = pid;
        do {
            at = reachedFrom.at(at);
            circle.push_back(at);
        } while (at != pid);
        std::ranges::reverse(circle);
        std::ranges::rotate(circle, std::ranges::min_element(circle));
        return circle;
    }

    void mark(const Circle &circle)
    {
        for (std::size_t i = 0; i < circle.size(); ++i) {
            const auto waiter = circle[i];
            const auto holder = circle[(i + 1) % circle.size()];
            for (auto *lock : m_awaited.at(waiter))
                if (lock->deadlock.empty() &&
                    std::ranges::find(lock->holders, holder, &LockHolder::pid) != lock->holders.end())
                    lock->deadlock = circle;
        }
    }

    /// In a process with several threads, one may wait for a lock that another will release. A process with a single
    /// thread that waits for its own open file waits indefinitely.
    bool waitsForItself(std::int64_t pid) const
    {
        const auto text = m_proc.read(std::to_string(pid) + "/stat");
        const auto stat = text ? ProcParse::stat(*text) : std::nullopt;
        return stat && stat->threads == 1;
    }

    const ProcRoot &m_proc;
    std::map<std::int64_t, std::set<KernelLock *>> m_awaited; ///< by waiter
};

} // namespace

void markCircles(const ProcRoot &proc, std::span<KernelLock *const> locks)
{
    CircleSearch(proc, locks).run();
}

} // namespace Lockscope
