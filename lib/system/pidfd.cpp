// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/pidfd.h"

#include "system/systemcalls.h"

#include <climits>
#include <string>

namespace Lockscope {

namespace {

std::filesystem::path placeOf(std::int64_t pid)
{
    return "/proc/" + std::to_string(pid);
}

} // namespace

PidFd::PidFd(FileDescriptor fd, std::int64_t pid)
    : m_fd(std::move(fd))
    , m_pid(pid)
{}

Result<PidFd> PidFd::open(std::int64_t pid)
{
    FileDescriptor fd;
    if (pid <= 0 || pid > INT_MAX)
        errno = EINVAL;
    else
        fd.reset(sys().pidfdOpen(static_cast<pid_t>(pid)));
    if (!fd)
        return Failure::fromErrno(LockErrc::ReadFailed, "pidfd_open", placeOf(pid));
    return PidFd(std::move(fd), pid);
}

bool PidFd::hasEnded() const
{
    pollfd end = {m_fd.get(), POLLIN, 0};
    return retryInterrupted([&] { return sys().poll(&end, 1, 0); }) > 0 && (end.revents & POLLIN) != 0;
}

Result<void> PidFd::signal(int number) const
{
    if (sys().pidfdSendSignal(m_fd.get(), number) < 0)
        return Failure::fromErrno(LockErrc::ReadFailed, "pidfd_send_signal", placeOf(m_pid));
    return {};
}

} // namespace Lockscope
