// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/wakeup.h"

#include "system/systemcalls.h"

#include <cstdint>

#include <sys/eventfd.h>
#include <unistd.h>

namespace Lockscope {

WakeUp::WakeUp(FileDescriptor fd)
    : m_fd(std::move(fd))
{}

Result<WakeUp> WakeUp::create()
{
    FileDescriptor fd(sys().eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
    if (!fd)
        return Failure::fromErrno(LockErrc::LockFailed, "eventfd", {});
    return WakeUp(std::move(fd));
}

void WakeUp::wake() const
{
    // Calls the kernel directly, because this may run in a signal handler. A full counter (EAGAIN) has already woken
    // it.
    const int before = errno;
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(m_fd.get(), &one, sizeof one);
    errno = before;
}

void WakeUp::drain() const
{
    std::uint64_t count = 0;
    retryInterrupted([&] { return sys().read(m_fd.get(), &count, sizeof count); });
}

} // namespace Lockscope
