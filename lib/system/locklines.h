// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procparse.h"
#include "system/procroot.h"

#include <lockscope/kernellock.h>

#include <optional>
#include <vector>

namespace Lockscope {

/// Orders locks by inode, range, type, mode and the table's pid: all that tells one line of the table from another, so
/// that locks of equal shape are neighbours.
bool lockShapeLess(const KernelLock &left, const KernelLock &right);

/// A lock as one line of the table or of an fdinfo file prints it, without holders and waiters.
KernelLock lockOf(const ProcParse::LockLine &line);

/// The kernel's lock table as it is printed: locks with their waiters' pids, in the order of lockShapeLess. Absent
/// where it cannot be read, with errno left as the reason.
std::optional<std::vector<KernelLock>> readLockLines(const ProcRoot &proc);

} // namespace Lockscope
