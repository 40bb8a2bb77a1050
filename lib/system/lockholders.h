// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procroot.h"

#include <lockscope/kernellock.h>

#include <span>

namespace Lockscope {

/// Finds who really keeps each of these locks, in one pass over all descriptors of all processes. The locks are in the
/// order of lockShapeLess. True when some processes hid their descriptors, so that holders may be missing.
bool findHolders(const ProcRoot &proc, std::span<KernelLock *const> locks);

} // namespace Lockscope
