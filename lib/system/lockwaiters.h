// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procroot.h"

#include <lockscope/kernellock.h>

#include <span>

namespace Lockscope {

/// Gives the waiters of these locks their names, and their pids where the table has none (OFD locks) and the kernel
/// tells what system calls its threads are blocked in.
void nameWaiters(const ProcRoot &proc, std::span<KernelLock *const> locks);

} // namespace Lockscope
