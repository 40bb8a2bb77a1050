// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/ranges.h"

#include "formats/digits.h"
#include "values/lockphrases.h"

#include <QStringList>

#include <array>

namespace Lockscope {

namespace {

using namespace std::string_view_literals;

// A database, according to sqlite3's os_unix.c: one byte each for PENDING and RESERVED, then 510 for SHARED.
constexpr std::uint64_t Pending = 0x40000000;
constexpr std::uint64_t Reserved = Pending + 1;
constexpr std::uint64_t SharedFirst = Pending + 2;
constexpr std::uint64_t SharedLast = SharedFirst + 509;
constexpr auto SharedUse = LockPhrases::noop("SHARED: reads the database, or has it open with a write-ahead log");

std::string databaseMeaning(std::uint64_t start, std::uint64_t end, bool write)
{
    const auto covers = [&](std::uint64_t first, std::uint64_t last) { return start <= first && end >= last; };
    if (start < Pending || end > SharedLast)
        return {};
    if (covers(SharedFirst, SharedLast))
        return write ? LockPhrases::noop("EXCLUSIVE: writes to the database, no other process may read") : SharedUse;
    if (start == Pending && end == Reserved && write)
        return LockPhrases::noop("RESERVED and PENDING: about to write, no new readers are allowed");
    if (start == Pending && end == Pending)
        return write ? LockPhrases::noop("PENDING: waits for readers to finish, no new readers are allowed")
                     : LockPhrases::noop("PENDING, briefly: about to read");
    if (start == Reserved && end == Reserved)
        return write ? LockPhrases::noop("RESERVED: prepares to write, others may still read") : "";
    // Builds without wide read locks lock one of those bytes for SHARED.
    return start >= SharedFirst && start == end && !write ? SharedUse : "";
}

// The shared memory next to it, according to sqlite3's wal.c.
constexpr std::uint64_t FirstShmByte = 120;
constexpr std::array ShmLocks = {"WRITE"sv, "CKPT"sv,  "RECOVER"sv, "READ0"sv, "READ1"sv,
                                 "READ2"sv, "READ3"sv, "READ4"sv,   "DMS"sv};

std::string_view shmUse(std::uint64_t byte, bool write)
{
    switch (byte - FirstShmByte) {
    case 0:
        return write ? LockPhrases::noop("writes to the log") : "";
    case 1:
        return write ? LockPhrases::noop("checkpoints the log into the database") : "";
    case 2:
        return write ? LockPhrases::noop("recovers the log") : "";
    case ShmLocks.size() - 1:
        return write ? LockPhrases::noop("sets up or removes the shared memory")
                     : LockPhrases::noop("has the database open");
    default:
        return write ? LockPhrases::noop("updates a read mark") : LockPhrases::noop("reads");
    }
}

std::string shmMeaning(std::uint64_t start, std::uint64_t end, bool write)
{
    if (start < FirstShmByte || end >= FirstShmByte + ShmLocks.size())
        return {};
    std::string meaning(ShmLocks[start - FirstShmByte]);
    if (start == end) {
        const auto use = shmUse(start, write);
        return use.empty() ? meaning : meaning.append(": ").append(LockPhrases::translated(use).toStdString());
    }
    return meaning.append(" to ").append(ShmLocks[end - FirstShmByte]);
}

std::string sqliteMeaning(std::uint64_t start, std::uint64_t end, bool write)
{
    return start >= Pending ? databaseMeaning(start, end, write) : shmMeaning(start, end, write);
}

std::string lmdbMeaning(std::uint64_t start, std::uint64_t end, bool write)
{
    if (start != end)
        return {};
    if (start == 0)
        return write ? LockPhrases::noop("sets up the database, or is its only user")
                     : LockPhrases::noop("has the database open");
    if (start > static_cast<std::uint64_t>(LargestPid) || !write)
        return {};
    return LockPhrases::tr("process %1 is in the reader table").arg(start).toStdString();
}

std::string gradleMeaning(std::uint64_t start, std::uint64_t end, bool write)
{
    // The state ends at the entry of its holder; its size depends on the version.
    constexpr std::uint64_t EndOfOwner = 2052;
    const auto isStateSize = [](std::uint64_t size) { return size == 2 || size == 5 || size == 17; };
    if (start == 0 && isStateSize(end + 1))
        return write ? LockPhrases::noop("exclusive access to the protected data")
                     : LockPhrases::noop("shared access to the protected data");
    if (isStateSize(start) && end < EndOfOwner)
        return write ? LockPhrases::noop("writes the owner of the lock")
                     : LockPhrases::noop("reads the owner of the lock");
    return {};
}

// A disk image, according to QEMU's block/file-posix.c: a byte for each operation that it uses, and one for each that
// other processes must not use.
constexpr std::uint64_t QemuDoes = 100;
constexpr std::uint64_t QemuForbids = 200;
constexpr std::array QemuPermissions = {LockPhrases::noop("consistent read"), LockPhrases::noop("write"),
                                        LockPhrases::noop("write unchanged data"), LockPhrases::noop("resize"),
                                        LockPhrases::noop("change the block graph")};

/// All of them are read locks, so that several processes can hold the same one.
std::string qemuMeaning(std::uint64_t start, std::uint64_t end, bool write)
{
    const auto base = start >= QemuForbids ? QemuForbids : QemuDoes;
    if (write || start < base || end >= base + QemuPermissions.size())
        return {};
    QStringList permissions;
    for (auto byte = start; byte <= end; ++byte)
        permissions += LockPhrases::translated(QemuPermissions[byte - base]);
    const auto listed = permissions.join(QStringLiteral(", "));
    return (base == QemuDoes ? LockPhrases::tr("QEMU: this process uses: %1").arg(listed)
                             : LockPhrases::tr("QEMU: forbidden to other processes: %1").arg(listed))
        .toStdString();
}

std::string bazelMeaning(std::uint64_t start, std::uint64_t end, bool write)
{
    constexpr std::uint64_t LastByte = 4095;
    return start == 0 && end == LastByte && write ? LockPhrases::noop("runs a command in this output base") : "";
}

} // namespace

std::string rangeMeaning(std::string_view formatId, std::uint64_t start, std::optional<std::uint64_t> end, bool write)
{
    if (!end || *end < start)
        return {};
    if (formatId == "sqlite-db")
        return sqliteMeaning(start, *end, write);
    if (formatId == "lmdb")
        return lmdbMeaning(start, *end, write);
    if (formatId == "gradle")
        return gradleMeaning(start, *end, write);
    if (formatId == "bazel")
        return bazelMeaning(start, *end, write);
    if (formatId == "fcntl")
        return qemuMeaning(start, *end, write);
    return {};
}

} // namespace Lockscope
