// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/pylockfile.h>

#include "formats/pylockname.h"
#include "locks/heldmarks.h"
#include "locks/sqlitedatabase.h"
#include "values/sentences.h"

#include <string>

namespace Lockscope {

namespace {

using Statement = SqliteDatabase::Statement;
using Patience = SqliteDatabase::Patience;

} // namespace

class SqliteLockFile::Private
{
public:
    explicit Private(const std::filesystem::path &file)
        : database(file)
    {}

    SqliteDatabase database;
    std::optional<std::string> lastSeen; ///< the same for the row that was read last
};

SqliteLockFile::SqliteLockFile(PathArgument protectedPath, PathArgument database, const Options &options)
    : PyLockFile(std::move(protectedPath), options, database)
    , m_database(std::move(database))
    , d(std::make_unique<Private>(m_database))
{}

SqliteLockFile::~SqliteLockFile()
{
    releaseInDestructor();
}

Result<bool> SqliteLockFile::make()
{
    if (m_database.empty())
        return Failure::of(LockErrc::InvalidOption, path(), Sentence::Detail::NoSharedDatabase);
    made().name = path().parent_path() / uniqueName();
    const auto inserted =
        d->database.run(Statement::Insert, {path().native(), made().name}, Patience::Short, LockErrc::LockFailed);
    if (!inserted)
        return inserted.error();
    return inserted->changes == 1;
}

Result<bool> SqliteLockFile::isMine(LockErrc code) const
{
    if (d->database.isGone())
        return false;
    const auto found = d->database.run(Statement::FindOwn, {path().native(), made().name}, Patience::Long, code);
    if (!found)
        return found.error();
    return found->text.has_value();
}

Result<void> SqliteLockFile::unmake()
{
    const auto removed =
        d->database.run(Statement::Delete, {path().native(), made().name}, Patience::Long, LockErrc::UnlockFailed);
    if (!removed)
        return removed.error();
    if (removed->changes == 0)
        return Failure::of(LockErrc::NotMyLock, path(), Sentence::Detail::RowRemoved);
    return {};
}

Result<bool> SqliteLockFile::queryLocked() const
{
    std::error_code error;
    if (!std::filesystem::exists(m_database, error))
        return false;
    const auto found = d->database.run(Statement::FindAny, {path().native()}, Patience::Long, LockErrc::ReadFailed);
    if (!found)
        return found.error();
    return found->text.has_value();
}

std::optional<Claim> SqliteLockFile::readClaim() const
{
    std::error_code error;
    if (!std::filesystem::exists(m_database, error))
        return {};
    const auto found = d->database.run(Statement::FindAny, {path().native()}, Patience::Short, LockErrc::ReadFailed);
    d->lastSeen = found ? found->text : std::nullopt;
    if (!d->lastSeen)
        return {};
    return readUniqueName(std::filesystem::path(*d->lastSeen).filename().native());
}

LockFile::WaitTarget SqliteLockFile::awaited() const
{
    return {d->database.writtenFile(), WaitTarget::Event::Written, -1};
}

std::optional<LockFile::Row> SqliteLockFile::row() const
{
    if (!d->lastSeen)
        return {};
    return Row{m_database, *d->lastSeen};
}

} // namespace Lockscope
