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

/// Sorts places by the mounts that they lie on: one task for all file systems of this host, named by an empty string,
/// and one for each mount of another, which may not answer, named by mount point and device. Asks no file system but
/// this host's own, and those only for links.
std::map<std::string, WatchLoop::Task> sortByMounts(const std::vector<std::filesystem::path> &places, bool kernelLocks,
                                                    const MountTable &mounts);

} // namespace Lockscope
