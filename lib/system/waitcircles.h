// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procroot.h"

#include <lockscope/kernellock.h>

#include <span>

namespace Lockscope {

/// Finds circles of processes that wait for each other by these locks and tells each lock of a circle who is in it.
void markCircles(const ProcRoot &proc, std::span<KernelLock *const> locks);

} // namespace Lockscope
