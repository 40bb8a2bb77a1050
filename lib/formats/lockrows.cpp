// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/lockrows.h"

#include <sqlite3.h>

#include <memory>

namespace Lockscope {

namespace {

/// The limit for SQLite's virtual machine, in instructions; a view or a hostile schema could otherwise run
/// indefinitely.
constexpr int MostSteps = 2'000'000;
constexpr int LongestValue = 64 * 1024;

using Connection = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;
using Statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

/// A connection to the bytes, which must outlive it; null on failure.
Connection openImage(std::string &image)
{
    sqlite3 *raw = nullptr;
    const int opened = sqlite3_open_v2(":memory:", &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    Connection connection(raw, sqlite3_close);
    if (opened != SQLITE_OK)
        return {nullptr, sqlite3_close};
    sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_limit(raw, SQLITE_LIMIT_LENGTH, LongestValue);
    sqlite3_progress_handler(
        raw, MostSteps, [](void *) { return 1; }, nullptr);
    const auto size = static_cast<sqlite3_int64>(image.size());
    if (sqlite3_deserialize(raw, "main", reinterpret_cast<unsigned char *>(image.data()), size, size,
                            SQLITE_DESERIALIZE_READONLY) != SQLITE_OK)
        return {nullptr, sqlite3_close};
    return connection;
}

std::string textOf(sqlite3_stmt *statement, int column)
{
    const auto *const text = sqlite3_column_text(statement, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
    return text ? std::string(reinterpret_cast<const char *>(text), size) : std::string();
}

/// Calls back for each row, as long as the callback returns true. False on an error.
template <typename Row>
bool eachRow(std::string &image, const std::string &query, Row row)
{
    const auto connection = openImage(image);
    sqlite3_stmt *raw = nullptr;
    if (!connection || sqlite3_prepare_v2(connection.get(), query.c_str(), -1, &raw, nullptr) != SQLITE_OK)
        return false;
    const Statement statement(raw, sqlite3_finalize);
    for (;;) {
        const int result = sqlite3_step(raw);
        if (result != SQLITE_ROW)
            return result == SQLITE_DONE;
        if (!row(raw))
            return true;
    }
}

} // namespace

std::optional<LockRows> readLockRows(std::string image)
{
    LockRows found;
    const bool read = eachRow(image, "SELECT lock_file, unique_name FROM main.locks", [&](sqlite3_stmt *row) {
        found.more = found.rows.size() == MostLockRows;
        if (!found.more)
            found.rows.push_back({textOf(row, 0), textOf(row, 1)});
        return !found.more;
    });
    return read ? std::optional(std::move(found)) : std::nullopt;
}

std::optional<std::size_t> countRows(std::string image, std::string_view table)
{
    std::size_t count = 0;
    const bool read = eachRow(image, "SELECT 1 FROM main." + std::string(table),
                              [&](sqlite3_stmt *) { return ++count < MostLockRows; });
    return read ? std::optional(count) : std::nullopt;
}

} // namespace Lockscope
