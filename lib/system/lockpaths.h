// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procroot.h"

#include <lockscope/kernellock.h>

#include <span>

namespace Lockscope {

/// Finds the path of each lock's inode from the descriptor of a holder, and whether the path is valid for this process.
/// The locks must be ordered by inode. Opens nothing on remote file systems, which may not respond.
void findPaths(const ProcRoot &proc, std::span<KernelLock *const> locks);

} // namespace Lockscope
