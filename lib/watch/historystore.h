// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/sqliteconnection.h"
#include "watch/historynote.h"

#include <lockscope/lockhistory.h>
#include <lockscope/result.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace Lockscope {

/// The database of a history. Several processes may write into the same database: recording the same event twice has no
/// effect. Must be used by one thread at a time.
class HistoryStore
{
public:
    /// Opens or creates the database. A damaged file is renamed; `setAside` is its new name then.
    static Result<HistoryStore> open(const std::filesystem::path &file, std::optional<std::filesystem::path> &setAside);

    /// Opens an existing database; only for intervals().
    static Result<HistoryStore> openToRead(const std::filesystem::path &file);

    Result<void> begin() { return m_connection.execute("BEGIN IMMEDIATE"); }
    Result<void> commit() { return m_connection.execute("COMMIT"); }
    void rollBack() { static_cast<void>(m_connection.execute("ROLLBACK")); }
    Result<void> take(const HistoryNote &note);
    /// Ends recording by this program: until now it would have recorded the end of open intervals.
    Result<void> endRecording(WallTime now);
    /// Closes open intervals at these places that were not confirmed since then: their end was not observed.
    Result<void> closeUnseen(const std::vector<std::filesystem::path> &places, WallTime since, WallTime now);
    /// Deletes the oldest intervals.
    Result<void> prune(WallTime oldest, std::size_t maxIntervals);
    Result<std::vector<LockInterval>> intervals(const LockHistory::Filter &filter);
    bool isDamaged() const
    {
        return m_connection.lastResult() == SQLITE_CORRUPT || m_connection.lastResult() == SQLITE_NOTADB;
    }
    /// Whether the last failure is not from SQLite's storage or the disk, but a table that is missing or has other
    /// columns.
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
    Result<void> closeExited(const HistoryNote &note);
    Result<void> closeEach(const HistoryNote &note, LockInterval::What what, LockInterval::End end,
                           const std::function<bool(const std::string &holder)> &isOver);
    static Result<void> run(SqliteStatement &statement);

    SqliteConnection m_connection;
    std::optional<SqliteStatement> m_confirm;
    std::optional<SqliteStatement> m_insert;
    std::optional<SqliteStatement> m_close;
    std::optional<SqliteStatement> m_openHolders;
    std::optional<SqliteStatement> m_see;
    std::optional<std::int64_t> m_recorder; ///< the ID of this program in the database
};

} // namespace Lockscope
