// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procroot.h"
#include "system/unlistedlocks.h"

#include <lockscope/kernellock.h>

#include <span>

namespace Lockscope {

/// Finds who really keeps each of these locks, in one pass over all descriptors of all processes. The locks are in the
/// order of lockShapeLess. A lock that no descriptor shows is searched for in the descriptors of single threads and in
/// mappings; at last, the process that acquired it is named if it is running. What descriptors show beyond these locks
/// goes to `unlisted`. True when some processes hid their descriptors, so that holders may be missing.
bool findHolders(const ProcRoot &proc, std::span<KernelLock *const> locks, UnlistedLocks *unlisted = nullptr);

/// The same among the processes alone that the table names: quick, and enough to tell who took each lock; who shares an
/// open file with that process is not found. False where a lock's holder is not among them.
bool findNamedHolders(const ProcRoot &proc, std::span<KernelLock *const> locks);

} // namespace Lockscope
