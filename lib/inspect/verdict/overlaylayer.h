// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/hostsnapshot.h"

#include <lockscope/inode.h>
#include <lockscope/verdict.h>

#include <filesystem>
#include <optional>
#include <vector>

namespace Lockscope {

/// Limits the verdict on a file in a layer of a mounted overlay: it is never `stale` or `free`. Programs use it through
/// the mount, where it is another inode, so that neither their kernel locks nor their descriptors are shown for this
/// file, and a container has PIDs of its own. Even a lock from before the last boot, which cannot be held any more,
/// must not be removed below the overlay. `held` is not changed, and `unknown` no longer says that the file has no
/// kernel lock.
void weighOverlayLayer(Verdict &verdict, std::vector<Evidence> &evidence, const std::filesystem::path &path,
                       const HostSnapshot &machine);

/// The same if an overlay may have this inode in a layer without being visible: it is mounted in the mount namespace of
/// a process of another user. The kernel's lock table shows a lock with the inode number of the layer on a file system
/// without a block device that is not mounted here.
void weighUnseenMounts(Verdict &verdict, std::vector<Evidence> &evidence, const std::optional<InodeKey> &inode,
                       const HostSnapshot &machine);

/// The same if the file is on a FUSE file system that shows the files of another directory, such as bindfs, or is shown
/// by one, and there is a kernel lock on the same inode number in the other place.
void weighFuseViews(Verdict &verdict, std::vector<Evidence> &evidence, const std::optional<MountTable::Place> &place,
                    const HostSnapshot &machine);

} // namespace Lockscope
