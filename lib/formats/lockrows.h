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

/// The maximum number of locks that are read from one table.
inline constexpr std::size_t MostLockRows = 10'000;

struct LockRows
{
    std::vector<LockRow> rows;
    bool more = false; ///< the table has more rows
};

/// The rows of pylockfile's table of locks in a database image from sqliteImage(). No file is opened: the database is
/// in memory. The time for hostile content is limited. Absent if the database is damaged or has no such table.
std::optional<LockRows> readLockRows(std::string image);

/// The number of rows in a table of such a database, up to a limit; absent as above.
std::optional<std::size_t> countRows(std::string image, std::string_view table);

} // namespace Lockscope
