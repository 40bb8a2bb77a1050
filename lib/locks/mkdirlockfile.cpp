// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/mkdirlockfile.h>

#include "formats/pylockname.h"
#include "locks/heldmarks.h"
#include "locks/privatefile.h"
#include "system/folderreader.h"
#include "system/systemcalls.h"
#include "system/takeaside.h"

#include <string>

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

namespace Lockscope {

namespace {

/// The folder and what is in it.
class Folder
{
public:
    Folder(const std::filesystem::path &lock, MadeMark &made)
        : path(lock)
        , entry(made.name)
        , mark(made.file)
    {}

    Result<bool> makeInPlace();
    Result<void> makeEntry(const std::string &folder);
    Result<std::string> moveAway() const;
    void withdraw(const std::string &folder);

    const std::filesystem::path &path;
    std::string &entry; ///< the name of our file in the folder
    MarkFile &mark;     ///< that file
};

Result<void> Folder::makeEntry(const std::string &folder)
{
    FileDescriptor file(retryInterrupted([&] {
        return sys().openat(AT_FDCWD, (folder + '/' + entry).c_str(),
                            O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0666);
    }));
    if (!file)
        return Failure::fromErrno(LockErrc::LockFailed, "openat", path);
    return mark.adopt(std::move(file), path);
}

void Folder::withdraw(const std::string &folder)
{
    mark.close(); // first: NFS and sshfs keep a file that is open under another name, and so the folder
    sys().unlinkat(AT_FDCWD, (folder + '/' + entry).c_str(), 0);
    sys().unlinkat(AT_FDCWD, folder.c_str(), AT_REMOVEDIR);
}

/// As the original does, where this file system cannot rename without replacing.
Result<bool> Folder::makeInPlace()
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

/// Gives the folder a name that nobody else uses, so that what is removed then is what was looked at. Also where no
/// rename can be told not to replace anything.
Result<std::string> Folder::moveAway() const
{
    auto folder = privateNameBeside(path);
    int moved = sys().renameat2(AT_FDCWD, path.c_str(), AT_FDCWD, folder.c_str(), RENAME_NOREPLACE);
    if (moved != 0 && (errno == EINVAL || errno == ENOSYS))
        moved = sys().renameat2(AT_FDCWD, path.c_str(), AT_FDCWD, folder.c_str(), 0);
    if (moved != 0)
        return Failure::fromErrno(errno == ENOENT ? LockErrc::NotMyLock : LockErrc::UnlockFailed, "renameat2", path);
    return folder;
}

} // namespace

MkdirLockFile::MkdirLockFile(std::filesystem::path protectedPath, const Options &options)
    : PyLockFile(std::move(protectedPath), options)
{}

MkdirLockFile::~MkdirLockFile()
{
    releaseInDestructor();
}

/// The folder gets its name with our file in it: an empty one, which names nobody, is never seen.
Result<bool> MkdirLockFile::make()
{
    if (const auto taken = isTaken(); !taken || *taken)
        return taken ? Result<bool>(false) : taken;
    Folder mark(path(), made());
    mark.entry = entryName();
    const auto folder = privateNameBeside(path());
    if (sys().mkdirat(AT_FDCWD, folder.c_str(), 0777) != 0)
        return Failure::fromErrno(LockErrc::LockFailed, "mkdirat", path());
    if (const auto entry = mark.makeEntry(folder); !entry) {
        mark.withdraw(folder);
        return entry.error();
    }
    if (sys().renameat2(AT_FDCWD, folder.c_str(), AT_FDCWD, path().c_str(), RENAME_NOREPLACE) == 0)
        return true;
    const auto failure = Failure::fromErrno(LockErrc::LockFailed, "renameat2", path());
    mark.withdraw(folder);
    if (failure.systemErrno == EEXIST)
        return false;
    if (failure.systemErrno == EINVAL || failure.systemErrno == ENOSYS)
        return mark.makeInPlace();
    return failure;
}

Result<bool> MkdirLockFile::isMine(LockErrc code) const
{
    auto mine = made().file.isAt(path() / made().name, code);
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
    const auto folder = Folder(path(), made()).moveAway();
    if (!folder)
        return folder.error();
    const auto entry = *folder + '/' + made().name;
    const auto mine = made().file.isAt(entry, LockErrc::UnlockFailed);
    // NFS and sshfs keep a file that is open under another name in the folder, which then cannot be removed.
    if (mine && *mine)
        made().file.close();
    if (!mine || !*mine || sys().unlinkat(AT_FDCWD, entry.c_str(), 0) != 0) {
        auto failure = mine && *mine ? Failure::fromErrno(LockErrc::UnlockFailed, "unlinkat", path())
                       : !mine       ? mine.error()
                                     : Failure::of(LockErrc::NotMyLock, path());
        failure.path = path();
        // What was taken away is another's, or stays: it gets its name back.
        moveBack(AT_FDCWD, *folder, path().native());
        return failure;
    }
    if (sys().unlinkat(AT_FDCWD, folder->c_str(), AT_REMOVEDIR) != 0) {
        auto failure = Failure::fromErrno(LockErrc::UnlockFailed, "unlinkat", path());
        failure.detail = "what is left of it lies in " + *folder;
        return failure;
    }
    return {};
}

void MkdirLockFile::cleanUp(bool)
{
    made().file.close();
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
