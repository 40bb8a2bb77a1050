// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/takeaside.h"

#include "system/asidename.h"
#include "system/systemcalls.h"

#include <array>

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/file.h>

namespace Lockscope {

namespace {

/// How often two that exchange names with each other try again.
constexpr int MostTries = 16;
/// How often the mark is looked for, a millisecond apart, while another breaker has it.
constexpr int MostLooks = 1000;

void pause()
{
    const struct timespec time = {0, 1'000'000};
    sys().ppoll(nullptr, 0, &time);
}

/// Keeps others who take something aside in the same folder out meanwhile, so that none of us takes another's mark for
/// a lock. Who cannot read the folder, or meets somebody who keeps a lock on it for other reasons, goes without: then
/// the marks still are told from each other.
class FolderGuard
{
public:
    explicit FolderGuard(int folder)
        : m_folder(folder)
    {
        for (int tries = 0; tries < MostLooks && !m_isLocked; ++tries) {
            m_isLocked = sys().flock(folder, LOCK_EX | LOCK_NB) == 0;
            if (!m_isLocked && errno != EWOULDBLOCK)
                return;
            if (!m_isLocked)
                pause();
        }
    }
    ~FolderGuard()
    {
        if (m_isLocked)
            sys().flock(m_folder, LOCK_UN);
    }
    FolderGuard(const FolderGuard &) = delete;
    FolderGuard &operator=(const FolderGuard &) = delete;

private:
    int m_folder;
    bool m_isLocked = false;
};

bool cannotRenameSo(int error)
{
    return error == EINVAL || error == ENOSYS || error == EOPNOTSUPP;
}

bool cannotLinkSymbolically(int error)
{
    return error == EPERM || error == EOPNOTSUPP || error == ENOSYS;
}

} // namespace

int renameWithoutReplacing(int folder, const std::string &from, const std::string &to)
{
    if (sys().renameat2(folder, from.c_str(), folder, to.c_str(), RENAME_NOREPLACE) == 0)
        return 0;
    if (!cannotRenameSo(errno))
        return -1;
    if (sys().linkat(folder, from.c_str(), folder, to.c_str(), 0) == 0)
        return sys().unlinkat(folder, from.c_str(), 0);
    if (errno == EEXIST || errno == ENOENT)
        return -1;
    // A folder, or no hard links here.
    struct stat status;
    if (sys().fstatat(folder, to.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0) {
        errno = EEXIST;
        return -1;
    }
    return sys().renameat2(folder, from.c_str(), folder, to.c_str(), 0);
}

AsideTaker::AsideTaker(int folder, Names names)
    : m_folder(folder)
    , m_names(std::move(names))
{}

int AsideTaker::rename(const std::string &from, const std::string &to, unsigned flags) const
{
    return sys().renameat2(m_folder, from.c_str(), m_folder, to.c_str(), flags);
}

void AsideTaker::unlink(const std::string &name) const
{
    sys().unlinkat(m_folder, name.c_str(), 0);
}

Failure AsideTaker::failure(const char *call) const
{
    return Failure::fromErrno(LockErrc::BreakFailed, call, m_names.name);
}

/// Empty where it is no symbolic link.
std::string AsideTaker::targetOf(const std::string &name) const
{
    std::array<char, PATH_MAX> target;
    const auto size = sys().readlinkat(m_folder, name.c_str(), target.data(), target.size());
    return size < 0 ? std::string() : std::string(target.data(), static_cast<std::size_t>(size));
}

bool AsideTaker::isMark(const std::string &name) const
{
    return targetOf(name) == m_names.markTarget;
}

Result<AsideTaker::Outcome> AsideTaker::take(const std::function<bool()> &isWanted)
{
    const FolderGuard guard(m_folder);
    if (sys().symlinkat(m_names.markTarget.c_str(), m_folder, m_names.aside.c_str()) != 0) {
        if (cannotLinkSymbolically(errno))
            return takeAtOnce(isWanted);
        return failure("symlinkat");
    }
    if (rename(m_names.aside, m_names.name, RENAME_EXCHANGE) != 0) {
        const int error = errno;
        unlink(m_names.aside);
        if (error == ENOENT)
            return Outcome::Absent;
        if (cannotRenameSo(error))
            return takeAtOnce(isWanted);
        errno = error;
        return failure("renameat2");
    }
    if (!isWanted())
        return returnUnwanted();
    removeMark();
    return Outcome::Taken;
}

/// Whether the name is the mark's. Where another breaker took the mark for the lock and put his own there, it comes
/// back as soon as he has looked.
bool AsideTaker::hasMark() const
{
    for (int looks = 0;; ++looks) {
        const auto target = targetOf(m_names.name);
        if (target == m_names.markTarget || looks == MostLooks || !target.starts_with(AsideName::MarkTarget))
            return target == m_names.markTarget;
        pause();
    }
}

/// Renamed first and looked at then, for whoever does not know the mark may have put his lock over it.
void AsideTaker::removeMark()
{
    if (hasMark() && renameWithoutReplacing(m_folder, m_names.name, m_names.markAside) == 0)
        dropMark();
}

void AsideTaker::dropMark()
{
    if (isMark(m_names.markAside))
        unlink(m_names.markAside);
    else
        renameWithoutReplacing(m_folder, m_names.markAside, m_names.name);
}

AsideTaker::Outcome AsideTaker::putBack()
{
    dropMark();
    if (!isMark(m_names.name) && isMark(m_names.aside)) {
        unlink(m_names.aside);
        return Outcome::NotWanted;
    }
    if (hasMark() && rename(m_names.aside, m_names.name, RENAME_EXCHANGE) == 0) {
        if (isMark(m_names.aside)) {
            unlink(m_names.aside);
            return Outcome::NotWanted;
        }
        rename(m_names.aside, m_names.name, RENAME_EXCHANGE);
    }
    return giveBack();
}

/// Who removes the mark without looking at it wanted to remove the lock that it stands for: the holder who gives it up,
/// as some kinds do it. It is not brought back then, for nobody would ever remove it.
AsideTaker::Outcome AsideTaker::returnUnwanted()
{
    for (int tries = 0; tries < MostTries; ++tries) {
        if (!hasMark() && !isNothingAt(m_names.name))
            break; // another lock
        if (rename(m_names.aside, m_names.name, RENAME_EXCHANGE) != 0)
            break;
        if (isMark(m_names.aside)) {
            unlink(m_names.aside);
            return Outcome::NotWanted;
        }
        // Between the look and the exchange the mark was removed, and another lock made: that one is valid.
        if (rename(m_names.aside, m_names.name, RENAME_EXCHANGE) != 0)
            break;
    }
    // Who gives up a folder removes first what is in it, and finds nothing while that is aside: it is not given up.
    if (isFolder(m_names.aside))
        return giveBack();
    if (!isNothingAt(m_names.name))
        return Outcome::Displaced;
    unlink(m_names.aside);
    return Outcome::NotWanted;
}

bool AsideTaker::isNothingAt(const std::string &name) const
{
    struct stat status;
    return sys().fstatat(m_folder, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0 && errno == ENOENT;
}

bool AsideTaker::isFolder(const std::string &name) const
{
    struct stat status;
    return sys().fstatat(m_folder, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(status.st_mode);
}

/// The mark has not the name any more.
AsideTaker::Outcome AsideTaker::giveBack()
{
    if (renameWithoutReplacing(m_folder, m_names.aside, m_names.name) == 0 || errno == ENOENT)
        return Outcome::NotWanted;
    return Outcome::Displaced;
}

Result<AsideTaker::Outcome> AsideTaker::takeAtOnce(const std::function<bool()> &isWanted)
{
    if (renameWithoutReplacing(m_folder, m_names.name, m_names.aside) != 0) {
        if (errno == ENOENT)
            return Outcome::Absent;
        return failure("renameat2");
    }
    return isWanted() ? Outcome::Taken : giveBack();
}

} // namespace Lockscope
