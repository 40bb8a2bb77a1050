// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>

#include <csignal>

#include <sys/signalfd.h>

namespace Ctl {

/// Signals that are read from a descriptor instead of interrupting the program. They stay blocked until the program
/// exits, so that a signal cannot interrupt the release of a lock.
///
/// A signal that our caller ignores (nohup, a background job of a plain shell) stays ignored, and is never read.
class BlockedSignals
{
public:
    explicit BlockedSignals(std::initializer_list<int> signalNumbers);
    ~BlockedSignals();
    BlockedSignals(const BlockedSignals &) = delete;
    BlockedSignals &operator=(const BlockedSignals &) = delete;

    /// Readable when a signal has arrived.
    int fd() const { return m_fd; }
    /// Waits for the next signal.
    signalfd_siginfo next();

    /// The previous signal mask, which a child process restores.
    const sigset_t &previousMask() const { return m_previousMask; }

private:
    sigset_t m_previousMask;
    int m_fd = -1;
};

} // namespace Ctl
