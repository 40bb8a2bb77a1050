// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/clocks.h"

#include "system/systemcalls.h"

namespace Lockscope {

std::chrono::nanoseconds clockNow(clockid_t clock)
{
    timespec time = {};
    sys().clockGettime(clock, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

std::chrono::nanoseconds steadyNow()
{
    return clockNow(CLOCK_MONOTONIC);
}

WallTime wallNow()
{
    return WallTime(clockNow(CLOCK_REALTIME));
}

} // namespace Lockscope
