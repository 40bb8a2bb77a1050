// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "breaking/mover.h"
#include "system/sqliteconnection.h"

namespace Lockscope {

/// Deletes one row of a lock database and restores it. Each is one statement and thus one transaction of SQLite, which
/// is atomic even in a crash; the row itself is stored in the journal. Whether it is in the table shows whether the
/// transaction happened.
class RowBreak : public Mover
{
public:
    RowBreak(JournalEntry &entry, const HostSnapshot &machine);

    Result<void> breakLock() override;
    Result<void> restore() override;
    Result<void> settle() override;
    Result<void> expire() override;
    Result<std::vector<std::filesystem::path>> remove(Content content) override;
    bool isChanged() override;
    bool isKept() override;

private:
    /// A failure if the database was replaced, or may not be written.
    Result<SqliteConnection> open() const;
    /// The number of rows that the statement changed or counted.
    Result<std::int64_t> run(SqliteConnection &database, std::string_view sql) const;
    Failure failure(LockErrc code, Message detail) const;

    JournalEntry &m_entry;
    const BreakRecord &m_record;
    const HostSnapshot &m_machine;
};

} // namespace Lockscope
