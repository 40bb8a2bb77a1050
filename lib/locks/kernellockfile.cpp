// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/kernellockfile.h>

#include "locks/foreignfile.h"
#include "locks/privatefile.h"
#include "system/heldinodes.h"
#include "system/mounts.h"
#include "system/processes.h"
#include "system/systemcalls.h"
#include "system/trustedpath.h"
#include "values/sentences.h"

#include <lockscope/kernellocktable.h>

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
    bool hasFile() const { return fd && key.isOf(fd.get()); }
    bool isFlock() const { return manner.type == KernelLock::Type::Flock; }
    bool isPosix() const { return manner.type == KernelLock::Type::Posix; }

    const KernelLockFile *owner;
    std::filesystem::path path;
    Manner manner;
    FileDescriptor fd; ///< kept open between attempts of one wait: opening and closing would wake the other waiters
    HeldInodes::Key key;
    HeldInodes &held = HeldInodes::instance();

private:
    enum class Opened
    {
        Open,
        AlreadyLocked, ///< newly created with the lock on it
        HeldHere,      ///< by a POSIX lock of this process: not opened
    };
    Result<Opened> open(std::string_view mark);
    Result<bool> createLocked(const TrustedPath &place, std::string_view mark);
    std::optional<HeldInodes::Holding> conflict() const;
    Result<bool> lock(int file, bool block) const;
    Result<void> write(int file, std::string_view mark) const;
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

/// The lock of another object of this process that conflicts with this one on the inode. REQUIRES: the registry is
/// locked.
std::optional<HeldInodes::Holding> KernelLockFile::Private::conflict() const
{
    for (const auto &holding : held.on(key)) {
        const bool sameFamily = (holding.form == HeldInodes::Form::Flock) == isFlock();
        if (sameFamily && (holding.exclusive || manner.mode == KernelLock::Mode::Write))
            return holding;
    }
    return {};
}

/// REQUIRES: the registry is locked.
Result<KernelLockFile::Private::Opened> KernelLockFile::Private::open(std::string_view mark)
{
    const auto place = TrustedPath::resolve(path, LockErrc::LockFailed);
    if (!place)
        return place.error();
    if (path.native().ends_with('/'))
        return notARegularFile(LockErrc::LockFailed, path, S_IFDIR);
    // Checked before it is opened: opening a FIFO or a device has side effects, and opening and closing a file drops
    // the POSIX locks of this process on it, so the registry is checked first, by inode.
    struct stat status;
    const bool exists = sys().fstatat(place->directory(), place->name().c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
    if (!exists && errno != ENOENT)
        return Failure::fromErrno(LockErrc::LockFailed, "fstatat", path);
    if (exists) {
        key = HeldInodes::Key::of(status);
        if (held.hasPosix(key) && conflict())
            return Opened::HeldHere;
        if (!S_ISREG(status.st_mode))
            return notARegularFile(LockErrc::LockFailed, path, status.st_mode);
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
        if (*created)
            return Opened::AlreadyLocked;
    }
    if (file < 0 && errno == ENOENT)
        file = openWith(O_CREAT);
    if (file < 0)
        return Failure::fromErrno(LockErrc::LockFailed, "openat", path);
    FileDescriptor opened(file);
    if (sys().fstat(file, &status) != 0)
        return Failure::fromErrno(LockErrc::LockFailed, "fstat", path);
    fd = std::move(opened);
    key = HeldInodes::Key::of(status);
    if (!S_ISREG(status.st_mode))
        return notARegularFile(LockErrc::LockFailed, path, status.st_mode);
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
    if (auto written = write(file.get(), mark); !written) {
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

/// True if locked, false if the lock is held elsewhere.
Result<bool> KernelLockFile::Private::lock(int file, bool block) const
{
    int result = 0;
    if (isFlock()) {
        const int operation = manner.mode == KernelLock::Mode::Write ? LOCK_EX : LOCK_SH;
        result = retryInterrupted([&] { return sys().flock(file, block ? operation : operation | LOCK_NB); });
    } else {
        struct flock whole = {};
        whole.l_type = manner.mode == KernelLock::Mode::Write ? F_WRLCK : F_RDLCK;
        whole.l_whence = SEEK_SET;
        result = retryInterrupted([&] { return sys().fcntlLock(file, isPosix() ? F_SETLK : F_OFD_SETLK, &whole); });
        // A signal ends the wait, as the original documents, but not an attempt that does not need to wait.
        if (block && result != 0 && (errno == EAGAIN || errno == EACCES))
            result = sys().fcntlLock(file, F_OFD_SETLKW, &whole);
    }
    if (result == 0)
        return true;
    if (!block && (errno == EWOULDBLOCK || errno == EAGAIN || errno == EACCES))
        return false;
    return Failure::fromErrno(LockErrc::LockFailed, isFlock() ? "flock" : "fcntl", path);
}

/// Before the close: otherwise a child that inherited the description would keep the lock. REQUIRES: the registry is
/// locked.
void KernelLockFile::Private::unlock() const
{
    if (!hasFile())
        return;
    if (isFlock()) {
        sys().flock(fd.get(), LOCK_UN);
        return;
    }
    // A POSIX lock belongs to the process: another object may still hold a read lock by it.
    if (isPosix() && held.hasPosix(key))
        return;
    struct flock whole = {};
    whole.l_type = F_UNLCK;
    whole.l_whence = SEEK_SET;
    sys().fcntlLock(fd.get(), isPosix() ? F_SETLK : F_OFD_SETLK, &whole);
}

Result<void> KernelLockFile::Private::write(int file, std::string_view mark) const
{
    for (std::size_t done = 0; done < mark.size();) {
        const auto written = retryInterrupted(
            [&] { return sys().pwrite(file, mark.data() + done, mark.size() - done, static_cast<off_t>(done)); });
        if (written < 0)
            return Failure::fromErrno(LockErrc::LockFailed, "pwrite", path);
        done += static_cast<std::size_t>(written);
    }
    if (retryInterrupted([&] { return sys().ftruncate(file, static_cast<off_t>(mark.size())); }) != 0)
        return Failure::fromErrno(LockErrc::LockFailed, "ftruncate", path);
    return {};
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
    const auto guard = held.guard();
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
    if (isFlock() || !manner.removeOnRelease)
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
/// registry is locked.
Result<bool> KernelLockFile::Private::settle(std::string_view mark)
{
    auto mine = pathNamesOpenFile(LockErrc::LockFailed);
    if (mine && *mine && hasForeignFlock())
        mine = Failure::of(LockErrc::LockFailed, path, Sentence::Detail::HasFlock);
    if (mine && *mine && !mark.empty()) {
        auto written = mayWriteOver(mark);
        if (written)
            written = write(fd.get(), mark);
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
        auto guard = held.guard();
        if (fd && !hasFile())
            fd.release();
        if (!fd) {
            const auto opened = open(mark);
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
    const auto guard = d->held.guard();
    if (!d->hasFile()) {
        d->held.leave(d->key, this);
        d->fd.release();
        return Failure::of(LockErrc::NotMyLock, path(), Sentence::Detail::DescriptorClosed);
    }
    const auto mine = d->manner.removeOnRelease ? d->removeFile() : d->pathNamesOpenFile(LockErrc::UnlockFailed);
    const int reason = errno;
    Result<void> result;
    if (!mine) {
        // A caller that keeps the file only needs to know whether it still exists: the originals do not check.
        if (d->manner.removeOnRelease)
            result = mine.error();
    } else if (!*mine) {
        auto failure = Failure::of(LockErrc::NotMyLock, path(), Sentence::Detail::FileReplaced);
        failure.systemErrno = reason;
        if (reason != 0)
            failure.call = d->manner.removeOnRelease ? "unlinkat" : "fstatat";
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
