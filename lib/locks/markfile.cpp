// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "locks/markfile.h"

#include "system/filestatus.h"
#include "system/heldinodes.h"
#include "system/systemcalls.h"
#include "values/sentences.h"

#include <array>

#include <fcntl.h>

namespace Lockscope {

Result<void> MarkFile::adopt(FileDescriptor file, const std::filesystem::path &path)
{
    close();
    m_status = {};
    m_file = std::move(file);
    if (sys().fstat(m_file.get(), &m_status) != 0)
        return Failure::fromErrno(LockErrc::LockFailed, "fstat", path);
    return {};
}

Result<bool> MarkFile::isAt(const std::filesystem::path &path, LockErrc code) const
{
    return isAt(AT_FDCWD, path.native(), code);
}

Result<bool> MarkFile::isAt(int directory, const std::string &name, LockErrc code) const
{
    struct stat status;
    if (sys().fstatat(directory, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0)
        return status.st_dev == m_status.st_dev && status.st_ino == m_status.st_ino;
    if (errno == ENOENT || errno == ENOTDIR)
        return false;
    return Failure::fromErrno(code, "fstatat", name);
}

void MarkFile::close()
{
    if (m_file && m_status.st_ino != 0 && !HeldInodes::Key::of(m_status).isOf(m_file.get()))
        m_file.release();
    m_file.reset();
}

bool MarkFile::says(std::string_view text) const
{
    if (!HeldInodes::Key::of(m_status).isOf(m_file.get()))
        return true; // this program closed it: only the path can be checked
    std::array<char, 512> bytes;
    const auto expected = text.substr(0, bytes.size());
    const auto size = retryInterrupted([&] { return sys().pread(m_file.get(), bytes.data(), expected.size(), 0); });
    // A file that cannot be read is not lost.
    return size < 0 || std::string_view(bytes.data(), static_cast<std::size_t>(size)) == expected;
}

Result<void> removeMark(const MarkerPlace &place)
{
    if (sys().unlinkat(place.directory(), place.marker().c_str(), 0) != 0)
        return Failure::fromErrno(errno == ENOENT ? LockErrc::NotMyLock : LockErrc::UnlockFailed, "unlinkat",
                                  place.path());
    return {};
}

Result<std::string> readMark(const std::filesystem::path &path)
{
    constexpr std::size_t LongestMark = 4096;
    struct stat status;
    if (sys().fstatat(AT_FDCWD, path.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0)
        return Failure::fromErrno(LockErrc::ReadFailed, "fstatat", path);
    if (!S_ISREG(status.st_mode))
        return Failure::of(LockErrc::ReadFailed, path, notRegular(status.st_mode));
    const FileDescriptor file(retryInterrupted([&] {
        return sys().openat(AT_FDCWD, path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    }));
    if (!file)
        return Failure::fromErrno(LockErrc::ReadFailed, "openat", path);
    std::array<char, LongestMark> bytes;
    const auto size = retryInterrupted([&] { return sys().pread(file.get(), bytes.data(), bytes.size(), 0); });
    if (size < 0)
        return Failure::fromErrno(LockErrc::ReadFailed, "pread", path);
    return std::string(bytes.data(), static_cast<std::size_t>(size));
}

} // namespace Lockscope
