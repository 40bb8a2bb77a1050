// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/mounts.h"

#include "system/overlaylayers.h"
#include "system/procparse.h"
#include "system/readall.h"
#include "system/systemcalls.h"

#include <algorithm>
#include <array>
#include <set>

#include <fcntl.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>

namespace Lockscope {

namespace {

/// A host with thousands of containers has thousands of mounts.
constexpr std::size_t LargestMountTable = 16 * 1024 * 1024;

/// The nearest mounts above a layer, including those that another mount hides, such as the overlay itself.
bool liesOn(const std::set<int> &remote, const std::filesystem::path &layer, int overlay,
            const std::multimap<std::string, int, std::less<>> &idsByPoint)
{
    for (auto point = layer; point.is_absolute(); point = point.parent_path()) {
        bool isFound = false;
        const auto [begin, end] = idsByPoint.equal_range(point.native());
        for (auto mount = begin; mount != end; ++mount) {
            if (remote.contains(mount->second))
                return true;
            isFound = isFound || mount->second != overlay;
        }
        if (isFound || point == point.root_path())
            return false;
    }
    return false;
}

/// Other hosts may change and lock a file of an overlay through one of its layers: it counts as remote if a layer is on
/// a remote file system, or on such an overlay. Determined by the names of the layers, so that no file server is
/// accessed.
std::set<int> remoteMounts(const std::vector<ProcParse::Mount> &mounts)
{
    std::set<int> remote;
    std::multimap<std::string, int, std::less<>> idsByPoint;
    for (const auto &mount : mounts) {
        idsByPoint.emplace(mount.mountPoint, mount.id);
        if (isRemoteFileSystem(mount.type))
            remote.insert(mount.id);
    }
    for (bool changes = !remote.empty(); changes;) {
        changes = false;
        for (const auto &mount : mounts) {
            const auto isRemote = [&](const std::filesystem::path &layer) {
                return liesOn(remote, layer, mount.id, idsByPoint);
            };
            if (mount.type == "overlay" && !remote.contains(mount.id) &&
                std::ranges::any_of(overlayLayerPaths(mount), isRemote))
                changes = remote.insert(mount.id).second;
        }
    }
    return remote;
}

MountTable::Mount toMount(const ProcParse::Mount &mount, const std::set<int> &remote)
{
    const bool isRemote = remote.contains(mount.id);
    // The kernel keeps the locks of an overlay itself.
    const auto reach = isRemote && mount.type == "overlay" ? FileSystemKind::LockReach::None
                                                           : lockReachOf(mount.type, mount.superOptions);
    return {{mount.type, isRemote, reach}, mount.major, mount.minor, mount.mountPoint};
}

bool hasOption(std::string_view options, std::string_view option)
{
    while (!options.empty()) {
        const auto comma = std::min(options.find(','), options.size());
        if (options.substr(0, comma) == option)
            return true;
        options.remove_prefix(std::min(comma + 1, options.size()));
    }
    return false;
}

bool isNfs(std::string_view type)
{
    return type == "nfs" || type == "nfs4";
}

std::optional<MountTable::Mount> mountWithId(int id)
{
    const auto text = readAllAt(AT_FDCWD, "/proc/thread-self/mountinfo", LargestMountTable);
    if (!text)
        return {};
    const auto mounts = ProcParse::mountInfo(*text);
    const auto found = std::ranges::find(mounts, id, &ProcParse::Mount::id);
    return found == mounts.end() ? std::nullopt : std::optional(toMount(*found, remoteMounts(mounts)));
}

/// By the numbers of statfs(2) and linux/magic.h, without the mount table; other file systems have no name here, and
/// count as local.
std::string fileSystemTypeOf(int fd)
{
    struct Magic
    {
        std::uint32_t number;
        const char *type;
    };
    static constexpr Magic Known[] = {
        {0xef53, "ext4"},        {0x58465342, "xfs"},  {0x9123683e, "btrfs"}, {0x01021994, "tmpfs"},
        {0x794c7630, "overlay"}, {0xf2f52010, "f2fs"}, {0x2fc12fc1, "zfs"},   {0x858458f6, "ramfs"},
        {0x6969, "nfs"},         {0xff534d42, "cifs"}, {0xfe534d42, "smb3"},  {0x65735546, "fuse"},
        {0x01021997, "9p"},      {0x00c36400, "ceph"}, {0x5346414f, "afs"},   {0x0bd00bd0, "lustre"},
    };
    struct statfs status = {};
    if (::fstatfs(fd, &status) != 0)
        return {};
    const auto *found = std::ranges::find(Known, static_cast<std::uint32_t>(status.f_type), &Magic::number);
    return found == std::end(Known) ? std::string() : found->type;
}

/// For a file whose mount is not listed: below a chroot, the table omits the mount that the root is on.
FileSystemKind unlistedFileSystem(int fd)
{
    const auto type = fileSystemTypeOf(fd);
    return {type, isRemoteFileSystem(type), lockReachOf(type, {})};
}

} // namespace

bool isRemoteFileSystem(std::string_view type)
{
    static constexpr std::array Remote = {"9p",   "afs",   "beegfs", "ceph",     "cifs",     "coda",
                                          "fuse", "gfs",   "gfs2",   "gpfs",     "lustre",   "ncpfs",
                                          "nfs",  "nfs4",  "ocfs2",  "prl_fs",   "orangefs", "pvfs2",
                                          "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs",   "wekafs"};
    // The storage behind a FUSE file system is known only to its server: remote, unless it is one of these.
    static constexpr std::array LocalFuse = {"fuse.archivemount",   "fuse.bindfs",    "fuse.encfs",     "fuse.exfat",
                                             "fuse.fuse-overlayfs", "fuse.gocryptfs", "fuse.lxcfs",     "fuse.ntfs-3g",
                                             "fuse.portal",         "fuse.snapfuse",  "fuse.squashfuse"};
    if (type.starts_with("fuse."))
        return std::ranges::find(LocalFuse, type) == LocalFuse.end();
    return std::ranges::find(Remote, type) != Remote.end();
}

FileSystemKind::LockReach lockReachOf(std::string_view type, std::string_view options)
{
    using enum FileSystemKind::LockReach;
    if (!isRemoteFileSystem(type))
        return Local;
    // nfs(5): nolock is shown as local_lock=all.
    if (isNfs(type))
        return options.find("local_lock=") == options.npos || hasOption(options, "local_lock=none") ? Server : None;
    if (type == "lustre")
        return hasOption(options, "flock") ? Server : None;
    if (type == "cifs" || type == "smb3")
        return hasOption(options, "nobrl") ? None : Server;
    if (type == "ocfs2" || type == "gfs2")
        return hasOption(options, "localflocks") ? None : Server;
    static constexpr std::array Served = {"afs",  "beegfs",         "ceph",           "fuse.ceph",
                                          "gfs",  "fuse.ceph-fuse", "fuse.glusterfs", "fuse.juicefs",
                                          "gpfs", "fuse.mfs",       "orangefs",       "wekafs"};
    return std::ranges::find(Served, type) == Served.end() ? None : Server;
}

bool isForeignFileSystem(int fd)
{
    const auto type = fileSystemTypeOf(fd);
    return !isNfs(type) && isRemoteFileSystem(type);
}

std::optional<FileSystemKind> sharedFileSystem(int fd)
{
    const auto type = fileSystemTypeOf(fd);
    if (!isRemoteFileSystem(type))
        return {};
    const auto place = MountTable().placeOf(fd);
    return place && place->fileSystem.remote ? std::optional(place->fileSystem) : std::nullopt;
}

bool isKnownToLockLocally(const FileSystemKind &fileSystem)
{
    // Their programs do not implement the locks of FUSE, so that the kernel keeps them.
    static constexpr std::array Known = {"fuse.curlftpfs", "fuse.davfs", "fuse.gcsfuse", "fuse.goofys",
                                         "fuse.rclone",    "fuse.s3fs",  "fuse.sshfs"};
    return fileSystem.lockReach == FileSystemKind::LockReach::None &&
           (isNfs(fileSystem.type) || std::ranges::find(Known, fileSystem.type) != Known.end());
}

std::string_view toWord(FileSystemKind::LockReach reach)
{
    switch (reach) {
    case FileSystemKind::LockReach::Local:
        return "local";
    case FileSystemKind::LockReach::Server:
        return "server";
    case FileSystemKind::LockReach::None:
        break;
    }
    return "none";
}

MountTable::MountTable(const ProcRoot &proc)
{
    const auto text = proc.read("self/mountinfo", LargestMountTable);
    if (!text)
        return;
    const auto mounts = ProcParse::mountInfo(*text);
    const auto remote = remoteMounts(mounts);
    for (const auto &mount : mounts) {
        m_byId[mount.id] = toMount(mount, remote);
        m_idByPoint[mount.mountPoint] = mount.id;
    }
    if (!proc.isLive() || m_idByPoint.contains("/"))
        return;
    const FileDescriptor root(sys().openat(AT_FDCWD, "/", O_PATH | O_CLOEXEC));
    struct stat status = {};
    if (root && sys().fstat(root.get(), &status) == 0)
        m_unlistedRoot = Mount{unlistedFileSystem(root.get()), major(status.st_dev), minor(status.st_dev), "/"};
}

std::optional<MountTable::Place> MountTable::placeOf(int fd) const
{
    struct stat status = {};
    if (sys().fstat(fd, &status) != 0)
        return {};
    const InodeKey file{major(status.st_dev), minor(status.st_dev), status.st_ino};
    const auto text = readAllAt(AT_FDCWD, ("/proc/thread-self/fdinfo/" + std::to_string(fd)).c_str(), 64 * 1024);
    if (!text)
        return Place{file, file, unlistedFileSystem(fd), false};
    const auto info = ProcParse::fdInfo(*text);
    Place place = {{file.major, file.minor, info.inode.value_or(status.st_ino)}, file, {}};
    if (!info.mountId)
        return place;

    std::optional<Mount> mount;
    if (const auto known = m_byId.find(*info.mountId); known != m_byId.end())
        mount = known->second;
    else
        mount = mountWithId(*info.mountId);
    if (mount) {
        place.inode.major = mount->major;
        place.inode.minor = mount->minor;
        place.fileSystem = mount->fileSystem;
    } else {
        place.fileSystem = unlistedFileSystem(fd);
    }
    return place;
}

bool MountTable::Place::isUnambiguous() const
{
    // Their devices are compared too, for file systems that are not known here.
    static constexpr std::array Layered = {"aufs", "bcachefs", "btrfs", "fuse.fuse-overlayfs", "overlay", "unionfs"};
    return hasTableNumbers && inode.major == file.major && inode.minor == file.minor &&
           std::ranges::find(Layered, fileSystem.type) == Layered.end();
}

std::optional<MountTable::Mount> MountTable::mountOf(int id) const
{
    const auto known = m_byId.find(id);
    return known != m_byId.end() ? std::optional(known->second) : std::nullopt;
}

std::vector<MountTable::Mount> MountTable::topmost() const
{
    std::vector<Mount> mounts;
    for (const auto &[point, id] : m_idByPoint)
        mounts.push_back(m_byId.at(id));
    return mounts;
}

std::optional<MountTable::Mount> MountTable::mountOf(const std::filesystem::path &path) const
{
    if (!path.is_absolute())
        return {};
    for (std::string_view name = path.native();;) {
        if (const auto id = m_idByPoint.find(name); id != m_idByPoint.end())
            return m_byId.at(id->second);
        const auto slash = name.rfind('/');
        if (name == "/" || slash == std::string_view::npos)
            return m_unlistedRoot;
        name = name.substr(0, std::max(slash, std::size_t{1}));
    }
}

} // namespace Lockscope
