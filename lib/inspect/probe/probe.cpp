// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/probe/probe.h"

#include "inspect/probe/readablefile.h"
#include "system/filedescriptor.h"
#include "system/heldinodes.h"
#include "system/optionalcalls.h"
#include "system/systemcalls.h"
#include "values/lockphrases.h"

#include <lockscope/result.h>

#include <algorithm>
#include <array>
#include <climits>
#include <string_view>
#include <system_error>

#include <sys/sysmacros.h>
#include <unistd.h>

namespace Lockscope {

namespace {

constexpr int MaxAttempts = 3;

using InodeType = LockReport::InodeType;

ProbeError errorOf(const char *call)
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
    return statusOf(fd, "", AT_EMPTY_PATH, WholeStatus, &status) == 0;
}

/// If the directory determines it for all of its entries.
std::optional<MountTable::Place> placeInDirectory(const struct statx &status, const ProbeTarget &target)
{
    if (!target.directoryPlace || target.directoryPlace->plainDevice != deviceOf(status))
        return std::nullopt;
    auto place = target.directoryPlace->place;
    place.inode.inode = status.stx_ino;
    place.file = place.inode;
    return place;
}

/// False on an error, with errno set. With an empty name it reads the link of the descriptor itself.
bool readLink(int directory, const char *name, std::string &linkTarget)
{
    std::array<char, PATH_MAX> buffer;
    const auto length = sys().readlinkat(directory, name, buffer.data(), buffer.size());
    if (length >= 0)
        linkTarget.assign(buffer.data(), static_cast<std::size_t>(length));
    return length >= 0;
}

/// Whether to ask the kernel for locks of processes that are not visible here. Not on file servers, which may not
/// respond.
bool asksForLocks(const Probe &probed, const HostSnapshot &machine)
{
    return !machine.host().seesAllProcesses() && probed.place && !probed.place->fileSystem.remote;
}

/// Adds a lock that the kernel reports for the open file, if it is not in the lock table.
void addReportedLock(std::optional<KernelLock> reported, Probe &probed)
{
    const auto isRecordLock = [](const KernelLock &lock) {
        return lock.type == KernelLock::Type::Posix || lock.type == KernelLock::Type::Ofd;
    };
    if (!reported || (reported->tablePid != 0 && std::ranges::any_of(probed.kernelLocks, isRecordLock)))
        return;
    reported->inode = probed.place->inode;
    reported->file = probed.place->file;
    probed.kernelLocks.push_back(*std::move(reported));
}

void addKernelLocks(const HostSnapshot &machine, Probe &probed)
{
    if (probed.place && machine.mayHaveKernelLock(probed.place->inode.inode))
        probed.kernelLocks = locksOn(*probed.place, machine.kernelLocks());
}

bool sameInode(const struct statx &before, const struct statx &after)
{
    return before.stx_ino == after.stx_ino && deviceOf(before) == deviceOf(after);
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
    return HeldInodes::instance().hasPosix({deviceOf(status), status.stx_ino});
}

NoOpenSet::Why whyForbidden(const ProbeTarget &target, const HostSnapshot &machine, const Probe &probed)
{
    if (hasOwnPosixLock(probed.status))
        return NoOpenSet::Why::OwnPosixLock;
    if (!probed.place)
        return NoOpenSet::Why::Not;
    return target.cache ? target.cache->forbidden.why(probed.place->inode, target.oldest)
                        : machine.forbidden().why(probed.place->inode, target.oldest);
}

/// Reads the content. False if the file changed meanwhile.
///
/// The rule for leases: a file is opened to read its content, and for no other reason. The lock table shows the files
/// under a lease, which are not opened, but in a nested PID namespace it omits leases of outside processes, and there
/// is no other way to detect them. There an empty file is not even opened to ask for locks.
bool readContent(int fd, const ProbeTarget &target, const HostSnapshot &machine, Probe &probed)
{
    if (probed.status.stx_size == 0) {
        probed.contentState = Probe::Content::Read;
        return true;
    }
    const auto forbidden = whyForbidden(target, machine, probed);
    if (forbidden != NoOpenSet::Why::Not) {
        probed.contentState =
            forbidden == NoOpenSet::Why::Lease ? Probe::Content::UnderLease : Probe::Content::OwnPosixLock;
        return true;
    }
    const ReadableFile file(fd, probed.status, target.cache ? target.cache->ownDescriptors.get() : -1);
    if (!file.isOpen() || !file.read(probed.content, std::min<std::uint64_t>(probed.status.stx_size, target.most))) {
        probed.error = errorOf(file.isOpen() ? "read" : "openat");
        if (!file.isOpen() && errno == ENOENT)
            probed.error->message = LockPhrases::noop("the file cannot be opened because /proc is not mounted");
        probed.content.clear();
        probed.contentState = Probe::Content::Refused;
        return true;
    }
    if (asksForLocks(probed, machine))
        addReportedLock(file.conflictingLock(), probed);
    probed.contentState = Probe::Content::Read;
    struct statx after = {};
    return !askStatus(fd, after) || sameState(probed.status, after);
}

enum class Outcome
{
    Settled,
    Removed, ///< it no longer had a name: there may be another file now
    Changed, ///< while it was read
};

Outcome probeOnce(const ProbeTarget &target, const HostSnapshot &machine, Probe &probed)
{
    const FileDescriptor fd(
        retryInterrupted([&] { return sys().openat(target.directory, target.name, O_PATH | O_NOFOLLOW | O_CLOEXEC); }));
    if (!fd) {
        probed.absent = errno == ENOENT;
        if (!probed.absent)
            probed.error = errorOf("openat");
        return Outcome::Settled;
    }
    if (!askStatus(fd.get(), probed.status)) {
        probed.error = errorOf("statx");
        return Outcome::Settled;
    }
    probed.type = inodeTypeOf(probed.status.stx_mode);
    probed.place = placeInDirectory(probed.status, target);
    if (!probed.place)
        probed.place = machine.mounts().placeOf(fd.get());
    addKernelLocks(machine, probed);
    if (probed.type == InodeType::Symlink && !readLink(fd.get(), "", probed.linkTarget))
        probed.error = errorOf("readlinkat");
    if (probed.type != InodeType::Regular)
        return Outcome::Settled;
    if (target.cache)
        target.cache->lastFileWasEmpty = probed.status.stx_size == 0;
    if (!readContent(fd.get(), target, machine, probed))
        return Outcome::Changed;
    return probed.status.stx_nlink == 0 ? Outcome::Removed : Outcome::Settled;
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

/// Reads a file by its name: one descriptor instead of two. False if it must not be opened, cannot be read, or is not
/// in the state that was examined. REQUIRES: only root and this user can give its name to another inode.
bool readByName(const ProbeTarget &target, const HostSnapshot &machine, Probe &probed)
{
    if (whyForbidden(target, machine, probed) != NoOpenSet::Why::Not)
        return false;
    ReadableFile file(target.directory, target.name);
    if (!file.isOpen() || !file.read(probed.content, std::min<std::uint64_t>(probed.status.stx_size, target.most)))
        return false;
    struct statx after = {};
    if (!askStatus(file.fd(), after))
        return false;
    file.setInode(after);
    if (!sameInode(probed.status, after) || !sameState(probed.status, after))
        return false;
    if (asksForLocks(probed, machine))
        addReportedLock(file.conflictingLock(), probed);
    return true;
}

/// Examines the name, without a descriptor of its inode: one call, two for a link, five for a file, instead of three to
/// eight. Absent if that is not sufficient or not certain, and the full examination is required.
std::optional<Probe> probeByName(const ProbeTarget &target, const HostSnapshot &machine)
{
    const auto &listed = *target.listed;
    const bool mayOpen = target.directoryPlace && target.directoryPlace->isProtected;
    // Except for empty files, the content requires a descriptor.
    if (listed.type == InodeType::Regular && !mayOpen && !target.cache->lastFileWasEmpty)
        return std::nullopt;
    Probe probed;
    // Before its times, so that these are never older than the target.
    if (listed.type == InodeType::Symlink && !readLink(target.directory, target.name, probed.linkTarget))
        return std::nullopt;
    constexpr int Flags = AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT;
    if (statusOf(target.directory, target.name, Flags, WholeStatus, &probed.status) != 0)
        return std::nullopt;
    probed.type = inodeTypeOf(probed.status.stx_mode);
    probed.place = placeInDirectory(probed.status, target);
    if (probed.type != listed.type || !probed.place)
        return std::nullopt;
    if (probed.type == InodeType::Symlink && !isAsListed(probed.status, listed))
        return std::nullopt;
    // The locks of the table first: a lock that only the kernel reports is compared with them.
    addKernelLocks(machine, probed);
    if (probed.type == InodeType::Regular) {
        target.cache->lastFileWasEmpty = probed.status.stx_size == 0;
        if (!target.cache->lastFileWasEmpty && (!mayOpen || !readByName(target, machine, probed)))
            return std::nullopt;
        probed.contentState = Probe::Content::Read;
    }
    return probed;
}

} // namespace

InodeInfo::InodeType inodeTypeOf(std::uint32_t mode)
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

ProbeCache::ProbeCache(const HostSnapshot &machine)
    : forbidden(machine.forbidden())
    , ownDescriptors(sys().openat(AT_FDCWD, "/proc/thread-self/fd", O_PATH | O_DIRECTORY | O_CLOEXEC))
{}

std::optional<DirectoryPlace> DirectoryPlace::of(int directory, const MountTable &mounts)
{
    // File systems on which the device and inode number are the same for all interfaces of the kernel.
    static constexpr std::array<std::string_view, 8> Plain = {"ext2", "ext3",  "ext4",  "xfs",
                                                              "f2fs", "tmpfs", "ramfs", "devtmpfs"};
    const auto place = mounts.placeOf(directory);
    struct statx status = {};
    if (!place || !place->hasTableNumbers || !askStatus(directory, status))
        return std::nullopt;
    const bool plain = std::find(Plain.begin(), Plain.end(), place->fileSystem.type) != Plain.end() &&
                       place->inode == InodeKey{status.stx_dev_major, status.stx_dev_minor, status.stx_ino};
    constexpr mode_t WritableByOthers = S_IWGRP | S_IWOTH;
    const bool isProtected =
        (status.stx_uid == 0 || status.stx_uid == ::geteuid()) && (status.stx_mode & WritableByOthers) == 0;
    return DirectoryPlace{*place, plain ? std::optional(deviceOf(status)) : std::nullopt, isProtected};
}

InodeInfo Probe::info() const
{
    InodeInfo info;
    info.inodeType = type;
    if (type == InodeType::None)
        return info;
    info.size = status.stx_size;
    info.mode = status.stx_mode & 07777U;
    info.links = status.stx_nlink;
    info.ownerUid = status.stx_uid;
    if ((status.stx_mask & STATX_BTIME) != 0)
        info.created = toWallTime(status.stx_btime);
    info.modified = toWallTime(status.stx_mtime);
    info.changed = toWallTime(status.stx_ctime);
    return info;
}

Probe probe(const ProbeTarget &target, const HostSnapshot &machine)
{
    if (target.cache && target.listed) {
        if (auto probed = probeByName(target, machine))
            return *std::move(probed);
    }
    for (int attempt = 1;; ++attempt) {
        Probe probed;
        const auto outcome = probeOnce(target, machine, probed);
        // Some file systems always report that a file has no name: then the last result counts.
        if (outcome == Outcome::Settled || attempt == MaxAttempts) {
            probed.changedWhileReading = outcome == Outcome::Changed;
            return probed;
        }
    }
}

WallTime toWallTime(const struct statx_timestamp &time)
{
    return WallTime(std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec));
}

} // namespace Lockscope
