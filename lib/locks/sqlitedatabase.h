// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/heldinodes.h"
#include "system/sqliteconnection.h"

#include <lockscope/result.h>

#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace Lockscope {

/// A connection to a database of locks as pylockfile makes it: a table `locks` with the columns `lock_file` and
/// `unique_name`. Opened when first asked; a forked child opens its own and leaves its parent's as it is, for SQLite
/// allows neither to use nor to close a connection across a fork. While it is open its inodes stand in the register of
/// held ones, so that nothing in this process closes a descriptor of the file and with it drops SQLite's POSIX locks.
///
/// A program that closes all descriptors, as one does that becomes a daemon, takes SQLite's away without its knowledge:
/// it would go on writing by their numbers, to whatever has them then. Such a connection is not used any more, and the
/// database not opened again in that process.
class SqliteDatabase
{
public:
    enum class Statement
    {
        Insert,
        Delete,
        FindOwn,
        FindAny,
    };
    /// How long a call waits for another connection's transaction to end.
    enum class Patience
    {
        Short, ///< a fraction of a second: there is time to come back
        Long,
    };

    explicit SqliteDatabase(std::filesystem::path file);
    ~SqliteDatabase();
    SqliteDatabase(const SqliteDatabase &) = delete;
    SqliteDatabase &operator=(const SqliteDatabase &) = delete;

    struct Answer
    {
        std::optional<std::string> text; ///< first column of the first row
        int changes = 0;
        bool isBusy = false; ///< another connection kept the database to itself
    };
    /// Runs a statement with its values. A failure has this code and the words of SQLite.
    Result<Answer> run(Statement statement, std::initializer_list<std::string_view> values, Patience patience,
                       LockErrc code);

    const std::filesystem::path &file() const { return m_file; }
    /// Whether the connection is to a file that was removed or replaced, whose rows keep nobody out.
    bool isGone() const;
    /// The file that is written when a row comes or goes.
    std::filesystem::path writtenFile() const;

private:
    Result<void> open(Patience patience, LockErrc code);
    Result<void> prepareTable();
    void close();
    void abandon();
    void enterInodes();
    void enterDescriptors(const std::vector<int> &before);
    bool hasDescriptors() const;

    std::filesystem::path m_file;
    std::optional<SqliteConnection> m_connection;
    std::vector<SqliteStatement> m_statements; ///< by Statement
    std::vector<HeldInodes::Key> m_inodes;
    struct Descriptor
    {
        int fd = -1;
        HeldInodes::Key inode;
        HeldInodes::Key database; ///< that it was opened for
    };
    std::vector<Descriptor> m_descriptors; ///< that SQLite opened for the connection
    /// Of all connections that were not closed, also those that a fork left behind. With the register's guard.
    static std::vector<Descriptor> &openDescriptors();
    std::optional<HeldInodes::Key> m_fileInode; ///< of the database itself
    pid_t m_openedBy = 0;
};

} // namespace Lockscope
