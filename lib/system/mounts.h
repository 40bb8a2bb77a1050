// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procroot.h"

#include <lockscope/inode.h>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

/// Whether other hosts may hold locks on this type of file system: nfs4, cifs, fuse.sshfs, ceph, 9p ...
bool isRemoteFileSystem(std::string_view type);

/// How far kernel locks reach on this type of file system, mounted with these options of /proc/self/mountinfo.
FileSystemKind::LockReach lockReachOf(std::string_view type, std::string_view options);
/// Whether a file is on a network or FUSE file system other than NFS: such a file system may lack what locks need.
/// Cheap: it does not read the mount table.
bool isForeignFileSystem(int fd);
/// The file system of an open file or directory if other hosts may use it; otherwise absent, without reading the mount
/// table.
std::optional<FileSystemKind> sharedFileSystem(int fd);
/// Whether it is certain that another host can acquire a kernel lock that is held here. LockReach::None is also assumed
/// of FUSE file systems that are not known.
bool isKnownToLockLocally(const FileSystemKind &fileSystem);

/// The mount table at the time of construction. For an open descriptor (also O_PATH) it provides what stat() cannot:
/// the inode as in the kernel's lock table, which on btrfs and overlayfs is not st_dev and st_ino, and the file system.
/// Constant after construction: threads may share one.
class MountTable
{
public:
    explicit MountTable(const ProcRoot &proc = ProcRoot());

    struct Place
    {
        InodeKey inode; ///< as in the kernel's lock table
        InodeKey file;  ///< as in stat()
        FileSystemKind fileSystem;
        /// False: its numbers in the kernel's lock table could not be read, and `inode` is as in stat().
        bool hasTableNumbers = true;

        /// Whether `inode` identifies a single file. On file systems with subvolumes or layers several files may share
        /// it.
        bool isUnambiguous() const;
    };
    /// Absent if fstat() fails. Kernels before 5.14 do not print the inode: the result of fstat() is used
    /// then.
    std::optional<Place> placeOf(int fd) const;

    struct Mount
    {
        FileSystemKind fileSystem;
        std::uint32_t major = 0; ///< of the device, as in the kernel's lock table
        std::uint32_t minor = 0;
        std::string point; ///< the mount point
    };
    /// The mount of an absolute path without links, determined by its name: no file system is accessed, so that a
    /// network mount that does not respond cannot block. A path with links may be on another mount. Absent for a
    /// relative path.
    std::optional<Mount> mountOf(const std::filesystem::path &path) const;
    /// The mount with this ID of fdinfo; absent if it is not in this mount namespace.
    std::optional<Mount> mountOf(int id) const;
    /// The visible mount of each mount point.
    std::vector<Mount> topmost() const;

private:
    std::map<int, Mount> m_byId;
    std::optional<Mount> m_unlistedRoot;                 ///< in a chroot whose root is not a mount point
    std::map<std::string, int, std::less<>> m_idByPoint; ///< the topmost mount of each mount point
};

} // namespace Lockscope
