// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/sqlite/databaseprobe.h"

#include "formats/sqliteimage.h"
#include "inspect/probe/probe.h"
#include "system/directoryreader.h"

#include <algorithm>

namespace Lockscope {

namespace {

using State = DatabaseProbe::State;

constexpr int MaxAttempts = 8;
/// Only the beginning of a journal is needed.
constexpr std::size_t JournalStart = 64;

/// The database, its log and its journal, consistent if nothing changed while they were read.
struct Files
{
    Probe database;
    Probe log;
    Probe journal;
};

Probe read(int directory, const std::string &name, const HostSnapshot &machine, std::size_t most)
{
    return probe({.directory = directory, .name = name.c_str(), .most = most}, machine);
}

Files readFiles(int directory, const std::string &name, const HostSnapshot &machine)
{
    return {read(directory, name, machine, LargestSqliteImage + 1),
            read(directory, name + "-wal", machine, LargestSqliteImage + 1),
            read(directory, name + "-journal", machine, JournalStart)};
}

bool isSame(const Probe &left, const Probe &right)
{
    return left.absent == right.absent && left.status.stx_ino == right.status.stx_ino &&
           left.status.stx_size == right.status.stx_size && left.content == right.content &&
           !left.changedWhileReading && !right.changedWhileReading;
}

bool isRead(const Probe &probed)
{
    return probed.absent ||
           (probed.type == LockReport::InodeType::Regular && probed.contentState == Probe::Content::Read);
}

/// The holders of an exclusive lock on these bytes, according to a lock table that was read after the files.
struct Writers
{
    bool prepares = false;
    bool writes = false;
};

std::optional<Writers> writersOf(const Probe &database)
{
    const auto table = KernelLockTable::readLines();
    if (!table || !database.place || !database.place->hasTableNumbers)
        return std::nullopt;
    Writers writers;
    for (const auto &lock : table->on(database.place->inode)) {
        const auto covers = [&](std::uint64_t byte) { return lock.start <= byte && (!lock.end || byte <= *lock.end); };
        if (lock.mode != KernelLock::Mode::Write || lock.type == KernelLock::Type::Lease)
            continue;
        writers.prepares |= covers(SqliteBytes::Reserved);
        writers.writes |= covers(SqliteBytes::SharedFirst);
    }
    return writers;
}

/// With write-ahead logging, writers leave the file unchanged until its log is checkpointed; the log file stays.
bool hasLogMode(const std::string &content)
{
    constexpr std::size_t ReadVersionAt = 19;
    constexpr char WithLog = 2;
    return content.size() > ReadVersionAt && content[ReadVersionAt] == WithLog;
}

State stateOf(const Files &files)
{
    const auto writers = writersOf(files.database);
    if (!writers)
        return State::Refused;
    if (writers->writes && !hasLogMode(files.database.content))
        return State::BeingWritten;
    if (isRollbackJournalInUse(files.journal.content) && !writers->prepares)
        return State::HotJournal;
    return State::Whole;
}

void addTimes(const Probe &probed, DatabaseProbe &result)
{
    if (probed.absent)
        return;
    const auto later = [](std::optional<WallTime> &time, WallTime other) {
        time = std::max(time.value_or(other), other);
    };
    later(result.modified, toWallTime(probed.status.stx_mtime));
    later(result.changed, toWallTime(probed.status.stx_ctime));
}

} // namespace

DatabaseProbe probeDatabase(const std::filesystem::path &database, const HostSnapshot &machine)
{
    DatabaseProbe result;
    const auto directory = DirectoryReader::open(database.has_parent_path() ? database.parent_path() : ".");
    if (!directory)
        return result;
    const auto name = database.filename().native();
    auto files = readFiles(directory->fd(), name, machine);
    for (int looks = 1;; ++looks) {
        if (files.database.absent || !isRead(files.database) || !isRead(files.log) || !isRead(files.journal))
            return result;
        if (std::max(files.database.status.stx_size, files.log.status.stx_size) > LargestSqliteImage) {
            result.state = State::TooLarge;
            return result;
        }
        // File times are too coarse to detect a write in between: the bytes themselves are compared.
        auto again = readFiles(directory->fd(), name, machine);
        const bool settled = isSame(files.database, again.database) && isSame(files.log, again.log) &&
                             isSame(files.journal, again.journal);
        files = std::move(again);
        if (settled)
            break;
        if (looks == MaxAttempts) {
            result.state = State::BeingWritten;
            return result;
        }
    }
    result.state = stateOf(files);
    addTimes(files.database, result);
    addTimes(files.log, result);
    if (result.state != State::Whole)
        return result;
    auto image = sqliteImage(std::move(files.database.content), files.log.content);
    if (image)
        result.image = *std::move(image);
    else
        result.state = State::Damaged;
    return result;
}

} // namespace Lockscope
