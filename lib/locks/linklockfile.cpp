// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/pylockfile.h>

#include "formats/pylockname.h"
#include "locks/heldmarks.h"
#include "locks/linkprobe.h"
#include "locks/markerplace.h"
#include "system/directoryreader.h"
#include "system/mounts.h"
#include "system/systemcalls.h"
#include "values/sentences.h"

#include <string>

#include <fcntl.h>
#include <sys/stat.h>

namespace Lockscope {

namespace {

/// The search for the owner's name in the directory stops after this many names.
constexpr int MostNames = 10'000;

} // namespace

LinkLockFile::LinkLockFile(PathArgument protectedPath, const Options &options)
    : PyLockFile(std::move(protectedPath), options)
{}

LinkLockFile::~LinkLockFile()
{
    releaseInDestructor();
}

Result<bool> LinkLockFile::link() const
{
    if (sys().linkat(place().directory(), place().beside(made().name).c_str(), place().directory(),
                     place().marker().c_str(), 0) == 0)
        return true;
    if (errno == EEXIST)
        return false;
    return linkFailure(path());
}

Result<bool> LinkLockFile::make()
{
    // Checked first, so that a waiter creates no file that remains if it is killed.
    if (const auto taken = isTaken(); !taken || *taken)
        return taken ? Result<bool>(false) : taken;
    made().name = uniqueName();
    FileDescriptor file(retryInterrupted([&] {
        return sys().openat(place().directory(), place().beside(made().name).c_str(),
                            O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0666);
    }));
    if (!file)
        return Failure::fromErrno(LockErrc::LockFailed, "openat", path());
    // Only the link count tells whether the lock was acquired.
    if (isForeignFileSystem(file.get())) {
        if (const auto probed = probeHardLinks(place(), place().beside(made().name), file.get(), LinkNeed::LinkCount);
            !probed) {
            cleanUp();
            return probed.error();
        }
    }
    auto linked = link();
    if (const auto adopted = made().file.adopt(std::move(file), path()); !adopted) {
        if (linked && *linked)
            static_cast<void>(unmake());
        linked = adopted.error();
    } else if (made().file.links() == 2) {
        linked = true; // over NFS even if the reply was an error
    } else if (linked) {
        linked = false; // another process was faster, or removed it at once
    }
    if (!linked || !*linked)
        cleanUp();
    return linked;
}

Result<bool> LinkLockFile::isMine(LockErrc code) const
{
    return made().file.isAt(path(), code);
}

/// After the lock, unlike the original: a process that is killed in between leaves a file that locks nothing, instead
/// of a lock that names no owner.
void LinkLockFile::cleanUp()
{
    sys().unlinkat(place().directory(), place().beside(made().name).c_str(), 0);
    made().file.close();
}

std::optional<Claim> LinkLockFile::readClaim() const
{
    struct stat status;
    if (sys().fstatat(AT_FDCWD, path().c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0 || status.st_nlink < 2)
        return {};
    auto directory = DirectoryReader::open(path().parent_path());
    if (!directory)
        return {};
    for (int names = 0; names < MostNames; ++names) {
        const auto entry = directory->next();
        if (!entry)
            break;
        if (entry->inode == status.st_ino && path().filename() != entry->name)
            return readUniqueName(entry->name);
    }
    return {};
}

std::unique_ptr<LockFile> defaultLock(std::filesystem::path protectedPath)
{
    return std::make_unique<LinkLockFile>(std::move(protectedPath));
}

} // namespace Lockscope
