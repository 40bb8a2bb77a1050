// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "blockedsignals.h"

#include <cerrno>
#include <system_error>

#include <unistd.h>

namespace Ctl {

BlockedSignals::BlockedSignals(std::initializer_list<int> signalNumbers)
{
    sigset_t wanted;
    ::sigemptyset(&wanted);
    for (const int number : signalNumbers)
        ::sigaddset(&wanted, number);
    ::sigprocmask(SIG_BLOCK, &wanted, &m_previousMask);
    m_fd = ::signalfd(-1, &wanted, SFD_CLOEXEC);
    if (m_fd < 0)
        throw std::system_error(errno, std::generic_category(), "signalfd");
}

BlockedSignals::~BlockedSignals()
{
    ::close(m_fd);
}

signalfd_siginfo BlockedSignals::next()
{
    signalfd_siginfo information{};
    while (::read(m_fd, &information, sizeof information) < 0 && errno == EINTR) {
    }
    return information;
}

} // namespace Ctl
