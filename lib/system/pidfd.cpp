// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/pidfd.h"

#include "system/procparse.h"
#include "system/systemcalls.h"

#include <climits>
#include <string>

#include <fcntl.h>
#include <poll.h>

namespace Lockscope {

namespace {

/// By a kernel without the call, or by a seccomp profile. For a signal, EPERM may also be the missing permission, which
/// kill() then reports.
bool isRefused(int error)
{
    return error == ENOSYS || error == EPERM;
}

std::filesystem::path placeOf(std::int64_t pid)
{
    return "/proc/" + std::to_string(pid);
}

} // namespace

PidFd::PidFd(FileDescriptor fd, std::int64_t pid, Handle handle)
    : m_fd(std::move(fd))
    , m_handle(handle)
    , m_pid(pid)
{}

Result<PidFd> PidFd::open(std::int64_t pid)
{
    FileDescriptor fd;
    if (pid <= 0 || pid > INT_MAX)
        errno = EINVAL;
    else
        fd.reset(sys().pidfdOpen(static_cast<pid_t>(pid)));
    if (!fd && isRefused(errno))
        return openInProc(pid);
    if (!fd)
        return Failure::fromErrno(LockErrc::ReadFailed, "pidfd_open", placeOf(pid));
    return PidFd(std::move(fd), pid, Handle::PidFd);
}

Result<PidFd> PidFd::openInProc(std::int64_t pid)
{
    const auto place = placeOf(pid);
    FileDescriptor fd(sys().openat(AT_FDCWD, place.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd && errno == ENOENT)
        errno = ESRCH;
    if (!fd)
        return Failure::fromErrno(LockErrc::ReadFailed, "openat", place);
    PidFd process(std::move(fd), pid, Handle::ProcDirectory);
    const auto status = process.statusText();
    // A thread has a directory as well.
    if (ProcParse::status(status).threadGroup == pid)
        return process;
    errno = status.empty() ? ESRCH : EINVAL;
    return Failure::fromErrno(LockErrc::ReadFailed, "openat", place);
}

std::string PidFd::statusText() const
{
    const FileDescriptor file(sys().openat(m_fd.get(), "status", O_RDONLY | O_CLOEXEC));
    std::string text(8192, '\0');
    const auto size =
        file ? retryInterrupted([&] { return sys().pread(file.get(), text.data(), text.size(), 0); }) : -1;
    text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return text;
}

bool PidFd::hasEnded() const
{
    if (m_handle == Handle::ProcDirectory) {
        const auto status = statusText();
        return status.empty() || ProcParse::status(status).hasProcessExited();
    }
    pollfd end = {m_fd.get(), POLLIN, 0};
    return retryInterrupted([&] { return sys().poll(&end, 1, 0); }) > 0 && (end.revents & POLLIN) != 0;
}

Result<void> PidFd::signal(int number) const
{
    const bool isPidFd = m_handle == Handle::PidFd;
    if (isPidFd && sys().pidfdSendSignal(m_fd.get(), number) == 0)
        return {};
    if (isPidFd && !isRefused(errno))
        return Failure::fromErrno(LockErrc::ReadFailed, "pidfd_send_signal", placeOf(m_pid));
    // Between the check and the call, the PID could only go to another process if all other PIDs were assigned first.
    if (hasEnded())
        errno = ESRCH;
    else if (sys().kill(static_cast<pid_t>(m_pid), number) == 0)
        return {};
    return Failure::fromErrno(LockErrc::ReadFailed, "kill", placeOf(m_pid));
}

} // namespace Lockscope
