// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/pylockfileformat.h"

#include "formats/fields.h"
#include "formats/pylockname.h"
#include "values/lockphrases.h"

namespace Lockscope {

namespace {

using InodeType = InodeInfo::InodeType;

bool hasLockName(const Subject &subject)
{
    constexpr std::string_view Suffix = ".lock";
    return subject.name.size() > Suffix.size() && subject.name.ends_with(Suffix);
}

/// 0.1 identified threads by words, which other links named `.lock` also contain.
bool namesThreadByWord(const Claim &claim)
{
    return claim.thread && !areHexDigits(*claim.thread);
}

/// The links of ccache end in a time, which is unlikely at the end of a host name.
bool endsInTime(const Claim &claim)
{
    constexpr std::size_t Digits = 10;
    const std::string_view host = claim.hostname ? std::string_view(*claim.hostname) : std::string_view();
    const auto word = host.substr(host.rfind('-') + 1);
    return !claim.thread && word.size() < host.size() && word.size() >= Digits && areDigits(word);
}

/// The lock has no text: the other name of its inode identifies the holder.
std::optional<FormatReading> recogniseLink(const Subject &subject)
{
    if (subject.inodeType != InodeType::Regular || subject.size != 0 || subject.links < 2 || !hasLockName(subject) ||
        !subject.surroundings)
        return std::nullopt;
    for (const auto &name : subject.surroundings->otherNames()) {
        const auto claim = readUniqueName(name);
        if (!claim)
            continue;
        auto match = reading(LinkFormat, namesThreadByWord(*claim) ? 0.8 : 1.0,
                             LockPhrases::noop("an empty file whose second name identifies the holder"),
                             HeldBy::Process, *claim);
        match.companions.push_back(name);
        return match;
    }
    // The holder may have been killed after it removed its own name.
    return reading(LinkFormat, 0.3,
                   LockPhrases::noop("an empty file with the name of a lock and a second name elsewhere"),
                   HeldBy::Exists);
}

std::optional<FormatReading> recogniseSymlink(const Subject &subject)
{
    if (subject.inodeType != InodeType::Symlink || !hasLockName(subject))
        return std::nullopt;
    const auto claim = readUniqueName(subject.linkTarget);
    if (!claim)
        return std::nullopt;
    return reading(
        SymlinkFormat, namesThreadByWord(*claim) || endsInTime(*claim) ? 0.6 : 0.95,
        LockPhrases::noop("a symbolic link with the name of a lock, and a target that identifies the holder"),
        HeldBy::Process, *claim);
}

std::optional<FormatReading> recogniseMkdir(const Subject &subject)
{
    if (subject.inodeType != InodeType::Directory || !hasLockName(subject) || !subject.surroundings)
        return std::nullopt;
    const auto entries = subject.surroundings->entriesOf().value_or(std::vector<std::string>());
    if (entries.size() > 1)
        return std::nullopt;

    FormatReading match;
    if (entries.empty()) {
        match = reading(MkdirFormat, 0.4,
                        LockPhrases::noop("a directory with the name of a lock, but without the file of a holder"),
                        HeldBy::Exists);
        match.incomplete = true;
    } else if (const auto claim = readUniqueName(entries.front())) {
        match = reading(
            MkdirFormat, 0.95,
            LockPhrases::noop("a directory with the name of a lock, and a file in it that identifies the holder"),
            HeldBy::Process, *claim);
    } else {
        return std::nullopt;
    }
    match.breakAction = "rmdir";
    return match;
}

/// The statement that created the table is in the first page.
bool hasTableOfLocks(std::string_view page)
{
    const auto table = page.find("CREATE TABLE locks");
    if (table == page.npos)
        return false;
    constexpr std::size_t LongestStatement = 256;
    const auto statement = page.substr(table, LongestStatement);
    const auto path = statement.find("lock_file");
    return path != statement.npos && statement.find("unique_name", path) != statement.npos;
}

/// While the database is in use, the first page may only be in the write-ahead log, so that the statement cannot be
/// read.
bool hasTableInLog(const Subject &subject)
{
    return subject.surroundings &&
           subject.surroundings->contentOf(subject.name + "-wal").find("tablelockslocks") != std::string::npos;
}

/// Its rows are the locks.
std::optional<FormatReading> recogniseSqlite(const Subject &subject)
{
    using namespace std::string_view_literals;
    constexpr std::size_t SmallestPage = 512;
    if (subject.inodeType != InodeType::Regular || !subject.contentRead || subject.content.size() < SmallestPage ||
        !subject.content.starts_with("SQLite format 3\0"sv))
        return std::nullopt;
    const bool complete = hasTableOfLocks(subject.content);
    if (!complete && !hasTableInLog(subject))
        return std::nullopt;
    auto match = reading(SqliteFormat, complete ? 0.95 : 0.85,
                         LockPhrases::noop("a database with the lock table of pylockfile"), HeldBy::Exists);
    match.breakAction = "delete-row";
    match.markTable = "locks";
    match.ask = LockPhrases::noop("inspect its rows, each of which is a lock");
    return match;
}

} // namespace

const FormatDetector LinkFormat = {"link", recogniseLink};
const FormatDetector SymlinkFormat = {"symlink", recogniseSymlink};
const FormatDetector MkdirFormat = {"mkdir", recogniseMkdir};
const FormatDetector SqliteFormat = {"sqlite", recogniseSqlite};

} // namespace Lockscope
