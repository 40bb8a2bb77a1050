// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace Lockscope {

/// A larger database is not put together.
inline constexpr std::size_t LargestSqliteImage = std::size_t{16} << 20U;

/// A SQLite database as its next reader would see it: the bytes of the file, and over them the pages of its write-ahead
/// log up to the last change that was committed there (https://www.sqlite.org/fileformat2.html, section 4). Marked as
/// one without a log, so that it can be given to sqlite3_deserialize(). Absent where the two do not belong together or
/// the result is too large.
std::optional<std::string> sqliteImage(std::string database, std::string_view log);

/// The bytes of a database that its users lock (https://www.sqlite.org/lockingv3.html).
namespace SqliteBytes {
inline constexpr std::uint64_t Reserved = 0x40000001;
inline constexpr std::uint64_t SharedFirst = 0x40000002;
} // namespace SqliteBytes

/// Whether a rollback journal undoes something: it begins with zeros or is empty once the change is complete.
bool isRollbackJournalInUse(std::string_view content);

} // namespace Lockscope
