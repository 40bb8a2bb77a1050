// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/markerlockfile.h>

#include "locks/foreignfile.h"
#include "locks/heldmarks.h"
#include "locks/markerplace.h"
#include "locks/privatefile.h"
#include "system/quarantinename.h"
#include "system/systemcalls.h"
#include "values/sentences.h"

#include <array>
#include <mutex>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Lockscope {

class MarkerLockFile::Private
{
public:
    HeldMarks::Mark mark;
    MarkerPlace place{mark.path};          ///< its directory is open only while the marker is created or removed
    ThreadNumber thread = currentThread(); ///< the thread that created the object
    std::shared_ptr<MadeMark> made = std::make_shared<MadeMark>();
};

MarkerLockFile::MarkerLockFile(std::filesystem::path path, std::filesystem::path database)
    : LockFile(std::move(path))
    , d(new Private{.mark = {this->path(), std::move(database)}})
{}

/// A marker that could not be removed remains, and can no longer be released.
MarkerLockFile::~MarkerLockFile()
{
    HeldMarks::instance().leave(this);
}

const MarkerPlace &MarkerLockFile::place() const
{
    return d->place;
}

MadeMark &MarkerLockFile::made() const
{
    return *d->made;
}

Result<bool> MarkerLockFile::isMine(LockErrc code) const
{
    auto mine = made().file.isAt(path(), code);
    return mine && *mine ? Result<bool>(made().file.says(made().name)) : mine;
}

Result<void> MarkerLockFile::unmake()
{
    return removeMark(place());
}

void MarkerLockFile::cleanUp()
{
    made().file.close();
}

Result<bool> MarkerLockFile::publish(PrivateFile &file)
{
    const auto published = file.publish();
    if (!published || !*published)
        return published;
    const auto kept = keep(file);
    return kept ? Result<bool>(true) : kept.error();
}

Result<void> MarkerLockFile::keep(PrivateFile &file)
{
    auto adopted = made().file.adopt(file.take(), path());
    if (!adopted) {
        static_cast<void>(removeMark(place()));
        made().file.close();
    }
    return adopted;
}

/// The path of a row does not name a file to be created.
Result<void> MarkerLockFile::openPlace(LockErrc code)
{
    if (!d->mark.database.empty())
        return {};
    auto place = MarkerPlace::checked(path(), code);
    if (!place)
        return place.error();
    d->place = *std::move(place);
    return {};
}

bool MarkerLockFile::joinHolder(bool asHolder) const
{
    if (holder() == Holder::Object)
        return false;
    auto &held = HeldMarks::instance();
    d->mark.form = formOfMark();
    const auto shares =
        held.sharesOf(this, d->mark, holder() == Holder::Thread ? std::optional(d->thread) : std::nullopt);
    for (const auto &share : shares) {
        const auto before = std::exchange(d->made, share);
        if (isStillMine()) {
            if (asHolder)
                held.enter(const_cast<MarkerLockFile *>(this), d->mark, d->thread, d->made);
            return true;
        }
        d->made = before;
    }
    return false;
}

/// Markers of another form do not belong to this holder.
std::string MarkerLockFile::formOfMark() const
{
    return std::string(kind()) + (holder() == Holder::Thread ? "/thread" : "/process");
}

bool MarkerLockFile::isLeftToOthers() const
{
    if (holder() == Holder::Object)
        return false;
    const std::lock_guard guard(d->made->mutex);
    auto &held = HeldMarks::instance();
    if (d->made->isHeld && !held.isShared(this, d->made.get()))
        return false;
    held.leave(const_cast<MarkerLockFile *>(this));
    return true;
}

Result<LockFile::Attempt> MarkerLockFile::attempt()
{
    const auto opened = openPlace(LockErrc::LockFailed);
    if (!opened)
        return opened.error();
    // Entered before the marker exists and left after it was removed, so that another thread of this process never
    // mistakes it for one that an earlier process with the same PID left.
    auto &held = HeldMarks::instance();
    d->made = std::make_shared<MadeMark>();
    if (holder() == Holder::Object) {
        held.enter(this, d->mark);
    } else {
        d->mark.form = formOfMark();
        held.enter(this, d->mark, d->thread, d->made);
    }
    const auto made = make();
    d->place = MarkerPlace(path());
    if (made && *made) {
        const std::lock_guard guard(d->made->mutex);
        d->made->isHeld = true;
        return Attempt::Acquired;
    }
    held.leave(this);
    if (!made)
        return made.error();
    return held.isOfThisThread(d->mark) ? Attempt::HeldByThisThread : Attempt::HeldByOther;
}

Result<void> MarkerLockFile::doRelease()
{
    const auto keptAlive = d->made;
    const std::lock_guard guard(keptAlive->mutex);
    Result<void> result;
    const auto mine = keptAlive->isHeld ? isMineAtLast(LockErrc::UnlockFailed) : Result<bool>(false);
    if (!mine)
        result = mine.error();
    else if (!*mine)
        result = Failure::of(LockErrc::NotMyLock, path(), Sentence::Detail::MarkerReplaced);
    else if (result = openPlace(LockErrc::UnlockFailed); result)
        result = unmake();
    const bool isKept = !result && result.error().code == LockErrc::UnlockFailed;
    if (isKept) {
        d->place = MarkerPlace(path());
        return result;
    }
    keptAlive->isHeld = false;
    if (!result && reportsForeignLocks() && !queryLocked().value_or(true)) {
        auto failure = result.error();
        failure.code = LockErrc::NotLocked;
        result = failure;
    }
    cleanUp();
    d->place = MarkerPlace(path());
    HeldMarks::instance().leave(this);
    return result;
}

bool MarkerLockFile::isStillMine() const
{
    const std::lock_guard guard(d->made->mutex);
    // A path that cannot be examined is not lost.
    return d->made->isHeld && isMineAtLast(LockErrc::ReadFailed).value_or(true);
}

/// A process that breaks a lock, or replaces a stale one, moves the file first and checks it then: a lock that was
/// moved by mistake gets its name back in a moment, and is not lost.
Result<bool> MarkerLockFile::isMineAtLast(LockErrc code) const
{
    constexpr int MostLooks = 1000;
    auto mine = isMine(code);
    for (int looks = 0; looks < MostLooks && mine && !*mine; ++looks) {
        std::array<char, QuarantineName::MarkTarget.size()> target;
        const auto size = sys().readlinkat(AT_FDCWD, path().c_str(), target.data(), target.size());
        const bool isPlaceholder =
            size > 0 && std::string_view(target.data(), std::size_t(size)) == QuarantineName::MarkTarget;
        if (!isPlaceholder && looks > 0)
            break;
        const struct timespec millisecond = {0, 1'000'000};
        sys().ppoll(nullptr, 0, &millisecond);
        mine = isMine(code);
    }
    return mine;
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
