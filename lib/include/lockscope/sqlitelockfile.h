// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/pylockfile.h>

#include <filesystem>
#include <memory>

namespace Lockscope {

/// The lock of pylockfile's SQLiteLockFile: a row in a table of a SQLite database, with the path of the lock and the
/// unique name of its owner. The lock is held while the row exists.
///
/// The original uses a new temporary database in each process, and so excludes only threads. Processes exclude each
/// other if all use one database (in Python: `SQLiteLockFile.testdb = FILE` before creating the first object). A unique
/// index permits only one row per lock: a Python peer that locks at the same moment gets sqlite3.IntegrityError and has
/// to retry; without the index both would believe that they hold the lock.
///
/// The database uses write-ahead logging if it is on a local file system: after a crash of the program or the machine
/// the database is intact, with or without the last row, and a row whose owner has exited can be broken.
///
/// Fork: a child opens the database again and does not use the connection of its parent, as SQLite requires.
class LOCKSCOPE_EXPORT SqliteLockFile : public PyLockFile
{
public:
    /// acquire() returns InvalidOption if the database is empty.
    SqliteLockFile(std::filesystem::path protectedPath, std::filesystem::path database, const Options &options = {});
    ~SqliteLockFile() override;

    std::string_view kind() const override { return "sqlite"; }
    const std::filesystem::path &database() const { return m_database; }

protected:
    Result<bool> make() override;
    Result<bool> isMine(LockErrc code) const override;
    Result<void> unmake() override;
    Result<bool> queryLocked() const override;
    std::optional<Claim> readClaim() const override;
    WaitTarget awaited() const override;
    BreakMethod breakManner() const override { return BreakMethod::Row; }
    std::optional<Row> row() const override;

private:
    class Private;
    std::filesystem::path m_database;
    std::unique_ptr<Private> d;
};

/// The alternative name that pylockfile has for it.
using SQLiteFileLock = SqliteLockFile;

} // namespace Lockscope
