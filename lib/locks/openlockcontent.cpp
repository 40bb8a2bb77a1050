// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "locks/openlockcontent.h"

#include "locks/foreignfile.h"
#include "system/quarantinename.h"
#include "system/systemcalls.h"

#include <array>

#include <fcntl.h>
#include <limits.h>
#include <sys/file.h>

namespace Lockscope {

namespace {

constexpr std::size_t LongestText = 4096;
/// How often the file may be replaced between checking and opening it.
constexpr int MostLooks = 100;

bool isPlaceholderOfABreak(const std::filesystem::path &path)
{
    std::array<char, PATH_MAX> target;
    const auto size = sys().readlinkat(AT_FDCWD, path.c_str(), target.data(), target.size());
    return size > 0 &&
           std::string_view(target.data(), static_cast<std::size_t>(size)).starts_with(QuarantineName::MarkTarget);
}

} // namespace

OpenlockContent::~OpenlockContent()
{
    if (!m_file)
        return;
    auto &held = HeldInodes::instance();
    const auto guard = held.guard(m_inode.device);
    held.close(m_inode, std::move(m_file));
}

Result<OpenlockContent> OpenlockContent::read(const std::filesystem::path &path, LockErrc code)
{
    OpenlockContent seen(path);
    for (int looks = 0; !seen.m_file; ++looks) {
        // Checked before it is opened: opening a FIFO or a device has side effects.
        struct stat status;
        if (sys().fstatat(AT_FDCWD, path.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
            if (errno == ENOENT)
                return seen;
            return Failure::fromErrno(code, "fstatat", path);
        }
        if (S_ISLNK(status.st_mode) && isPlaceholderOfABreak(path)) {
            seen.m_kind = Kind::Placeholder;
            return seen;
        }
        if (!S_ISREG(status.st_mode))
            return notARegularFile(code, path, status.st_mode);
        seen.m_file.reset(retryInterrupted([&] {
            return sys().openat(AT_FDCWD, path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
        }));
        if (!seen.m_file && ((errno != ENOENT && errno != ELOOP) || looks == MostLooks))
            return Failure::fromErrno(code, "openat", path);
    }
    struct stat status;
    if (sys().fstat(seen.m_file.get(), &status) != 0)
        return Failure::fromErrno(code, "fstat", path);
    seen.m_kind = Kind::File;
    seen.m_inode = HeldInodes::Key::of(status);
    seen.m_size = status.st_size;
    std::array<char, LongestText> bytes;
    const auto size = retryInterrupted([&] { return sys().pread(seen.m_file.get(), bytes.data(), bytes.size(), 0); });
    if (size < 0)
        return Failure::fromErrno(code, "pread", path);
    const std::string_view content(bytes.data(), static_cast<std::size_t>(size));
    const auto text = readOpenLock(content);
    seen.m_owner = text.owner;
    // After a crash, a file system that lost its last writes has a file that is empty or consists of zero bytes.
    seen.m_isForeign = text.hasMoreLines || (!text.owner && content.find_first_not_of('\0') != std::string_view::npos);
    return seen;
}

Result<void> OpenlockContent::mayReplace(bool refuseForeignContent) const
{
    return mayWriteOver({m_path, m_file.get(), m_size, m_isForeign && refuseForeignContent});
}

Result<OpenlockContent::Replaced> OpenlockContent::replaceBy(PrivateFile &file) const
{
    // Released when this object closes the file. Some network file systems grant it only with write permission: there,
    // only the check of the replaced file remains.
    if (retryInterrupted([&] { return sys().flock(m_file.get(), LOCK_EX | LOCK_NB); }) != 0 && errno == EWOULDBLOCK)
        return Replaced::Busy;
    const auto published = file.publishInPlaceOf(m_inode);
    if (!published)
        return published.error();
    return *published ? Replaced::Done : Replaced::Changed;
}

} // namespace Lockscope
