// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/filedescriptor.h"
#include "system/pidfd.h"

#include <lockscope/result.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <vector>

namespace Lockscope {

/// Reports at once when one of many processes exits, even before its parent has waited for it. Uses a pidfd per
/// process, as many as the descriptor limit permits. The caller must poll the other processes.
class ProcessEnds
{
public:
    /// Uses at most this number of pidfds.
    static Result<ProcessEnds> create(std::size_t most);
    /// The number of pidfds that the process's descriptor limit permits: half of it.
    static std::size_t mostByLimit();

    enum class Added
    {
        Follows,
        MustBeAsked, ///< no descriptor is left for it: see unfollowed()
        Ended,       ///< the process no longer exists
    };
    Added add(std::int64_t pid);
    void remove(std::int64_t pid);
    bool contains(std::int64_t pid) const { return m_followed.contains(pid) || m_unfollowed.contains(pid); }

    /// Returns and removes the processes that have exited since the last call. Does not block.
    std::vector<std::int64_t> drain();
    const std::set<std::int64_t> &unfollowed() const { return m_unfollowed; }
    /// Readable when drain() would return a process.
    int fd() const { return m_epoll.get(); }

private:
    ProcessEnds(FileDescriptor epoll, std::size_t most)
        : m_epoll(std::move(epoll))
        , m_most(most)
    {}

    FileDescriptor m_epoll;
    std::size_t m_most = 0;
    std::map<std::int64_t, PidFd> m_followed;
    std::set<std::int64_t> m_unfollowed;
};

} // namespace Lockscope
