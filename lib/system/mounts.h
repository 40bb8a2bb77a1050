// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procroot.h"

#include <lockscope/filesystemkind.h>
#include <lockscope/inode.h>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

/// Whether locks on this type of file system may be held by other hosts: nfs4, cifs, fuse.sshfs, ceph, 9p ...
bool isRemoteFileSystem(std::string_view type);

/// The mount table as of construction. Tells of an open descriptor (O_PATH too) what stat() cannot: how the kernel's
/// lock table names its inode, which on btrfs and overlayfs is not st_dev and st_ino, and on which file system it lies.
/// Read-only after construction: threads may share one.
class MountTable
{
public:
    explicit MountTable(const ProcRoot &proc = ProcRoot());

    struct Place
    {
        InodeKey inode; ///< as the kernel's lock table names it
        InodeKey file;  ///< as stat() does
        FileSystemKind fileSystem;

        /// Whether `inode` names this one file alone. On file systems with subvolumes or layers several files may have
        /// the same number.
        bool isUnambiguous() const;
    };
    /// Absent where the descriptor is bad. Kernels before 5.14 do not print the inode: then fstat's is used.
    std::optional<Place> placeOf(int fd) const;

    struct Mount
    {
        FileSystemKind fileSystem;
        std::uint32_t major = 0; ///< of the device, as the kernel's lock table names it
        std::uint32_t minor = 0;
        std::string point; ///< where it is mounted
    };
    /// The mount that an absolute path without links lies on, by its name alone: nothing is looked up in a file system,
    /// so a dead network mount cannot block. A path with links may lie elsewhere. Absent for a relative path.
    std::optional<Mount> mountOf(const std::filesystem::path &path) const;
    /// The mount that fdinfo gives the number of; absent where it is none of ours.
    std::optional<Mount> mountOf(int id) const;
    /// Of each mount point the mount that is seen there.
    std::vector<Mount> topmost() const;

private:
    std::map<int, Mount> m_byId;
    std::optional<Mount> m_unlistedRoot;                 ///< in a chroot whose root is no mount point
    std::map<std::string, int, std::less<>> m_idByPoint; ///< the topmost mount of each mount point
};

} // namespace Lockscope
