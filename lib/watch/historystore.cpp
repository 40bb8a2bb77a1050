// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/historystore.h"

#include "values/sentences.h"
#include "watch/historyrecorder.h"

#include <lockscope/processfacts.h>

#include <algorithm>
#include <array>
#include <system_error>

namespace Lockscope {

namespace {

using namespace std::chrono_literals;
using End = LockInterval::End;
using State = Verdict::State;
using What = LockInterval::What;

constexpr std::chrono::milliseconds BusyTimeout = 5s;

/// Two programs observe the same acquisition at different times, as far apart as their inspections.
constexpr std::chrono::nanoseconds Slack = 2s;

constexpr const char *Modes = R"(
    PRAGMA auto_vacuum = INCREMENTAL;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
)";

/// In one transaction: if the disk is full, either all of it or nothing is written.
constexpr const char *Schema = R"(
    BEGIN IMMEDIATE;
    CREATE TABLE IF NOT EXISTS intervals(
        id INTEGER PRIMARY KEY,
        key BLOB NOT NULL, what INTEGER NOT NULL, holder BLOB NOT NULL,
        path BLOB NOT NULL, format BLOB NOT NULL, pid INTEGER, process BLOB NOT NULL, owner BLOB NOT NULL,
        began INTEGER NOT NULL, ended INTEGER, how INTEGER NOT NULL, seen INTEGER NOT NULL);
    CREATE INDEX IF NOT EXISTS byKey ON intervals(key, what, began);
    CREATE INDEX IF NOT EXISTS byTime ON intervals(began);
    CREATE INDEX IF NOT EXISTS openOnes ON intervals(key, what) WHERE ended IS NULL;
    CREATE INDEX IF NOT EXISTS byEnd ON intervals(key, what, ended);
    CREATE TABLE IF NOT EXISTS recorders(
        id INTEGER PRIMARY KEY, pid INTEGER NOT NULL, ticks INTEGER NOT NULL, boot BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS sightings(
        interval INTEGER NOT NULL, recorder INTEGER NOT NULL, PRIMARY KEY(interval, recorder)) WITHOUT ROWID;
    PRAGMA user_version = 1;
    COMMIT;
)";

std::int64_t toNumber(WallTime time)
{
    return time.time_since_epoch().count();
}

WallTime toTime(std::int64_t number)
{
    return WallTime(std::chrono::nanoseconds(number));
}

/// Renamed, because the user may want to recover its content.
std::filesystem::path setAsideName(const std::filesystem::path &file)
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now).count();
    return file.native() + ".damaged-" + std::to_string(seconds);
}

} // namespace

Result<HistoryStore> HistoryStore::openOnce(const std::filesystem::path &file, bool &damaged)
{
    auto connection = SqliteConnection::open(file, SqliteConnection::Mode::Create, BusyTimeout, LockErrc::StateFailed);
    if (!connection)
        return connection.error();
    HistoryStore store(std::move(*connection));
    for (const char *sql : {Modes, Schema}) {
        if (auto made = store.m_connection.execute(sql); !made) {
            damaged = store.isDamaged();
            return made.error();
        }
    }
    if (auto prepared = store.prepareAll(); !prepared) {
        // Another table of this name, or that of a later version. A full disk is not damage.
        damaged = store.isDamaged() || store.lacksTable();
        return prepared.error();
    }
    return store;
}

Result<HistoryStore> HistoryStore::open(const std::filesystem::path &file,
                                        std::optional<std::filesystem::path> &setAside)
{
    bool damaged = false;
    auto store = openOnce(file, damaged);
    if (store || !damaged)
        return store;
    // Another program may have renamed it already: then it can be opened now.
    if (auto again = openOnce(file, damaged))
        return again;
    const auto aside = setAsideName(file);
    std::error_code error;
    std::filesystem::rename(file, aside, error);
    if (error)
        return store;
    setAside = aside;
    for (const char *companion : {"-wal", "-shm"})
        std::filesystem::remove(file.native() + companion, error);
    return openOnce(file, damaged);
}

Result<HistoryStore> HistoryStore::openToRead(const std::filesystem::path &file)
{
    auto connection =
        SqliteConnection::open(file, SqliteConnection::Mode::ReadWrite, BusyTimeout, LockErrc::StateFailed);
    if (!connection)
        return connection.error();
    return HistoryStore(std::move(*connection));
}

Result<void> HistoryStore::prepareAll()
{
    // A lock that is acquired again and again has many intervals. The statements name the index, because SQLite would
    // search all of them by their beginning.
    const std::array<std::pair<std::optional<SqliteStatement> *, const char *>, 5> statements{{
        {&m_confirm, "UPDATE intervals SET seen = max(seen, ?1) WHERE id IN ("
                     "SELECT id FROM intervals INDEXED BY openOnes WHERE key = ?2 AND what = ?3 AND ended IS NULL "
                     "UNION ALL "
                     "SELECT id FROM intervals INDEXED BY byEnd WHERE key = ?2 AND what = ?3 AND ended >= ?1) "
                     "AND holder = ?4 AND began <= ?1 + ?5"},
        {&m_insert, "INSERT INTO intervals(key, what, holder, path, format, pid, process, owner, began, how, seen) "
                    "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, ?9)"},
        {&m_close, "UPDATE intervals INDEXED BY openOnes SET ended = ?1, how = ?2 WHERE key = ?3 AND what = ?4 AND "
                   "ended IS NULL AND "
                   "began <= ?1 AND (?5 IS NULL OR holder <> ?5)"},
        {&m_openHolders,
         "SELECT holder FROM intervals INDEXED BY openOnes WHERE key = ?1 AND what = ?2 AND ended IS NULL"},
        {&m_see, "INSERT OR IGNORE INTO sightings(interval, recorder) SELECT id, ?1 FROM intervals INDEXED BY openOnes "
                 "WHERE key = ?2 AND "
                 "what = ?3 AND holder = ?4 AND ended IS NULL"},
    }};
    for (const auto &[statement, sql] : statements) {
        auto prepared = m_connection.prepare(sql);
        if (!prepared)
            return prepared.error();
        *statement = std::move(*prepared);
    }
    return {};
}

Result<void> HistoryStore::run(SqliteStatement &statement)
{
    auto stepped = statement.step();
    statement.clear();
    if (!stepped)
        return stepped.error();
    if (*stepped == SqliteStatement::Step::Busy)
        return Failure::of(LockErrc::StateFailed, {}, Sentence::Detail::HistoryBusy);
    return {};
}

Result<void> HistoryStore::take(const HistoryNote &note)
{
    using Step = Result<void>;
    const auto whoHeld = note.state == State::Held ? &note.holder : nullptr;
    if (!note.endOfOthers || (note.state == State::Held && !HistoryNote::processOf(note.holder))) {
        if (Step step = closeExited(note); !step)
            return step;
    }
    if (note.endOfOthers) {
        if (Step step = close(note, What::Held, *note.endOfOthers, whoHeld); !step)
            return step;
    }
    if (note.state == State::Held) {
        if (Step step = hold(note, What::Held, note.holder, note.pid, note.processName); !step)
            return step;
    }
    if (note.state == State::Stale) {
        if (Step step = hold(note, What::Stale, note.owner.toStdString(), note.pid, {}); !step)
            return step;
    } else if (Step step = close(note, What::Stale, note.endOfOthers.value_or(End::Released), nullptr); !step) {
        return step;
    }
    if (Step step = closeWaits(note); !step)
        return step;
    for (const auto &waiter : note.waiters) {
        if (Step step = hold(note, What::Waited, std::to_string(waiter.pid), waiter.pid, waiter.name); !step)
            return step;
    }
    return {};
}

Result<void> HistoryStore::hold(const HistoryNote &note, What what, const std::string &holder,
                                std::optional<std::int64_t> pid, const std::string &name)
{
    m_confirm->bind(1, toNumber(note.time));
    m_confirm->bindBytes(2, note.key);
    m_confirm->bind(3, static_cast<std::int64_t>(what));
    m_confirm->bindBytes(4, holder);
    m_confirm->bind(5, std::int64_t{Slack.count()});
    if (auto ran = run(*m_confirm); !ran)
        return ran;
    if (m_connection.changes() > 0)
        return see(note, what, holder);
    const auto owner = what == What::Waited ? std::string() : note.owner.toStdString();
    m_insert->bindBytes(1, note.key);
    m_insert->bind(2, static_cast<std::int64_t>(what));
    m_insert->bindBytes(3, holder);
    m_insert->bindBytes(4, note.path.native());
    m_insert->bindBytes(5, note.format);
    if (pid)
        m_insert->bind(6, *pid);
    else
        m_insert->bindNull(6);
    m_insert->bindBytes(7, name);
    m_insert->bindBytes(8, owner);
    m_insert->bind(9, toNumber(note.time));
    if (auto ran = run(*m_insert); !ran)
        return ran;
    return see(note, what, holder);
}

Result<void> HistoryStore::beginRecording()
{
    if (m_recorder)
        return {};
    static const auto self = HistoryRecorder::self();
    auto insert = m_connection.prepare("INSERT INTO recorders(pid, ticks, boot) VALUES(?1, ?2, ?3) RETURNING id");
    if (!insert)
        return insert.error();
    insert->bind(1, self.pid);
    insert->bind(2, self.startTicks);
    insert->bindBytes(3, self.bootId);
    const auto stepped = insert->step();
    if (!stepped)
        return stepped.error();
    m_recorder = insert->number(0);
    return run(*insert);
}

/// Records that this program would record the end of the open interval.
Result<void> HistoryStore::see(const HistoryNote &note, What what, const std::string &holder)
{
    if (auto begun = beginRecording(); !begun)
        return begun;
    m_see->bind(1, *m_recorder);
    m_see->bindBytes(2, note.key);
    m_see->bind(3, static_cast<std::int64_t>(what));
    m_see->bindBytes(4, holder);
    return run(*m_see);
}

Result<void> HistoryStore::endRecording(WallTime now)
{
    if (!m_recorder)
        return {};
    for (const auto *sql : {"UPDATE intervals SET seen = max(seen, ?2) WHERE ended IS NULL AND "
                            "id IN (SELECT interval FROM sightings WHERE recorder = ?1)",
                            "DELETE FROM sightings WHERE recorder = ?1", "DELETE FROM recorders WHERE id = ?1"}) {
        auto statement = m_connection.prepare(sql);
        if (!statement)
            return statement.error();
        statement->bind(1, *m_recorder);
        if (std::string_view(sql).find("?2") != std::string_view::npos)
            statement->bind(2, toNumber(now));
        if (auto ran = run(*statement); !ran)
            return ran;
    }
    m_recorder.reset();
    return {};
}

Result<void> HistoryStore::close(const HistoryNote &note, What what, End end, const std::string *exceptHolder)
{
    m_close->bind(1, toNumber(note.time));
    m_close->bind(2, static_cast<std::int64_t>(end));
    m_close->bindBytes(3, note.key);
    m_close->bind(4, static_cast<std::int64_t>(what));
    if (exceptHolder)
        m_close->bindBytes(5, *exceptHolder);
    else
        m_close->bindNull(5);
    return run(*m_close);
}

Result<void> HistoryStore::closeWaits(const HistoryNote &note)
{
    return closeEach(note, What::Waited, End::Released, [&](const std::string &pid) {
        return std::ranges::none_of(note.waiters,
                                    [&](const LockWaiter &waiter) { return std::to_string(waiter.pid) == pid; });
    });
}

/// Nobody is known to hold it, and the process that did has exited, e.g. git while its index.lock remains.
Result<void> HistoryStore::closeExited(const HistoryNote &note)
{
    return closeEach(note, What::Held, End::Exited, [](const std::string &holder) {
        auto process = HistoryNote::processOf(holder);
        if (!process)
            return false;
        process->bootId = HostIdentity::read().bootId;
        return !process->isRunning();
    });
}

Result<void> HistoryStore::closeEach(const HistoryNote &note, What what, End end,
                                     const std::function<bool(const std::string &holder)> &isOver)
{
    std::vector<std::string> ended;
    m_openHolders->bindBytes(1, note.key);
    m_openHolders->bind(2, static_cast<std::int64_t>(what));
    for (;;) {
        const auto stepped = m_openHolders->step();
        if (!stepped || *stepped != SqliteStatement::Step::Row)
            break;
        if (auto holder = m_openHolders->bytes(0); isOver(holder))
            ended.push_back(std::move(holder));
    }
    m_openHolders->clear();
    if (ended.empty())
        return {};
    auto update = m_connection.prepare("UPDATE intervals INDEXED BY openOnes SET ended = ?1, how = ?2 WHERE key = ?3 "
                                       "AND what = ?4 AND holder = ?5 AND ended IS NULL AND began <= ?1");
    if (!update)
        return update.error();
    for (const auto &holder : ended) {
        update->bind(1, toNumber(note.time));
        update->bind(2, static_cast<std::int64_t>(end));
        update->bindBytes(3, note.key);
        update->bind(4, static_cast<std::int64_t>(what));
        update->bindBytes(5, holder);
        if (auto ran = run(*update); !ran)
            return ran;
    }
    return {};
}

namespace {

/// The paths below a path are, as bytes, between the path with a slash and the path with the next character after the
/// slash.
std::pair<std::string, std::string> below(const std::filesystem::path &path)
{
    auto directory = path.native();
    while (directory.size() > 1 && directory.ends_with('/'))
        directory.pop_back();
    if (directory == "/")
        return {"/", "0"};
    return {directory + '/', directory + '0'};
}

} // namespace

Result<void> HistoryStore::closeUnseen(const std::vector<std::filesystem::path> &places, WallTime since, WallTime now)
{
    auto update =
        m_connection.prepare("UPDATE intervals SET ended = ?1, how = ?2 WHERE ended IS NULL AND seen < ?3 AND "
                             "(path = ?4 OR (path >= ?5 AND path < ?6))");
    if (!update)
        return update.error();
    for (const auto &place : places) {
        const auto [first, end] = below(place);
        update->bind(1, toNumber(now));
        update->bind(2, static_cast<std::int64_t>(End::Unseen));
        update->bind(3, toNumber(since));
        update->bindBytes(4, place.native());
        update->bindBytes(5, first);
        update->bindBytes(6, end);
        if (auto ran = run(*update); !ran)
            return ran;
    }
    return {};
}

Result<void> HistoryStore::prune(WallTime oldest, std::size_t maxIntervals)
{
    for (const auto &[sql, value] :
         {std::pair("DELETE FROM intervals WHERE began < ?1 AND (ended IS NOT NULL OR seen < ?1)", toNumber(oldest)),
          std::pair("DELETE FROM intervals WHERE id <= (SELECT max(id) FROM intervals) - ?1",
                    static_cast<std::int64_t>(maxIntervals))}) {
        auto statement = m_connection.prepare(sql);
        if (!statement)
            return statement.error();
        statement->bind(1, value);
        if (auto ran = run(*statement); !ran)
            return ran;
    }
    auto swept = m_connection.execute(
        "DELETE FROM sightings WHERE interval NOT IN (SELECT id FROM intervals WHERE ended IS NULL);"
        "DELETE FROM recorders WHERE id <= (SELECT max(id) FROM recorders) - 10000;"
        "PRAGMA incremental_vacuum(1000)");
    return swept;
}

Result<bool> HistoryStore::hasTable(std::string_view name)
{
    auto statement = m_connection.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1");
    if (!statement)
        return statement.error();
    statement->bind(1, name);
    const auto stepped = statement->step();
    if (!stepped)
        return stepped.error();
    return *stepped != SqliteStatement::Step::Done;
}

/// Their IDs as an SQL list. Also empty for a history that an older version recorded.
Result<std::string> HistoryStore::runningRecorders()
{
    std::string ids;
    const auto known = hasTable("sightings");
    if (!known || !*known)
        return known ? Result<std::string>(ids) : known.error();
    auto statement = m_connection.prepare("SELECT id, pid, ticks, boot FROM recorders");
    if (!statement)
        return statement.error();
    for (;;) {
        const auto stepped = statement->step();
        if (!stepped)
            return stepped.error();
        if (*stepped != SqliteStatement::Step::Row)
            return ids;
        if (HistoryRecorder{statement->number(1), statement->number(2), statement->bytes(3)}.isRunning())
            ids += (ids.empty() ? "" : ",") + std::to_string(statement->number(0));
    }
}

Result<std::vector<LockInterval>> HistoryStore::intervals(const LockHistory::Filter &filter)
{
    // The disk was full when the history was created: nothing is recorded yet.
    const auto created = hasTable("intervals");
    if (!created)
        return created.error();
    if (!*created)
        return std::vector<LockInterval>();
    const auto recorders = runningRecorders();
    if (!recorders)
        return recorders.error();
    const auto isWatched = recorders->empty() ? std::string("0")
                                              : "EXISTS(SELECT 1 FROM sightings WHERE interval = intervals.id AND "
                                                "recorder IN (" +
                                                    *recorders + "))";
    std::string sql = "SELECT what, key, path, format, began, ended, how, pid, process, owner, seen, " + isWatched +
                      " FROM intervals WHERE "
                      "(?1 IS NULL OR ended IS NULL OR ended >= ?1) AND (?2 IS NULL OR began < ?2)";
    std::vector<std::string> bytes;
    for (const auto &path : filter.paths) {
        const auto number = std::to_string(bytes.size() + 4);
        sql += bytes.empty() ? " AND (" : " OR ";
        sql += "path = ?" + number + " OR (path >= ?" + std::to_string(bytes.size() + 5) + " AND path < ?" +
               std::to_string(bytes.size() + 6) + ")";
        auto [first, end] = below(path);
        bytes.insert(bytes.end(), {path.native(), std::move(first), std::move(end)});
    }
    sql += bytes.empty() ? "" : ")";
    auto statement = m_connection.prepare(sql + " ORDER BY began DESC, id DESC LIMIT ?3");
    if (!statement)
        return statement.error();
    if (filter.since)
        statement->bind(1, toNumber(*filter.since));
    if (filter.until)
        statement->bind(2, toNumber(*filter.until));
    statement->bind(3, static_cast<std::int64_t>(std::min<std::size_t>(filter.maxIntervals, 1'000'000'000)));
    for (std::size_t i = 0; i < bytes.size(); ++i)
        statement->bindBytes(static_cast<int>(i) + 4, bytes[i]);
    std::vector<LockInterval> found;
    for (;;) {
        const auto stepped = statement->step();
        if (!stepped)
            return stepped.error();
        if (*stepped == SqliteStatement::Step::Busy)
            return Failure::of(LockErrc::StateFailed, {}, Sentence::Detail::HistoryBusy);
        if (*stepped == SqliteStatement::Step::Done)
            return found;
        LockInterval interval;
        interval.what = static_cast<What>(statement->number(0));
        interval.key = statement->bytes(1);
        interval.path = statement->bytes(2);
        interval.format = statement->bytes(3);
        interval.from = toTime(statement->number(4));
        if (!statement->isNull(5))
            interval.to = toTime(statement->number(5));
        interval.end = interval.to ? static_cast<End>(statement->number(6)) : End::Open;
        if (!statement->isNull(7))
            interval.pid = statement->number(7);
        interval.processName = statement->bytes(8);
        interval.owner = QString::fromStdString(statement->bytes(9));
        interval.seen = toTime(statement->number(10));
        interval.isWatched = !interval.to && statement->number(11) != 0;
        found.push_back(std::move(interval));
    }
}

} // namespace Lockscope
