// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "breaking/trustedtext.h"

#include "system/systemcalls.h"
#include "system/trustedpath.h"
#include "values/sentences.h"

#include <fcntl.h>
#include <sys/stat.h>

namespace Lockscope {

namespace {

using InodeType = LockReport::InodeType;

/// For group and others. With an access control list, the group bits are its mask, the maximum that it grants to anyone
/// but the owner (acl(5)), so the list need not be read.
constexpr mode_t WritableByOthers = 022;

bool isTrusted(std::int64_t owner, const ProcessFacts &process)
{
    return owner == 0 || owner == process.uid;
}

std::string modeText(mode_t mode)
{
    return QStringLiteral("%1").arg(mode & 07777U, 4, 8, QLatin1Char('0')).toStdString();
}

/// The owner of a link among the directories decides which lock the path leads to.
bool hasForeignLink(const std::filesystem::path &directory, const ProcessFacts &process)
{
    const auto place = TrustedPath::resolve(directory, LockErrc::ReadFailed,
                                            [&](uid_t owner, bool) { return isTrusted(owner, process); });
    return !place && place.error().systemErrno == ELOOP;
}

/// A user who may write to a directory can replace the lock, unless its sticky bit restricts this to the owner of each
/// file. Even then a hard link may give the name to another file of the same owner.
std::optional<Message> whyDirectory(const std::filesystem::path &directory, bool allowsSticky,
                                    const ProcessFacts &process)
{
    struct stat status;
    if (sys().fstatat(AT_FDCWD, directory.c_str(), &status, 0) != 0)
        return Message(Sentence::Detail::DirectoryUnchecked, directory.native());
    if (!isTrusted(status.st_uid, process))
        return Message(Sentence::Detail::DirectoryOfOther, static_cast<std::int64_t>(status.st_uid),
                       directory.native());
    const bool isSticky = (status.st_mode & S_ISVTX) != 0;
    if ((status.st_mode & WritableByOthers) == 0 || (isSticky && allowsSticky))
        return {};
    return Message(Sentence::Detail::DirectoryWritableByOthers, directory.native(), modeText(status.st_mode));
}

} // namespace

std::optional<Message> whyUntrusted(const LockReport &report, const ProcessFacts &process)
{
    if (!report.ownerUid)
        return Message(Sentence::Detail::UnknownOwner);
    if (!isTrusted(*report.ownerUid, process))
        return Message(Sentence::Detail::OtherOwner, *report.ownerUid, process.uid);
    // The mode of a symbolic link has no meaning: a link cannot be written.
    if (report.inodeType != InodeType::Symlink && (report.mode & WritableByOthers) != 0)
        return Message(Sentence::Detail::WritableByOthers, modeText(report.mode));
    std::error_code error;
    const auto parent = report.path.has_parent_path() ? report.path.parent_path() : ".";
    if (hasForeignLink(parent, process))
        return Message(Sentence::Detail::LinkInPath);
    auto directory = std::filesystem::canonical(parent, error);
    if (error)
        return Message(Sentence::Detail::DirectoryUnchecked, parent.native());
    const bool hasOneName = report.inodeType == InodeType::Directory || report.links == 1;
    for (bool isFirst = true;; isFirst = false) {
        if (auto why = whyDirectory(directory, hasOneName || !isFirst, process))
            return why;
        if (directory == directory.root_path())
            return {};
        directory = directory.parent_path();
    }
}

} // namespace Lockscope
