// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/filestatus.h"

#include "system/filedescriptor.h"
#include "system/systemcalls.h"

namespace Lockscope {

FileStatus fileStatus(const std::filesystem::path &path)
{
    struct stat status = {};
    if (sys().fstatat(AT_FDCWD, path.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT || errno == ENOTDIR ? FileStatus::Nothing : FileStatus::Refused;
    if (S_ISDIR(status.st_mode))
        return FileStatus::Directory;
    if (!S_ISLNK(status.st_mode))
        return FileStatus::Other;
    const bool leadsToDirectory = sys().fstatat(AT_FDCWD, path.c_str(), &status, 0) == 0 && S_ISDIR(status.st_mode);
    return leadsToDirectory ? FileStatus::Directory : FileStatus::Link;
}

std::optional<std::pair<std::uint64_t, std::uint64_t>> directoryInode(const std::filesystem::path &directory)
{
    struct stat status = {};
    if (sys().fstatat(AT_FDCWD, directory.c_str(), &status, 0) != 0 || !S_ISDIR(status.st_mode))
        return std::nullopt;
    return std::pair<std::uint64_t, std::uint64_t>(status.st_dev, status.st_ino);
}

Result<void> readableDirectory(const std::filesystem::path &directory)
{
    const FileDescriptor fd(retryInterrupted(
        [&] { return sys().openat(AT_FDCWD, directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK); }));
    if (!fd)
        return Failure::fromErrno(LockErrc::ReadFailed, "openat", directory);
    return {};
}

Sentence::Detail notRegular(mode_t mode)
{
    switch (mode & S_IFMT) {
    case S_IFDIR:
        return Sentence::Detail::IsDirectory;
    case S_IFIFO:
        return Sentence::Detail::IsFifo;
    case S_IFSOCK:
        return Sentence::Detail::IsSocket;
    case S_IFCHR:
    case S_IFBLK:
        return Sentence::Detail::IsDevice;
    default:
        return Sentence::Detail::NotARegularFile;
    }
}

} // namespace Lockscope
