// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/hostsnapshot.h"
#include "inspect/probe/noopenset.h"
#include "system/filedescriptor.h"
#include "system/mounts.h"

#include <lockscope/lockreport.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>

namespace Lockscope {

/// The maximum size that is read from a file.
inline constexpr std::size_t LargestContent = 64 * 1024;

/// A directory whose entries are examined one after the other, so that common properties are determined only once.
struct DirectoryPlace
{
    MountTable::Place place;
    /// The device from stat() for inodes that the kernel's lock table identifies as stat() does; absent on file systems
    /// where they may differ (overlayfs, btrfs), so that each entry must be examined.
    std::optional<dev_t> plainDevice;
    /// Only root and this user can create, replace and remove names in it: a name that was examined may be opened.
    bool isProtected = false;

    static std::optional<DirectoryPlace> of(int directory, const MountTable &mounts);
};

/// The state that one thread caches while it examines thousands of files.
struct ProbeCache
{
    explicit ProbeCache(const HostSnapshot &machine);

    NoOpenSet::View forbidden;
    FileDescriptor ownDescriptors; ///< /proc/thread-self/fd, for reopening an inode by its descriptor
    bool lastFileWasEmpty = false; ///< the files of one directory are often alike
};

/// What the directory listing returned for a name.
struct Listed
{
    LockReport::InodeType type = LockReport::InodeType::None;
    std::uint64_t inode = 0;
    WallTime since; ///< when the directory was opened, before it was read
};

/// What to examine: a name below an open directory, or a path.
struct ProbeTarget
{
    int directory = AT_FDCWD;
    const char *name = nullptr;
    const DirectoryPlace *directoryPlace = nullptr;
    /// The maximum age of the information which inodes must not be opened.
    std::chrono::nanoseconds oldest{0};
    /// The maximum size to read.
    std::size_t most = LargestContent;
    // Set if it is one of many.
    ProbeCache *cache = nullptr;
    std::optional<Listed> listed = {};
};

/// The result of examining one path, without changing anything.
struct Probe
{
    enum class Content
    {
        None, ///< the inode has none: it is not a regular file
        Read,
        Refused,      ///< see error
        UnderLease,   ///< opening would break the lease
        OwnPosixLock, ///< closing would release a lock of this process
    };

    bool absent = false;
    std::optional<ProbeError> error; ///< why the inode or its content could not be examined
    LockReport::InodeType type = LockReport::InodeType::None;
    std::optional<MountTable::Place> place;
    struct statx status = {};
    /// According to the snapshot of the host. Inside a container, where the lock table omits locks of outside
    /// processes, also a POSIX or OFD lock that the kernel reports for the open file, if it is opened for reading
    /// anyway.
    std::vector<KernelLock> kernelLocks;
    Content contentState = Content::None;
    std::string content;
    std::string linkTarget;
    bool changedWhileReading = false;

    InodeInfo info() const;
};

/// Examines one path.
Probe probe(const ProbeTarget &target, const HostSnapshot &machine);

/// The type in the mode of an inode.
InodeInfo::InodeType inodeTypeOf(std::uint32_t mode);

WallTime toWallTime(const struct statx_timestamp &time);

} // namespace Lockscope
