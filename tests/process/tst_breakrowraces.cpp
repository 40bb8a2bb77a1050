// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "breakrace.h"
#include "support/brokenscene.h"
#include "system/sqliteconnection.h"

#include <lockscope/breaker.h>

#include <QTest>

#include <thread>

#include <sched.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Lockscope;
namespace fs = std::filesystem;

namespace {

constexpr auto Lock = "/srv/app.lock";

SqliteConnection opened(const fs::path &database)
{
    auto connection = SqliteConnection::open(database, SqliteConnection::Mode::Create, std::chrono::seconds(10),
                                             LockErrc::ReadFailed);
    // Durability across a power failure is not tested here; that the log restarts is.
    if (!connection || !connection->execute("PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 20"))
        qFatal("%s cannot be opened", database.c_str());
    return std::move(*connection);
}

/// A process that has exited; its PID is not reused during the lifetime of this object.
class ExitedProcess
{
public:
    ExitedProcess()
        : m_pid(::fork())
    {
        if (m_pid == 0)
            ::_exit(0);
        siginfo_t ended;
        ::waitid(P_PID, static_cast<id_t>(m_pid), &ended, WEXITED | WNOWAIT);
    }
    ~ExitedProcess() { ::waitpid(m_pid, nullptr, 0); }
    ExitedProcess(const ExitedProcess &) = delete;
    ExitedProcess &operator=(const ExitedProcess &) = delete;

    pid_t pid() const { return m_pid; }

private:
    pid_t m_pid;
};

/// A row in pylockfile's table of locks. Inserted by one statement if there is none, because the two statements of the
/// original can create two holders without any breaker.
class RowMarker : public Marker
{
public:
    RowMarker(const fs::path &database, pid_t ended)
        : Marker(Lock)
        , m_database(opened(database))
        , m_ended(ended)
    {}
    std::string nameOwner(bool isDead, unsigned number, unsigned long turn) const override
    {
        const auto digits = std::to_string(turn);
        return "/srv/" + ownHostname() + "-e8da0401." + std::to_string(isDead ? m_ended : ::getpid()) + "-" +
               std::to_string(number + 1) + std::string(12 - digits.size(), '0') + digits;
    }
    bool make(const std::string &owner) override
    {
        // Selects first, and pauses between two selects, as the original does, so that other processes can write.
        if (this->owner().empty() &&
            changes("INSERT INTO locks SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM locks WHERE lock_file = ?1)",
                    owner) == 1)
            return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return false;
    }
    std::string ownerOf(const fs::path &path) const override
    {
        for (;;) {
            auto statement = m_database.prepare("SELECT unique_name FROM locks WHERE lock_file = ?1");
            if (statement) {
                statement->bind(1, path.native());
                const auto step = statement->step();
                if (step && *step == SqliteStatement::Step::Row)
                    return statement->bytes(0);
                if (step && *step == SqliteStatement::Step::Done)
                    return {};
            }
            ::sched_yield();
        }
    }
    /// Released and acquired again by the same owner.
    void refresh() override
    {
        const auto mine = owner();
        while (!m_database.execute("BEGIN IMMEDIATE"))
            ::sched_yield();
        if (changes("DELETE FROM locks WHERE lock_file = ?1 AND unique_name = ?2", mine) == 1)
            changes("INSERT INTO locks VALUES(?1, ?2)", mine);
        while (!m_database.execute("COMMIT"))
            ::sched_yield();
    }
    void remove(const std::string &owner) override
    {
        while (changes("DELETE FROM locks WHERE lock_file = ?1 AND unique_name = ?2", owner) < 0)
            ::sched_yield();
    }
    std::chrono::steady_clock::duration maxTimeInQuarantine() const override { return {}; }

private:
    /// Number of changed rows; -1 if another process blocked the database for too long.
    int changes(std::string_view sql, const std::string &owner)
    {
        auto statement = m_database.prepare(sql);
        if (!statement)
            return -1;
        statement->bind(1, m_lock.native());
        statement->bind(2, owner);
        const auto step = statement->step();
        return step && *step == SqliteStatement::Step::Done ? m_database.changes() : -1;
    }

    mutable SqliteConnection m_database;
    pid_t m_ended;
};

/// Uses no connection of its own: a process that has the database open in WAL mode must not read the file directly.
void breakRows(const fs::path &database, const fs::path &journal, Ledger &ledger, Chance &chance, long trials)
{
    Breaker breaker(journal);
    while (ledger.trials < trials) {
        for (const auto &plan : breaker.plan(database)) {
            if (!plan.isSafe())
                continue;
            ++ledger.trials;
            chance.pause();
            const auto broken = breaker.execute(plan);
            if (!broken) {
                const auto code = broken.error().code;
                if (code != LockErrc::BreakChanged && code != LockErrc::NothingToBreak) {
                    ++ledger.failed;
                    qWarning("%s", qPrintable(broken.error().message()));
                }
                continue;
            }
            ++ledger.broken;
            if (chance.oneIn(2) && breaker.undo(broken->id))
                ++ledger.undone;
            else
                fs::remove(journal / broken->id); // a journal of thousands of entries is not tested here
        }
    }
}

} // namespace

/// Rows of a lock database, broken with everything that the library does for it: inspection, proof, journal and undo.
class tst_BreakRowRaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holderKeepsRowDuringBreaks_data();
    void holderKeepsRowDuringBreaks();
};

void tst_BreakRowRaces::holderKeepsRowDuringBreaks_data()
{
    QTest::addColumn<QByteArray>("journalMode");
    QTest::newRow("rollback journal") << QByteArray("DELETE");
    QTest::newRow("write-ahead log") << QByteArray("WAL");
}

void tst_BreakRowRaces::holderKeepsRowDuringBreaks()
{
    QFETCH(const QByteArray, journalMode);
    const TestDirectory directory;
    const TestDirectory journal;
    const ExitedProcess ended;
    const auto database = directory / "locks.db";
    const QByteArray table = "; CREATE TABLE locks (lock_file varchar(32), unique_name varchar(32))";
    const auto made = opened(database).execute(QByteArray("PRAGMA journal_mode = " + journalMode + table).constData());
    QVERIFY(made);
    runRace({.kind = QTest::currentDataTag(),
             .trials = 60,
             .marker = [&] { return std::make_unique<RowMarker>(database, ended.pid()); },
             .breakLocks = [&](Ledger &ledger, Chance &chance,
                               long trials) { breakRows(database, journal / "broken", ledger, chance, trials); }});
}

QTEST_GUILESS_MAIN(tst_BreakRowRaces)

#include "tst_breakrowraces.moc"
