// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/sqliteconnection.h"

#include "system/filestatus.h"
#include "system/guardedvfs.h"
#include "system/systemcalls.h"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>

namespace Lockscope {

namespace {

Failure failureOf(sqlite3 *connection, const char *call, const std::filesystem::path &file, LockErrc code)
{
    auto failure = Failure::of(code, file, std::string(connection ? ::sqlite3_errmsg(connection) : "out of memory"));
    failure.call = call;
    failure.systemErrno = connection ? ::sqlite3_system_errno(connection) : ENOMEM;
    return failure;
}

} // namespace

SqliteStatement::SqliteStatement(sqlite3_stmt *statement, std::filesystem::path file, LockErrc code)
    : m_statement(statement)
    , m_file(std::move(file))
    , m_code(code)
{}

void SqliteStatement::bind(int parameter, std::string_view text)
{
    ::sqlite3_bind_text(m_statement.get(), parameter, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
}

void SqliteStatement::bind(int parameter, std::int64_t number)
{
    ::sqlite3_bind_int64(m_statement.get(), parameter, number);
}

void SqliteStatement::bindBytes(int parameter, std::string_view bytes)
{
    ::sqlite3_bind_blob(m_statement.get(), parameter, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC);
}

void SqliteStatement::bindNull(int parameter)
{
    ::sqlite3_bind_null(m_statement.get(), parameter);
}

Result<SqliteStatement::Step> SqliteStatement::step()
{
    const int stepped = ::sqlite3_step(m_statement.get());
    if (stepped == SQLITE_ROW)
        return Step::Row;
    if (stepped == SQLITE_DONE)
        return Step::Done;
    if ((stepped & 0xff) == SQLITE_BUSY)
        return Step::Busy;
    return failureOf(::sqlite3_db_handle(m_statement.get()), "sqlite3_step", m_file, m_code);
}

void SqliteStatement::clear()
{
    ::sqlite3_reset(m_statement.get());
    ::sqlite3_clear_bindings(m_statement.get());
}

bool SqliteStatement::isNull(int column) const
{
    return ::sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

std::int64_t SqliteStatement::number(int column) const
{
    return ::sqlite3_column_int64(m_statement.get(), column);
}

std::string SqliteStatement::bytes(int column) const
{
    const auto *bytes = static_cast<const char *>(::sqlite3_column_blob(m_statement.get(), column));
    const auto size = static_cast<std::size_t>(::sqlite3_column_bytes(m_statement.get(), column));
    return bytes ? std::string(bytes, size) : std::string();
}

SqliteConnection::SqliteConnection(sqlite3 *connection, std::filesystem::path file, LockErrc code)
    : m_connection(connection)
    , m_file(std::move(file))
    , m_code(code)
{}

Failure SqliteConnection::lastFailure(const char *call) const
{
    return failureOf(m_connection.get(), call, m_file, m_code);
}

Result<SqliteConnection> SqliteConnection::open(std::filesystem::path file, Mode mode,
                                                std::chrono::milliseconds busyTimeout, LockErrc code)
{
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_PRIVATECACHE |
                      (mode == Mode::Create ? SQLITE_OPEN_CREATE | SQLITE_OPEN_NOFOLLOW : 0);
    sqlite3 *handle = nullptr;
    const int opened = ::sqlite3_open_v2(file.c_str(), &handle, flags, guardedVfs());
    SqliteConnection connection(handle, std::move(file), code);
    if (opened != SQLITE_OK) {
        auto failure = connection.lastFailure("sqlite3_open");
        struct stat status = {};
        if (sys().fstatat(AT_FDCWD, connection.m_file.c_str(), &status, 0) == 0 && !S_ISREG(status.st_mode))
            failure.details.emplace_back(notRegular(status.st_mode));
        return failure;
    }
    connection.setBusyTimeout(busyTimeout);
    connection.distrust();
    return connection;
}

void SqliteConnection::distrust()
{
    constexpr int LongestValue = 16 * 1024 * 1024;
    constexpr int MostSteps = 50'000'000;
    auto *connection = m_connection.get();
    ::sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    ::sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    ::sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_FKEY, 0, nullptr);
    ::sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    ::sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    ::sqlite3_db_config(connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    ::sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, LongestValue);
    ::sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 0);
    setMostSteps(MostSteps);
}

void SqliteConnection::setMostSteps(int steps)
{
    ::sqlite3_progress_handler(
        m_connection.get(), steps, [](void *) { return 1; }, nullptr);
}

void SqliteConnection::setBusyTimeout(std::chrono::milliseconds timeout)
{
    ::sqlite3_busy_timeout(m_connection.get(), static_cast<int>(timeout.count()));
}

Result<void> SqliteConnection::execute(const char *sql)
{
    if (::sqlite3_exec(m_connection.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return lastFailure("sqlite3_exec");
    return {};
}

Result<SqliteStatement> SqliteConnection::prepare(std::string_view sql)
{
    sqlite3_stmt *statement = nullptr;
    if (::sqlite3_prepare_v3(m_connection.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                             &statement, nullptr) != SQLITE_OK)
        return lastFailure("sqlite3_prepare");
    return SqliteStatement(statement, m_file, m_code);
}

} // namespace Lockscope
