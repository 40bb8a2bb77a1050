// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procroot.h"
#include "system/unlistedlocks.h"

#include <lockscope/kernellock.h>

#include <span>

namespace Lockscope {

/// Finds the real holders of these locks, in one pass over all descriptors of all processes. The locks must be sorted
/// by lockShapeLess. A lock that no descriptor shows is searched for in the descriptors of single threads and in
/// mappings; failing that, the process that acquired it is reported if it is running. Other locks that descriptors show
/// are added to `unlisted`. True if some processes hide their descriptors, so that holders may be missing.
bool findHolders(const ProcRoot &proc, std::span<KernelLock *const> locks, UnlistedLocks *unlisted = nullptr);

/// The same for only the processes in the lock table: fast, and sufficient to find the process that acquired each lock.
/// Processes that share an open file with it are not found. False if a lock has no holder among them.
bool findNamedHolders(const ProcRoot &proc, std::span<KernelLock *const> locks);

} // namespace Lockscope
