// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/lockpaths.h"
#include "system/linktarget.h"
#include "system/optionalcalls.h"

#include "system/answers.h"
#include "system/descriptorlocks.h"
#include "system/mappings.h"
#include "system/mounts.h"
#include "system/systemcalls.h"

#include <algorithm>
#include <map>
#include <ranges>

#include <sys/sysmacros.h>

namespace Lockscope {

namespace {

struct NamedPlace
{
    std::filesystem::path path;
    KernelLock::PathState state = KernelLock::PathState::Unknown;
};

/// Whether the path names the locked file in this mount namespace.
bool isHere(const MountTable &mounts, const std::string &path, const KernelLock &lock)
{
    const auto &inode = lock.inode;
    const auto mount = mounts.mountOf(path);
    if (!mount || mount->major != inode.major || mount->minor != inode.minor)
        return false;
    if (mayNotAnswer(*mount))
        return true;

    struct statx status = {};
    if (statusOf(AT_FDCWD, path.c_str(), AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT | AT_STATX_DONT_SYNC, STATX_INO,
                 &status) != 0)
        return false;
    const InodeKey file{status.stx_dev_major, status.stx_dev_minor, status.stx_ino};
    if (lock.file)
        return file == *lock.file;
    if (file == inode)
        return true;

    // On btrfs and overlayfs stat() identifies inodes differently; only a descriptor gives the inode of the lock table.
    const FileDescriptor place(sys().openat(AT_FDCWD, path.c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC));
    const auto found = place ? mounts.placeOf(place.get()) : std::nullopt;
    return found && found->inode == inode;
}

/// The name of the locked file as its holder has it open.
std::optional<std::string> nameAt(const ProcRoot &proc, const LockHolder &holder, const InodeKey &inode)
{
    if (holder.fd >= 0) {
        const DescriptorTable table{.pid = holder.pid, .thread = holder.thread};
        return proc.readLink(table.directory() + "/fd/" + std::to_string(holder.fd));
    }
    std::optional<std::string> name;
    if (holder.source == LockHolder::Source::Mapping)
        eachMappedFile(proc, holder.pid, [&](const InodeKey &mapped, std::string_view path) {
            if (mapped == inode)
                name = path;
        });
    return name;
}

NamedPlace placeOf(const ProcRoot &proc, const MountTable &mounts, const LockHolder &holder, const KernelLock &lock)
{
    using State = KernelLock::PathState;
    auto path = nameAt(proc, holder, lock.inode);
    if (!path)
        return {};
    if (proc.isLive() && isHere(mounts, *path, lock))
        return {std::move(*path), State::Here};
    // Checked second, because a file may really have such a name.
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
            auto place = placeOf(proc, mounts, holder, *lock);
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
        std::map<std::optional<InodeKey>, std::vector<KernelLock *>> byFile;
        for (; begin != end; ++begin)
            byFile[(*begin)->file].push_back(*begin);
        NamedPlace place;
        // In reverse order: locks that no descriptor shows come last, and are on that one file if there is no other.
        for (const auto &[file, onFile] : byFile | std::views::reverse) {
            if (file || byFile.size() != 2)
                place = firstPlace(proc, mounts, onFile);
            for (auto *lock : onFile) {
                lock->path = place.path;
                lock->pathState = place.state;
            }
        }
    }
}

} // namespace Lockscope
