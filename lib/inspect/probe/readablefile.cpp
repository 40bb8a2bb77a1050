// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/probe/readablefile.h"

#include "system/systemcalls.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/sysmacros.h>

namespace Lockscope {

ReadableFile::ReadableFile(int pathFd, const struct statx &status, int ownDescriptors)
{
    setInode(status);
    const bool atHand = ownDescriptors >= 0;
    const auto number = std::to_string(pathFd);
    const auto path = atHand ? number : "/proc/self/fd/" + number;
    open(atHand ? ownDescriptors : AT_FDCWD, path.c_str(), 0);
}

ReadableFile::ReadableFile(int directory, const char *name)
{
    open(directory, name, O_NOFOLLOW);
}

void ReadableFile::setInode(const struct statx &status)
{
    m_key = HeldInodes::Key{makedev(status.stx_dev_major, status.stx_dev_minor), status.stx_ino};
}

void ReadableFile::open(int directory, const char *path, int flags)
{
    flags |= O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
    const auto tryTo = [&](int with) { return retryInterrupted([&] { return sys().openat(directory, path, with); }); };
    m_fd.reset(tryTo(flags | O_NOATIME));
    // Only the owner of the file may preserve its access time.
    if (!m_fd && errno == EPERM)
        m_fd.reset(tryTo(flags));
}

ReadableFile::~ReadableFile()
{
    if (!m_fd)
        return;
    struct stat status;
    if (!m_key && sys().fstat(m_fd.get(), &status) == 0)
        m_key = HeldInodes::Key::of(status);
    if (!m_key)
        return;
    auto &held = HeldInodes::instance();
    const auto guard = held.guard(m_key->device);
    held.closeNew(*m_key, std::move(m_fd));
}

bool ReadableFile::read(std::string &content, std::uint64_t limit) const
{
    content.resize(limit);
    std::size_t filled = 0;
    while (filled < limit) {
        const auto count =
            retryInterrupted([&] { return sys().read(m_fd.get(), content.data() + filled, limit - filled); });
        if (count < 0)
            return false;
        if (count == 0)
            break;
        filled += static_cast<std::size_t>(count);
    }
    content.resize(filled);
    return true;
}

std::optional<KernelLock> ReadableFile::conflictingLock() const
{
    struct flock range = {};
    range.l_type = F_WRLCK;
    range.l_whence = SEEK_SET;
    if (sys().fcntlLock(m_fd.get(), F_OFD_GETLK, &range) != 0 || range.l_type == F_UNLCK)
        return std::nullopt;
    KernelLock lock;
    lock.type = range.l_pid == -1 ? KernelLock::Type::Ofd : KernelLock::Type::Posix;
    lock.mode = range.l_type == F_RDLCK ? KernelLock::Mode::Read : KernelLock::Mode::Write;
    lock.start = static_cast<std::uint64_t>(range.l_start);
    if (range.l_len > 0)
        lock.end = lock.start + static_cast<std::uint64_t>(range.l_len) - 1;
    lock.tablePid = range.l_pid;
    lock.inTable = false;
    return lock;
}

} // namespace Lockscope
