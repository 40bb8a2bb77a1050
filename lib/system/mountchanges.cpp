// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/mountchanges.h"

#include "system/systemcalls.h"

#include <array>

namespace Lockscope {

MountChanges::MountChanges()
    : m_table(sys().openat(AT_FDCWD, "/proc/thread-self/mountinfo", O_RDONLY | O_CLOEXEC))
{}

bool MountChanges::wait(const WakeUp *wakeUp, std::chrono::milliseconds time)
{
    // proc(5): a change is reported as an exceptional condition of the open file, once.
    std::array<struct pollfd, 2> fds{{{m_table.get(), POLLPRI, 0}, {wakeUp ? wakeUp->fd() : -1, POLLIN, 0}}};
    const int count = sys().poll(fds.data(), fds.size(), static_cast<int>(time.count()));
    return count > 0 && (fds[0].revents & (POLLPRI | POLLERR)) != 0;
}

} // namespace Lockscope
