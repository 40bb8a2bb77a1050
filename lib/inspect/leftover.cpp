// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/leftover.h"

#include "formats/digits.h"
#include "formats/fields.h"
#include "formats/format.h"
#include "formats/pylockname.h"
#include "inspect/probe/probe.h"
#include "inspect/report.h"
#include "inspect/verdict/overlaylayer.h"
#include "system/directoryreader.h"
#include "system/quarantinename.h"
#include "values/sentences.h"

#include <QDate>
#include <QRegularExpression>

namespace Lockscope {

namespace {

using InodeType = LockReport::InodeType;
using Says = Sentence::Verdict;

/// One name, with the file that was found under it.
struct Seen
{
    const std::string &name;
    const Probe &probed;
    const HostSnapshot &machine;

    bool isFile() const { return probed.type == InodeType::Regular; }
    bool isAlone() const { return isFile() && probed.status.stx_nlink == 1; }
    /// The text of a lock is short, and a link or a directory has none.
    bool holdsLittle() const { return !isFile() || probed.status.stx_size <= 4096; }
    bool isEmpty() const { return isFile() && probed.status.stx_size == 0; }
    /// Ordinary files may have such a name, too: their text does not name what the name of this one names.
    bool isEmptyOrMentions(std::string_view text) const
    {
        return !isFile() || isEmpty() || probed.content.find(text) != std::string::npos;
    }
};

using Rule = std::optional<Leftover> (*)(const Seen &seen);

QRegularExpressionMatch match(const QRegularExpression &pattern, const std::string &name)
{
    return pattern.match(QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())));
}

Leftover ofClaim(const char *kind, const Claim &claim, const Seen &seen)
{
    const auto fileSystem = seen.probed.place ? seen.probed.place->fileSystem : FileSystemKind();
    return {kind, claim, verdictOnClaim(claim, fileSystem, seen.machine)};
}

Claim claimOf(const QString &pid, const QString &host = {})
{
    auto claim = Claim::ofPid(pid.toLongLong());
    if (!host.isEmpty())
        claim.hostname = host.toLatin1().toStdString();
    return claim;
}

Leftover undecided(const char *kind, Says why)
{
    return {
        kind, {}, {Verdict::State::Unknown, Verdict::Confidence::Presumed, Verdict::Reason::NoOwnerRecorded, {why}}};
}

/// Whether eight digits are a plausible date, as in names of ordinary files.
bool isDate(std::string_view digits)
{
    constexpr std::size_t Length = 8;
    return digits.size() >= Length && areDigits(digits) &&
           QDate::fromString(QString::fromLatin1(digits.data(), Length), QStringLiteral("yyyyMMdd")).year() >= 1970;
}

/// Exactly the names that pylockfile creates: HOST-THREAD.PIDHASH or, with a negative hash, HOST-THREAD.PID-HASH, the
/// thread in hexadecimal digits, the hash with 64 bits. Names without a thread, and of other forms that can be parsed,
/// are also those of ordinary files, such as a backup with host and date.
bool isExactUniqueName(std::string_view name, const HostSnapshot &machine)
{
    const auto &host = machine.host().hostname;
    if (!name.starts_with(host + '-'))
        return false;
    const auto rest = name.substr(host.size() + 1);
    const auto dot = rest.find('.');
    if (dot == std::string_view::npos)
        return false;
    const auto thread = rest.substr(0, dot);
    constexpr std::size_t ShortestThread = 5;
    constexpr std::size_t LongestThread = 8;
    if (thread.size() < ShortestThread || thread.size() > LongestThread || !areHexDigits(thread) || isDate(thread))
        return false;
    const auto tail = rest.substr(dot + 1);
    const auto dash = tail.find('-');
    constexpr std::size_t ShortestGlued = 17;
    if (dash == std::string_view::npos)
        return areDigits(tail) && tail.size() >= ShortestGlued && !isDate(tail);
    const auto pid = tail.substr(0, dash);
    return areDigits(pid) && pid.front() != '0' && !isDate(pid) && areDigits(tail.substr(dash + 1));
}

/// The unique file with the owner's name to which a LinkLockFile links its lock.
std::optional<Leftover> linkUnique(const Seen &seen)
{
    const auto claim = readUniqueName(seen.name);
    if (!claim || !claim->hostname || !seen.isAlone() || !seen.isEmpty())
        return {};
    auto left = ofClaim("link-unique", *claim, seen);
    if (left.verdict.state == Verdict::State::Stale && !isExactUniqueName(seen.name, seen.machine))
        left.verdict = undecided("link-unique", Says::OrdinaryEmptyFile).verdict;
    return left;
}

/// py-filelock renames a lock that it breaks to such a name, which contains the PID of the breaker.
std::optional<Leftover> filelockBreak(const Seen &seen)
{
    static const QRegularExpression pattern(QStringLiteral("\\A.+\\.break\\.([0-9]{1,9})\\.[0-9a-f]{32}\\z"));
    const auto found = match(pattern, seen.name);
    // The text of the broken lock begins with a PID.
    if (!found.hasMatch() || !seen.isFile() || !(seen.isEmpty() || isDigit(seen.probed.content.front())))
        return {};
    return ofClaim("filelock-break", claimOf(found.captured(1)), seen);
}

/// `LOCK|HOST|PID|NUMBER`, to which flufl.lock links its lock.
std::optional<Leftover> fluflClaim(const Seen &seen)
{
    static const QRegularExpression pattern(QStringLiteral("\\A.+\\|([^|]+)\\|([0-9]{1,9})\\|[0-9]+\\z"));
    const auto found = match(pattern, seen.name);
    // Its text is its own path.
    if (!found.hasMatch() || !seen.isAlone() || !seen.isEmptyOrMentions(seen.name))
        return {};
    return ofClaim("flufl-claim", claimOf(found.captured(2), found.captured(1)), seen);
}

/// `.#lk0xADDRESS.HOST.PID`, to which GnuPG links its lock.
std::optional<Leftover> gnupgTemporary(const Seen &seen)
{
    static const QRegularExpression pattern(QStringLiteral("\\A\\.#lk0x[0-9a-f]+\\.(.+)\\.([0-9]{1,9})\\z"));
    const auto found = match(pattern, seen.name);
    if (!found.hasMatch() || !seen.isAlone())
        return {};
    return ofClaim("gnupg-temporary", claimOf(found.captured(2), found.captured(1)), seen);
}

/// `.lk`, the PID with at least five digits, a hexadecimal digit, the first label of the host name.
std::optional<Leftover> liblockfileTemporary(const Seen &seen)
{
    auto label = QString::fromStdString(seen.machine.host().hostname);
    label = QRegularExpression::escape(label.section(u'.', 0, 0));
    const QRegularExpression pattern(QStringLiteral("\\A\\.lk([0-9]{5,9})[0-9a-f]%1\\z").arg(label));
    const auto found = match(pattern, seen.name);
    if (!found.hasMatch() || !seen.isAlone())
        return {};
    return ofClaim("liblockfile-temporary", claimOf(found.captured(1)), seen);
}

/// The private file of a marker of this library whose process was killed while creating it.
std::optional<Leftover> unfinishedMark(const Seen &seen)
{
    static const QRegularExpression pattern(QStringLiteral("\\A.+\\.([0-9]{1,9})-([0-9]{6,})\\.new\\z"));
    const auto found = match(pattern, seen.name);
    if (!found.hasMatch())
        return {};
    auto left = ofClaim("unfinished-mark", claimOf(found.captured(1)), seen);
    // The number is a time in nanoseconds.
    constexpr qsizetype ShortestNumber = 10;
    const bool isOrdinary = found.capturedLength(2) < ShortestNumber || isDate(found.captured(2).toStdString()) ||
                            !seen.holdsLittle() || !seen.isEmptyOrMentions(found.captured(1).toStdString());
    if (left.verdict.state == Verdict::State::Stale && isOrdinary)
        left.verdict = undecided("unfinished-mark", Says::OrdinaryFileName).verdict;
    return left;
}

std::optional<Leftover> procmailTemporary(const Seen &seen)
{
    const auto suffix = '.' + seen.machine.host().hostname;
    constexpr unsigned ReadableOnly = 0444;
    if (!seen.name.starts_with('_') || !seen.name.ends_with(suffix) || !seen.isAlone() ||
        seen.probed.status.stx_size > 1 || (seen.probed.status.stx_mode & 07777U) != ReadableOnly)
        return {};
    return undecided("procmail-temporary", Says::NameRecordsNoProcess);
}

/// A quarantine of Lockscope that is in no journal readable here.
std::optional<Leftover> quarantine(const Seen &seen)
{
    if (!QuarantineName::idIn(seen.name))
        return {};
    return undecided("lockscope-kept", Says::OfOtherJournal);
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

/// A `.rmlock` of QLockFile, or one that was used to remove another `.rmlock`.
std::optional<Leftover> rmlock(int directory, const std::filesystem::path &path, const Probe &probed,
                               const HostSnapshot &machine)
{
    auto report = buildReport(path, probed, machine, Choice::Found, {.fd = directory, .names = nullptr});
    if (report.format != "qlockfile")
        return {};
    return Leftover{"qlockfile-rmlock", report.owner, report.verdict};
}

std::optional<Leftover> emptyDirectory(int directory, const std::string &name)
{
    auto reader = DirectoryReader::openBelow(directory, name);
    if (!reader || reader->next())
        return {};
    return undecided("mkdir-empty", Says::EmptyDirectory);
}

} // namespace

std::optional<Leftover> inspectLeftover(int directory, const std::string &name, const std::filesystem::path &path,
                                        const HostSnapshot &machine)
{
    const auto probed =
        probe({.directory = directory, .name = name.c_str(), .directoryPlace = nullptr, .oldest = {}}, machine);
    std::optional<Leftover> found;
    if (probed.type == InodeType::Directory && !QuarantineName::idIn(name) && !name.ends_with(".new"))
        found = looksLikeLock(name, probed.type) ? emptyDirectory(directory, name) : std::nullopt;
    else if (name.ends_with(".rmlock"))
        found = rmlock(directory, path, probed, machine);
    else if (probed.type != InodeType::None)
        found = byName({name, probed, machine});
    if (found && found->verdict.state == Verdict::State::Held)
        return {};
    if (std::vector<Evidence> evidence; found)
        weighOverlayLayer(found->verdict, evidence, path, machine);
    return found;
}

} // namespace Lockscope
