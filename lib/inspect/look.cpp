// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/look.h"

#include "inspect/readablefile.h"
#include "system/filedescriptor.h"
#include "system/heldinodes.h"
#include "system/systemcalls.h"
#include "values/lockphrases.h"

#include <lockscope/failure.h>

#include <algorithm>
#include <array>
#include <climits>
#include <string_view>
#include <system_error>

#include <sys/sysmacros.h>

namespace Lockscope {

namespace {

constexpr int MostLooks = 3;

using InodeType = LockReport::InodeType;

InodeType typeOf(std::uint32_t mode)
{
    switch (mode & S_IFMT) {
    case S_IFREG:
        return InodeType::Regular;
    case S_IFDIR:
        return InodeType::Directory;
    case S_IFLNK:
        return InodeType::Symlink;
    case S_IFIFO:
        return InodeType::Fifo;
    case S_IFSOCK:
        return InodeType::Socket;
    case S_IFCHR:
        return InodeType::CharacterDevice;
    case S_IFBLK:
        return InodeType::BlockDevice;
    default:
        return InodeType::None;
    }
}

LookError errorOf(const char *call)
{
    const auto failure = Failure::fromErrno(LockErrc::ReadFailed, call, {});
    return {failure.errnoName(), call, std::generic_category().message(failure.systemErrno)};
}

constexpr unsigned WholeStatus = STATX_BASIC_STATS | STATX_BTIME;

dev_t deviceOf(const struct statx &status)
{
    return makedev(status.stx_dev_major, status.stx_dev_minor);
}

bool askStatus(int fd, struct statx &status)
{
    return sys().statx(fd, "", AT_EMPTY_PATH, WholeStatus, &status) == 0;
}

/// If the directory determines it for all of its entries.
std::optional<MountTable::Place> placeInFolder(const struct statx &status, const LookTarget &target)
{
    if (!target.folderPlace || target.folderPlace->plainDevice != deviceOf(status))
        return std::nullopt;
    auto place = target.folderPlace->place;
    place.inode.inode = status.stx_ino;
    place.file = place.inode;
    return place;
}

/// False on an error, with errno set. With an empty name it reads the link of the descriptor itself.
bool readLink(int folder, const char *name, std::string &linkTarget)
{
    std::array<char, PATH_MAX> buffer;
    const auto length = sys().readlinkat(folder, name, buffer.data(), buffer.size());
    if (length >= 0)
        linkTarget.assign(buffer.data(), static_cast<std::size_t>(length));
    return length >= 0;
}

/// Whether to ask the kernel for locks of processes that are not visible here. Not on file servers, which may not
/// respond.
bool asksForLocks(const Look &look, const Machine &machine)
{
    return !machine.host().seesAllProcesses() && look.place && !look.place->fileSystem.remote;
}

bool sameState(const struct statx &before, const struct statx &after)
{
    const auto sameTime = [](const struct statx_timestamp &left, const struct statx_timestamp &right) {
        return left.tv_sec == right.tv_sec && left.tv_nsec == right.tv_nsec;
    };
    return before.stx_size == after.stx_size && before.stx_nlink == after.stx_nlink &&
           sameTime(before.stx_mtime, after.stx_mtime) && sameTime(before.stx_ctime, after.stx_ctime);
}

bool hasOwnPosixLock(const struct statx &status)
{
    auto &held = HeldInodes::instance();
    const auto guard = held.guard();
    return held.hasPosix({deviceOf(status), status.stx_ino});
}

ForbiddenInodes::Why whyForbidden(const LookTarget &target, const Machine &machine, const Look &look)
{
    if (hasOwnPosixLock(look.status))
        return ForbiddenInodes::Why::OwnPosixLock;
    if (!look.place)
        return ForbiddenInodes::Why::Not;
    return target.many ? target.many->forbidden.why(look.place->inode, target.oldest)
                       : machine.forbidden().why(look.place->inode, target.oldest);
}

/// Reads the content. False if the file changed meanwhile.
///
/// The rule for leases: a file is opened to read its content, and for no other reason. The lock table shows the files
/// under a lease, which are not opened, but in a nested PID namespace it omits leases of outside processes, and there
/// is no other way to detect them. There an empty file is not even opened to ask for locks.
bool readContent(int fd, const LookTarget &target, const Machine &machine, Look &look)
{
    if (look.status.stx_size == 0) {
        look.contentState = Look::Content::Read;
        return true;
    }
    const auto forbidden = whyForbidden(target, machine, look);
    if (forbidden != ForbiddenInodes::Why::Not) {
        look.contentState =
            forbidden == ForbiddenInodes::Why::Lease ? Look::Content::UnderLease : Look::Content::OwnPosixLock;
        return true;
    }
    const ReadableFile file(fd, look.status, target.many ? target.many->ownDescriptors.get() : -1);
    if (!file.isOpen() || !file.read(look.content, std::min<std::uint64_t>(look.status.stx_size, target.most))) {
        look.error = errorOf(file.isOpen() ? "read" : "openat");
        if (!file.isOpen() && errno == ENOENT)
            look.error->message = LockPhrases::noop("the file cannot be opened because /proc is not mounted");
        look.content.clear();
        look.contentState = Look::Content::Refused;
        return true;
    }
    if (asksForLocks(look, machine))
        look.reportedLock = file.conflictingLock();
    look.contentState = Look::Content::Read;
    struct statx after = {};
    return !askStatus(fd, after) || sameState(look.status, after);
}

enum class Outcome
{
    Settled,
    Removed, ///< it no longer had a name: there may be another file now
    Changed, ///< while it was read
};

Outcome lookOnce(const LookTarget &target, const Machine &machine, Look &look)
{
    const FileDescriptor fd(
        retryInterrupted([&] { return sys().openat(target.folder, target.name, O_PATH | O_NOFOLLOW | O_CLOEXEC); }));
    if (!fd) {
        look.absent = errno == ENOENT;
        if (!look.absent)
            look.error = errorOf("openat");
        return Outcome::Settled;
    }
    if (!askStatus(fd.get(), look.status)) {
        look.error = errorOf("statx");
        return Outcome::Settled;
    }
    look.type = typeOf(look.status.stx_mode);
    look.place = placeInFolder(look.status, target);
    if (!look.place)
        look.place = machine.mounts().placeOf(fd.get());
    if (look.type == InodeType::Symlink && !readLink(fd.get(), "", look.linkTarget))
        look.error = errorOf("readlinkat");
    if (look.type != InodeType::Regular)
        return Outcome::Settled;
    if (target.many)
        target.many->lastFileWasEmpty = look.status.stx_size == 0;
    if (!readContent(fd.get(), target, machine, look))
        return Outcome::Changed;
    return look.status.stx_nlink == 0 ? Outcome::Removed : Outcome::Settled;
}

/// Whether a name was certainly the same inode between the listing and this status: it has the same inode number, and
/// nothing was changed, created or renamed in its place since. On the file systems for which this is called, each of
/// these sets the change time by the clock of this host.
bool isAsListed(const struct statx &status, const Listed &listed)
{
    // The clock of change times advances in steps.
    constexpr std::chrono::seconds Margin{1};
    return status.stx_ino == listed.inode && toWallTime(status.stx_ctime) < listed.since - Margin;
}

/// Examines the name alone, without a descriptor: one call, or two for a link, instead of three to seven. Absent if
/// that is not sufficient or not certain, and the full examination is required.
std::optional<Look> glanceAt(const LookTarget &target)
{
    const auto &listed = *target.listed;
    // Not for files: their content requires a descriptor. Except for empty files, which have none.
    if (listed.type == InodeType::Regular && !target.many->lastFileWasEmpty)
        return std::nullopt;
    Look look;
    // Before its times, so that these are never older than the target.
    if (listed.type == InodeType::Symlink && !readLink(target.folder, target.name, look.linkTarget))
        return std::nullopt;
    constexpr int Flags = AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT;
    if (sys().statx(target.folder, target.name, Flags, WholeStatus, &look.status) != 0)
        return std::nullopt;
    look.type = typeOf(look.status.stx_mode);
    look.place = placeInFolder(look.status, target);
    if (look.type != listed.type || !look.place)
        return std::nullopt;
    if (look.type == InodeType::Symlink && !isAsListed(look.status, listed))
        return std::nullopt;
    if (look.type == InodeType::Regular) {
        target.many->lastFileWasEmpty = look.status.stx_size == 0;
        if (!target.many->lastFileWasEmpty)
            return std::nullopt;
        look.contentState = Look::Content::Read;
    }
    return look;
}

} // namespace

ManyLooks::ManyLooks(const Machine &machine)
    : forbidden(machine.forbidden())
    , ownDescriptors(sys().openat(AT_FDCWD, "/proc/thread-self/fd", O_PATH | O_DIRECTORY | O_CLOEXEC))
{}

std::optional<FolderPlace> FolderPlace::of(int folder, const MountTable &mounts)
{
    // File systems on which the device and inode number are the same for all interfaces of the kernel.
    static constexpr std::array<std::string_view, 8> Plain = {"ext2", "ext3",  "ext4",  "xfs",
                                                              "f2fs", "tmpfs", "ramfs", "devtmpfs"};
    const auto place = mounts.placeOf(folder);
    struct statx status = {};
    if (!place || !askStatus(folder, status))
        return std::nullopt;
    const bool plain = std::find(Plain.begin(), Plain.end(), place->fileSystem.type) != Plain.end() &&
                       place->inode == InodeKey{status.stx_dev_major, status.stx_dev_minor, status.stx_ino};
    return FolderPlace{*place, plain ? std::optional(deviceOf(status)) : std::nullopt};
}

Look lookAt(const LookTarget &target, const Machine &machine)
{
    if (target.many && target.listed) {
        if (auto look = glanceAt(target))
            return *std::move(look);
    }
    for (int looks = 1;; ++looks) {
        Look look;
        const auto outcome = lookOnce(target, machine, look);
        // Some file systems always report that a file has no name: then the last result counts.
        if (outcome == Outcome::Settled || looks == MostLooks) {
            look.changedWhileLooking = outcome == Outcome::Changed;
            return look;
        }
    }
}

WallTime toWallTime(const struct statx_timestamp &time)
{
    return WallTime(std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec));
}

} // namespace Lockscope
