// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/filedescriptor.h"

#include <lockscope/result.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <sys/inotify.h>

namespace Lockscope {

/// An inotify instance. See inotify(7) for masks and events.
class Inotify
{
public:
    struct Event
    {
        int watch = -1;
        std::uint32_t mask = 0; ///< IN_Q_OVERFLOW: events were lost
        std::uint32_t cookie = 0;
        std::string name; ///< in a watched directory; empty for the watched inode itself
    };

    /// Non-blocking and close-on-exec. Fails with EMFILE if the user's instances (128 by default) are used up.
    static Result<Inotify> create();

    /// The mask determines whether a link is followed (IN_DONT_FOLLOW). Returns the watch descriptor.
    Result<int> add(const std::filesystem::path &path, std::uint32_t mask);
    /// Watches the inode of an open descriptor.
    Result<int> add(int fd, std::uint32_t mask);
    void remove(int watch);

    /// All pending events; does not block.
    std::vector<Event> read();
    int fd() const { return m_fd.get(); }
    /// Gives up the instance without closing its descriptor, whose number now belongs to another file.
    void abandon() { m_fd.release(); }

private:
    explicit Inotify(FileDescriptor fd);
    FileDescriptor m_fd;
};

} // namespace Lockscope
