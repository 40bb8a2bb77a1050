// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "breaking/takeaside.h"

#include "inspect/look.h"
#include "system/clocks.h"
#include "system/folderreader.h"
#include "system/systemcalls.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

namespace Lockscope {

namespace {

/// Renaming changes the time of the inode's change, and nothing else of it.
bool isWhatWasSeen(const struct statx &status, const LockReport &seen)
{
    return seen.inode && status.stx_ino == seen.inode->inode && status.stx_size == seen.size &&
           (status.stx_mode & 07777U) == seen.mode && seen.modified == toWallTime(status.stx_mtime) &&
           (!seen.created || (status.stx_mask & STATX_BTIME) == 0 || seen.created == toWallTime(status.stx_btime));
}

Failure changed(const LockReport &seen)
{
    return Failure::of(LockErrc::BreakRefused, seen.path, "it changed since it was looked at");
}

} // namespace

Result<std::filesystem::path> takeAside(const LockReport &seen)
{
    const std::filesystem::path aside =
        seen.path.native() + ".broken." + std::to_string(::getpid()) + '-' + std::to_string(steadyNow().count());
    const auto rename = [](const std::filesystem::path &from, const std::filesystem::path &to) {
        return sys().renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE);
    };
    if (rename(seen.path, aside) != 0)
        return errno == ENOENT ? changed(seen) : Failure::fromErrno(LockErrc::UnlockFailed, "renameat2", seen.path);
    struct statx status = {};
    if (sys().statx(AT_FDCWD, aside.c_str(), AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS | STATX_BTIME, &status) == 0 &&
        isWhatWasSeen(status, seen))
        return aside;
    auto refusal = changed(seen);
    if (rename(aside, seen.path) != 0)
        refusal.detail += "; another has its place by now, and what was taken lies in " + aside.native();
    return refusal;
}

Result<void> removeAside(const std::filesystem::path &aside, const std::filesystem::path &lock)
{
    if (sys().unlinkat(AT_FDCWD, aside.c_str(), 0) == 0)
        return {};
    if (errno != EISDIR && errno != EPERM)
        return Failure::fromErrno(LockErrc::UnlockFailed, "unlinkat", lock);
    if (auto reader = FolderReader::open(aside)) {
        std::vector<std::string> names;
        while (const auto entry = reader->next())
            names.emplace_back(entry->name);
        for (const auto &name : names)
            sys().unlinkat(reader->fd(), name.c_str(), 0);
    }
    if (sys().unlinkat(AT_FDCWD, aside.c_str(), AT_REMOVEDIR) != 0)
        return Failure::fromErrno(LockErrc::UnlockFailed, "unlinkat", lock);
    return {};
}

} // namespace Lockscope
