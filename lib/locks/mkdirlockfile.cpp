// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/mkdirlockfile.h>

#include "formats/pylockname.h"
#include "locks/heldmarks.h"
#include "locks/privatefile.h"
#include "system/directoryreader.h"
#include "system/optionalcalls.h"
#include "system/quarantine.h"
#include "system/systemcalls.h"
#include "values/sentences.h"

#include <string>

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

namespace Lockscope {

namespace {

/// The directory and its content.
class Directory
{
public:
    Directory(const std::filesystem::path &lock, MadeMark &made)
        : path(lock)
        , entry(made.name)
        , mark(made.file)
    {}

    Result<bool> makeInPlace();
    Result<void> makeEntry(const std::string &directory);
    Result<std::string> moveAway() const;
    Result<void> remove(const std::string &directory) const;
    void withdraw(const std::string &directory);

    const std::filesystem::path &path;
    std::string &entry; ///< the name of our file in the directory
    MarkFile &mark;     ///< that file
};

Result<void> Directory::makeEntry(const std::string &directory)
{
    FileDescriptor file(retryInterrupted([&] {
        return sys().openat(AT_FDCWD, (directory + '/' + entry).c_str(),
                            O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0666);
    }));
    if (!file)
        return Failure::fromErrno(LockErrc::LockFailed, "openat", path);
    return mark.adopt(std::move(file), path);
}

void Directory::withdraw(const std::string &directory)
{
    mark.close(); // first: NFS and sshfs keep an open file under another name, and thus the directory
    sys().unlinkat(AT_FDCWD, (directory + '/' + entry).c_str(), 0);
    sys().unlinkat(AT_FDCWD, directory.c_str(), AT_REMOVEDIR);
}

/// Like the original, if this file system cannot rename without replacing.
Result<bool> Directory::makeInPlace()
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
Result<std::string> Directory::moveAway() const
{
    auto directory = privateNameBeside(path);
    int moved = sys().renameat2(AT_FDCWD, path.c_str(), AT_FDCWD, directory.c_str(), RENAME_NOREPLACE);
    if (moved != 0 && lacksRenameFlags(errno))
        moved = sys().renameat2(AT_FDCWD, path.c_str(), AT_FDCWD, directory.c_str(), 0);
    if (moved != 0)
        return Failure::fromErrno(errno == ENOENT ? LockErrc::NotMyLock : LockErrc::UnlockFailed, "renameat2", path);
    return directory;
}

/// Our file is moved out of the directory first, so that it can be moved back if the directory cannot be removed
/// because it contains other files.
Result<void> Directory::remove(const std::string &directory) const
{
    const auto refused = [this](const char *call) { return Failure::fromErrno(LockErrc::UnlockFailed, call, path); };
    const auto inside = directory + '/' + entry;
    if (const auto mine = mark.isAt(inside, LockErrc::UnlockFailed); !mine || !*mine)
        return mine ? Failure::of(LockErrc::NotMyLock, path) : refused("fstatat");
    const auto outside = privateNameBeside(path);
    if (sys().renameat2(AT_FDCWD, inside.c_str(), AT_FDCWD, outside.c_str(), 0) != 0)
        return refused("renameat2");
    if (sys().unlinkat(AT_FDCWD, directory.c_str(), AT_REMOVEDIR) != 0) {
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
    Directory mark(path(), made());
    mark.entry = entryName();
    const auto directory = privateNameBeside(path());
    if (sys().mkdirat(AT_FDCWD, directory.c_str(), 0777) != 0)
        return Failure::fromErrno(LockErrc::LockFailed, "mkdirat", path());
    if (const auto entry = mark.makeEntry(directory); !entry) {
        mark.withdraw(directory);
        return entry.error();
    }
    if (sys().renameat2(AT_FDCWD, directory.c_str(), AT_FDCWD, path().c_str(), RENAME_NOREPLACE) == 0)
        return true;
    const auto failure = Failure::fromErrno(LockErrc::LockFailed, "renameat2", path());
    mark.withdraw(directory);
    if (failure.systemErrno == EEXIST)
        return false;
    if (lacksRenameFlags(failure.systemErrno))
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
    const Directory mark(path(), made());
    const auto directory = mark.moveAway();
    if (!directory)
        return directory.error();
    auto removed = mark.remove(*directory);
    if (!removed && moveBack(AT_FDCWD, *directory, path().native()) != 0)
        removed = Failure::of(LockErrc::NotMyLock, path(), {Sentence::Detail::RestIsIn, *directory});
    return removed;
}

void MkdirLockFile::cleanUp()
{
    made().file.close();
}

std::optional<Claim> MkdirLockFile::readClaim() const
{
    // Only the first name: the original creates only one.
    const auto parent = DirectoryReader::open(path().parent_path());
    auto directory = parent ? DirectoryReader::openBelow(parent->fd(), path().filename().native()) : parent.error();
    const auto entry = directory ? directory->next() : std::nullopt;
    return entry ? readUniqueName(entry->name) : std::nullopt;
}

} // namespace Lockscope
