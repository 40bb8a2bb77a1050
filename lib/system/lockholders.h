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

/// The same among the processes alone that the table names: quick, and enough to tell who took each lock; who shares an
/// open file with that process is not found. False where a lock's holder is not among them.
bool findNamedHolders(const ProcRoot &proc, std::span<KernelLock *const> locks);

} // namespace Lockscope
