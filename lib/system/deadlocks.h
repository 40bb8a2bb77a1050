// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procroot.h"

#include <lockscope/kernellock.h>

#include <span>

namespace Lockscope {

/// Finds deadlocks: cycles of processes that wait for each other through these locks. Records the cycle in each of its
/// locks.
void markCircles(const ProcRoot &proc, std::span<KernelLock *const> locks);

} // namespace Lockscope
