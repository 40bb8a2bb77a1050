// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/filedescriptor.h"
#include "system/wakeup.h"

#include <chrono>

namespace Lockscope {

/// Detects that a file system was mounted or unmounted.
class MountChanges
{
public:
    MountChanges();
    /// Waits until the mount table changes, for a wake-up, or until the timeout expires. Whether the mount table
    /// changed.
    bool wait(const WakeUp *wakeUp, std::chrono::milliseconds time);

private:
    FileDescriptor m_table;
};

} // namespace Lockscope
