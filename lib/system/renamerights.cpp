// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/renamerights.h"

#include "system/systemcalls.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Lockscope {

Result<void> mayRename(int directory, std::uint32_t owner, const std::filesystem::path &path)
{
    // Also detects a file system that is mounted read-only.
    if (::faccessat(directory, ".", W_OK | X_OK, AT_EACCESS) != 0)
        return Failure::fromErrno(LockErrc::BreakFailed, "faccessat", path);
    struct stat status = {};
    const auto user = ::geteuid();
    if (user != 0 && sys().fstatat(directory, ".", &status, AT_SYMLINK_NOFOLLOW) == 0 && (status.st_mode & S_ISVTX) &&
        status.st_uid != user && owner != user) {
        errno = EPERM; // as renameat2() would fail
        return Failure::fromErrno(LockErrc::BreakFailed, "renameat2", path);
    }
    return {};
}

} // namespace Lockscope
