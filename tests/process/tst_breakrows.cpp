// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "lockscopectlcall.h"
#include "support/brokenscene.h"
#include "support/deadlycalls.h"
#include "system/sqliteconnection.h"

#include <lockscope/breaker.h>
#include <lockscope/pylockfile.h>

#include <QJsonObject>
#include <QTest>

#include <functional>
#include <optional>

using namespace Lockscope;

/// A lock that is a database row is broken by deleting the row, and restored by inserting it.
class tst_BreakRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void rowOfExitedProcessIsBrokenAndRestored();
    void rowOfRunningOwnerNeedsForce();
    void rowWithNewOwnerIsKept();
    void removedRowIsNotBroken();
    void undoIsRefusedIfRowIsHeld();
    void undoIsRefusedIfDatabaseWasReplaced();
    void planNamesTheDeletedRow();
    void kindBreaksItsOwnRow();
    void killedDuringBreak();
    void killedDuringUndo();

private:
    using Rows = std::vector<std::pair<std::string, std::string>>;

    static std::string uniqueName(pid_t owner)
    {
        return ownHostname() + "-e8da0401." + std::to_string(owner) + "-8134";
    }
    QString database() const { return QString::fromStdString((*m_directory / "locks.db").native()); }
    void run(const std::string &sql) const
    {
        auto opened = SqliteConnection::open(*m_directory / "locks.db", SqliteConnection::Mode::Create,
                                             std::chrono::seconds(10), LockErrc::ReadFailed);
        QVERIFY(opened);
        const auto done = opened->execute(sql.c_str());
        QVERIFY2(done, done ? "" : qPrintable(done.error().message()));
    }
    Rows rows() const
    {
        Rows found;
        auto opened = SqliteConnection::open(*m_directory / "locks.db", SqliteConnection::Mode::ReadWrite,
                                             std::chrono::seconds(10), LockErrc::ReadFailed);
        auto statement = opened->prepare("SELECT lock_file, unique_name FROM locks ORDER BY 1, 2");
        while (*statement->step() == SqliteStatement::Step::Row)
            found.emplace_back(statement->bytes(0), statement->bytes(1));
        return found;
    }
    /// A table as pylockfile creates it, with a row of an exited process and one of this process.
    void makeStale()
    {
        m_ended = uniqueName(exitedProcess());
        m_living = uniqueName(::getpid());
        run("CREATE TABLE locks (lock_file varchar(32), unique_name varchar(32));"
            "INSERT INTO locks VALUES('/srv/left.lock', '" +
            m_ended + "'); INSERT INTO locks VALUES('/srv/used.lock', '" + m_living + "')");
    }
    BreakPlan planOf(const char *row) const
    {
        for (auto &plan : breaker().plan(*m_directory / "locks.db")) {
            if (plan.report.row == row)
                return plan;
        }
        return {};
    }
    static Breaker breaker() { return Breaker(); }
    void killAtEachCall(const std::function<bool()> &prepare, const std::function<bool()> &act, int atLeast);

    std::optional<TestDirectory> m_directory;
    std::optional<TestDirectory> m_state;
    std::string m_ended;
    std::string m_living;
};

void tst_BreakRows::init()
{
    m_directory.emplace();
    m_state.emplace();
    // With a journal of the program, and with the library's default.
    qputenv("XDG_STATE_HOME", QByteArray::fromStdString(m_state->path().native()));
}

void tst_BreakRows::rowOfExitedProcessIsBrokenAndRestored()
{
    makeStale();
    const auto before = rows();
    const auto broken = lockscopectl(words("break --json") << database()).objects();
    QCOMPARE(broken.size(), 2);
    QCOMPARE(broken[0][u"row"].toString(), QStringLiteral("/srv/left.lock"));
    QCOMPARE(broken[0][u"event"].toString(), QStringLiteral("broken"));
    QVERIFY(broken[0][u"quarantine"].isNull());
    QCOMPARE(broken[1][u"row"].toString(), QStringLiteral("/srv/used.lock"));
    QCOMPARE(broken[1][u"event"].toString(), QStringLiteral("refused"));
    QCOMPARE(rows(), (Rows{{"/srv/used.lock", m_living}}));
    const auto kept = lockscopectl(words("broken --json")).object();
    QCOMPARE(kept[u"path"].toString(), database());
    QCOMPARE(kept[u"row"].toString(), QStringLiteral("/srv/left.lock"));
    const auto restored = lockscopectl(words("undo --json")).object();
    QCOMPARE(restored[u"event"].toString(), QStringLiteral("restored"));
    QCOMPARE(rows(), before);
    QVERIFY(breaker().brokenLocks().locks.empty());
}

void tst_BreakRows::rowOfRunningOwnerNeedsForce()
{
    makeStale();
    auto breaker = this->breaker();
    const auto plan = planOf("/srv/used.lock");
    QCOMPARE(plan.permission, BreakPlan::Permission::WithForce);
    QVERIFY(plan.consequence);
    QVERIFY(breaker.execute(plan).error().code == LockErrc::BreakRefused);
    QCOMPARE(rows().size(), 2U);
    QVERIFY(breaker.execute(plan, Breaker::Force::Yes));
    QCOMPARE(rows(), (Rows{{"/srv/left.lock", m_ended}}));
    QVERIFY(breaker.undo());
    QCOMPARE(rows().size(), 2U);
}

void tst_BreakRows::rowWithNewOwnerIsKept()
{
    makeStale();
    const auto plan = planOf("/srv/left.lock");
    QVERIFY(plan.isSafe());
    run("UPDATE locks SET unique_name = '" + m_living + "'");
    const auto before = rows();
    QVERIFY(breaker().execute(plan).error().code == LockErrc::NothingToBreak);
    QCOMPARE(rows(), before);
}

void tst_BreakRows::removedRowIsNotBroken()
{
    makeStale();
    const auto plan = planOf("/srv/left.lock");
    run("DELETE FROM locks");
    QVERIFY(breaker().execute(plan).error().code == LockErrc::NothingToBreak);
    QVERIFY(breaker().brokenLocks().locks.empty());
}

void tst_BreakRows::undoIsRefusedIfRowIsHeld()
{
    makeStale();
    QVERIFY(breaker().execute(planOf("/srv/left.lock")));
    run("INSERT INTO locks VALUES('/srv/left.lock', '" + m_living + "')");
    const auto before = rows();
    QVERIFY(breaker().undo().error().code == LockErrc::UndoRefused);
    QCOMPARE(rows(), before);
    QCOMPARE(breaker().brokenLocks().locks.size(), 1U);
    run("DELETE FROM locks WHERE unique_name = '" + m_living + "'");
    QVERIFY(breaker().undo());
    QCOMPARE(rows(), (Rows{{"/srv/left.lock", m_ended}}));
}

void tst_BreakRows::undoIsRefusedIfDatabaseWasReplaced()
{
    makeStale();
    QVERIFY(breaker().execute(planOf("/srv/left.lock")));
    std::filesystem::remove(*m_directory / "locks.db");
    run("CREATE TABLE locks (lock_file varchar(32), unique_name varchar(32))");
    QCOMPARE(lockscopectl(words("undo")).status, 3);
    QVERIFY(rows().empty());
    std::filesystem::remove(*m_directory / "locks.db");
    QCOMPARE(lockscopectl(words("undo")).status, 4);
}

void tst_BreakRows::planNamesTheDeletedRow()
{
    makeStale();
    const auto before = rows();
    const auto answer = lockscopectl(words("break --dry-run") << database());
    QVERIFY2(answer.out.contains("Would break: /srv/left.lock in ") && answer.out.contains("DELETE FROM locks"),
             answer.out);
    QCOMPARE(rows(), before);
}

void tst_BreakRows::kindBreaksItsOwnRow()
{
    makeStale();
    SqliteLockFile left("/srv/left", *m_directory / "locks.db");
    QVERIFY(left.breakStaleLock());
    QCOMPARE(rows(), (Rows{{"/srv/used.lock", m_living}}));
    QCOMPARE(breaker().brokenLocks().locks.front().row, std::filesystem::path("/srv/left.lock"));
    SqliteLockFile used("/srv/used", *m_directory / "locks.db");
    QVERIFY(used.breakStaleLock().error().code == LockErrc::BreakRefused);
    QCOMPARE(rows().size(), 1U);
}

/// A break and an undo are killed before each call that changes something. Then the row is in the database or in the
/// journal, never in both or in neither.
void tst_BreakRows::killAtEachCall(const std::function<bool()> &prepare, const std::function<bool()> &act, int atLeast)
{
    int there = 0;
    int kept = 0;
    for (auto end = End::Killed; end == End::Killed;) {
        init();
        makeStale();
        QVERIFY(prepare());
        end = runAndKill(there + kept + 1, FileSystem::Full, act);
        QVERIFY(end != End::Failed);
        const auto found = breaker().brokenLocks();
        QVERIFY(found.failures.empty());
        QCOMPARE(found.locks.size() + rows().size(), 2U);
        (found.locks.empty() ? there : kept) += 1;
        if (!found.locks.empty())
            QVERIFY(breaker().undo());
        QCOMPARE(rows(), (Rows{{"/srv/left.lock", m_ended}, {"/srv/used.lock", m_living}}));
        QVERIFY(breaker().brokenLocks().locks.empty());
    }
    qInfo("after a kill the row was in the database %d times, in the journal %d times", there, kept);
    QVERIFY(there > 0 && kept > 0);
    QVERIFY(there + kept > atLeast);
}

void tst_BreakRows::killedDuringBreak()
{
    killAtEachCall([] { return true; }, [this] { return breaker().execute(planOf("/srv/left.lock")).has_value(); }, 15);
}

void tst_BreakRows::killedDuringUndo()
{
    killAtEachCall([this] { return breaker().execute(planOf("/srv/left.lock")).has_value(); },
                   [] { return breaker().undo().has_value(); }, 10);
}

QTEST_GUILESS_MAIN(tst_BreakRows)

#include "tst_breakrows.moc"
