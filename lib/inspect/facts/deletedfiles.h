// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/hostsnapshot.h"
#include "system/mounts.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace Lockscope {

/// The kernel locks on deleted files that had this path. A process that creates the file again can acquire a second
/// lock next to them.
std::vector<KernelLock> locksOnDeletedFiles(const std::filesystem::path &path,
                                            const std::optional<MountTable::Place> &place, const HostSnapshot &machine);

} // namespace Lockscope
