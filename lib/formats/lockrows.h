// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/lockrow.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

/// More locks in one table than anybody reads through.
inline constexpr std::size_t MostLockRows = 10'000;

struct LockRows
{
    std::vector<LockRow> rows;
    bool more = false; ///< than were read
};

/// The rows of pylockfile's table of locks in a database that was put together by sqliteImage(). No file is opened: the
/// database lies in memory. Hostile content costs a bounded time. Absent where the database is damaged or has no such
/// table.
std::optional<LockRows> readLockRows(std::string image);

/// How many rows a table of such a database has, up to a bound; absent as above.
std::optional<std::size_t> countRows(std::string image, std::string_view table);

} // namespace Lockscope
