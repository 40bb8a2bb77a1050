// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/fuseviews.h"

#include <algorithm>
#include <iterator>

namespace Lockscope {

namespace {

/// Without a subtype (`fuse`), it may be anything. `fuseblk` has a block device and inode numbers of its own.
bool mayShowOthers(const FileSystemKind &fileSystem)
{
    return fileSystem.type == "fuse" || (fileSystem.type.starts_with("fuse.") && !fileSystem.remote);
}

bool mayShowOthers(const InodeKey &device, const MountTable &mounts)
{
    return std::ranges::any_of(mounts.topmost(), [&](const MountTable::Mount &mount) {
        return mount.major == device.major && mount.minor == device.minor && mayShowOthers(mount.fileSystem);
    });
}

} // namespace

std::vector<KernelLock> locksThroughFuse(const MountTable::Place &place, const KernelLockTable &table,
                                         const MountTable &mounts)
{
    std::vector<KernelLock> found;
    std::ranges::copy_if(table.locks(), std::back_inserter(found), [&](const KernelLock &lock) {
        const bool isOtherDevice = lock.inode.major != place.inode.major || lock.inode.minor != place.inode.minor;
        return lock.inode.inode == place.inode.inode && isOtherDevice && lock.type != KernelLock::Type::Lease &&
               (mayShowOthers(place.fileSystem) || mayShowOthers(lock.inode, mounts));
    });
    return found;
}

} // namespace Lockscope
