// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/pylockfile.h>

#include "formats/pylockname.h"
#include "locks/heldmarks.h"
#include "locks/markerplace.h"
#include "system/systemcalls.h"

#include <array>

#include <fcntl.h>
#include <limits.h>

namespace Lockscope {

SymlinkLockFile::SymlinkLockFile(PathArgument protectedPath, const Options &options)
    : PyLockFile(std::move(protectedPath), options)
{}

SymlinkLockFile::~SymlinkLockFile()
{
    releaseInDestructor();
}

Result<bool> SymlinkLockFile::make()
{
    made().name = uniqueName();
    if (sys().symlinkat(made().name.c_str(), place().directory(), place().marker().c_str()) == 0)
        return true;
    if (errno != EEXIST)
        return Failure::fromErrno(LockErrc::LockFailed, "symlinkat", path());
    const auto taken = isTaken();
    return taken ? Result<bool>(false) : taken;
}

/// Empty if there is no link.
Result<std::string> SymlinkLockFile::readTarget(LockErrc code) const
{
    std::array<char, PATH_MAX> target;
    const auto size = sys().readlinkat(AT_FDCWD, path().c_str(), target.data(), target.size());
    if (size >= 0)
        return std::string(target.data(), static_cast<std::size_t>(size));
    if (errno == ENOENT || errno == ENOTDIR || errno == EINVAL)
        return std::string();
    return Failure::fromErrno(code, "readlinkat", path());
}

/// Identified by its target, which is unique: inode numbers can be reused.
Result<bool> SymlinkLockFile::isMine(LockErrc code) const
{
    const auto target = readTarget(code);
    if (!target)
        return target.error();
    return *target == made().name;
}

std::optional<Claim> SymlinkLockFile::readClaim() const
{
    const auto target = readTarget(LockErrc::ReadFailed);
    return target ? readUniqueName(*target) : std::nullopt;
}

} // namespace Lockscope
