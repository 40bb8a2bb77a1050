// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/quarantine.h"

#include "system/optionalcalls.h"
#include "system/quarantinename.h"
#include "system/systemcalls.h"

#include <array>

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Lockscope {

namespace {

/// How often two processes that exchange names with each other retry.
constexpr int MostTries = 16;
/// How often the placeholder is looked for, a millisecond apart, while another breaker has it.
constexpr int MostLooks = 1000;

void pause()
{
    const struct timespec time = {0, 1'000'000};
    sys().ppoll(nullptr, 0, &time);
}

/// Locks the directory so that no other breaker works in it at the same time and mistakes the placeholder of this one
/// for a lock. If the directory cannot be read, or another program holds a lock on it for other reasons, it continues
/// without the lock: placeholders can still be distinguished from each other.
class DirectoryGuard
{
public:
    explicit DirectoryGuard(int directory)
        : m_directory(directory)
    {
        for (int tries = 0; tries < MostLooks && !m_isLocked; ++tries) {
            m_isLocked = sys().flock(directory, LOCK_EX | LOCK_NB) == 0;
            if (!m_isLocked && errno != EWOULDBLOCK)
                return;
            if (!m_isLocked)
                pause();
        }
    }
    ~DirectoryGuard()
    {
        if (m_isLocked)
            sys().flock(m_directory, LOCK_UN);
    }
    DirectoryGuard(const DirectoryGuard &) = delete;
    DirectoryGuard &operator=(const DirectoryGuard &) = delete;

private:
    int m_directory;
    bool m_isLocked = false;
};

bool cannotLinkSymbolically(int error)
{
    return error == EPERM || error == EOPNOTSUPP || error == ENOSYS;
}

/// Of a directory; no other program creates directories with this mode.
constexpr mode_t PlaceholderMode = S_ISVTX | S_IRWXU;

bool isNothingAt(int directory, const std::string &name)
{
    struct stat status;
    return sys().fstatat(directory, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0 && errno == ENOENT;
}

bool isDirectory(int directory, const std::string &name)
{
    struct stat status;
    return sys().fstatat(directory, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(status.st_mode);
}

int rename(int directory, const std::string &from, const std::string &to, unsigned flags)
{
    return sys().renameat2(directory, from.c_str(), directory, to.c_str(), flags);
}

/// For files that cannot have two names: an empty directory, or a link with a nonexistent target, is created under the
/// name, which fails if the name exists, and is then replaced.
int moveOverPlaceholder(int directory, const std::string &aside, const std::string &name, const std::string &target)
{
    const bool isTree = isDirectory(directory, aside);
    const int made = isTree ? sys().mkdirat(directory, name.c_str(), PlaceholderMode)
                            : sys().symlinkat(target.c_str(), directory, name.c_str());
    const bool isMade = made == 0;
    if (!isMade && (errno == EEXIST || !cannotLinkSymbolically(errno)))
        return -1;
    if (!isMade && !isNothingAt(directory, name)) {
        errno = EEXIST;
        return -1;
    }
    if (rename(directory, aside, name, 0) == 0)
        return 0;
    // Another process put something into the directory: then it belongs to that process, and removing it fails.
    const int error = errno == ENOTEMPTY ? EEXIST : errno;
    if (isMade && isTree)
        sys().unlinkat(directory, name.c_str(), AT_REMOVEDIR);
    errno = error;
    return -1;
}

} // namespace

void dropPlaceholder(int directory, const std::string &name)
{
    struct stat status;
    if (sys().fstatat(directory, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 &&
        status.st_mode == (S_IFDIR | PlaceholderMode) && status.st_uid == ::geteuid())
        sys().unlinkat(directory, name.c_str(), AT_REMOVEDIR); // fails if it is not empty
}

int moveAside(int directory, const std::string &name, const std::string &aside)
{
    if (rename(directory, name, aside, RENAME_NOREPLACE) == 0)
        return 0;
    if (!lacksRenameFlags(errno))
        return -1;
    if (!isNothingAt(directory, aside)) {
        errno = EEXIST;
        return -1;
    }
    return rename(directory, name, aside, 0);
}

int moveBack(int directory, const std::string &aside, const std::string &name, const std::string &placeholder)
{
    if (rename(directory, aside, name, RENAME_NOREPLACE) == 0)
        return 0;
    if (!lacksRenameFlags(errno))
        return -1;
    if (!isDirectory(directory, aside) && sys().linkat(directory, aside.c_str(), directory, name.c_str(), 0) == 0)
        return sys().unlinkat(directory, aside.c_str(), 0);
    if (errno == EEXIST || isNothingAt(directory, aside))
        return -1;
    return moveOverPlaceholder(directory, aside, name, placeholder);
}

Quarantine::Quarantine(int directory, Names names)
    : m_directory(directory)
    , m_names(std::move(names))
{}

void Quarantine::unlink(const std::string &name) const
{
    sys().unlinkat(m_directory, name.c_str(), 0);
}

Failure Quarantine::failure(const char *call) const
{
    return Failure::fromErrno(LockErrc::BreakFailed, call, m_names.name);
}

/// Empty if it is not a symbolic link.
std::string Quarantine::targetOf(const std::string &name) const
{
    std::array<char, PATH_MAX> target;
    const auto size = sys().readlinkat(m_directory, name.c_str(), target.data(), target.size());
    return size < 0 ? std::string() : std::string(target.data(), static_cast<std::size_t>(size));
}

bool Quarantine::isMark(const std::string &name) const
{
    return targetOf(name) == m_names.markTarget;
}

Result<Quarantine::Outcome> Quarantine::take(const Check &isWanted)
{
    const DirectoryGuard guard(m_directory);
    if (sys().symlinkat(m_names.markTarget.c_str(), m_directory, m_names.aside.c_str()) != 0) {
        if (cannotLinkSymbolically(errno))
            return takeAtOnce(isWanted);
        return failure("symlinkat");
    }
    if (!isWanted(m_names.name)) {
        unlink(m_names.aside);
        return isNothingAt(m_directory, m_names.name) ? Outcome::Absent : Outcome::NotWanted;
    }
    if (rename(m_directory, m_names.aside, m_names.name, RENAME_EXCHANGE) != 0) {
        const int error = errno;
        unlink(m_names.aside);
        if (error == ENOENT)
            return Outcome::Absent;
        if (lacksRenameFlags(error))
            return takeAtOnce(isWanted);
        errno = error;
        return failure("renameat2");
    }
    if (!isWanted(m_names.aside))
        return returnUnwanted();
    removeMark();
    return Outcome::Taken;
}

/// Whether the name belongs to the placeholder. If another breaker mistook the placeholder for the lock and put its own
/// there, the placeholder returns as soon as that breaker has checked it.
bool Quarantine::hasMark() const
{
    for (int looks = 0;; ++looks) {
        const auto target = targetOf(m_names.name);
        if (target == m_names.markTarget || looks == MostLooks || !target.starts_with(QuarantineName::MarkTarget))
            return target == m_names.markTarget;
        pause();
    }
}

/// Renamed first and checked then, because a program that does not know the placeholder may have moved its lock over
/// it.
void Quarantine::removeMark()
{
    if (hasMark() && moveAside(m_directory, m_names.name, m_names.markAside) == 0)
        dropMark();
}

void Quarantine::dropMark()
{
    if (isMark(m_names.markAside))
        unlink(m_names.markAside);
    else
        moveBack(m_directory, m_names.markAside, m_names.name, m_names.markTarget);
}

Quarantine::Outcome Quarantine::putBack()
{
    dropMark();
    if (!isMark(m_names.name) && isMark(m_names.aside)) {
        unlink(m_names.aside);
        return Outcome::NotWanted;
    }
    if (hasMark() && rename(m_directory, m_names.aside, m_names.name, RENAME_EXCHANGE) == 0) {
        if (isMark(m_names.aside)) {
            unlink(m_names.aside);
            return Outcome::NotWanted;
        }
        rename(m_directory, m_names.aside, m_names.name, RENAME_EXCHANGE);
    }
    removeMark();
    return giveBack();
}

/// A process that removes the placeholder without checking it wanted to remove the lock that it stands for: it is the
/// holder that releases it, as some kinds do. The lock is not restored then, because it would never be removed.
Quarantine::Outcome Quarantine::returnUnwanted()
{
    for (int tries = 0; tries < MostTries; ++tries) {
        if (!hasMark() && !isNothingAt(m_directory, m_names.name))
            break; // another lock
        if (rename(m_directory, m_names.aside, m_names.name, RENAME_EXCHANGE) != 0)
            break;
        if (isMark(m_names.aside)) {
            unlink(m_names.aside);
            return Outcome::NotWanted;
        }
        // Between the check and the exchange the placeholder was removed, and another lock was created: that one is
        // valid.
        if (rename(m_directory, m_names.aside, m_names.name, RENAME_EXCHANGE) != 0)
            break;
    }
    // A holder that releases a directory first removes its content, and finds nothing while the directory is in
    // quarantine: it is not released.
    if (isDirectory(m_directory, m_names.aside))
        return giveBack();
    if (!isNothingAt(m_directory, m_names.name))
        return Outcome::Displaced;
    unlink(m_names.aside);
    return Outcome::NotWanted;
}

/// The placeholder no longer has the name.
Quarantine::Outcome Quarantine::giveBack()
{
    if (moveBack(m_directory, m_names.aside, m_names.name, m_names.markTarget) == 0 || errno == ENOENT)
        return Outcome::NotWanted;
    return Outcome::Displaced;
}

/// One rename to the private name, whatever is moved; nothing is unlinked that was not checked. The placeholder is
/// created under the free name at once, so that the name is free only between two calls.
Result<Quarantine::Outcome> Quarantine::takeAtOnce(const Check &isWanted)
{
    if (!isWanted(m_names.name))
        return isNothingAt(m_directory, m_names.name) ? Outcome::Absent : Outcome::NotWanted;
    if (moveAside(m_directory, m_names.name, m_names.aside) != 0) {
        if (errno == ENOENT)
            return Outcome::Absent;
        return failure("renameat2");
    }
    const bool isMarked = sys().symlinkat(m_names.markTarget.c_str(), m_directory, m_names.name.c_str()) == 0;
    if (isWanted(m_names.aside)) {
        removeMark();
        return Outcome::Taken;
    }
    // As in returnUnwanted(): the holder released it meanwhile.
    if (isMarked && isNothingAt(m_directory, m_names.name) && !isDirectory(m_directory, m_names.aside)) {
        unlink(m_names.aside);
        return Outcome::NotWanted;
    }
    removeMark();
    return giveBack();
}

} // namespace Lockscope
