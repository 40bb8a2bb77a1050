// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/filedescriptor.h"

#include <lockscope/result.h>

#include <cstdint>

namespace Lockscope {

/// A process that cannot be confused with a later process with the same PID. Readable in poll() once the process has
/// exited.
class PidFd
{
public:
    /// Fails with ESRCH if there is no such process, with EINVAL for a thread ID that is not a PID.
    static Result<PidFd> open(std::int64_t pid);
    bool hasEnded() const;
    Result<void> signal(int number) const;
    int fd() const { return m_fd.get(); }

private:
    PidFd(FileDescriptor fd, std::int64_t pid);
    FileDescriptor m_fd;
    std::int64_t m_pid = 0;
};

} // namespace Lockscope
