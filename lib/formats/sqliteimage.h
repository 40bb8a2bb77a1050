// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace Lockscope {

/// The maximum size of a database image.
inline constexpr std::size_t LargestSqliteImage = std::size_t{16} << 20U;

/// A SQLite database as its next reader would see it: the bytes of the file, overlaid with the pages of its
/// write-ahead log up to the last committed change (https://www.sqlite.org/fileformat2.html, section 4). Its header is
/// changed to that of a database without a log, so that it can be passed to sqlite3_deserialize(). Absent if the two
/// files do not belong together, or if the result is too large.
std::optional<std::string> sqliteImage(std::string database, std::string_view log);

/// The bytes of a database that its users lock (https://www.sqlite.org/lockingv3.html).
namespace SqliteBytes {
inline constexpr std::uint64_t Reserved = 0x40000001;
inline constexpr std::uint64_t SharedFirst = 0x40000002;
} // namespace SqliteBytes

/// Whether a rollback journal has changes to undo: once they are complete, it is empty or begins with zeros.
bool isRollbackJournalInUse(std::string_view content);

} // namespace Lockscope
