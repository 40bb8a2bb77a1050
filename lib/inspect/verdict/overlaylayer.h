// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/hostsnapshot.h"

#include <lockscope/evidence.h>
#include <lockscope/verdict.h>

#include <filesystem>
#include <vector>

namespace Lockscope {

/// Limits the verdict on a file in a layer of a mounted overlay: it is never `stale` or `free`. Programs use it through
/// the mount, where it is another inode, so that neither their kernel locks nor their descriptors are shown for this
/// file, and a container has PIDs of its own. Even a lock from before the last boot, which cannot be held any more,
/// must not be removed below the overlay. `held` is not changed.
void weighOverlayLayer(Verdict &verdict, std::vector<Evidence> &evidence, const std::filesystem::path &path,
                       const HostSnapshot &machine);

} // namespace Lockscope
