// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/mounts.h"
#include "watch/watchloop.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace Lockscope {

/// Sorts places by mount: one task, with an empty name, for all file systems of this host, and one task per remote or
/// FUSE mount, which may not respond, named by mount point and device. Accesses only local file systems, and only to
/// resolve links.
std::map<std::string, WatchLoop::Task> sortByMounts(const std::vector<std::filesystem::path> &places, bool kernelLocks,
                                                    const MountTable &mounts);

} // namespace Lockscope
