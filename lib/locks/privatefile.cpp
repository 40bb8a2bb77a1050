// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "locks/privatefile.h"

#include "system/clocks.h"
#include "system/optionalcalls.h"
#include "system/quarantine.h"
#include "system/systemcalls.h"

#include <algorithm>
#include <atomic>
#include <cstdint>

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

namespace Lockscope {

std::string privateNameBeside(const std::filesystem::path &path)
{
    // Two threads may call this within one tick of the clock.
    static std::atomic<std::int64_t> last = 0;
    auto before = last.load();
    auto number = std::int64_t{};
    do
        number = std::max<std::int64_t>(before + 1, steadyNow().count());
    while (!last.compare_exchange_weak(before, number));
    return path.native() + '.' + std::to_string(::getpid()) + '-' + std::to_string(number) + ".new";
}

namespace {

/// Whether the path names this inode.
bool names(const std::filesystem::path &path, const HeldInodes::Key &inode)
{
    struct stat status;
    return sys().fstatat(AT_FDCWD, path.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 &&
           HeldInodes::Key::of(status) == inode;
}

} // namespace

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
    if (!lacksRenameFlags(errno))
        return Failure::fromErrno(LockErrc::LockFailed, "renameat2", m_path);
    // This file system cannot rename without replacing; the destructor removes the private name.
    if (sys().linkat(AT_FDCWD, m_name.c_str(), AT_FDCWD, m_path.c_str(), 0) == 0)
        return true;
    if (errno == EEXIST)
        return false;
    return Failure::fromErrno(LockErrc::LockFailed, "linkat", m_path);
}

int PrivateFile::exchange() const
{
    return sys().renameat2(AT_FDCWD, m_name.c_str(), AT_FDCWD, m_path.c_str(), RENAME_EXCHANGE);
}

Result<bool> PrivateFile::publishInPlaceOf(const HeldInodes::Key &old)
{
    // Checked first, so that a file that another process created meanwhile is displaced only within this short moment.
    if (!names(m_path, old))
        return false;
    if (exchange() != 0) {
        if (errno == ENOENT)
            return false;
        if (lacksRenameFlags(errno))
            return publishAfterMoving(old);
        return Failure::fromErrno(LockErrc::LockFailed, "renameat2", m_path);
    }
    if (!names(m_name, old)) {
        exchangeBack();
        return false;
    }
    sys().unlinkat(AT_FDCWD, m_name.c_str(), 0);
    m_name.clear();
    return true;
}

/// The replaced file is not the one that was checked: another process was faster, and its file is restored. If that
/// process removed the name meanwhile, it released its lock; if a third process uses the name now, that process has the
/// lock.
void PrivateFile::exchangeBack() const
{
    struct stat ours;
    if (exchange() == 0 && sys().fstat(m_file.get(), &ours) == 0 && !names(m_name, HeldInodes::Key::of(ours)))
        exchange();
}

/// If two names cannot be exchanged in one call: renames the old file first and then checks it.
Result<bool> PrivateFile::publishAfterMoving(const HeldInodes::Key &old)
{
    const auto aside = privateNameBeside(m_path);
    if (sys().renameat2(AT_FDCWD, m_path.c_str(), AT_FDCWD, aside.c_str(), 0) != 0) {
        if (errno == ENOENT)
            return false;
        return Failure::fromErrno(LockErrc::LockFailed, "renameat2", m_path);
    }
    if (!names(aside, old)) {
        moveBack(AT_FDCWD, aside, m_path.native());
        return false;
    }
    auto published = publish();
    if (published)
        sys().unlinkat(AT_FDCWD, aside.c_str(), 0);
    else
        moveBack(AT_FDCWD, aside, m_path.native());
    return published;
}

} // namespace Lockscope
