// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "locks/linkprobe.h"

#include "locks/markerplace.h"
#include "system/heldinodes.h"
#include "system/systemcalls.h"
#include "values/sentences.h"

#include <fcntl.h>
#include <sys/stat.h>

namespace Lockscope {

Failure linkFailure(const std::filesystem::path &lock)
{
    auto failure = Failure::fromErrno(LockErrc::LockFailed, "linkat", lock);
    if (failure.systemErrno == EPERM || failure.systemErrno == EOPNOTSUPP || failure.systemErrno == EMLINK)
        failure.details = {Sentence::Detail::NoHardLinks};
    return failure;
}

Result<void> probeHardLinks(const MarkerPlace &place, const std::string &name, int file, LinkNeed need)
{
    const int directory = place.directory();
    const auto &lock = place.path();
    const auto further = place.privateName();
    if (sys().linkat(directory, name.c_str(), directory, further.c_str(), 0) != 0)
        return linkFailure(lock);
    struct stat named = {};
    struct stat opened = {};
    const bool isSeen =
        sys().fstatat(directory, further.c_str(), &named, AT_SYMLINK_NOFOLLOW) == 0 && sys().fstat(file, &opened) == 0;
    const auto failure = Failure::fromErrno(LockErrc::LockFailed, "fstat", lock);
    sys().unlinkat(directory, further.c_str(), 0);
    if (!isSeen)
        return failure;
    if (HeldInodes::Key::of(named) != HeldInodes::Key::of(opened))
        return Failure::of(LockErrc::LockFailed, lock, Sentence::Detail::LinksNotRecognised);
    if (need == LinkNeed::LinkCount && opened.st_nlink != 2)
        return Failure::of(LockErrc::LockFailed, lock, Sentence::Detail::LinksNotCounted);
    return {};
}

} // namespace Lockscope
