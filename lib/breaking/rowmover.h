// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "breaking/mover.h"
#include "system/sqliteconnection.h"

namespace Lockscope {

/// Takes one row out of a database of locks and puts it back. Each is one statement and so one transaction of SQLite,
/// which a crash leaves done or not done; the row itself is kept in the journal. Whether it is in the table tells
/// whoever comes later which it was.
class RowMover : public Mover
{
public:
    RowMover(JournalEntry &entry, const Machine &machine);

    Result<void> breakLock() override;
    Result<void> restore() override;
    Result<void> settle() override;
    Result<void> expire() override;
    Result<std::vector<std::filesystem::path>> remove(Content content) override;
    bool isKept() override;

private:
    /// Failure where the database is another one by now, or may not be written.
    Result<SqliteConnection> open() const;
    /// Rows that the statement changed, or that it counted.
    Result<std::int64_t> run(SqliteConnection &database, std::string_view sql) const;
    Failure failure(LockErrc code, Message detail) const;

    JournalEntry &m_entry;
    const BreakRecord &m_record;
    const Machine &m_machine;
};

} // namespace Lockscope
