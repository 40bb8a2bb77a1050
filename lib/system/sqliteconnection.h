// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/result.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include <sqlite3.h>

namespace Lockscope {

/// One prepared statement of a SqliteConnection, which it must not outlive. Columns count from 0, parameters from 1.
class SqliteStatement
{
public:
    /// Text and bytes are kept until the next bind or clear, so they must live as long.
    void bind(int parameter, std::string_view text);
    void bind(int parameter, std::int64_t number);
    void bindBytes(int parameter, std::string_view bytes);
    void bindNull(int parameter);

    enum class Step
    {
        Row,
        Done,
        Busy, ///< another connection kept the database to itself for longer than this one waits
    };
    /// Goes on to the next row. A failure has the words of SQLite.
    Result<Step> step();
    /// Ready to be stepped through again, with no values bound.
    void clear();

    bool isNull(int column) const;
    std::int64_t number(int column) const;
    /// The bytes of a text or a blob.
    std::string bytes(int column) const;

    /// Forgets the statement without finalizing it: for a forked child, see SqliteConnection::abandon().
    void abandon() { static_cast<void>(m_statement.release()); }

private:
    friend class SqliteConnection;
    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const { ::sqlite3_finalize(statement); }
    };
    SqliteStatement(sqlite3_stmt *statement, std::filesystem::path file, LockErrc code);

    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    std::filesystem::path m_file;
    LockErrc m_code;
};

/// A connection to a SQLite database. Its failures have the code that it was opened with, the file and SQLite's words.
///
/// One thread at a time. SQLite allows neither to use nor to close a connection across a fork: a forked child calls
/// abandon(). Closing it closes descriptors, which drops every POSIX lock that this process has on the file; a file
/// that a lock of this process may lie on must stand in HeldInodes.
class SqliteConnection
{
public:
    enum class Mode
    {
        Create,    ///< makes the file if it is missing; a path with links in it is refused
        ReadWrite, ///< of a file that is there
    };
    /// `busyTimeout`: how long a statement waits for another connection's transaction. A database may come from
    /// anybody: none of its triggers and views run, its schema is not trusted, and a statement ends with
    /// SQLITE_INTERRUPT after a bounded time.
    static Result<SqliteConnection> open(std::filesystem::path file, Mode mode, std::chrono::milliseconds busyTimeout,
                                         LockErrc code);

    void setBusyTimeout(std::chrono::milliseconds timeout);
    /// How many steps of SQLite's machine a statement may take.
    void setMostSteps(int steps);
    /// Runs statements that give no rows.
    Result<void> execute(const char *sql);
    /// For statements that are used again and again.
    Result<SqliteStatement> prepare(std::string_view sql);
    /// Rows that the last statement changed.
    int changes() const { return ::sqlite3_changes(m_connection.get()); }
    /// Whether the last failure was that another connection kept the database to itself.
    bool isBusy() const { return lastResult() == SQLITE_BUSY; }
    /// The primary result code of the last call.
    int lastResult() const { return ::sqlite3_errcode(m_connection.get()) & 0xff; }
    /// What SQLite says of the last call, which is named for the message.
    Failure lastFailure(const char *call) const;
    /// Forgets the connection without closing it. Its statements must have been abandoned too.
    void abandon() { static_cast<void>(m_connection.release()); }

private:
    void distrust();
    struct Close
    {
        void operator()(sqlite3 *connection) const { ::sqlite3_close_v2(connection); }
    };
    SqliteConnection(sqlite3 *connection, std::filesystem::path file, LockErrc code);

    std::unique_ptr<sqlite3, Close> m_connection;
    std::filesystem::path m_file;
    LockErrc m_code;
};

} // namespace Lockscope
