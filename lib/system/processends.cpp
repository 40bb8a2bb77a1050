// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/processends.h"

#include "system/systemcalls.h"

#include <algorithm>
#include <array>

#include <sys/epoll.h>
#include <sys/resource.h>

namespace Lockscope {

Result<ProcessEnds> ProcessEnds::create(std::size_t most)
{
    FileDescriptor epoll(::epoll_create1(EPOLL_CLOEXEC));
    if (!epoll)
        return Failure::fromErrno(LockErrc::ReadFailed, "epoll_create1", {});
    return ProcessEnds(std::move(epoll), most);
}

std::size_t ProcessEnds::mostByLimit()
{
    // The rest is left for the program that uses this library.
    constexpr std::size_t Default = 1024;
    constexpr std::size_t Most = 65536;
    rlimit limit = {};
    const bool known = ::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
    return std::min<std::size_t>(Most, (known ? limit.rlim_cur : Default) / 2);
}

ProcessEnds::Added ProcessEnds::add(std::int64_t pid)
{
    if (m_followed.contains(pid))
        return Added::Follows;
    if (m_followed.size() < m_most) {
        auto process = PidFd::open(pid);
        if (!process && process.error().systemErrno == ESRCH)
            return Added::Ended;
        epoll_event event = {};
        event.events = EPOLLIN;
        event.data.u64 = static_cast<std::uint64_t>(pid);
        if (process && ::epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, process->fd(), &event) == 0) {
            m_followed.emplace(pid, std::move(*process));
            m_unfollowed.erase(pid);
            return Added::Follows;
        }
    }
    m_unfollowed.insert(pid);
    return Added::MustBeAsked;
}

void ProcessEnds::remove(std::int64_t pid)
{
    m_followed.erase(pid); // closing it removes it from the epoll set
    m_unfollowed.erase(pid);
}

std::vector<std::int64_t> ProcessEnds::drain()
{
    std::vector<std::int64_t> ended;
    std::array<epoll_event, 256> events = {};
    for (;;) {
        const int count = ::epoll_wait(m_epoll.get(), events.data(), static_cast<int>(events.size()), 0);
        for (int i = 0; i < count; ++i) {
            const auto pid = static_cast<std::int64_t>(events.at(static_cast<std::size_t>(i)).data.u64);
            ended.push_back(pid);
            m_followed.erase(pid);
        }
        if (count < static_cast<int>(events.size()))
            return ended;
    }
}

} // namespace Lockscope
