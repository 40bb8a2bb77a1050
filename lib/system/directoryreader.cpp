// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/directoryreader.h"

#include "system/filedescriptor.h"
#include "system/opendirectory.h"
#include "system/systemcalls.h"

#include <string>

#include <unistd.h>

namespace Lockscope {

namespace {

constexpr int Flags = O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;

/// The kernel accepts paths shorter than PATH_MAX; trees may be deeper.
constexpr std::size_t LongestStep = 4000;

/// Only the owner of a directory may preserve its access time.
template <typename Open>
int openKeepingAccessTime(Open open)
{
    const int fd = open(Flags | O_NOATIME);
    return fd < 0 && errno == EPERM ? open(Flags) : fd;
}

} // namespace

Result<DirectoryReader> DirectoryReader::of(int fd, const std::filesystem::path &path)
{
    if (fd < 0)
        return Failure::fromErrno(LockErrc::ReadFailed, "openat", path);
    FileDescriptor owner(fd);
    DIR *stream = ::fdopendir(fd);
    if (!stream)
        return Failure::fromErrno(LockErrc::ReadFailed, "fdopendir", path);
    owner.release();
    return DirectoryReader(stream);
}

Result<DirectoryReader> DirectoryReader::open(const std::filesystem::path &path)
{
    return of(openKeepingAccessTime([&](int flags) {
                  return retryInterrupted([&] { return sys().openat(AT_FDCWD, path.c_str(), flags); });
              }),
              path);
}

Result<DirectoryReader> DirectoryReader::openBelow(int directory, std::string_view path)
{
    FileDescriptor step;
    int from = directory;
    while (path.size() > LongestStep) {
        const auto end = path.rfind('/', LongestStep);
        step.reset(openBelowDirectory(from, std::string(path.substr(0, end)), O_PATH | O_DIRECTORY | O_CLOEXEC));
        if (!step)
            return Failure::fromErrno(LockErrc::ReadFailed, "openat2", path);
        from = step.get();
        path.remove_prefix(end + 1);
    }
    const std::string last(path.empty() ? "." : path);
    return of(openKeepingAccessTime([&](int flags) { return openBelowDirectory(from, last, flags); }), last);
}

std::optional<DirectoryReader::Entry> DirectoryReader::next()
{
    while (true) {
        errno = 0;
        const auto *entry = ::readdir(m_stream.get());
        if (!entry)
            return std::nullopt;
        const std::string_view name = entry->d_name;
        if (name != "." && name != "..")
            return Entry{entry->d_name, entry->d_ino, entry->d_type};
    }
}

} // namespace Lockscope
