// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/pylockfile.h>

#include "formats/pylockname.h"
#include "locks/heldmarks.h"
#include "locks/markerplace.h"
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
    Directory(const MarkerPlace &at, MadeMark &made)
        : place(at)
        , entry(made.name)
        , mark(made.file)
    {}

    Result<bool> makeInPlace();
    Result<void> makeEntry(const std::string &directory);
    Result<std::string> moveAway() const;
    Result<void> remove(const std::string &directory) const;
    void withdraw(const std::string &directory);

    const MarkerPlace &place;
    std::string &entry; ///< the name of our file in the directory
    MarkFile &mark;     ///< that file

private:
    FileDescriptor opened(const std::string &directory) const;
    int rename(const std::string &from, const std::string &to, unsigned flags) const;
    Failure failure(const char *call, LockErrc code = LockErrc::LockFailed) const
    {
        return Failure::fromErrno(code, call, place.path());
    }
};

FileDescriptor Directory::opened(const std::string &directory) const
{
    return FileDescriptor(retryInterrupted([&] {
        return sys().openat(place.directory(), directory.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    }));
}

int Directory::rename(const std::string &from, const std::string &to, unsigned flags) const
{
    return sys().renameat2(place.directory(), from.c_str(), place.directory(), to.c_str(), flags);
}

Result<void> Directory::makeEntry(const std::string &directory)
{
    const auto own = opened(directory);
    FileDescriptor file(own ? retryInterrupted([&] {
        return sys().openat(own.get(), entry.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0666);
    })
                            : -1);
    if (!file)
        return failure("openat");
    return mark.adopt(std::move(file), place.path());
}

void Directory::withdraw(const std::string &directory)
{
    mark.close(); // first: NFS and sshfs keep an open file under another name, and thus the directory
    if (const auto own = opened(directory))
        sys().unlinkat(own.get(), entry.c_str(), 0);
    sys().unlinkat(place.directory(), directory.c_str(), AT_REMOVEDIR);
}

/// Like the original, if this file system cannot rename without replacing.
Result<bool> Directory::makeInPlace()
{
    const auto name = place.marker();
    if (sys().mkdirat(place.directory(), name.c_str(), 0777) != 0) {
        if (errno == EEXIST)
            return false;
        return failure("mkdirat");
    }
    if (const auto made = makeEntry(name); !made) {
        withdraw(name);
        return made.error();
    }
    return true;
}

/// Renames the directory to a unique name, so that the removed one is the one that was checked. Also used if the file
/// system has no rename that does not replace.
Result<std::string> Directory::moveAway() const
{
    auto directory = place.privateName();
    int moved = rename(place.marker(), directory, RENAME_NOREPLACE);
    if (moved != 0 && lacksRenameFlags(errno))
        moved = rename(place.marker(), directory, 0);
    if (moved != 0)
        return failure("renameat2", errno == ENOENT ? LockErrc::NotMyLock : LockErrc::UnlockFailed);
    return directory;
}

/// Our file is moved out of the directory first, so that it can be moved back if the directory cannot be removed
/// because it contains other files.
Result<void> Directory::remove(const std::string &directory) const
{
    const auto refused = [this](const char *call) { return failure(call, LockErrc::UnlockFailed); };
    const auto own = opened(directory);
    if (!own)
        return refused("openat");
    if (const auto mine = mark.isAt(own.get(), entry, LockErrc::UnlockFailed); !mine || !*mine)
        return mine ? Failure::of(LockErrc::NotMyLock, place.path()) : refused("fstatat");
    const auto outside = place.privateName();
    if (sys().renameat2(own.get(), entry.c_str(), place.directory(), outside.c_str(), 0) != 0)
        return refused("renameat2");
    if (sys().unlinkat(place.directory(), directory.c_str(), AT_REMOVEDIR) != 0) {
        const auto failure = refused("unlinkat");
        sys().renameat2(place.directory(), outside.c_str(), own.get(), entry.c_str(), 0);
        return failure;
    }
    mark.close(); // first: NFS and sshfs keep an open file under another name
    sys().unlinkat(place.directory(), outside.c_str(), 0);
    return {};
}

} // namespace

MkdirLockFile::MkdirLockFile(PathArgument protectedPath, const Options &options)
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
    Directory mark(place(), made());
    mark.entry = entryName();
    const auto directory = place().privateName();
    if (sys().mkdirat(place().directory(), directory.c_str(), 0777) != 0)
        return Failure::fromErrno(LockErrc::LockFailed, "mkdirat", path());
    if (const auto entry = mark.makeEntry(directory); !entry) {
        mark.withdraw(directory);
        return entry.error();
    }
    if (sys().renameat2(place().directory(), directory.c_str(), place().directory(), place().marker().c_str(),
                        RENAME_NOREPLACE) == 0)
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
    const Directory mark(place(), made());
    const auto directory = mark.moveAway();
    if (!directory)
        return directory.error();
    auto removed = mark.remove(*directory);
    if (!removed && moveBack(place().directory(), *directory, place().marker()) != 0)
        removed = Failure::of(LockErrc::NotMyLock, path(), {Sentence::Detail::RestIsIn, *directory});
    return removed;
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
