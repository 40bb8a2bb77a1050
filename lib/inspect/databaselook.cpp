// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/databaselook.h"

#include "formats/sqliteimage.h"
#include "inspect/look.h"
#include "system/folderreader.h"

#include <algorithm>

namespace Lockscope {

namespace {

using State = DatabaseLook::State;

constexpr int MostLooks = 8;
/// Only the beginning of a journal is needed.
constexpr std::size_t JournalStart = 64;

/// The database, its log and its journal, consistent if nothing changed while they were read.
struct Files
{
    Look database;
    Look log;
    Look journal;
};

Look read(int folder, const std::string &name, const Machine &machine, std::size_t most)
{
    return lookAt({.folder = folder, .name = name.c_str(), .most = most}, machine);
}

Files readFiles(int folder, const std::string &name, const Machine &machine)
{
    return {read(folder, name, machine, LargestSqliteImage + 1),
            read(folder, name + "-wal", machine, LargestSqliteImage + 1),
            read(folder, name + "-journal", machine, JournalStart)};
}

bool isSame(const Look &left, const Look &right)
{
    return left.absent == right.absent && left.status.stx_ino == right.status.stx_ino &&
           left.status.stx_size == right.status.stx_size && left.content == right.content &&
           !left.changedWhileLooking && !right.changedWhileLooking;
}

bool isRead(const Look &look)
{
    return look.absent || (look.type == LockReport::InodeType::Regular && look.contentState == Look::Content::Read);
}

/// The holders of an exclusive lock on these bytes, according to a lock table that was read after the files.
struct Writers
{
    bool prepares = false;
    bool writes = false;
};

std::optional<Writers> writersOf(const Look &database)
{
    const auto table = KernelLockTable::readLines();
    if (!table || !database.place)
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

void addTimes(const Look &look, DatabaseLook &result)
{
    if (look.absent)
        return;
    const auto later = [](std::optional<WallTime> &time, WallTime other) {
        time = std::max(time.value_or(other), other);
    };
    later(result.modified, toWallTime(look.status.stx_mtime));
    later(result.changed, toWallTime(look.status.stx_ctime));
}

} // namespace

DatabaseLook lookIntoDatabase(const std::filesystem::path &database, const Machine &machine)
{
    DatabaseLook result;
    const auto folder = FolderReader::open(database.has_parent_path() ? database.parent_path() : ".");
    if (!folder)
        return result;
    const auto name = database.filename().native();
    auto files = readFiles(folder->fd(), name, machine);
    for (int looks = 1;; ++looks) {
        if (files.database.absent || !isRead(files.database) || !isRead(files.log) || !isRead(files.journal))
            return result;
        if (std::max(files.database.status.stx_size, files.log.status.stx_size) > LargestSqliteImage) {
            result.state = State::TooLarge;
            return result;
        }
        // File times are too coarse to detect a write in between: the bytes themselves are compared.
        auto again = readFiles(folder->fd(), name, machine);
        const bool settled = isSame(files.database, again.database) && isSame(files.log, again.log) &&
                             isSame(files.journal, again.journal);
        files = std::move(again);
        if (settled)
            break;
        if (looks == MostLooks) {
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
