// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "breaking/lockplace.h"

#include "system/systemcalls.h"
#include "values/sentences.h"

#include <fcntl.h>
#include <sys/stat.h>

namespace Lockscope {

namespace {

/// Examining and renaming need no more; syncing the directory to disk requires reading it, if permitted.
FileDescriptor openDirectory(const std::filesystem::path &path)
{
    constexpr int Flags = O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    const auto open = [&](int flags) {
        return retryInterrupted([&] { return sys().openat(AT_FDCWD, path.c_str(), flags); });
    };
    FileDescriptor directory(open(O_RDONLY | O_NONBLOCK | Flags));
    if (!directory && errno == EACCES)
        directory.reset(open(O_PATH | Flags));
    return directory;
}

/// Without trailing slashes, which would make a link refer to its target.
std::filesystem::path trimmed(const std::filesystem::path &path)
{
    auto bytes = path.native();
    while (bytes.size() > 1 && bytes.back() == '/')
        bytes.pop_back();
    return bytes;
}

} // namespace

Result<LockPlace> LockPlace::of(const std::filesystem::path &path)
{
    const auto lock = trimmed(path);
    const auto name = lock.filename().native();
    if (name.empty() || name == "." || name == ".." || name == "/" || name.find('\0') != std::string::npos)
        return Failure::of(LockErrc::BreakFailed, path, Sentence::Detail::NoLockName);
    std::error_code error;
    const auto parent = lock.parent_path().empty() ? std::filesystem::path(".") : lock.parent_path();
    LockPlace place;
    place.directory = std::filesystem::canonical(parent, error);
    if (error) {
        errno = error.value();
        return Failure::fromErrno(LockErrc::BreakFailed, "openat", parent);
    }
    place.name = name;
    const auto directory = openDirectory(place.directory);
    struct stat status;
    if (!directory || sys().fstat(directory.get(), &status) != 0)
        return Failure::fromErrno(LockErrc::BreakFailed, directory ? "fstat" : "openat", place.directory);
    place.device = status.st_dev;
    place.inode = status.st_ino;
    return place;
}

Result<FileDescriptor> LockPlace::open() const
{
    auto descriptor = openDirectory(directory);
    struct stat status;
    if (!descriptor || sys().fstat(descriptor.get(), &status) != 0)
        return Failure::fromErrno(LockErrc::BreakFailed, descriptor ? "fstat" : "openat", directory);
    if ((device != 0 && status.st_dev != device) || status.st_ino != inode)
        return Failure::of(LockErrc::BreakChanged, directory, Sentence::Detail::DirectoryReplaced);
    return descriptor;
}

} // namespace Lockscope
