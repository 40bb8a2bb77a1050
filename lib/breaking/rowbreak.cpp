// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "breaking/rowbreak.h"

#include "system/systemcalls.h"
#include "values/sentences.h"

#include <chrono>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Lockscope {

using State = JournalEntry::State;

namespace {

/// Transactions on such a database take milliseconds.
constexpr std::chrono::seconds Patience{10};

/// A table of ten thousand rows takes a million.
constexpr int MostSteps = 10'000'000;

/// A view or a virtual table may run arbitrary code of its author.
constexpr std::string_view CountTables = "SELECT count(*) FROM sqlite_schema "
                                         "WHERE name = 'locks' AND type = 'table' AND rootpage > 0";
constexpr std::string_view Delete = "DELETE FROM locks WHERE lock_file = ?1 AND unique_name = ?2";
/// Never in addition to another row of the same lock.
constexpr std::string_view Insert = "INSERT INTO locks(lock_file, unique_name) SELECT ?1, ?2 "
                                    "WHERE NOT EXISTS (SELECT 1 FROM locks WHERE lock_file = ?1)";
constexpr std::string_view CountOwn = "SELECT count(*) FROM locks WHERE lock_file = ?1 AND unique_name = ?2";
constexpr std::string_view CountAll = "SELECT count(*) FROM locks WHERE lock_file = ?1 AND ?2 IS NOT NULL";

} // namespace

RowBreak::RowBreak(JournalEntry &entry, const HostSnapshot &machine)
    : m_entry(entry)
    , m_record(entry.record())
    , m_machine(machine)
{}

Failure RowBreak::failure(LockErrc code, Message detail) const
{
    return Failure::of(code, m_record.place.path(), std::move(detail));
}

Result<SqliteConnection> RowBreak::open() const
{
    const auto directory = m_record.place.open();
    if (!directory)
        return directory.error();
    const auto &database = m_record.lock();
    const auto there = InodeState::at(directory->get(), database.name, m_machine);
    const auto path = m_record.place.path();
    if (!there && there.error().systemErrno == ENOENT)
        return Failure::fromErrno(LockErrc::BreakChanged, "openat", path);
    if (!there)
        return there.error();
    if (!there->isSameInode(database.state))
        return failure(LockErrc::BreakChanged, Sentence::Detail::DatabaseReplaced);
    // Opening a database that is not writable creates companion files that its owner cannot use.
    if (::faccessat(AT_FDCWD, path.c_str(), R_OK | W_OK, AT_EACCESS) != 0)
        return Failure::fromErrno(LockErrc::BreakFailed, "faccessat", path);
    auto opened = SqliteConnection::open(path, SqliteConnection::Mode::ReadWrite, Patience, LockErrc::BreakFailed);
    if (!opened)
        return opened;
    opened->setMostSteps(MostSteps);
    // It was opened by its path, and the file that was checked before may have been replaced.
    const auto now = InodeState::at(directory->get(), database.name, m_machine);
    if (!now || !now->isSameInode(database.state))
        return failure(LockErrc::BreakChanged, Sentence::Detail::DatabaseReplaced);
    auto tables = opened->prepare(CountTables);
    const auto step = tables ? tables->step() : tables.error();
    if (step && *step == SqliteStatement::Step::Row && tables->number(0) == 0)
        return failure(LockErrc::BreakChanged, Sentence::Detail::NoTableOfLocks);
    return opened;
}

Result<std::int64_t> RowBreak::run(SqliteConnection &database, std::string_view sql) const
{
    auto statement = database.prepare(sql);
    if (!statement)
        return statement.error();
    statement->bind(1, m_record.row->path);
    statement->bind(2, m_record.row->uniqueName);
    const auto step = statement->step();
    if (!step)
        return step.error();
    if (*step == SqliteStatement::Step::Busy)
        return database.lastFailure("sqlite3_step");
    return *step == SqliteStatement::Step::Row ? statement->number(0) : database.changes();
}

Result<void> RowBreak::breakLock()
{
    auto database = open();
    const auto deleted = database ? run(*database, Delete) : database.error();
    if (deleted && *deleted > 0) {
        // If this fails, settle() finds the row deleted and records it later.
        static_cast<void>(m_entry.become(State::Broken));
        return {};
    }
    m_entry.remove();
    if (!deleted)
        return deleted.error();
    const auto others = run(*database, CountAll);
    if (others && *others > 0)
        return failure(LockErrc::BreakChanged, Sentence::Detail::OtherRow);
    return failure(LockErrc::NothingToBreak, Sentence::Detail::RowGone);
}

/// The row is stored in the journal.
bool RowBreak::isChanged()
{
    return false;
}

/// The row itself is stored in the journal; without its database it cannot be restored.
bool RowBreak::isKept()
{
    const auto directory = m_record.place.open();
    if (!directory)
        return directory.error().systemErrno != ENOENT;
    struct stat status;
    return sys().fstatat(directory->get(), m_record.lock().name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 ||
           errno != ENOENT;
}

Result<void> RowBreak::restore()
{
    auto database = open();
    if (!database && database.error().systemErrno == ENOENT)
        return failure(LockErrc::UnknownBreak, Sentence::Detail::DatabaseGone);
    if (!database)
        return database.error();
    if (auto noted = m_entry.become(State::Undoing); !noted)
        return noted;
    const auto inserted = run(*database, Insert);
    if (inserted && *inserted > 0) {
        m_entry.remove();
        return {};
    }
    static_cast<void>(m_entry.become(State::Broken));
    return inserted ? failure(LockErrc::UndoRefused, Sentence::Detail::OtherRow) : inserted.error();
}

Result<void> RowBreak::settle()
{
    if (m_entry.state() == State::Expired)
        return expire();
    if (m_entry.state() == State::Broken)
        return {};
    auto database = open();
    if (!database)
        return database.error();
    const auto own = run(*database, CountOwn);
    if (!own)
        return own.error();
    if (*own == 0)
        return m_entry.become(State::Broken);
    m_entry.remove();
    return {};
}

Result<void> RowBreak::expire()
{
    m_entry.remove();
    return {};
}

/// The row is stored only in the record.
Result<std::vector<std::filesystem::path>> RowBreak::remove(Content)
{
    m_entry.remove();
    return std::vector<std::filesystem::path>();
}

} // namespace Lockscope
