// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// The inode of a lock: its identity, its properties and its file system.

#include <lockscope/lockscope_export.h>
#include <lockscope/time.h>

#include <QObject>

#include <cstdint>
#include <functional> // brings <compare>, which moc 6.4 cannot read when it is named here
#include <optional>
#include <string>
#include <string_view>

namespace Lockscope {

/// The properties of a lock's file system that matter for locking.
struct LOCKSCOPE_EXPORT FileSystemKind
{
    Q_GADGET

public:
    /// How far kernel locks on its files reach.
    enum class LockReach
    {
        Local,  ///< all processes that can use the file system, because no other host can
        Server, ///< all hosts: the server keeps the locks (NFS, Ceph, GlusterFS, CIFS ...)
        None,   ///< only processes of this host, although other hosts may use the file system (sshfs, NFS with nolock)
    };
    Q_ENUM(LockReach)

    std::string type;    ///< as in /proc/self/mountinfo: ext4, tmpfs, nfs4, fuse.sshfs ...; empty if unknown
    bool remote = false; ///< other hosts may hold locks there that the kernel of this host does not list
    LockReach lockReach = LockReach::Local;

    bool operator==(const FileSystemKind &) const = default;
};

/// Stable identifiers for other programs: `local`, `server`, `none`.
LOCKSCOPE_EXPORT std::string_view toWord(FileSystemKind::LockReach reach);

/// Identifies an inode as the kernel's lock table does: by the device of its file system and its inode number. On btrfs
/// and overlayfs this differs from the result of stat(): do not fill it from st_dev and st_ino to compare it with an
/// entry of the lock table.
struct InodeKey
{
    std::uint32_t major = 0;
    std::uint32_t minor = 0;
    std::uint64_t inode = 0;

    auto operator<=>(const InodeKey &) const = default;
};

/// What statx() reports about the inode of a lock. Links are not followed.
struct LOCKSCOPE_EXPORT InodeInfo
{
    Q_GADGET

public:
    enum class InodeType
    {
        None, ///< no inode was found
        Regular,
        Directory,
        Symlink,
        Fifo,
        Socket,
        CharacterDevice,
        BlockDevice,
    };
    Q_ENUM(InodeType)

    InodeType inodeType = InodeType::None;
    std::uint64_t size = 0;
    std::uint32_t mode = 0; ///< permission bits
    std::uint32_t links = 0;
    std::optional<std::int64_t> ownerUid;
    std::optional<WallTime> created;
    std::optional<WallTime> modified;
    std::optional<WallTime> changed; ///< ctime

    bool operator==(const InodeInfo &) const = default;
};

} // namespace Lockscope

template <>
struct std::hash<Lockscope::InodeKey>
{
    std::size_t operator()(const Lockscope::InodeKey &key) const noexcept
    {
        const auto device = (std::uint64_t{key.major} << 32) | key.minor;
        return std::hash<std::uint64_t>()(key.inode * 0x9e3779b97f4a7c15ULL ^ device);
    }
};
