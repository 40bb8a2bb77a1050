// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/filedescriptor.h"

#include <lockscope/result.h>

#include <cstdint>
#include <string>

namespace Lockscope {

/// A process that cannot be confused with a later process with the same PID. If pidfd_open(2) is refused (Linux before
/// 5.3, old seccomp profiles), it is identified by its open directory in /proc, which fails once the process has
/// exited.
class PidFd
{
public:
    /// Fails with ESRCH if there is no such process, with EINVAL for a thread ID that is not a PID.
    static Result<PidFd> open(std::int64_t pid);
    bool hasEnded() const;
    Result<void> signal(int number) const;
    /// Readable in poll() once the process has exited. A directory in /proc cannot be polled: epoll_ctl() fails with
    /// EPERM.
    int fd() const { return m_fd.get(); }

private:
    enum class Handle
    {
        PidFd,
        ProcDirectory
    };
    PidFd(FileDescriptor fd, std::int64_t pid, Handle handle);
    static Result<PidFd> openInProc(std::int64_t pid);
    /// Of a handle in /proc; empty if the process has exited.
    std::string statusText() const;

    FileDescriptor m_fd;
    Handle m_handle = Handle::PidFd;
    std::int64_t m_pid = 0;
};

} // namespace Lockscope
