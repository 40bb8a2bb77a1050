// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/pylockfile.h>

#include <filesystem>
#include <memory>

namespace Lockscope {

/// pylockfile's SQLiteLockFile: the lock is a row with the lock's path and the owner's unique name in a table of a
/// SQLite database. It is held while the row is there.
///
/// The original takes a new temporary database in each process, and so excludes only threads; processes exclude each
/// other where all name one database (in Python: `SQLiteLockFile.testdb = FILE` before the first object). A unique
/// index keeps one row a lock: a Python peer that comes at the same moment gets sqlite3.IntegrityError and has to try
/// again, where without it both would believe to hold the lock.
///
/// The database is put into write-ahead mode where its file system is a local one: a crash of the program or of the
/// machine leaves the database whole, with or without the last row, and a row whose owner is gone can be broken.
///
/// Fork: a child opens the database anew and leaves its parent's connection alone, as SQLite asks for.
class LOCKSCOPE_EXPORT SqliteLockFile : public PyLockFile
{
public:
    /// InvalidOption from acquire() where no database is named.
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
    Awaited awaited() const override;
    BreakManner breakManner() const override { return BreakManner::Row; }
    std::optional<Row> row() const override;

private:
    class Private;
    std::filesystem::path m_database;
    std::unique_ptr<Private> d;
};

/// pylockfile's own other name for it.
using SQLiteFileLock = SqliteLockFile;

} // namespace Lockscope
