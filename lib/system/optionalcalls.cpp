// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/optionalcalls.h"

#include "system/systemcalls.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/sysmacros.h>

namespace Lockscope {

namespace {

statx_timestamp timestamp(const struct timespec &time)
{
    statx_timestamp result = {};
    result.tv_sec = time.tv_sec;
    result.tv_nsec = static_cast<std::uint32_t>(time.tv_nsec);
    return result;
}

} // namespace

int statusOf(int directory, const char *path, int flags, unsigned mask, struct statx *result)
{
    if (sys().statx(directory, path, flags, mask, result) == 0)
        return 0;
    if (errno != ENOSYS && errno != EPERM)
        return -1;
    struct stat status;
    if (sys().fstatat(directory, path, &status, flags & (AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT)) != 0)
        return -1;
    *result = {};
    result->stx_mask = STATX_BASIC_STATS;
    result->stx_blksize = static_cast<std::uint32_t>(status.st_blksize);
    result->stx_nlink = static_cast<std::uint32_t>(status.st_nlink);
    result->stx_uid = status.st_uid;
    result->stx_gid = status.st_gid;
    result->stx_mode = static_cast<std::uint16_t>(status.st_mode);
    result->stx_ino = status.st_ino;
    result->stx_size = static_cast<std::uint64_t>(status.st_size);
    result->stx_blocks = static_cast<std::uint64_t>(status.st_blocks);
    result->stx_atime = timestamp(status.st_atim);
    result->stx_mtime = timestamp(status.st_mtim);
    result->stx_ctime = timestamp(status.st_ctim);
    result->stx_dev_major = major(status.st_dev);
    result->stx_dev_minor = minor(status.st_dev);
    result->stx_rdev_major = major(status.st_rdev);
    result->stx_rdev_minor = minor(status.st_rdev);
    return 0;
}

bool lacksRenameFlags(int error)
{
    return error == EINVAL || error == ENOSYS || error == EOPNOTSUPP || error == EPERM;
}

} // namespace Lockscope
