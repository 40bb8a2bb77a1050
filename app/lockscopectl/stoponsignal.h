// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "blockedsignals.h"
#include "event.h"

#include <stop_token>
#include <thread>

namespace Ctl {

/// During its lifetime, a signal ends the wait for the lock. The signal itself remains to be read.
class StopOnSignal
{
public:
    explicit StopOnSignal(const BlockedSignals &signals);
    ~StopOnSignal();
    StopOnSignal(const StopOnSignal &) = delete;
    StopOnSignal &operator=(const StopOnSignal &) = delete;

    std::stop_token token() const { return m_stop.get_token(); }

private:
    void watch(int signalFd);

    std::stop_source m_stop;
    Event m_done;
    std::thread m_thread;
};

} // namespace Ctl
