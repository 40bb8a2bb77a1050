// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/clocks.h"

#include <atomic>
#include <chrono>

namespace Lockscope {

/// Shows other threads whether a loop makes progress: a piece of work that takes too long hangs in a file system.
class WatchActivity
{
public:
    /// A piece of work starts.
    void proceed() { m_busySince = steadyNow().count(); }
    void rest() { m_busySince = 0; }

    /// When the current piece of work started, on the steady clock; 0 between pieces of work.
    std::chrono::nanoseconds busySince() const { return std::chrono::nanoseconds(m_busySince.load()); }

private:
    std::atomic<std::chrono::nanoseconds::rep> m_busySince{0};
};

} // namespace Lockscope
