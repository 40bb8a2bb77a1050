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

/// Tells of the end of many processes the moment it comes, also of one that its parent has not asked for yet: a pidfd
/// for each, as many as descriptors may be had. Who goes beyond is asked after again and again by the caller.
class ProcessEnds
{
public:
    /// At most so many pidfds.
    static Result<ProcessEnds> create(std::size_t most);
    /// What the process's limit of descriptors leaves for pidfds: half of it.
    static std::size_t mostByLimit();

    enum class Added
    {
        Follows,
        MustBeAsked, ///< no descriptor is left for it: see unfollowed()
        Ended,       ///< there is no such process any more
    };
    Added add(std::int64_t pid);
    void remove(std::int64_t pid);
    bool contains(std::int64_t pid) const { return m_followed.contains(pid) || m_unfollowed.contains(pid); }

    /// Those that ended since; they are removed. Does not block.
    std::vector<std::int64_t> drain();
    const std::set<std::int64_t> &unfollowed() const { return m_unfollowed; }
    std::vector<std::int64_t> all() const;
    /// Readable when drain() has something to give.
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
