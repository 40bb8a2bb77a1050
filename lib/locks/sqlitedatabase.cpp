// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "locks/sqlitedatabase.h"

#include "system/mounts.h"
#include "system/systemcalls.h"

#include <array>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Lockscope {

namespace {

constexpr int ShortPatienceMilliseconds = 50;
constexpr int LongPatienceMilliseconds = 10'000;

/// In the order of SqliteDatabase::Statement. The insert is one statement and so one transaction: SQLite takes the
/// database for writing before it looks.
constexpr std::array Statements = {
    "INSERT OR IGNORE INTO locks(lock_file, unique_name) SELECT ?1, ?2 "
    "WHERE NOT EXISTS (SELECT 1 FROM locks WHERE lock_file = ?1)",
    "DELETE FROM locks WHERE lock_file = ?1 AND unique_name = ?2",
    "SELECT unique_name FROM locks WHERE lock_file = ?1 AND unique_name = ?2",
    "SELECT unique_name FROM locks WHERE lock_file = ?1",
};

int milliseconds(SqliteDatabase::Patience patience)
{
    return patience == SqliteDatabase::Patience::Short ? ShortPatienceMilliseconds : LongPatienceMilliseconds;
}

} // namespace

SqliteDatabase::SqliteDatabase(std::filesystem::path file)
    : m_file(std::move(file))
{}

SqliteDatabase::~SqliteDatabase()
{
    if (m_openedBy != 0 && m_openedBy != ::getpid())
        leaveToParent();
    else
        close();
}

void SqliteDatabase::close()
{
    m_fileInode.reset();
    m_statements.clear();
    m_connection.reset();
    if (m_inodes.empty())
        return;
    auto &held = HeldInodes::instance();
    const auto guard = held.guard();
    for (const auto &key : m_inodes)
        held.leave(key, this);
    m_inodes.clear();
}

void SqliteDatabase::leaveToParent()
{
    for (auto &statement : m_statements)
        static_cast<void>(statement.release());
    m_statements.clear();
    static_cast<void>(m_connection.release());
    m_inodes.clear(); // the register of a child is empty
}

Failure SqliteDatabase::failure(LockErrc code, const char *call) const
{
    auto failure = Failure::of(code, m_file, m_connection ? ::sqlite3_errmsg(m_connection.get()) : "out of memory");
    failure.call = call;
    failure.systemErrno = m_connection ? ::sqlite3_system_errno(m_connection.get()) : ENOMEM;
    return failure;
}

int SqliteDatabase::execute(const char *sql)
{
    return ::sqlite3_exec(m_connection.get(), sql, nullptr, nullptr, nullptr);
}

bool SqliteDatabase::isGone() const
{
    if (!m_connection || !m_fileInode || m_openedBy != ::getpid())
        return false;
    struct stat status;
    if (sys().fstatat(AT_FDCWD, m_file.c_str(), &status, 0) == 0)
        return HeldInodes::Key::of(status) != *m_fileInode;
    return errno == ENOENT || errno == ENOTDIR;
}

bool SqliteDatabase::isBusy() const
{
    return m_connection && (::sqlite3_errcode(m_connection.get()) & 0xff) == SQLITE_BUSY;
}

Result<void> SqliteDatabase::open(Patience patience, LockErrc code)
{
    if (m_openedBy != 0 && m_openedBy != ::getpid())
        leaveToParent();
    if (isGone())
        close();
    if (m_connection) {
        ::sqlite3_busy_timeout(m_connection.get(), milliseconds(patience));
        return {};
    }
    // Looked at before it is opened: opening a FIFO or a device acts on it, and opening what cannot be written leaves
    // companions of the database that its owner cannot use.
    struct stat status;
    if (sys().fstatat(AT_FDCWD, m_file.c_str(), &status, 0) == 0) {
        if (!S_ISREG(status.st_mode))
            return Failure::of(code, m_file, "it is not a regular file");
        if (::faccessat(AT_FDCWD, m_file.c_str(), R_OK | W_OK, AT_EACCESS) != 0)
            return Failure::fromErrno(code, "faccessat", m_file);
    }
    sqlite3 *connection = nullptr;
    constexpr int Flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX;
    const int opened = ::sqlite3_open_v2(m_file.c_str(), &connection, Flags, nullptr);
    m_connection.reset(connection);
    m_openedBy = ::getpid();
    Result<void> ready;
    if (opened != SQLITE_OK)
        ready = failure(code, "sqlite3_open");
    else {
        ::sqlite3_busy_timeout(m_connection.get(), milliseconds(patience));
        ready = prepareTable(code);
    }
    return ready;
}

Result<void> SqliteDatabase::prepareTable(LockErrc code)
{
    // Write-ahead mode needs memory that all who use the database share, so they must be on one host. It asks for no
    // sync at each commit, and still a crash leaves a whole database. Where it is refused, the old mode does.
    const FileDescriptor file(sys().openat(AT_FDCWD, m_file.c_str(), O_PATH | O_CLOEXEC));
    const auto place = file ? MountTable().placeOf(file.get()) : std::nullopt;
    if (place && !place->fileSystem.remote)
        execute("PRAGMA journal_mode = WAL");
    execute("PRAGMA synchronous = NORMAL");
    if (execute("CREATE TABLE IF NOT EXISTS locks (lock_file varchar(32), unique_name varchar(32))") != SQLITE_OK)
        return failure(code, "sqlite3_exec");
    // Refused where peers without the index left two rows for one lock: then looking before inserting must do.
    const int indexed = execute("CREATE UNIQUE INDEX IF NOT EXISTS one_row_a_lock ON locks(lock_file)");
    if (indexed != SQLITE_OK && (indexed & 0xff) != SQLITE_CONSTRAINT)
        return failure(code, "sqlite3_exec");
    for (const auto *sql : Statements) {
        sqlite3_stmt *statement = nullptr;
        if (::sqlite3_prepare_v3(m_connection.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) !=
            SQLITE_OK)
            return failure(code, "sqlite3_prepare");
        m_statements.emplace_back(statement);
    }
    enterInodes();
    return {};
}

void SqliteDatabase::enterInodes()
{
    auto &held = HeldInodes::instance();
    const auto guard = held.guard();
    for (const auto *suffix : {"", "-wal", "-shm"}) {
        struct stat status;
        if (sys().fstatat(AT_FDCWD, (m_file.native() + suffix).c_str(), &status, 0) != 0)
            continue;
        m_inodes.push_back(HeldInodes::Key::of(status));
        if (*suffix == '\0')
            m_fileInode = m_inodes.back();
        held.enter(m_inodes.back(), {this, currentThread(), false, HeldInodes::Form::Posix});
    }
}

Result<SqliteDatabase::Answer> SqliteDatabase::run(Statement statement, std::initializer_list<std::string_view> values,
                                                   Patience patience, LockErrc code)
{
    if (auto ready = open(patience, code); !ready) {
        Answer busy;
        busy.isBusy = patience == Patience::Short && isBusy();
        close();
        if (busy.isBusy)
            return busy;
        return ready.error();
    }
    auto *const prepared = m_statements[static_cast<std::size_t>(statement)].get();
    int column = 0;
    for (const auto value : values)
        ::sqlite3_bind_text(prepared, ++column, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
    Answer answer;
    const int stepped = ::sqlite3_step(prepared);
    const auto result = [&]() -> Result<Answer> {
        if (stepped == SQLITE_ROW) {
            const auto *text = static_cast<const char *>(::sqlite3_column_blob(prepared, 0));
            answer.text = std::string(text ? text : "", static_cast<std::size_t>(::sqlite3_column_bytes(prepared, 0)));
        } else if ((stepped & 0xff) == SQLITE_BUSY && patience == Patience::Short) {
            answer.isBusy = true;
        } else if (stepped != SQLITE_DONE) {
            return failure(code, "sqlite3_step");
        }
        answer.changes = stepped == SQLITE_DONE ? ::sqlite3_changes(m_connection.get()) : 0;
        return answer;
    }();
    ::sqlite3_reset(prepared);
    ::sqlite3_clear_bindings(prepared);
    return result;
}

std::filesystem::path SqliteDatabase::writtenFile() const
{
    const auto ahead = m_file.native() + "-wal";
    struct stat status;
    return sys().fstatat(AT_FDCWD, ahead.c_str(), &status, 0) == 0 ? std::filesystem::path(ahead) : m_file;
}

} // namespace Lockscope
