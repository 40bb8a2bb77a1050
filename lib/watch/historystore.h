// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/sqliteconnection.h"

#include <lockscope/lockhistory.h>
#include <lockscope/result.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace Lockscope {

/// What a history keeps of one event: how one lock stood at one moment, and why another state ended.
struct HistoryNote
{
    std::string key;
    std::filesystem::path path;
    std::string format;
    WallTime time;
    Verdict::State state = Verdict::State::Absent;
    LockInterval::End endOfOthers = LockInterval::End::Passed; ///< what happened to whoever held it before
    std::string holder; ///< tells one holder from another; empty where nothing is known of it
    std::optional<std::int64_t> pid;
    std::string processName;
    QString owner;
    std::vector<LockWaiter> waiters;

    static HistoryNote of(const LockEvent &event);
};

/// The database of a history. Several processes may write into one: what two of them note of the same moment comes to
/// the same. One thread at a time.
class HistoryStore
{
public:
    /// Opens or makes it. Where the file is damaged it is renamed, and `setAside` is the name that it has now.
    static Result<HistoryStore> open(const std::filesystem::path &file, std::optional<std::filesystem::path> &setAside);

    /// Of a file that is there; only for intervals().
    static Result<HistoryStore> openToRead(const std::filesystem::path &file);

    Result<void> begin() { return m_connection.execute("BEGIN IMMEDIATE"); }
    Result<void> commit() { return m_connection.execute("COMMIT"); }
    void rollBack() { static_cast<void>(m_connection.execute("ROLLBACK")); }
    Result<void> take(const HistoryNote &note);
    /// This program records no more: until now it would have noted the end of what is open.
    Result<void> endRecording(WallTime now);
    /// What is open at these places and was not noted since has ended unseen.
    Result<void> closeUnseen(const std::vector<std::filesystem::path> &places, WallTime since, WallTime now);
    /// Drops the oldest.
    Result<void> prune(WallTime oldest, std::size_t most);
    Result<std::vector<LockInterval>> intervals(const LockHistory::Filter &filter);
    bool isDamaged() const
    {
        return m_connection.lastResult() == SQLITE_CORRUPT || m_connection.lastResult() == SQLITE_NOTADB;
    }
    /// The last failure was not SQLite's nor the disk's: the table is missing or has other columns.
    bool lacksTable() const { return m_connection.lastResult() == SQLITE_ERROR; }

private:
    explicit HistoryStore(SqliteConnection connection)
        : m_connection(std::move(connection))
    {}
    static Result<HistoryStore> openOnce(const std::filesystem::path &file, bool &damaged);

    Result<void> prepareAll();
    Result<bool> hasTable(std::string_view name);
    Result<void> beginRecording();
    Result<void> see(const HistoryNote &note, LockInterval::What what, const std::string &holder);
    Result<std::string> runningRecorders();
    Result<void> hold(const HistoryNote &note, LockInterval::What what, const std::string &holder,
                      std::optional<std::int64_t> pid, const std::string &name);
    Result<void> close(const HistoryNote &note, LockInterval::What what, LockInterval::End end,
                       const std::string *exceptHolder);
    Result<void> closeWaits(const HistoryNote &note);
    static Result<void> run(SqliteStatement &statement);

    SqliteConnection m_connection;
    std::optional<SqliteStatement> m_confirm;
    std::optional<SqliteStatement> m_insert;
    std::optional<SqliteStatement> m_close;
    std::optional<SqliteStatement> m_openWaits;
    std::optional<SqliteStatement> m_see;
    std::optional<std::int64_t> m_recorder; ///< the ID of this program in the database
};

} // namespace Lockscope
