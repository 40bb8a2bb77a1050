// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "locks/foreignfile.h"

#include "system/filedescriptor.h"
#include "system/filestatus.h"
#include "system/mounts.h"
#include "system/systemcalls.h"
#include "values/sentences.h"

#include <lockscope/kernellock.h>

#include <algorithm>

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

namespace Lockscope {

namespace {

/// Whether another open file description or process has an fcntl lock on the file.
bool hasFcntlLock(int fd)
{
    struct flock whole = {};
    whole.l_type = F_WRLCK;
    whole.l_whence = SEEK_SET;
    if (sys().fcntlLock(fd, F_OFD_GETLK, &whole) != 0 || whole.l_type == F_UNLCK)
        return false;
    // The server of a network file system may report our own flock as such a lock.
    const auto place = MountTable().placeOf(fd);
    return place && !place->fileSystem.remote;
}

} // namespace

Result<void> mayWriteOver(const WriteOver &file)
{
    using Sentence::Detail;
    const auto refused = [&](Detail why) { return Failure::of(LockErrc::LockFailed, file.path, why); };
    if (file.size > LargestLockFile)
        return refused(Detail::TooLargeForLock);
    if (file.isForeign)
        return refused(Detail::ForeignContent);
    if (hasFcntlLock(file.fd))
        return refused(Detail::HasFcntlLock);
    return {};
}

bool hasKernelLock(const std::filesystem::path &path)
{
    // An O_PATH descriptor does not open the file: closing it drops no lock, and no lease is broken.
    const FileDescriptor file(sys().openat(AT_FDCWD, path.c_str(), O_PATH | O_CLOEXEC));
    const auto place = file ? MountTable().placeOf(file.get()) : std::nullopt;
    const auto table = place ? KernelLockTable::readLines() : Result<KernelLockTable>(Failure());
    if (!table)
        return false;
    const auto locks = table->on(place->inode);
    return std::ranges::any_of(locks, [](const KernelLock &lock) { return lock.type != KernelLock::Type::Lease; });
}

Failure notARegularFile(LockErrc code, const std::filesystem::path &path, mode_t mode)
{
    auto failure = Failure::of(code, path, notRegular(mode));
    if (S_ISDIR(mode)) {
        failure.systemErrno = EISDIR;
        failure.call = "openat";
    }
    return failure;
}

} // namespace Lockscope
