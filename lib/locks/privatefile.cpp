// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "locks/privatefile.h"

#include "system/clocks.h"
#include "system/systemcalls.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

namespace Lockscope {

std::string privateNameBeside(const std::filesystem::path &path)
{
    return path.native() + '.' + std::to_string(::getpid()) + '-' + std::to_string(steadyNow().count()) + ".new";
}

PrivateFile::PrivateFile(const std::filesystem::path &path, std::string name, FileDescriptor file)
    : m_path(path)
    , m_name(std::move(name))
    , m_file(std::move(file))
{}

PrivateFile::PrivateFile(PrivateFile &&other) noexcept
    : m_path(other.m_path)
    , m_name(std::exchange(other.m_name, {}))
    , m_file(std::move(other.m_file))
{}

PrivateFile::~PrivateFile()
{
    if (!m_name.empty())
        sys().unlinkat(AT_FDCWD, m_name.c_str(), 0);
}

Result<PrivateFile> PrivateFile::create(const std::filesystem::path &path, std::string_view text, mode_t mode)
{
    auto name = privateNameBeside(path);
    FileDescriptor fd(retryInterrupted([&] {
        return sys().openat(AT_FDCWD, name.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, mode);
    }));
    if (!fd)
        return Failure::fromErrno(LockErrc::LockFailed, "openat", path);
    PrivateFile file(path, std::move(name), std::move(fd));
    for (std::size_t done = 0; done < text.size();) {
        const auto written = retryInterrupted(
            [&] { return sys().pwrite(file.fd(), text.data() + done, text.size() - done, static_cast<off_t>(done)); });
        if (written < 0)
            return Failure::fromErrno(LockErrc::LockFailed, "pwrite", file.m_path);
        done += static_cast<std::size_t>(written);
    }
    return file;
}

Result<bool> PrivateFile::publish()
{
    if (sys().renameat2(AT_FDCWD, m_name.c_str(), AT_FDCWD, m_path.c_str(), RENAME_NOREPLACE) == 0) {
        m_name.clear();
        return true;
    }
    if (errno == EEXIST)
        return false;
    if (errno != EINVAL && errno != ENOSYS)
        return Failure::fromErrno(LockErrc::LockFailed, "renameat2", m_path);
    // This file system cannot rename without replacing; the private name goes when this object does.
    if (sys().linkat(AT_FDCWD, m_name.c_str(), AT_FDCWD, m_path.c_str(), 0) == 0)
        return true;
    if (errno == EEXIST)
        return false;
    return Failure::fromErrno(LockErrc::LockFailed, "linkat", m_path);
}

Result<void> PrivateFile::publishInPlace()
{
    if (sys().renameat2(AT_FDCWD, m_name.c_str(), AT_FDCWD, m_path.c_str(), 0) != 0)
        return Failure::fromErrno(LockErrc::LockFailed, "renameat2", m_path);
    m_name.clear();
    return {};
}

} // namespace Lockscope
