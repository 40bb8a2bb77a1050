// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/opendirectory.h"
#include "system/optionalcalls.h"

#include "system/filedescriptor.h"
#include "system/systemcalls.h"

#include <cstdint>
#include <optional>
#include <string_view>

#include <sys/sysmacros.h>

namespace Lockscope {

namespace {

int openInOneStep(int directory, const std::string &path, int flags)
{
    open_how how = {};
    how.flags = static_cast<std::uint64_t>(flags);
    how.resolve = RESOLVE_NO_SYMLINKS | RESOLVE_NO_XDEV;
    return retryInterrupted([&] { return sys().openat2(directory, path.c_str(), &how); });
}

/// O_NOATIME also fails with EPERM, except for the owner; the caller repeats the call without it.
bool isMissing(int error, int flags)
{
    return error == ENOSYS || (error == EPERM && (flags & O_NOATIME) == 0);
}

/// Distinguishes mounts: by the mount ID since Linux 5.8, otherwise by the device, which bind mounts share.
std::optional<std::uint64_t> mountOf(int fd)
{
    struct statx status = {};
    if (statusOf(fd, "", AT_EMPTY_PATH | AT_NO_AUTOMOUNT | AT_STATX_DONT_SYNC, STATX_MNT_ID, &status) != 0)
        return {};
    if ((status.stx_mask & STATX_MNT_ID) != 0)
        return status.stx_mnt_id;
    return makedev(status.stx_dev_major, status.stx_dev_minor);
}

int openComponent(int directory, const std::string &name, int flags)
{
    const int fd = retryInterrupted([&] { return sys().openat(directory, name.c_str(), flags | O_NOFOLLOW); });
    struct stat status;
    // For a symbolic link, O_DIRECTORY fails with the error that it is not a directory.
    if (fd < 0 && errno == ENOTDIR) {
        const bool isLink =
            sys().fstatat(directory, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(status.st_mode);
        errno = isLink ? ELOOP : ENOTDIR;
    }
    return fd;
}

int openStepByStep(int directory, std::string_view path, int flags)
{
    const auto mount = mountOf(directory);
    FileDescriptor parent;
    int from = directory;
    while (true) {
        const auto end = path.find('/');
        const bool isLast = end == std::string_view::npos;
        const std::string name(path.substr(0, end));
        FileDescriptor opened(openComponent(from, name, isLast ? flags : O_PATH | O_DIRECTORY | O_CLOEXEC));
        if (!opened)
            return -1;
        if (mountOf(opened.get()) != mount) {
            errno = EXDEV;
            return -1;
        }
        if (isLast)
            return opened.release();
        parent = std::move(opened);
        from = parent.get();
        path.remove_prefix(end + 1);
    }
}

} // namespace

int openBelowDirectory(int directory, const std::string &path, int flags)
{
    const int fd = openInOneStep(directory, path, flags);
    if (fd >= 0 || !isMissing(errno, flags))
        return fd;
    return openStepByStep(directory, path, flags);
}

} // namespace Lockscope
