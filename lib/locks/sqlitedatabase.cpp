// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "locks/sqlitedatabase.h"

#include "locks/foreignfile.h"
#include "system/mounts.h"
#include "system/systemcalls.h"
#include "system/trustedpath.h"
#include "values/sentences.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <mutex>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Lockscope {

namespace {

constexpr std::chrono::milliseconds ShortPatience{50};
constexpr std::chrono::milliseconds LongPatience{10'000};

/// In the order of SqliteDatabase::Statement. The insert is a single statement and thus one transaction: SQLite locks
/// the database for writing before it checks for the row.
constexpr std::array Statements = {
    "INSERT OR IGNORE INTO locks(lock_file, unique_name) SELECT ?1, ?2 "
    "WHERE NOT EXISTS (SELECT 1 FROM locks WHERE lock_file = ?1)",
    "DELETE FROM locks WHERE lock_file = ?1 AND unique_name = ?2",
    "SELECT unique_name FROM locks WHERE lock_file = ?1 AND unique_name = ?2",
    "SELECT unique_name FROM locks WHERE lock_file = ?1",
};

std::vector<int> descriptorsOfThisProcess()
{
    std::vector<int> numbers;
    std::error_code error;
    for (std::filesystem::directory_iterator entry("/proc/self/fd", error), end; !error && entry != end;
         entry.increment(error))
        numbers.push_back(std::atoi(entry->path().filename().c_str()));
    return numbers;
}

std::chrono::milliseconds timeOf(SqliteDatabase::Patience patience)
{
    return patience == SqliteDatabase::Patience::Short ? ShortPatience : LongPatience;
}

} // namespace

SqliteDatabase::SqliteDatabase(std::filesystem::path file)
    : m_file(std::move(file))
{}

SqliteDatabase::~SqliteDatabase()
{
    if (m_openedBy != 0 && m_openedBy != ::getpid())
        abandon();
    else
        close();
}

/// Descriptors of all connections that were not closed, including those left open by a fork. Thread-safe.
class SqliteDatabase::OpenDescriptors
{
public:
    static OpenDescriptors &instance()
    {
        // Never destroyed: fork handlers cannot be unregistered.
        static auto &all = *new OpenDescriptors;
        return all;
    }

    void enter(const Descriptor &descriptor)
    {
        const std::lock_guard lock(m_mutex);
        m_all.push_back(descriptor);
    }

    void leave(const std::vector<Descriptor> &closed)
    {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_all, [&closed](const Descriptor &open) {
            return std::ranges::find(closed, open.fd, &Descriptor::fd) != closed.end();
        });
    }

    std::vector<Descriptor> of(const HeldInodes::Key &database) const
    {
        std::vector<Descriptor> result;
        const std::lock_guard lock(m_mutex);
        std::ranges::copy_if(m_all, std::back_inserter(result),
                             [&database](const Descriptor &open) { return open.database == database; });
        return result;
    }

private:
    OpenDescriptors()
    {
        // Locked across a fork, so that the child finds the list in a consistent state.
        ::pthread_atfork([] { instance().m_mutex.lock(); }, [] { instance().m_mutex.unlock(); },
                         [] { instance().m_mutex.unlock(); });
    }

    mutable std::mutex m_mutex; ///< never held while a file system is accessed
    std::vector<Descriptor> m_all;
};

bool SqliteDatabase::hasDescriptors() const
{
    // A program that closes all of its descriptors closes all of these. A single one may have belonged to another
    // connection that was opened at the same time.
    return m_descriptors.empty() ||
           std::ranges::any_of(m_descriptors, [](const Descriptor &own) { return own.inode.isOf(own.fd); });
}

/// Records the descriptors that were opened meanwhile and refer to the files of the database.
void SqliteDatabase::enterDescriptors(const std::vector<int> &before)
{
    for (const int fd : descriptorsOfThisProcess()) {
        struct stat status;
        if (std::ranges::find(before, fd) != before.end() || ::fstat(fd, &status) != 0)
            continue;
        const auto inode = HeldInodes::Key::of(status);
        if (!m_fileInode || std::ranges::find(m_inodes, inode) == m_inodes.end())
            continue;
        m_descriptors.push_back({fd, inode, *m_fileInode});
        OpenDescriptors::instance().enter(m_descriptors.back());
    }
}

void SqliteDatabase::close()
{
    if (!hasDescriptors())
        return abandon();
    OpenDescriptors::instance().leave(m_descriptors);
    m_descriptors.clear();
    m_fileInode.reset();
    m_statements.clear();
    m_connection.reset();
    leaveInodes();
}

/// Leaves the connection open, because it belongs to the parent of this process or can no longer be used.
void SqliteDatabase::abandon()
{
    for (auto &statement : m_statements)
        statement.abandon();
    m_statements.clear();
    if (m_connection)
        m_connection->abandon();
    m_connection.reset();
    m_descriptors.clear();
    m_fileInode.reset();
    leaveInodes(); // the registry of a child is empty
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

Result<void> SqliteDatabase::open(Patience patience, LockErrc code)
{
    if (m_openedBy != 0 && m_openedBy != ::getpid())
        abandon();
    if (isGone() || !hasDescriptors())
        close();
    if (m_connection) {
        m_connection->setBusyTimeout(timeOf(patience));
        return {};
    }
    // Checked before it is opened: opening a FIFO or a device has side effects, and opening a database that is not
    // writable creates companion files that its owner cannot use.
    const auto place = TrustedPath::resolve(m_file, code);
    if (!place)
        return place.error();
    struct stat status;
    if (sys().fstatat(place->directory(), place->name().c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0) {
        if (!S_ISREG(status.st_mode))
            return notARegularFile(code, m_file, status.st_mode);
        if (const auto refused = place->refusePlantedHardLink(status, code); !refused)
            return refused.error();
        if (::faccessat(place->directory(), place->name().c_str(), R_OK | W_OK, AT_EACCESS) != 0)
            return Failure::fromErrno(code, "faccessat", m_file);
        const auto descriptors = OpenDescriptors::instance().of(HeldInodes::Key::of(status));
        const auto isOpenStill = [](const Descriptor &open) { return open.inode.isOf(open.fd); };
        if (!descriptors.empty() && std::ranges::none_of(descriptors, isOpenStill))
            return Failure::of(code, m_file, Sentence::Detail::DatabaseClosed);
    }
    // One at a time, to identify the descriptors. After a long wait it continues without; the descriptors are unknown
    // then.
    static std::timed_mutex opening;
    const std::unique_lock turn(opening, std::chrono::seconds(1));
    const auto descriptorsBefore = descriptorsOfThisProcess();
    m_openedBy = ::getpid();
    auto opened = SqliteConnection::open(place->text(), SqliteConnection::Mode::Create, timeOf(patience), code);
    if (!opened)
        return opened.error();
    m_connection.emplace(std::move(*opened));
    auto ready = prepareTable();
    if (turn.owns_lock())
        enterDescriptors(descriptorsBefore);
    return ready;
}

Result<void> SqliteDatabase::prepareTable()
{
    // Write-ahead logging needs memory that all users of the database share, so they must be on one host. It needs no
    // sync on each commit, and the database survives a crash. If it is refused, the rollback journal is used.
    const FileDescriptor file(sys().openat(AT_FDCWD, m_file.c_str(), O_PATH | O_CLOEXEC));
    const auto place = file ? MountTable().placeOf(file.get()) : std::nullopt;
    if (place && !place->fileSystem.remote)
        static_cast<void>(m_connection->execute("PRAGMA journal_mode = WAL"));
    static_cast<void>(m_connection->execute("PRAGMA synchronous = NORMAL"));
    auto ready = m_connection->execute("CREATE TABLE IF NOT EXISTS locks "
                                       "(lock_file varchar(32), unique_name varchar(32))");
    if (!ready)
        return ready;
    // Refused if peers without the index created two rows for one lock: then only the check before inserting is left.
    auto indexed = m_connection->execute("CREATE UNIQUE INDEX IF NOT EXISTS one_row_a_lock ON locks(lock_file)");
    if (!indexed && m_connection->lastResult() != SQLITE_CONSTRAINT)
        return indexed;
    for (const auto *sql : Statements) {
        auto prepared = m_connection->prepare(sql);
        if (!prepared)
            return prepared.error();
        m_statements.push_back(std::move(*prepared));
    }
    enterInodes();
    return {};
}

void SqliteDatabase::enterInodes()
{
    auto &held = HeldInodes::instance();
    for (const auto *suffix : {"", "-wal", "-shm"}) {
        struct stat status;
        if (sys().fstatat(AT_FDCWD, (m_file.native() + suffix).c_str(), &status, 0) != 0)
            continue;
        m_inodes.push_back(HeldInodes::Key::of(status));
        if (*suffix == '\0')
            m_fileInode = m_inodes.back();
        const auto guard = held.guard(m_inodes.back().device);
        held.enter(m_inodes.back(), {this, currentThread(), false, HeldInodes::Form::Posix});
    }
}

void SqliteDatabase::leaveInodes()
{
    auto &held = HeldInodes::instance();
    for (const auto &key : std::exchange(m_inodes, {})) {
        const auto guard = held.guard(key.device);
        held.leave(key, this);
    }
}

Result<SqliteDatabase::Answer> SqliteDatabase::run(Statement statement, std::initializer_list<std::string_view> values,
                                                   Patience patience, LockErrc code)
{
    const auto refused = [&](Failure failure) {
        failure.code = code;   // the failure has the code of the call that opened the connection
        failure.path = m_file; // and a path with resolved links
        return failure;
    };
    if (auto ready = open(patience, code); !ready) {
        Answer busy;
        busy.isBusy = patience == Patience::Short && m_connection && m_connection->isBusy();
        close();
        if (busy.isBusy)
            return busy;
        return refused(ready.error());
    }
    auto &prepared = m_statements[static_cast<std::size_t>(statement)];
    int parameter = 0;
    for (const auto value : values)
        prepared.bind(++parameter, value);
    const auto answer = [&]() -> Result<Answer> {
        const auto stepped = prepared.step();
        if (!stepped)
            return refused(stepped.error());
        Answer found;
        found.isBusy = *stepped == SqliteStatement::Step::Busy;
        if (found.isBusy && patience == Patience::Long)
            return refused(m_connection->lastFailure("sqlite3_step"));
        if (*stepped == SqliteStatement::Step::Row)
            found.text = prepared.bytes(0);
        if (*stepped == SqliteStatement::Step::Done)
            found.changes = m_connection->changes();
        return found;
    }();
    prepared.clear();
    return answer;
}

std::filesystem::path SqliteDatabase::writtenFile() const
{
    const auto ahead = m_file.native() + "-wal";
    struct stat status;
    return sys().fstatat(AT_FDCWD, ahead.c_str(), &status, 0) == 0 ? std::filesystem::path(ahead) : m_file;
}

} // namespace Lockscope
