// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/mkdirlockfile.h>

#include "formats/pylockname.h"
#include "locks/heldmarks.h"
#include "locks/privatefile.h"
#include "system/folderreader.h"
#include "system/systemcalls.h"
#include "system/takeaside.h"
#include "values/sentences.h"

#include <string>

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

namespace Lockscope {

namespace {

/// The directory and its content.
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
    Result<void> remove(const std::string &folder) const;
    void withdraw(const std::string &folder);

    const std::filesystem::path &path;
    std::string &entry; ///< the name of our file in the directory
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
    mark.close(); // first: NFS and sshfs keep an open file under another name, and thus the directory
    sys().unlinkat(AT_FDCWD, (folder + '/' + entry).c_str(), 0);
    sys().unlinkat(AT_FDCWD, folder.c_str(), AT_REMOVEDIR);
}

/// Like the original, if this file system cannot rename without replacing.
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

/// Renames the directory to a unique name, so that the removed one is the one that was checked. Also used if the file
/// system has no rename that does not replace.
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

/// Our file is moved out of the directory first, so that it can be moved back if the directory cannot be removed
/// because it contains other files.
Result<void> Folder::remove(const std::string &folder) const
{
    const auto refused = [this](const char *call) { return Failure::fromErrno(LockErrc::UnlockFailed, call, path); };
    const auto inside = folder + '/' + entry;
    if (const auto mine = mark.isAt(inside, LockErrc::UnlockFailed); !mine || !*mine)
        return mine ? Failure::of(LockErrc::NotMyLock, path) : refused("fstatat");
    const auto outside = privateNameBeside(path);
    if (sys().renameat2(AT_FDCWD, inside.c_str(), AT_FDCWD, outside.c_str(), 0) != 0)
        return refused("renameat2");
    if (sys().unlinkat(AT_FDCWD, folder.c_str(), AT_REMOVEDIR) != 0) {
        const auto failure = refused("unlinkat");
        sys().renameat2(AT_FDCWD, outside.c_str(), AT_FDCWD, inside.c_str(), 0);
        return failure;
    }
    mark.close(); // first: NFS and sshfs keep an open file under another name
    sys().unlinkat(AT_FDCWD, outside.c_str(), 0);
    return {};
}

} // namespace

MkdirLockFile::MkdirLockFile(std::filesystem::path protectedPath, const Options &options)
    : PyLockFile(std::move(protectedPath), options)
{}

MkdirLockFile::~MkdirLockFile()
{
    releaseInDestructor();
}

/// The directory gets its name with our file in it: an empty one, which names no owner, is never visible.
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

/// Renamed first, then emptied: it is never visible without its owner, and a killed process leaves no lock.
Result<void> MkdirLockFile::unmake()
{
    const Folder mark(path(), made());
    const auto folder = mark.moveAway();
    if (!folder)
        return folder.error();
    auto removed = mark.remove(*folder);
    if (!removed && moveBack(AT_FDCWD, *folder, path().native()) != 0)
        removed = Failure::of(LockErrc::NotMyLock, path(), {Sentence::Detail::RestIsIn, *folder});
    return removed;
}

void MkdirLockFile::cleanUp()
{
    made().file.close();
}

std::optional<Claim> MkdirLockFile::readClaim() const
{
    // Only the first name: the original creates only one.
    const auto parent = FolderReader::open(path().parent_path());
    auto folder = parent ? FolderReader::openBelow(parent->fd(), path().filename().native()) : parent.error();
    const auto entry = folder ? folder->next() : std::nullopt;
    return entry ? readUniqueName(entry->name) : std::nullopt;
}

} // namespace Lockscope
