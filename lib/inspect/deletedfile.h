// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/machine.h"
#include "inspect/opinion.h"
#include "system/mounts.h"

#include <filesystem>
#include <optional>

namespace Lockscope {

/// The kernel locks that are held on deleted files which had this path. Whoever creates the file anew can acquire a
/// second lock beside them.
std::vector<KernelLock> locksOnDeletedFiles(const std::filesystem::path &path,
                                            const std::optional<MountTable::Place> &place, const Machine &machine);

/// Adds what facts.deletedLocks say to evidence and summary. The state stays what it is: that of the file at the path.
void reportDeletedFiles(Opinion &opinion);

} // namespace Lockscope
