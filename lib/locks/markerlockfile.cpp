// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/markerlockfile.h>

#include "locks/foreignfile.h"
#include "locks/heldmarks.h"
#include "system/systemcalls.h"
#include "values/lockphrases.h"

#include <fcntl.h>
#include <sys/stat.h>

namespace Lockscope {

class MarkerLockFile::Private
{
public:
    HeldMarks::Mark mark;
};

MarkerLockFile::MarkerLockFile(std::filesystem::path path, std::filesystem::path database)
    : LockFile(std::move(path))
    , d(new Private{{this->path(), std::move(database)}})
{}

MarkerLockFile::~MarkerLockFile() = default;

Result<LockFile::Attempt> MarkerLockFile::attempt()
{
    // Entered before the mark is there and left after it went, so that another thread of this process never takes it
    // for one that an earlier process of our number left behind.
    auto &held = HeldMarks::instance();
    held.enter(this, d->mark);
    const auto made = make();
    if (made && *made)
        return Attempt::Acquired;
    held.leave(this);
    if (!made)
        return made.error();
    return held.isOfThisThread(d->mark) ? Attempt::HeldByThisThread : Attempt::HeldByOther;
}

Result<void> MarkerLockFile::giveUp()
{
    Result<void> result;
    if (const auto mine = isMine(LockErrc::UnlockFailed); !mine)
        result = mine.error();
    else if (!*mine)
        result = Failure::of(LockErrc::NotMyLock, path(),
                             LockPhrases::noop("it was removed or replaced while this object held it"));
    else
        result = unmake();
    const bool isLost = !result && result.error().code == LockErrc::NotMyLock;
    if (isLost && tellsForeignLocks() && !queryLocked().value_or(true)) {
        auto failure = result.error();
        failure.code = LockErrc::NotLocked;
        result = failure;
    }
    cleanUp(result || isLost);
    HeldMarks::instance().leave(this);
    return result;
}

bool MarkerLockFile::isStillMine() const
{
    // What cannot be looked at is not lost.
    return isMine(LockErrc::ReadFailed).value_or(true);
}

Result<bool> MarkerLockFile::queryLocked() const
{
    return isPresent(LockErrc::ReadFailed);
}

bool MarkerLockFile::isHeldByAnotherObject() const
{
    return HeldMarks::instance().isOfAnother(this, d->mark);
}

Result<bool> MarkerLockFile::isTaken() const
{
    struct stat status;
    if (sys().fstatat(AT_FDCWD, path().c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0) {
        if (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode) || S_ISLNK(status.st_mode))
            return true;
        return notARegularFile(LockErrc::LockFailed, path(), status.st_mode);
    }
    if (errno == ENOENT)
        return false;
    return Failure::fromErrno(LockErrc::LockFailed, "fstatat", path());
}

Result<bool> MarkerLockFile::isPresent(LockErrc code) const
{
    struct stat status;
    if (sys().fstatat(AT_FDCWD, path().c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0)
        return true;
    if (errno == ENOENT)
        return false;
    return Failure::fromErrno(code, "fstatat", path());
}

} // namespace Lockscope
