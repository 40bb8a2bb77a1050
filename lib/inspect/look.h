// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/forbiddeninodes.h"
#include "inspect/machine.h"
#include "system/filedescriptor.h"
#include "system/mounts.h"

#include <lockscope/lockreport.h>

#include <chrono>
#include <optional>
#include <string>

#include <fcntl.h>
#include <sys/stat.h>

namespace Lockscope {

/// The most that is read of any file.
inline constexpr std::size_t LargestContent = 64 * 1024;

/// A folder whose entries are looked at one after the other, so that what holds for all of them is asked once.
struct FolderPlace
{
    MountTable::Place place;
    /// The device of stat() for inodes that the kernel's lock table names just as stat() does; absent on file systems
    /// where it may not (overlayfs, btrfs), and each entry must be asked.
    std::optional<dev_t> plainDevice;

    static std::optional<FolderPlace> of(int folder, const MountTable &mounts);
};

/// What one thread keeps at hand while it looks at thousands of files.
struct ManyLooks
{
    explicit ManyLooks(const Machine &machine);

    ForbiddenInodes::View forbidden;
    FileDescriptor ownDescriptors; ///< /proc/thread-self/fd, where an inode in hand is opened by its number
    bool lastFileWasEmpty = false; ///< the files of one folder are often alike
};

/// What the listing of its folder said of a name.
struct Listed
{
    LockReport::InodeType type = LockReport::InodeType::None;
    std::uint64_t inode = 0;
    WallTime since; ///< the folder was opened then, before it was read
};

/// Where to look: a name below an open folder, or a path.
struct LookTarget
{
    int folder = AT_FDCWD;
    const char *name = nullptr;
    const FolderPlace *folderPlace = nullptr;
    /// How old the knowledge may be of what must not be opened.
    std::chrono::nanoseconds oldest{0};
    /// The most that is read.
    std::size_t most = LargestContent;
    // Where it is one of many.
    ManyLooks *many = nullptr;
    std::optional<Listed> listed = {};
};

/// What one look at one path found, without having changed anything.
struct Look
{
    enum class Content
    {
        None, ///< the inode has none: it is no regular file
        Read,
        Refused,      ///< see error
        UnderLease,   ///< opening would break the lease
        OwnPosixLock, ///< closing would drop a lock of our own
    };

    bool absent = false;
    std::optional<LookError> error; ///< why the inode or its content could not be looked at
    LockReport::InodeType type = LockReport::InodeType::None;
    std::optional<MountTable::Place> place;
    struct statx status = {};
    Content contentState = Content::None;
    std::string content;
    std::string linkTarget;
    bool changedWhileLooking = false;
    /// A POSIX or OFD lock that the kernel reports for the open file. Asked only inside a container, where the lock
    /// table leaves out those of processes outside, and only of a file that is open to be read.
    std::optional<KernelLock> reportedLock;
};

Look lookAt(const LookTarget &target, const Machine &machine);

WallTime toWallTime(const struct statx_timestamp &time);

} // namespace Lockscope
