// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procroot.h"

#include <lockscope/kernellock.h>

#include <span>

namespace Lockscope {

/// Finds the path of each lock's inode from a holder's descriptor and what it names from here. The locks are ordered by
/// inode. Opens nothing on a file system that other hosts share, which may be dead.
void findPaths(const ProcRoot &proc, std::span<KernelLock *const> locks);

} // namespace Lockscope
