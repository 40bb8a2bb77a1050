// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/mkdirlockfile.h>

#include "formats/pylockname.h"
#include "locks/markfile.h"
#include "locks/privatefile.h"
#include "system/folderreader.h"
#include "system/systemcalls.h"

#include <string>

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

namespace Lockscope {

class MkdirLockFile::Private
{
public:
    explicit Private(const std::filesystem::path &lock)
        : path(lock)
    {}

    Result<bool> makeInPlace();
    Result<void> makeEntry(const std::string &folder);
    void withdraw(const std::string &folder);

    const std::filesystem::path &path;
    std::string entry; ///< the name of our file in the folder
    MarkFile mark;     ///< that file
};

MkdirLockFile::MkdirLockFile(std::filesystem::path protectedPath, const Options &options)
    : PyLockFile(std::move(protectedPath), options)
    , d(std::make_unique<Private>(path()))
{}

MkdirLockFile::~MkdirLockFile()
{
    releaseInDestructor();
}

Result<void> MkdirLockFile::Private::makeEntry(const std::string &folder)
{
    FileDescriptor file(retryInterrupted([&] {
        return sys().openat(AT_FDCWD, (folder + '/' + entry).c_str(),
                            O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0666);
    }));
    if (!file)
        return Failure::fromErrno(LockErrc::LockFailed, "openat", path);
    return mark.adopt(std::move(file), path);
}

void MkdirLockFile::Private::withdraw(const std::string &folder)
{
    sys().unlinkat(AT_FDCWD, (folder + '/' + entry).c_str(), 0);
    sys().unlinkat(AT_FDCWD, folder.c_str(), AT_REMOVEDIR);
    mark.close();
}

/// As the original does, where this file system cannot rename without replacing.
Result<bool> MkdirLockFile::Private::makeInPlace()
{
    if (sys().mkdirat(AT_FDCWD, path.c_str(), 0777) != 0) {
        if (errno == EEXIST)
            return false;
        return Failure::fromErrno(LockErrc::LockFailed, "mkdirat", path);
    }
    if (const auto made = makeEntry(path.native()); !made) {
        withdraw(path.native());
        return made.error();
    }
    return true;
}

/// The folder gets its name with our file in it: an empty one, which names nobody, is never seen.
Result<bool> MkdirLockFile::make()
{
    if (const auto present = isPresent(LockErrc::LockFailed); !present || *present)
        return present ? Result<bool>(false) : present;
    d->entry = entryName();
    const auto folder = privateNameBeside(path());
    if (sys().mkdirat(AT_FDCWD, folder.c_str(), 0777) != 0)
        return Failure::fromErrno(LockErrc::LockFailed, "mkdirat", path());
    if (const auto made = d->makeEntry(folder); !made) {
        d->withdraw(folder);
        return made.error();
    }
    if (sys().renameat2(AT_FDCWD, folder.c_str(), AT_FDCWD, path().c_str(), RENAME_NOREPLACE) == 0)
        return true;
    const auto failure = Failure::fromErrno(LockErrc::LockFailed, "renameat2", path());
    d->withdraw(folder);
    if (failure.systemErrno == EEXIST)
        return false;
    if (failure.systemErrno == EINVAL || failure.systemErrno == ENOSYS)
        return d->makeInPlace();
    return failure;
}

Result<bool> MkdirLockFile::isMine(LockErrc code) const
{
    auto mine = d->mark.isAt(path() / d->entry, code);
    if (!mine) {
        auto failure = mine.error();
        failure.path = path();
        return failure;
    }
    return mine;
}

/// Moved away whole, then emptied: nobody sees it without its owner, and a kill leaves no lock behind.
Result<void> MkdirLockFile::unmake()
{
    auto folder = privateNameBeside(path());
    const bool moved = sys().renameat2(AT_FDCWD, path().c_str(), AT_FDCWD, folder.c_str(), RENAME_NOREPLACE) == 0;
    if (!moved && errno != EINVAL && errno != ENOSYS)
        return Failure::fromErrno(errno == ENOENT ? LockErrc::NotMyLock : LockErrc::UnlockFailed, "renameat2", path());
    if (!moved)
        folder = path().native();
    if (sys().unlinkat(AT_FDCWD, (folder + '/' + d->entry).c_str(), 0) != 0) {
        auto failure =
            Failure::fromErrno(errno == ENOENT ? LockErrc::NotMyLock : LockErrc::UnlockFailed, "unlinkat", path());
        // What was taken away is another's, or stays: it gets its name back.
        if (moved)
            sys().renameat2(AT_FDCWD, folder.c_str(), AT_FDCWD, path().c_str(), RENAME_NOREPLACE);
        return failure;
    }
    if (sys().unlinkat(AT_FDCWD, folder.c_str(), AT_REMOVEDIR) != 0) {
        auto failure = Failure::fromErrno(LockErrc::UnlockFailed, "unlinkat", path());
        if (moved)
            failure.detail = "what is left of it lies in " + folder;
        return failure;
    }
    return {};
}

void MkdirLockFile::cleanUp(bool)
{
    d->mark.close();
}

std::optional<Claim> MkdirLockFile::readClaim() const
{
    // The first name alone: the original puts in one.
    const auto parent = FolderReader::open(path().parent_path());
    auto folder = parent ? FolderReader::openBelow(parent->fd(), path().filename().native()) : parent.error();
    const auto entry = folder ? folder->next() : std::nullopt;
    return entry ? readUniqueName(entry->name) : std::nullopt;
}

} // namespace Lockscope
