// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "breaking/trustedtext.h"

#include "system/systemcalls.h"
#include "system/trustedpath.h"
#include "values/lockphrases.h"

#include <lockscope/displaytext.h>

#include <fcntl.h>
#include <sys/stat.h>

namespace Lockscope {

namespace {

using InodeType = LockReport::InodeType;

/// For group and others. The group's bits also show what an access control list grants at most to anybody but the
/// owner (acl(5): they are its mask), so no list needs to be read.
constexpr mode_t WritableByOthers = 022;

bool isTrusted(std::int64_t owner, const ProcessFacts &process)
{
    return owner == 0 || owner == process.uid;
}

QString modeText(mode_t mode)
{
    return QStringLiteral("%1").arg(mode & 07777U, 4, 8, QLatin1Char('0'));
}

/// Whoever owns a link among the directories chooses the lock that the path leads to.
bool hasForeignLink(const std::filesystem::path &directory, const ProcessFacts &process)
{
    const auto place = TrustedPath::resolve(directory, LockErrc::ReadFailed,
                                            [&](uid_t owner, bool) { return isTrusted(owner, process); });
    return !place && place.error().systemErrno == ELOOP;
}

/// Whoever may write a directory can put another file in the place of the lock, unless its sticky bit keeps the names
/// to their owners. Then a hard link may still give a name to another file of the same owner.
QString whyDirectory(const std::filesystem::path &directory, bool allowsSticky, const ProcessFacts &process)
{
    struct stat status;
    if (sys().fstatat(AT_FDCWD, directory.c_str(), &status, 0) != 0)
        return LockPhrases::tr("its directory %1 cannot be checked").arg(displayText(directory));
    if (!isTrusted(status.st_uid, process))
        return LockPhrases::tr("user %1 owns the directory %2 and can put another file in its place")
            .arg(QString::number(status.st_uid), displayText(directory));
    const bool isSticky = (status.st_mode & S_ISVTX) != 0;
    if ((status.st_mode & WritableByOthers) == 0 || (isSticky && allowsSticky))
        return {};
    return LockPhrases::tr("users other than its owner may write the directory %1 (mode %2)")
        .arg(displayText(directory), modeText(status.st_mode));
}

} // namespace

QString whyUntrusted(const LockReport &report, const ProcessFacts &process)
{
    if (!report.ownerUid || !isTrusted(*report.ownerUid, process))
        return LockPhrases::tr("it belongs to user %1, and the process to user %2")
            .arg(report.ownerUid ? QString::number(*report.ownerUid) : QStringLiteral("?"),
                 QString::number(process.uid));
    // The mode of a symbolic link means nothing: nobody can write one.
    if (report.inodeType != InodeType::Symlink && (report.mode & WritableByOthers) != 0)
        return LockPhrases::tr("users other than its owner may write it (mode %1)").arg(modeText(report.mode));
    std::error_code error;
    const auto parent = report.path.has_parent_path() ? report.path.parent_path() : ".";
    if (hasForeignLink(parent, process))
        return LockPhrases::tr("a symbolic link in its path belongs to another user, who can lead it to another lock");
    auto directory = std::filesystem::canonical(parent, error);
    if (error)
        return LockPhrases::tr("its directory %1 cannot be checked").arg(displayText(parent));
    const bool hasOneName = report.inodeType == InodeType::Directory || report.links == 1;
    for (bool isFirst = true;; isFirst = false) {
        if (const auto why = whyDirectory(directory, hasOneName || !isFirst, process); !why.isEmpty())
            return why;
        if (directory == directory.root_path())
            return {};
        directory = directory.parent_path();
    }
}

} // namespace Lockscope
