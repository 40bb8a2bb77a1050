// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/storeformats.h"

#include "formats/bytes.h"
#include "formats/digits.h"
#include "formats/emptyfile.h"
#include "formats/fields.h"
#include "values/lockphrases.h"

#include <algorithm>
#include <array>

namespace Lockscope {

namespace {

std::optional<Recognition> recogniseLevelDb(const Subject &subject)
{
    if (subject.name != "LOCK")
        return std::nullopt;
    auto match = emptyLockReading(
        LevelDbFormat, subject, Subject::KernelLockKind::Fcntl, 0.97,
        LockPhrases::noop("an empty file named LOCK beside the CURRENT of a LevelDB or RocksDB database"));
    if (!match)
        return std::nullopt;
    if (!subject.surroundings || !subject.surroundings->has("CURRENT")) {
        match->confidence = 0.45;
        match->reason = LockPhrases::noop(
            "an empty file named LOCK, as LevelDB and RocksDB have it, but without their CURRENT beside it");
        return match;
    }
    match->neverBreak = LockPhrases::noop("two programs at once ruin the database: end the one that has it open");
    return match;
}

// LMDB's table of readers, as written by 64 bit builds with mutexes of glibc.
constexpr std::size_t WriterMutexOwner = 0x48;
constexpr std::size_t FirstReader = 128;
constexpr std::size_t ReaderSize = 64;
constexpr std::size_t PidInReader = 8;

void addPid(Claim &claim, std::uint64_t pid)
{
    const auto number = static_cast<std::int64_t>(pid);
    if (std::find(claim.pids.begin(), claim.pids.end(), number) == claim.pids.end())
        claim.pids.push_back(number);
}

/// Every process in the table; the thread that writes is named by its number, which on Linux is a pid too.
Claim readLmdbTable(std::string_view content)
{
    Claim claim;
    const auto isPid = [](std::uint64_t value) { return value > 0 && value <= static_cast<std::uint64_t>(LargestPid); };
    for (auto slot = FirstReader; slot + ReaderSize <= content.size(); slot += ReaderSize) {
        // Eight bytes: in this layout the four behind the pid are zero.
        const auto pid = littleEndian(content, slot + PidInReader, 8).value_or(0);
        if (isPid(pid))
            addPid(claim, pid);
    }
    if (const auto writer = littleEndian(content, WriterMutexOwner, 4).value_or(0); isPid(writer)) {
        addPid(claim, writer);
        claim.thread = std::to_string(writer);
    }
    if (claim.pids.size() == 1)
        claim.pid = claim.pids.front();
    return claim;
}

std::optional<Recognition> recogniseLmdb(const Subject &subject)
{
    constexpr std::uint64_t Magic = 0xBEEFC0DE;
    const bool named = subject.name == "lock.mdb" || subject.name.ends_with("-lock");
    if (subject.inodeType != LockReport::InodeType::Regular || !subject.contentRead || !named ||
        littleEndian(subject.content, 0, 4) != Magic || subject.content.size() < FirstReader)
        return std::nullopt;
    auto match = reading(LmdbFormat, 0.98, LockPhrases::noop("LMDB's magic number in front of a table of its readers"),
                         HeldTest::KernelLock, readLmdbTable(subject.content));
    match.everyPidHolds = true;
    match.saysMore = subject.content.size() < subject.size;
    match.neverBreak = LockPhrases::noop(
        "removing it under a program that has the database open makes two writers: let mdb_stat -rr clear "
        "readers that are gone");
    return match;
}

constexpr std::string_view DatabaseMagic("SQLite format 3\0", 16);

bool isSharedMemory(std::string_view content)
{
    constexpr std::uint64_t Version = 3007000;
    constexpr std::size_t SecondHeader = 48;
    return (littleEndian(content, 0, 4) == Version || bigEndian(content, 0, 4) == Version) &&
           bigEndian(content, 0, 4) == bigEndian(content, SecondHeader, 4);
}

bool isWriteAheadLog(std::string_view content)
{
    constexpr std::uint64_t Magic = 0x377f0682; // and, for sums of big-endian numbers, one more
    const auto magic = bigEndian(content, 0, 4);
    return magic == Magic || magic == Magic + 1;
}

bool isRollbackJournal(std::string_view content)
{
    return bigEndian(content, 0, 8) == 0xd9d505f920a163d7ULL;
}

/// What a database is accompanied by.
struct DatabasePart
{
    std::string_view suffix;
    bool (*fits)(std::string_view content);
    std::string_view reason;
    HeldTest heldTest;
    std::string_view neverBreak;
};

constexpr std::array DatabaseParts = {
    DatabasePart{"-shm", isSharedMemory,
                 LockPhrases::noop("the shared memory of a SQLite database, on which its users keep their locks"),
                 HeldTest::KernelLock,
                 LockPhrases::noop("the database's users agree by it: close them, and the last one removes it")},
    DatabasePart{
        "-wal", isWriteAheadLog, LockPhrases::noop("the write-ahead log of a SQLite database"), HeldTest::None,
        LockPhrases::noop(
            "it may hold changes that are not in the database yet: SQLite takes them over when the database is used")},
    DatabasePart{"-journal", isRollbackJournal, LockPhrases::noop("the rollback journal of a SQLite database"),
                 HeldTest::None,
                 LockPhrases::noop(
                     "it belongs to the database: SQLite removes it at the end of a transaction, or undoes with it "
                     "one that was cut short")},
};

/// Before it is written out, a journal is empty or begins with zeros: then the database beside it tells.
bool isBesideDatabase(const Subject &subject, std::string_view suffix)
{
    const auto database = subject.name.substr(0, subject.name.size() - suffix.size());
    return !database.empty() && subject.surroundings &&
           subject.surroundings->contentOf(database).starts_with(DatabaseMagic);
}

std::optional<Recognition> recogniseSqliteDatabase(const Subject &subject)
{
    if (subject.inodeType != LockReport::InodeType::Regular || !subject.contentRead)
        return std::nullopt;
    if (subject.content.starts_with(DatabaseMagic)) {
        auto match = reading(SqliteDatabaseFormat, 0.75, LockPhrases::noop("a SQLite database"), HeldTest::KernelLock);
        match.neverBreak = LockPhrases::noop("it is the data itself: end the program that holds it");
        return match;
    }
    for (const auto &part : DatabaseParts) {
        if (!subject.name.ends_with(part.suffix) ||
            (!part.fits(subject.content) && !isBesideDatabase(subject, part.suffix)))
            continue;
        auto match = reading(SqliteDatabaseFormat, 0.95, part.reason, part.heldTest);
        match.neverBreak = part.neverBreak;
        // The users of the database have their locks on that.
        if (part.heldTest == HeldTest::None)
            match.guard = subject.name.substr(0, subject.name.size() - part.suffix.size());
        return match;
    }
    return std::nullopt;
}

} // namespace

const Recogniser LevelDbFormat = {"leveldb", "LevelDB and RocksDB: a kernel lock (fcntl) on LOCK", recogniseLevelDb};
const Recogniser LmdbFormat = {"lmdb", "LMDB: kernel locks (fcntl) on a table that names its readers", recogniseLmdb};
const Recogniser SqliteDatabaseFormat = {"sqlite-db", "SQLite database, its write-ahead log, shared memory and journal",
                                         recogniseSqliteDatabase};

} // namespace Lockscope
