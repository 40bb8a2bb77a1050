// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/filedescriptor.h"
#include "system/wakeup.h"

#include <chrono>

namespace Lockscope {

/// Tells that something was mounted or unmounted.
class MountChanges
{
public:
    MountChanges();
    /// Whether the mount table changed. Waits for that, for a wake-up, or until the time is over.
    bool wait(const WakeUp *wakeUp, std::chrono::milliseconds time);

private:
    FileDescriptor m_table;
};

} // namespace Lockscope
