// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procroot.h"

#include <lockscope/kernellock.h>

#include <span>

namespace Lockscope {

/// Fills in the names of the waiters of these locks. Also finds the PIDs of waiters that are missing in the lock table
/// (OFD locks), if the kernel shows the system calls in which threads are blocked.
void nameWaiters(const ProcRoot &proc, std::span<KernelLock *const> locks);

} // namespace Lockscope
