// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/facts/deletedfiles.h"

#include "inspect/pathnames.h"

#include <algorithm>
#include <system_error>

namespace Lockscope {

namespace {

/// The path as /proc shows it: absolute, without links in its directory.
std::filesystem::path asShownInProc(const std::filesystem::path &path)
{
    std::error_code error;
    const auto directory = std::filesystem::canonical(path.has_parent_path() ? path.parent_path() : ".", error);
    return error ? path : directory / path.filename();
}

bool isOnDevice(const KernelLock &lock, const InodeKey &inode)
{
    return lock.inode.major == inode.major && lock.inode.minor == inode.minor;
}

} // namespace

std::vector<KernelLock> locksOnDeletedFiles(const std::filesystem::path &path,
                                            const std::optional<MountTable::Place> &place, const HostSnapshot &machine)
{
    auto locks = machine.locksOnDeleted(lastComponent(path));
    if (locks.empty())
        return locks;
    const auto shown = asShownInProc(path);
    const auto mount = machine.mounts().mountOf(shown);
    // In another mount namespace the same path is another file.
    std::erase_if(locks, [&](const KernelLock &lock) {
        return lock.path != shown || (place && !isOnDevice(lock, place->inode)) ||
               (!place && mount && !isOnDevice(lock, {mount->major, mount->minor, 0}));
    });
    return locks;
}

} // namespace Lockscope
