// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/lockpaths.h"

#include "system/answers.h"
#include "system/mounts.h"
#include "system/systemcalls.h"

#include <algorithm>

#include <sys/sysmacros.h>

namespace Lockscope {

namespace {

constexpr std::string_view DeletedMark = " (deleted)";

struct NamedPlace
{
    std::filesystem::path path;
    KernelLock::PathState state = KernelLock::PathState::Unknown;
};

/// Whether the path names this inode from here.
bool isHere(const MountTable &mounts, const std::string &path, const InodeKey &inode)
{
    const auto mount = mounts.mountOf(path);
    if (!mount || mount->major != inode.major || mount->minor != inode.minor)
        return false;
    if (mayNotAnswer(*mount))
        return true;

    struct statx status = {};
    if (sys().statx(AT_FDCWD, path.c_str(), AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT | AT_STATX_DONT_SYNC, STATX_INO,
                    &status) != 0)
        return false;
    if (InodeKey{status.stx_dev_major, status.stx_dev_minor, status.stx_ino} == inode)
        return true;

    // On btrfs and overlayfs stat() names inodes in its own way; only a descriptor tells the lock table's.
    const FileDescriptor place(sys().openat(AT_FDCWD, path.c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC));
    const auto found = place ? mounts.placeOf(place.get()) : std::nullopt;
    return found && found->inode == inode;
}

NamedPlace placeOf(const ProcRoot &proc, const MountTable &mounts, const LockHolder &holder, const InodeKey &inode)
{
    using State = KernelLock::PathState;
    auto path = proc.readLink(std::to_string(holder.pid) + "/fd/" + std::to_string(holder.fd));
    if (!path)
        return {};
    if (proc.isLive() && isHere(mounts, *path, inode))
        return {std::move(*path), State::Here};
    // Asked second, for a file may really have such a name.
    if (path->ends_with(DeletedMark)) {
        path->resize(path->size() - DeletedMark.size());
        return {std::move(*path), State::Deleted};
    }
    return {std::move(*path), State::Elsewhere};
}

NamedPlace firstPlace(const ProcRoot &proc, const MountTable &mounts, std::span<KernelLock *const> onInode)
{
    NamedPlace best;
    for (const auto *lock : onInode) {
        for (const auto &holder : lock->holders) {
            if (holder.fd < 0)
                continue;
            auto place = placeOf(proc, mounts, holder, lock->inode);
            if (place.state == KernelLock::PathState::Here)
                return place;
            if (best.state == KernelLock::PathState::Unknown)
                best = std::move(place);
        }
    }
    return best;
}

} // namespace

void findPaths(const ProcRoot &proc, std::span<KernelLock *const> locks)
{
    const MountTable mounts(proc);
    for (auto begin = locks.begin(); begin != locks.end();) {
        const auto end =
            std::find_if(begin, locks.end(), [&](const KernelLock *lock) { return lock->inode != (*begin)->inode; });
        const auto place = firstPlace(proc, mounts, {begin, end});
        for (; begin != end; ++begin) {
            (*begin)->path = place.path;
            (*begin)->pathState = place.state;
        }
    }
}

} // namespace Lockscope
