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

/// A connection to a lock database as pylockfile creates it: a table `locks` with the columns `lock_file` and
/// `unique_name`. Opened on first use. A forked child opens its own connection and leaves that of its parent unchanged,
/// because SQLite permits neither using nor closing a connection across a fork. While it is open, its inodes are in the
/// registry of held inodes, so that no other code in this process closes a descriptor of the file and thereby drops
/// SQLite's POSIX locks.
///
/// A program that closes all descriptors, for instance to become a daemon, also closes those of SQLite. SQLite does not
/// notice and would write to whatever file has their numbers then. Such a connection is not used any more, and the
/// database is not opened again in that process.
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
    /// How long a call waits for the transaction of another connection to end.
    enum class Patience
    {
        Short, ///< a fraction of a second: the caller will retry
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
        bool isBusy = false; ///< another connection locked the database
    };
    /// Runs a statement with its values. A failure gets this code and SQLite's error message.
    Result<Answer> run(Statement statement, std::initializer_list<std::string_view> values, Patience patience,
                       LockErrc code);

    const std::filesystem::path &file() const { return m_file; }
    /// Whether the database file was removed or replaced, so that its rows no longer exclude other programs.
    bool isGone() const;
    /// The file that is written when a row is inserted or deleted.
    std::filesystem::path writtenFile() const;

private:
    Result<void> open(Patience patience, LockErrc code);
    Result<void> prepareTable();
    void close();
    void abandon();
    void enterInodes();
    void leaveInodes();
    void enterDescriptors(const std::vector<int> &before);
    bool hasDescriptors() const;

    std::filesystem::path m_file;
    std::optional<SqliteConnection> m_connection;
    std::vector<SqliteStatement> m_statements; ///< indexed by Statement
    std::vector<HeldInodes::Key> m_inodes;
    struct Descriptor
    {
        int fd = -1;
        HeldInodes::Key inode;
        HeldInodes::Key database; ///< the database file that it was opened for
    };
    std::vector<Descriptor> m_descriptors; ///< that SQLite opened for the connection
    class OpenDescriptors;
    std::optional<HeldInodes::Key> m_fileInode; ///< of the database file
    pid_t m_openedBy = 0;
};

} // namespace Lockscope
