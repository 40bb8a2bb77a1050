// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>

#include <csignal>

#include <sys/signalfd.h>

namespace Ctl {

/// Signals that do not interrupt the program any more but are read from a descriptor. They stay blocked to the end of
/// the program: one that comes while a lock is being released must not end it half-way.
///
/// A signal that our caller chose to ignore (nohup, a background job of a plain shell) stays ignored, and is never
/// read.
class BlockedSignals
{
public:
    explicit BlockedSignals(std::initializer_list<int> signalNumbers);
    ~BlockedSignals();
    BlockedSignals(const BlockedSignals &) = delete;
    BlockedSignals &operator=(const BlockedSignals &) = delete;

    /// Readable when a signal came.
    int fd() const { return m_fd; }
    /// Waits for the next one.
    signalfd_siginfo next();

    /// What was blocked before: a child process needs it back.
    const sigset_t &previousMask() const { return m_previousMask; }

private:
    sigset_t m_previousMask;
    int m_fd = -1;
};

} // namespace Ctl
