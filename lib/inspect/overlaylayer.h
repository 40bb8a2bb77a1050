// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/machine.h"

#include <lockscope/evidence.h>
#include <lockscope/verdict.h>

#include <filesystem>
#include <vector>

namespace Lockscope {

/// A file in a layer of a mounted overlay is never `stale` or `free`: programs use it through the mount, where it is
/// another inode, so that neither their kernel locks nor their descriptors show here, and a container counts its
/// processes in its own way. Even a lock from before the last boot, which nobody can hold, must not be removed beneath
/// the overlay. What is held stays held.
void weighOverlayLayer(Verdict &verdict, std::vector<Evidence> &evidence, const std::filesystem::path &path,
                       const Machine &machine);

} // namespace Lockscope
