// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "locks/privatefile.h"

#include "locks/linkprobe.h"
#include "system/clocks.h"
#include "system/optionalcalls.h"
#include "system/quarantine.h"
#include "system/systemcalls.h"
#include "system/writeall.h"

#include <algorithm>
#include <atomic>
#include <cstdint>

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

namespace Lockscope {

std::string privateNameBeside(const std::string &name)
{
    // Two threads may call this within one tick of the clock.
    static std::atomic<std::int64_t> last = 0;
    auto before = last.load();
    auto number = std::int64_t{};
    do
        number = std::max<std::int64_t>(before + 1, steadyNow().count());
    while (!last.compare_exchange_weak(before, number));
    return name + '.' + std::to_string(::getpid()) + '-' + std::to_string(number) + ".new";
}

PrivateFile::PrivateFile(const MarkerPlace &place, std::string name, FileDescriptor file)
    : m_place(place)
    , m_name(std::move(name))
    , m_file(std::move(file))
{}

PrivateFile::PrivateFile(PrivateFile &&other) noexcept
    : m_place(other.m_place)
    , m_name(std::exchange(other.m_name, {}))
    , m_file(std::move(other.m_file))
{}

PrivateFile::~PrivateFile()
{
    if (!m_name.empty())
        sys().unlinkat(m_place.directory(), m_name.c_str(), 0);
}

/// Whether the name is that of this inode.
bool PrivateFile::isAt(const std::string &name, const HeldInodes::Key &inode) const
{
    struct stat status;
    return sys().fstatat(m_place.directory(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 &&
           HeldInodes::Key::of(status) == inode;
}

Failure PrivateFile::failure(const char *call) const
{
    return Failure::fromErrno(LockErrc::LockFailed, call, m_place.path());
}

Result<PrivateFile> PrivateFile::create(const MarkerPlace &place, std::string_view text, mode_t mode)
{
    auto name = place.privateName();
    FileDescriptor fd(retryInterrupted([&] {
        return sys().openat(place.directory(), name.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, mode);
    }));
    if (!fd)
        return Failure::fromErrno(LockErrc::LockFailed, "openat", place.path());
    PrivateFile file(place, std::move(name), std::move(fd));
    if (!writeAll(file.fd(), text))
        return file.failure("pwrite");
    return file;
}

int PrivateFile::rename(const std::string &from, const std::string &to, unsigned flags) const
{
    return sys().renameat2(m_place.directory(), from.c_str(), m_place.directory(), to.c_str(), flags);
}

Result<bool> PrivateFile::publish()
{
    if (rename(m_name, m_place.marker(), RENAME_NOREPLACE) == 0) {
        m_name.clear();
        return true;
    }
    if (errno == EEXIST)
        return false;
    if (!lacksRenameFlags(errno))
        return failure("renameat2");
    // This file system cannot rename without replacing; the destructor removes the private name.
    if (const auto probed = probeHardLinks(m_place, m_name, m_file.get(), LinkNeed::SameInode); !probed)
        return probed.error();
    if (sys().linkat(m_place.directory(), m_name.c_str(), m_place.directory(), m_place.marker().c_str(), 0) == 0)
        return true;
    return errno == EEXIST ? Result<bool>(false) : linkFailure(m_place.path());
}

int PrivateFile::exchange() const
{
    return rename(m_name, m_place.marker(), RENAME_EXCHANGE);
}

Result<bool> PrivateFile::publishInPlaceOf(const HeldInodes::Key &old)
{
    // Checked first, so that a file that another process created meanwhile is displaced only within this short moment.
    if (!isAt(m_place.marker(), old))
        return false;
    if (exchange() != 0) {
        if (errno == ENOENT)
            return false;
        if (lacksRenameFlags(errno))
            return publishAfterMoving(old);
        return failure("renameat2");
    }
    if (!isAt(m_name, old)) {
        exchangeBack();
        return false;
    }
    sys().unlinkat(m_place.directory(), m_name.c_str(), 0);
    m_name.clear();
    return true;
}

/// The replaced file is not the one that was checked: another process was faster, and its file is restored. If that
/// process removed the name meanwhile, it released its lock; if a third process uses the name now, that process has the
/// lock.
void PrivateFile::exchangeBack() const
{
    struct stat ours;
    if (exchange() == 0 && sys().fstat(m_file.get(), &ours) == 0 && !isAt(m_name, HeldInodes::Key::of(ours)))
        exchange();
}

/// If two names cannot be exchanged in one call: renames the old file first and then checks it.
Result<bool> PrivateFile::publishAfterMoving(const HeldInodes::Key &old)
{
    const auto aside = m_place.privateName();
    if (rename(m_place.marker(), aside, 0) != 0) {
        if (errno == ENOENT)
            return false;
        return failure("renameat2");
    }
    if (!isAt(aside, old)) {
        moveBack(m_place.directory(), aside, m_place.marker());
        return false;
    }
    auto published = publish();
    if (published)
        sys().unlinkat(m_place.directory(), aside.c_str(), 0);
    else
        moveBack(m_place.directory(), aside, m_place.marker());
    return published;
}

} // namespace Lockscope
