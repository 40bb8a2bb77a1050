// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/lockprobe.h"

#include "system/filedescriptor.h"
#include "system/fuseviews.h"
#include "system/heldinodes.h"
#include "system/openerindex.h"
#include "system/systemcalls.h"

#include <lockscope/kernellock.h>

#include <algorithm>
#include <optional>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/sysmacros.h>
#include <unistd.h>

namespace Lockscope::LockProbe {

namespace {

/// A descriptor that only names the inode, and what is known about it without opening it.
struct Target
{
    int directory = -1;
    std::string name;
    FileDescriptor path;
    struct stat status = {};
    std::optional<MountTable::Place> place; ///< absent without /proc
    std::vector<KernelLock> listed;         ///< the lines of the table that may belong to it
    bool isLockedThroughFuse = false;       ///< or to the same file in another place

    /// On some file systems (Btrfs, overlay) files with the same inode number share the device in the table.
    bool isListedAlone() const { return place && makedev(place->inode.major, place->inode.minor) == status.st_dev; }
    bool isDirectory() const { return S_ISDIR(status.st_mode); }
    bool hasListed(bool leases) const
    {
        return std::ranges::any_of(
            listed, [leases](const KernelLock &lock) { return (lock.type == KernelLock::Type::Lease) == leases; });
    }
};

std::optional<Target> targetAt(int directory, const std::string &name, const MountTable &mounts)
{
    Target target{.directory = directory, .name = name, .path = {}, .place = {}, .listed = {}};
    target.path.reset(
        retryInterrupted([&] { return sys().openat(directory, name.c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC); }));
    if (!target.path || sys().fstat(target.path.get(), &target.status) != 0 ||
        (!S_ISREG(target.status.st_mode) && !target.isDirectory()))
        return {};
    target.place = mounts.placeOf(target.path.get());
    if (const auto table = KernelLockTable::readLines(); table && target.place) {
        target.listed = table->on(target.place->inode);
        target.isLockedThroughFuse = !locksThroughFuse(*target.place, *table, mounts).empty();
    }
    return target;
}

/// Closing any descriptor of the file would release the POSIX locks that this process has on it.
bool isLockedByUs(const Target &target)
{
    return HeldInodes::instance().hasPosix(HeldInodes::Key::of(target.status)) ||
           std::ranges::any_of(target.listed, [](const KernelLock &lock) {
               return lock.type == KernelLock::Type::Posix && lock.tablePid == ::getpid();
           });
}

/// Opens the same inode, so that no other file can take its place; without /proc by its name, if it still has it.
FileDescriptor reopened(const Target &target, int access)
{
    const auto path = "/proc/self/fd/" + std::to_string(target.path.get());
    const int flags = access | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | (target.isDirectory() ? O_DIRECTORY : 0);
    FileDescriptor file(retryInterrupted([&] { return sys().openat(AT_FDCWD, path.c_str(), flags); }));
    if (file || errno != ENOENT)
        return file;
    file.reset(
        retryInterrupted([&] { return sys().openat(target.directory, target.name.c_str(), flags | O_NOFOLLOW); }));
    struct stat status;
    const bool isSame = file && sys().fstat(file.get(), &status) == 0 && status.st_dev == target.status.st_dev &&
                        status.st_ino == target.status.st_ino;
    return isSame ? std::move(file) : FileDescriptor();
}

/// Absent if the kernel gives no answer.
std::optional<bool> hasRecordLock(const FileDescriptor &file)
{
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    if (sys().fcntlLock(file.get(), F_OFD_GETLK, &lock) != 0)
        return {};
    return lock.l_type != F_UNLCK;
}

std::optional<bool> tryFlock(const FileDescriptor &file, int mode)
{
    if (retryInterrupted([&] { return sys().flock(file.get(), mode | LOCK_NB); }) == 0) {
        sys().flock(file.get(), LOCK_UN);
        return false;
    }
    return errno == EWOULDBLOCK ? std::optional(true) : std::nullopt;
}

/// NFS converts flocks to record locks, which need a writable descriptor to be exclusive; a shared one still detects
/// exclusive ones.
std::optional<bool> hasFlock(const Target &target, const FileDescriptor &file)
{
    auto found = tryFlock(file, LOCK_EX);
    if (found || errno != EBADF)
        return found;
    if (const auto writable = reopened(target, O_RDWR))
        return tryFlock(writable, LOCK_EX);
    return tryFlock(file, LOCK_SH);
}

/// A write lease is granted only for a file that no other process has open. Absent if leases give no information here.
std::optional<bool> isOpenElsewhere(const Target &target, const FileDescriptor &file)
{
    if (target.isDirectory() || !target.place || target.place->fileSystem.remote)
        return {};
    if (sys().setLease(file.get(), F_WRLCK) == 0) {
        sys().setLease(file.get(), F_UNLCK);
        return false;
    }
    return errno == EAGAIN ? std::optional(true) : std::nullopt;
}

/// As far as this user may see the descriptors and mappings of other processes.
bool isUsedByProcess(const Target &target)
{
    if (target.isDirectory())
        return false;
    const ProcRoot proc;
    const OpenerIndex openers(proc);
    const auto device = target.status.st_dev;
    return !openers.of({gnu_dev_major(device), gnu_dev_minor(device), target.status.st_ino}).empty() ||
           (target.place && target.place->isUnambiguous() && !openers.mappersOf(target.place->inode).empty());
}

} // namespace

Use inspect(int directory, const std::string &name, const MountTable &mounts)
{
    const auto target = targetAt(directory, name, mounts);
    if (!target)
        return Use::None;
    if (isLockedByUs(*target) || target->isLockedThroughFuse || (target->isListedAlone() && target->hasListed(false)))
        return Use::Locked;
    // Opening a file under a lease would break the lease.
    const auto file = target->hasListed(true) || target->isDirectory() ? FileDescriptor() : reopened(*target, O_RDONLY);
    return file && hasRecordLock(file).value_or(false) ? Use::Locked : Use::None;
}

Use probe(int directory, const std::string &name, const MountTable &mounts)
{
    const auto target = targetAt(directory, name, mounts);
    if (!target)
        return Use::None;
    if (isLockedByUs(*target) || target->isLockedThroughFuse)
        return Use::Locked;
    auto file = target->hasListed(true) ? FileDescriptor() : reopened(*target, O_RDONLY);
    if (!file && !target->hasListed(true))
        file = reopened(*target, O_WRONLY); // its owner may be permitted to write only
    if (!file)
        return target->hasListed(false) ? Use::Locked : target->hasListed(true) ? Use::Open : Use::None;
    const auto isOpen = isOpenElsewhere(*target, file);
    if (isOpen == false)
        return Use::None;
    const auto isRecordLocked = hasRecordLock(file);
    const auto isFlocked = hasFlock(*target, file);
    if (isRecordLocked == true || isFlocked == true)
        return Use::Locked;
    // If the kernel did not answer for the file, its table may.
    const bool isAnswered = isRecordLocked && isFlocked;
    if (!isAnswered && target->hasListed(false))
        return Use::Locked;
    return isOpen == true || isUsedByProcess(*target) ? Use::Open : Use::None;
}

} // namespace Lockscope::LockProbe
