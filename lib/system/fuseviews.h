// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/mounts.h"

#include <lockscope/kernellock.h>

#include <vector>

namespace Lockscope {

/// Kernel locks on what may be the same file on another file system: a FUSE file system such as bindfs shows the files
/// of another directory, with their inode numbers. A kernel lock through one path is not on the file at the other, and
/// excludes nobody there. Empty unless one of the two is a FUSE file system that is not known to be a remote one.
std::vector<KernelLock> locksThroughFuse(const MountTable::Place &place, const KernelLockTable &table,
                                         const MountTable &mounts);

} // namespace Lockscope
