// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/leftover.h"

#include "formats/pylockname.h"
#include "formats/recogniser.h"
#include "inspect/look.h"
#include "inspect/reportbuilder.h"
#include "system/asidename.h"
#include "system/clocks.h"
#include "system/folderreader.h"
#include "values/lockphrases.h"

#include <QRegularExpression>

namespace Lockscope {

namespace {

using InodeType = LockReport::InodeType;

/// One name, with what a look found behind it.
struct Seen
{
    const std::string &name;
    const Look &look;
    const Machine &machine;

    bool isFile() const { return look.type == InodeType::Regular; }
    bool isAlone() const { return isFile() && look.status.stx_nlink == 1; }
    bool isEmpty() const { return isFile() && look.status.stx_size == 0; }
};

using Rule = std::optional<Leftover> (*)(const Seen &seen);

QRegularExpressionMatch match(const QRegularExpression &pattern, const std::string &name)
{
    return pattern.match(QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())));
}

Leftover ofClaim(const char *kind, const Claim &claim, const Machine &machine)
{
    return {kind, claim.text().toStdString(), judgeClaim(claim, machine)};
}

Claim claimOf(const QString &pid, const QString &host = {})
{
    auto claim = Claim::ofPid(pid.toLongLong());
    if (!host.isEmpty())
        claim.hostname = host.toLatin1().toStdString();
    return claim;
}

Leftover undecided(const char *kind, const QString &why)
{
    return {kind, {}, {Verdict::State::Unknown, Verdict::Confidence::Presumed, Verdict::Reason::NoOwnerRecorded, why}};
}

/// The file that a LinkLockFile, of which it is the owner's name, links its lock to.
std::optional<Leftover> linkUnique(const Seen &seen)
{
    const auto claim = readUniqueName(seen.name);
    if (!claim || !claim->hostname || !seen.isAlone() || !seen.isEmpty())
        return {};
    return ofClaim("link-unique", *claim, seen.machine);
}

/// py-filelock moves a lock that it breaks to such a name, which has the breaker's number.
std::optional<Leftover> filelockBreak(const Seen &seen)
{
    static const QRegularExpression pattern(QStringLiteral("\\A.+\\.break\\.([0-9]{1,9})\\.[0-9a-f]{32}\\z"));
    const auto found = match(pattern, seen.name);
    if (!found.hasMatch() || !seen.isFile())
        return {};
    return ofClaim("filelock-break", claimOf(found.captured(1)), seen.machine);
}

/// `LOCK|HOST|PID|NUMBER`, which flufl.lock links its lock to.
std::optional<Leftover> fluflClaim(const Seen &seen)
{
    static const QRegularExpression pattern(QStringLiteral("\\A.+\\|([^|]+)\\|([0-9]{1,9})\\|[0-9]+\\z"));
    const auto found = match(pattern, seen.name);
    if (!found.hasMatch() || !seen.isAlone())
        return {};
    return ofClaim("flufl-claim", claimOf(found.captured(2), found.captured(1)), seen.machine);
}

/// `.#lk0xADDRESS.HOST.PID`, which GnuPG links its lock to.
std::optional<Leftover> gnupgTemporary(const Seen &seen)
{
    static const QRegularExpression pattern(QStringLiteral("\\A\\.#lk0x[0-9a-f]+\\.(.+)\\.([0-9]{1,9})\\z"));
    const auto found = match(pattern, seen.name);
    if (!found.hasMatch() || !seen.isAlone())
        return {};
    return ofClaim("gnupg-temporary", claimOf(found.captured(2), found.captured(1)), seen.machine);
}

/// `.lk`, the number with five digits at least, a hexadecimal digit, the first label of the host's name.
std::optional<Leftover> liblockfileTemporary(const Seen &seen)
{
    auto label = QString::fromStdString(seen.machine.host().hostname);
    label = QRegularExpression::escape(label.section(u'.', 0, 0));
    const QRegularExpression pattern(QStringLiteral("\\A\\.lk([0-9]{5,9})[0-9a-f]%1\\z").arg(label));
    const auto found = match(pattern, seen.name);
    if (!found.hasMatch() || !seen.isAlone())
        return {};
    return ofClaim("liblockfile-temporary", claimOf(found.captured(1)), seen.machine);
}

/// What a mark of this library was made under when its process was killed.
std::optional<Leftover> unfinishedMark(const Seen &seen)
{
    static const QRegularExpression pattern(QStringLiteral("\\A.+\\.([0-9]{1,9})-[0-9]{6,}\\.new\\z"));
    const auto found = match(pattern, seen.name);
    if (!found.hasMatch())
        return {};
    return ofClaim("unfinished-mark", claimOf(found.captured(1)), seen.machine);
}

std::optional<Leftover> procmailTemporary(const Seen &seen)
{
    const auto suffix = '.' + seen.machine.host().hostname;
    constexpr unsigned ReadableOnly = 0444;
    if (!seen.name.starts_with('_') || !seen.name.ends_with(suffix) || !seen.isAlone() ||
        seen.look.status.stx_size > 1 || (seen.look.status.stx_mode & 07777U) != ReadableOnly)
        return {};
    return undecided("procmail-temporary", LockPhrases::tr("its name tells no process in a form that can be read"));
}

/// Kept by a break of this program, and known to no journal that can be seen from here.
std::optional<Leftover> quarantine(const Seen &seen)
{
    if (!AsideName::idIn(seen.name))
        return {};
    if (wallNow() - toWallTime(seen.look.status.stx_ctime) <= AsideName::KeptFor)
        return undecided("lockscope-kept", LockPhrases::tr("another user may still put this broken lock back"));
    return Leftover{"lockscope-kept",
                    {},
                    {Verdict::State::Stale, Verdict::Confidence::Proved, Verdict::Reason::HeartbeatExpired,
                     LockPhrases::tr("it was broken more than seven days ago, and is kept no longer")}};
}

std::optional<Leftover> byName(const Seen &seen)
{
    for (const Rule rule : {quarantine, linkUnique, filelockBreak, fluflClaim, gnupgTemporary, liblockfileTemporary,
                            unfinishedMark, procmailTemporary}) {
        if (auto found = rule(seen))
            return found;
    }
    return {};
}

/// `.rmlock` of QLockFile, also of one that was to remove another such.
std::optional<Leftover> rmlock(int folder, const std::filesystem::path &path, const Look &look, const Machine &machine)
{
    auto report = buildReport(path, look, machine, {.fd = folder, .names = nullptr});
    if (report.format != "qlockfile")
        return {};
    return Leftover{"qlockfile-rmlock", report.owner.text().toStdString(), report.verdict};
}

std::optional<Leftover> emptyFolder(int folder, const std::string &name)
{
    auto reader = FolderReader::openBelow(folder, name);
    if (!reader || reader->next())
        return {};
    return undecided("mkdir-empty",
                     LockPhrases::tr("an empty folder that is a lock names nobody: whether its maker was "
                                     "killed or is about to write its name cannot be told"));
}

} // namespace

std::optional<Leftover> judgeLeftover(int folder, const std::string &name, const std::filesystem::path &path,
                                      const Machine &machine)
{
    const auto look = lookAt({.folder = folder, .name = name.c_str(), .folderPlace = nullptr, .oldest = {}}, machine);
    std::optional<Leftover> found;
    if (look.type == InodeType::Directory && !AsideName::idIn(name) && !name.ends_with(".new"))
        found = looksLikeLock(name, look.type) ? emptyFolder(folder, name) : std::nullopt;
    else if (name.ends_with(".rmlock"))
        found = rmlock(folder, path, look, machine);
    else if (look.type != InodeType::None)
        found = byName({name, look, machine});
    if (found && found->verdict.state == Verdict::State::Held)
        return {};
    return found;
}

} // namespace Lockscope
