// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/kernellockfile.h>

#include "locks/foreignfile.h"
#include "locks/kernellockcalls.h"
#include "locks/privatefile.h"
#include "system/heldinodes.h"
#include "system/mounts.h"
#include "system/processes.h"
#include "system/systemcalls.h"
#include "system/trustedpath.h"
#include "values/sentences.h"

#include <lockscope/kernellock.h>

#include <algorithm>
#include <array>

#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

namespace Lockscope {

namespace {

/// As the originals create their files, before the umask is applied.
constexpr mode_t CreationMode = 0666;

constexpr std::size_t LongestClaim = 4096;

} // namespace

class KernelLockFile::Private
{
public:
    Private(const KernelLockFile *q, Manner m)
        : owner(q)
        , path(q->path())
        , manner(m)
    {}

    Result<Attempt> acquire(std::string_view mark, bool block);
    Result<bool> pathNamesOpenFile(LockErrc code) const;
    void unlock() const;
    void close();
    Result<bool> removeFile() const;
    void closeGuarded();
    /// Whether the descriptor is still that of the lock: the program may have closed all of its descriptors.
    bool isGrantedAgain() const;
    bool hasFile() const { return fd && key.isOf(fd.get()); }
    bool isFlock() const { return manner.type == KernelLock::Type::Flock; }
    bool isPosix() const { return manner.type == KernelLock::Type::Posix; }
    /// A reader never removes the file: others may read it too.
    bool removesFile() const { return manner.removeOnRelease && manner.mode == KernelLock::Mode::Write; }

    const KernelLockFile *owner;
    std::filesystem::path path;
    Manner manner;
    FileDescriptor fd; ///< kept open between attempts of one wait: opening and closing would wake the other waiters
    HeldInodes::Key key;
    bool isServed = false; ///< the server of a remote file system keeps the lock
    HeldInodes &held = HeldInodes::instance();

private:
    enum class Opened
    {
        Open,
        AlreadyLocked, ///< newly created with the lock on it
        HeldHere,      ///< by a POSIX lock of this process: not opened
    };
    Result<Opened> open(std::string_view mark, std::unique_lock<std::mutex> &guard);
    struct Examined
    {
        dev_t guarded = 0;          ///< the device whose guard is held
        std::optional<mode_t> mode; ///< absent: there is no file
    };
    Result<Examined> examine(const TrustedPath &place, std::unique_lock<std::mutex> &guard);
    void moveGuard(dev_t from, std::unique_lock<std::mutex> &guard) const;
    Result<void> checkReach(int directory);
    Result<bool> createLocked(const TrustedPath &place, std::string_view mark);
    std::optional<HeldInodes::Holding> conflict() const;
    Result<bool> lock(int file, bool block) const { return lockFile(file, manner.type, manner.mode, block, path); }
    Result<void> mayWriteOver(std::string_view mark) const;
    bool hasForeignFlock() const;
    Result<bool> settle(std::string_view mark);
    void enter();
};

KernelLockFile::KernelLockFile(std::filesystem::path path, Manner manner)
    : LockFile(std::move(path))
    , d(std::make_unique<Private>(this, manner))
{}

KernelLockFile::~KernelLockFile()
{
    releaseInDestructor();
    d->close();
}

/// The lock of another object of this process that conflicts with this one on the inode. REQUIRES: the guard of the
/// inode's device is held.
std::optional<HeldInodes::Holding> KernelLockFile::Private::conflict() const
{
    for (const auto &holding : held.on(key)) {
        const bool sameFamily = (holding.form == HeldInodes::Form::Flock) == isFlock();
        if (sameFamily && (holding.exclusive || manner.mode == KernelLock::Mode::Write))
            return holding;
    }
    return {};
}

/// Before the file is created: a lock that another host could acquire as well is no lock.
Result<void> KernelLockFile::Private::checkReach(int directory)
{
    const auto fileSystem = sharedFileSystem(directory);
    isServed = fileSystem && fileSystem->lockReach == FileSystemKind::LockReach::Server;
    if (fileSystem && isKnownToLockLocally(*fileSystem))
        return Failure::of(LockErrc::LockFailed, path, {Sentence::Detail::LocksStayOnHost, fileSystem->type});
    return {};
}

/// What is there, after the guard of its device, or of the directory's, was acquired. Sets the key of a file.
Result<KernelLockFile::Private::Examined> KernelLockFile::Private::examine(const TrustedPath &place,
                                                                           std::unique_lock<std::mutex> &guard)
{
    struct stat status;
    const auto isThere = [&]() -> Result<bool> {
        if (sys().fstatat(place.directory(), place.name().c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0)
            return true;
        return errno == ENOENT ? Result<bool>(false) : Failure::fromErrno(LockErrc::LockFailed, "fstatat", path);
    };
    for (;;) {
        const auto wasThere = isThere();
        if (!wasThere)
            return wasThere.error();
        if (!*wasThere && sys().fstat(place.directory(), &status) != 0)
            return Failure::fromErrno(LockErrc::LockFailed, "fstat", path);
        const auto device = status.st_dev;
        guard = held.guard(device);
        // Again, because the file may have been created or replaced before the device was guarded.
        const auto isThereNow = isThere();
        if (!isThereNow)
            return isThereNow.error();
        if (!*isThereNow)
            return Examined{device, {}};
        key = HeldInodes::Key::of(status);
        if (key.device == device)
            return Examined{device, status.st_mode};
        guard.unlock();
    }
}

/// An overlay reports other devices for files than for their directory.
void KernelLockFile::Private::moveGuard(dev_t from, std::unique_lock<std::mutex> &guard) const
{
    if (key.device == from)
        return;
    guard.unlock(); // first: two guards at once could be acquired in the other order elsewhere
    guard = held.guard(key.device);
}

/// The guard is that of the inode's device afterwards.
Result<KernelLockFile::Private::Opened> KernelLockFile::Private::open(std::string_view mark,
                                                                      std::unique_lock<std::mutex> &guard)
{
    const auto place = TrustedPath::resolve(path, LockErrc::LockFailed);
    if (!place)
        return place.error();
    if (path.native().ends_with('/'))
        return notARegularFile(LockErrc::LockFailed, path, S_IFDIR);
    if (const auto carried = checkReach(place->directory()); !carried)
        return carried.error();
    // Checked before it is opened: opening a FIFO or a device has side effects, and opening and closing a file drops
    // the POSIX locks of this process on it, so the registry is checked first, by inode.
    const auto examined = examine(*place, guard);
    if (!examined)
        return examined.error();
    const bool exists = examined->mode.has_value();
    if (exists) {
        if (held.hasPosix(key) && conflict())
            return Opened::HeldHere;
        if (!S_ISREG(*examined->mode))
            return notARegularFile(LockErrc::LockFailed, path, *examined->mode);
    }
    const int access = manner.mode == KernelLock::Mode::Read ? O_RDONLY : isFlock() ? O_RDWR : O_WRONLY;
    const auto openWith = [&](int creation) {
        const int flags = access | creation | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | O_NOFOLLOW;
        return retryInterrupted(
            [&] { return sys().openat(place->directory(), place->name().c_str(), flags, CreationMode); });
    };
    // Without O_CREAT if the file exists: in a sticky directory that others can write to, O_CREAT on another user's
    // file fails even for root (fs.protected_regular).
    int file = exists ? openWith(0) : -1;
    if (file < 0 && errno == ENOENT && !mark.empty()) {
        const auto created = createLocked(*place, mark);
        if (!created)
            return created.error();
        if (*created) {
            moveGuard(examined->guarded, guard);
            return Opened::AlreadyLocked;
        }
    }
    if (file < 0 && errno == ENOENT)
        file = openWith(O_CREAT);
    if (file < 0)
        return Failure::fromErrno(LockErrc::LockFailed, "openat", path);
    FileDescriptor opened(file);
    struct stat status;
    if (sys().fstat(file, &status) != 0)
        return Failure::fromErrno(LockErrc::LockFailed, "fstat", path);
    fd = std::move(opened);
    key = HeldInodes::Key::of(status);
    moveGuard(examined->guarded, guard);
    if (!S_ISREG(status.st_mode))
        return notARegularFile(LockErrc::LockFailed, path, status.st_mode);
    if (const auto refused = place->refusePlantedHardLink(status, LockErrc::LockFailed); !mark.empty() && !refused)
        return refused.error();
    return Opened::Open;
}

/// Creates the file under a private name, locked and complete, and then renames it: it is never visible without its
/// text, and a full disk leaves no file. False if that is not possible here and the file has to be created in the plain
/// way. (An unnamed file that is linked in would also work, but its descriptor would permanently be shown as deleted in
/// /proc.)
Result<bool> KernelLockFile::Private::createLocked(const TrustedPath &place, std::string_view mark)
{
    const auto privateName = privateNameBeside(place.name());
    FileDescriptor file(sys().openat(place.directory(), privateName.c_str(),
                                     O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, CreationMode));
    if (!file) {
        errno = ENOENT;
        return false;
    }
    const auto withdraw = [&] { sys().unlinkat(place.directory(), privateName.c_str(), 0); };
    if (const auto locked = lock(file.get(), false); !locked) {
        withdraw();
        return locked.error();
    }
    if (auto written = writeWhole(file.get(), mark, path); !written) {
        withdraw();
        return written.error();
    }
    struct stat status;
    if (sys().fstat(file.get(), &status) != 0) {
        const auto failure = Failure::fromErrno(LockErrc::LockFailed, "fstat", path);
        withdraw();
        return failure;
    }
    if (sys().renameat2(place.directory(), privateName.c_str(), place.directory(), place.name().c_str(),
                        RENAME_NOREPLACE) != 0) {
        // Another process was faster, or this file system does not support the flag: the plain way reports the error.
        withdraw();
        errno = ENOENT;
        return false;
    }
    key = HeldInodes::Key::of(status);
    fd = std::move(file);
    return true;
}

/// Before the close: otherwise a child that inherited the description would keep the lock. REQUIRES: the guard of the
/// inode's device is held.
void KernelLockFile::Private::unlock() const
{
    if (!hasFile())
        return;
    // A POSIX lock belongs to the process: another object may still hold a read lock by it.
    if (!isPosix() || !held.hasPosix(key))
        unlockFile(fd.get(), manner.type);
}

/// A failure with this code if it cannot be determined.
Result<bool> KernelLockFile::Private::pathNamesOpenFile(LockErrc code) const
{
    struct stat status;
    if (sys().fstatat(AT_FDCWD, path.c_str(), &status, 0) == 0) {
        errno = 0;
        return HeldInodes::Key::of(status) == key;
    }
    if (errno == ENOENT || errno == ENOTDIR || errno == ELOOP)
        return false;
    return Failure::fromErrno(code, "fstatat", path);
}

void KernelLockFile::Private::enter()
{
    const auto form = isFlock() ? HeldInodes::Form::Flock : isPosix() ? HeldInodes::Form::Posix : HeldInodes::Form::Ofd;
    held.enter(key, {owner, currentThread(), manner.mode == KernelLock::Mode::Write, form});
}

void KernelLockFile::Private::close()
{
    if (!fd)
        return;
    const auto guard = held.guard(key.device);
    closeGuarded();
}

void KernelLockFile::Private::closeGuarded()
{
    if (fd)
        held.close(key, std::move(fd));
}

/// Every text of this kind has the same first character: a file with another one has different content.
Result<void> KernelLockFile::Private::mayWriteOver(std::string_view mark) const
{
    struct stat status;
    if (sys().fstat(fd.get(), &status) != 0)
        return Failure::fromErrno(LockErrc::LockFailed, "fstat", path);
    char first = mark.front();
    if (manner.refuseForeignContent && retryInterrupted([&] { return sys().pread(fd.get(), &first, 1, 0); }) < 0)
        return Failure::fromErrno(LockErrc::LockFailed, "pread", path);
    return Lockscope::mayWriteOver({path, fd.get(), status.st_size, first != mark.front()});
}

/// Removes the file, or the link by which it was named, as the original does; but only if it is the one that was
/// locked. False if the path names another file or does not exist: errno is then 0 or ENOENT.
Result<bool> KernelLockFile::Private::removeFile() const
{
    const auto named = pathNamesOpenFile(LockErrc::UnlockFailed);
    if (!named || !*named)
        return named;
    const auto place = TrustedPath::resolve(path, LockErrc::UnlockFailed);
    if (!place)
        return place.error();
    const int directory = place->isLink() ? place->linkDirectory() : place->directory();
    const auto &name = place->isLink() ? place->linkName() : place->name();
    struct stat status;
    if (!place->isLink()) {
        if (sys().fstatat(directory, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0)
            return errno == ENOENT ? Result<bool>(false) : Failure::fromErrno(LockErrc::UnlockFailed, "fstatat", path);
        if (HeldInodes::Key::of(status) != key) {
            errno = 0;
            return false;
        }
    }
    if (manner.keepContent && sys().fstat(fd.get(), &status) == 0 && status.st_size > 0)
        return true;
    if (hasForeignFlock())
        return true;
    if (sys().unlinkat(directory, name.c_str(), 0) == 0)
        return true;
    if (errno == ENOENT)
        return false;
    return Failure::fromErrno(LockErrc::UnlockFailed, "unlinkat", path);
}

/// Whether another process holds a flock on a file that the release of an fcntl lock removes. The kernel permits both
/// locks at once, and the next process would acquire a flock on a new file.
bool KernelLockFile::Private::hasForeignFlock() const
{
    if (isFlock() || !removesFile())
        return false;
    if (sys().flock(fd.get(), LOCK_EX | LOCK_NB) == 0) {
        sys().flock(fd.get(), LOCK_UN);
        return false;
    }
    if (errno != EWOULDBLOCK)
        return false;
    // A network file system may report our own fcntl lock as a flock.
    const auto place = MountTable().placeOf(fd.get());
    return place && !place->fileSystem.remote;
}

/// The remaining steps after the kernel has granted the lock; false if the path names another file now. REQUIRES: the
/// guard of the inode's device is held.
Result<bool> KernelLockFile::Private::settle(std::string_view mark)
{
    auto mine = pathNamesOpenFile(LockErrc::LockFailed);
    if (mine && *mine && hasForeignFlock())
        mine = Failure::of(LockErrc::LockFailed, path, Sentence::Detail::HasFlock);
    if (mine && *mine && !mark.empty()) {
        auto written = mayWriteOver(mark);
        if (written)
            written = writeWhole(fd.get(), mark, path);
        if (!written)
            mine = written.error();
    }
    if (mine && *mine)
        enter();
    else
        unlock();
    return mine;
}

Result<LockFile::Attempt> KernelLockFile::Private::acquire(std::string_view mark, bool block)
{
    const auto refused = [](const std::optional<HeldInodes::Holding> &here) {
        return here && here->thread == currentThread() ? Attempt::HeldByThisThread : Attempt::HeldByOther;
    };
    while (true) {
        if (fd && !hasFile())
            fd.release();
        std::unique_lock<std::mutex> guard;
        if (fd) {
            guard = held.guard(key.device);
        } else {
            const auto opened = open(mark, guard);
            if (!opened)
                return opened.error();
            if (*opened == Opened::AlreadyLocked) {
                enter();
                return Attempt::Acquired;
            }
        }
        const auto here = conflict();
        // The kernel does not distinguish POSIX locks of one process, and would let a thread wait for itself
        // indefinitely.
        if (here && (!fd || isPosix() || (block && here->thread == currentThread()))) {
            if (isPosix())
                closeGuarded(); // so that the next attempt opens the file that the path names then
            return refused(here);
        }
        if (block)
            guard.unlock();
        const auto locked = lock(fd.get(), block);
        if (block)
            guard.lock();
        if (!locked)
            return locked.error();
        const auto named = *locked ? settle(mark) : pathNamesOpenFile(LockErrc::LockFailed);
        if (!named)
            return named.error();
        if (*named)
            return *locked ? Attempt::Acquired : refused(here);
        closeGuarded(); // the file no longer has a name: try the one that exists now
    }
}

Result<LockFile::Attempt> KernelLockFile::attempt()
{
    const auto text = mark();
    if (!text)
        return text.error();
    return d->acquire(*text, false);
}

Result<LockFile::Attempt> KernelLockFile::attemptBlocking()
{
    const auto text = mark();
    if (!text)
        return text.error();
    return d->acquire(*text, true);
}

bool KernelLockFile::canBlock() const
{
    return !d->isPosix();
}

Result<void> KernelLockFile::doRelease()
{
    const auto guard = d->held.guard(d->key.device);
    if (!d->hasFile()) {
        d->held.leave(d->key, this);
        d->fd.release();
        return Failure::of(LockErrc::NotMyLock, path(), Sentence::Detail::DescriptorClosed);
    }
    const auto mine = d->removesFile() ? d->removeFile() : d->pathNamesOpenFile(LockErrc::UnlockFailed);
    const int reason = errno;
    Result<void> result;
    if (!mine) {
        // A caller that keeps the file only needs to know whether it still exists: the originals do not check.
        if (d->removesFile())
            result = mine.error();
    } else if (!*mine) {
        auto failure = Failure::of(LockErrc::NotMyLock, path(), Sentence::Detail::FileReplaced);
        failure.systemErrno = reason;
        if (reason != 0)
            failure.call = d->removesFile() ? "unlinkat" : "fstatat";
        result = failure;
    }
    d->held.leave(d->key, this);
    d->unlock();
    d->closeGuarded();
    return result;
}

bool KernelLockFile::isStillMine() const
{
    // A path that cannot be examined, e.g. in a directory without permission, is not lost: the kernel lock still
    // exists.
    return d->hasFile() && d->pathNamesOpenFile(LockErrc::ReadFailed).value_or(true);
}

/// A client that could not renew its lease in time loses its locks without notice: only another request shows it. The
/// server refuses the request if another host has the lock; otherwise the kernel, which knows that the lock was lost,
/// returns EIO.
bool KernelLockFile::Private::isGrantedAgain() const
{
    if (!isServed || !hasFile())
        return true;
    const auto guard = held.guard(key.device);
    const auto granted = lock(fd.get(), false);
    return granted ? *granted : granted.error().systemErrno != EIO;
}

bool KernelLockFile::isGrantedAgain() const
{
    return d->isGrantedAgain();
}

Result<bool> KernelLockFile::queryLocked() const
{
    // An O_PATH descriptor does not open the file: closing it drops no lock, and no lease is broken.
    const FileDescriptor file(sys().openat(AT_FDCWD, path().c_str(), O_PATH | O_CLOEXEC));
    if (!file && errno == ENOENT)
        return false;
    if (!file)
        return Failure::fromErrno(LockErrc::ReadFailed, "openat", path());
    const auto place = MountTable().placeOf(file.get());
    if (!place)
        return Failure::fromErrno(LockErrc::ReadFailed, "fstat", path());
    auto table = KernelLockTable::readLines();
    if (!table)
        return table.error();
    // Only a descriptor shows which of several files with one inode number is locked, and locks that are missing in the
    // lock table of a container.
    if (!place->isUnambiguous() || isInPidNamespace(ProcRoot()))
        table->resolve({&place->inode, 1});
    const auto locks = table->on(place->inode, place->file);
    return std::any_of(locks.begin(), locks.end(), [&](const KernelLock &lock) {
        return lock.type != KernelLock::Type::Lease && (lock.type == KernelLock::Type::Flock) == d->isFlock();
    });
}

void KernelLockFile::attemptsEnded()
{
    d->close();
}

void KernelLockFile::setMode(KernelLock::Mode mode)
{
    d->manner.mode = mode;
}

int KernelLockFile::descriptor() const
{
    return d->hasFile() ? d->fd.get() : -1;
}

LockFile::WaitTarget KernelLockFile::awaited() const
{
    return {path(), WaitTarget::Event::Closed, d->hasFile() ? d->fd.get() : -1};
}

std::string KernelLockFile::readOpenFile() const
{
    std::array<char, LongestClaim> bytes;
    const auto size = d->hasFile() ? sys().pread(d->fd.get(), bytes.data(), bytes.size(), 0) : -1;
    return size > 0 ? std::string(bytes.data(), static_cast<std::size_t>(size)) : std::string();
}

} // namespace Lockscope
