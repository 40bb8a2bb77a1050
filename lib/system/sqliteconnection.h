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

/// A prepared statement of a SqliteConnection, which it must not outlive. Columns count from 0, parameters from 1.
class SqliteStatement
{
public:
    /// Text is not copied: it must stay valid until the next bind or clear.
    void bind(int parameter, std::string_view text);
    void bind(int parameter, std::int64_t number);
    void bindBytes(int parameter, std::string_view bytes);
    void bindNull(int parameter);

    enum class Step
    {
        Row,
        Done,
        Busy, ///< another connection locked the database for longer than the busy timeout
    };
    /// Advances to the next row. A failure has the error message of SQLite.
    Result<Step> step();
    /// Resets the statement and removes the bound values.
    void clear();

    bool isNull(int column) const;
    std::int64_t number(int column) const;
    /// The bytes of a text or a blob.
    std::string bytes(int column) const;

    /// Drops the statement without finalizing it: for a forked child, see SqliteConnection::abandon().
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

/// A connection to a SQLite database. Its failures have the code that was passed to open(), the path of the file and
/// SQLite's error message.
///
/// Must be used by one thread at a time. SQLite permits neither using nor closing a connection across a fork: a forked
/// child must call abandon(). Closing it closes descriptors, which releases every POSIX lock that this process has on
/// the file; a file that may have a lock of this process must be in HeldInodes.
class SqliteConnection
{
public:
    enum class Mode
    {
        Create,    ///< creates the file if it does not exist; a path with links is refused
        ReadWrite, ///< an existing file
    };
    /// `busyTimeout`: how long a statement waits for the transaction of another connection. The database may come from
    /// an untrusted source: its triggers and views are not run, its schema is not trusted, and a statement ends with
    /// SQLITE_INTERRUPT after a bounded time.
    static Result<SqliteConnection> open(std::filesystem::path file, Mode mode, std::chrono::milliseconds busyTimeout,
                                         LockErrc code);

    void setBusyTimeout(std::chrono::milliseconds timeout);
    /// The maximum number of virtual machine instructions of a statement.
    void setMostSteps(int steps);
    /// Runs statements that return no rows.
    Result<void> execute(const char *sql);
    /// For statements that are used repeatedly.
    Result<SqliteStatement> prepare(std::string_view sql);
    /// The number of rows that the last statement changed.
    int changes() const { return ::sqlite3_changes(m_connection.get()); }
    /// Whether the last failure was that another connection had locked the database.
    bool isBusy() const { return lastResult() == SQLITE_BUSY; }
    /// The primary result code of the last call.
    int lastResult() const { return ::sqlite3_errcode(m_connection.get()) & 0xff; }
    /// SQLite's error of the last call. `call` is its name, for the message.
    Failure lastFailure(const char *call) const;
    /// Drops the connection without closing it. Its statements must have been abandoned too.
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
