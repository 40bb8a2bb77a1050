// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procparse.h"
#include "system/procroot.h"

#include <lockscope/kernellock.h>

#include <optional>
#include <vector>

namespace Lockscope {

/// Orders locks by inode, range, type, mode and the PID in the lock table. These fields distinguish the lines of the
/// table, so that locks with equal fields are adjacent.
bool lockShapeLess(const KernelLock &left, const KernelLock &right);

/// A lock as described by a line of the lock table or of an fdinfo file, without holders and waiters.
KernelLock lockOf(const ProcParse::LockLine &line);

/// The kernel's lock table as printed: locks with the PIDs of their waiters, sorted by lockShapeLess. Absent if it
/// cannot be read, with errno set.
std::optional<std::vector<KernelLock>> readLockLines(const ProcRoot &proc);

} // namespace Lockscope
