// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "stoponsignal.h"

#include <array>
#include <cerrno>

#include <poll.h>

namespace Ctl {

StopOnSignal::StopOnSignal(const BlockedSignals &signals)
    : m_thread([this, fd = signals.fd()] { watch(fd); })
{}

StopOnSignal::~StopOnSignal()
{
    m_done.set();
    m_thread.join();
}

void StopOnSignal::watch(int signalFd)
{
    std::array<pollfd, 2> waits{{{signalFd, POLLIN, 0}, {m_done.fd(), POLLIN, 0}}};
    while (::poll(waits.data(), waits.size(), -1) < 0 && errno == EINTR) {
    }
    if (waits[0].revents != 0)
        m_stop.request_stop();
}

} // namespace Ctl
