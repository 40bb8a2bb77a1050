// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "lockscopectlcall.h"
#include "support/actor.h"
#include "support/brokenscene.h"
#include "support/faultysystemcalls.h"
#include "support/leftovers.h"
#include "system/processes.h"
#include "system/procroot.h"

#include <lockscope/breaker.h>
#include <lockscope/holder.h>
#include <lockscope/inspector.h>
#include <lockscope/processfacts.h>

#include <QJsonObject>
#include <QTest>

#include <optional>

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Lockscope;
namespace fs = std::filesystem;

using Permission = BreakPlan::Permission;

namespace {

/// py-filelock's text, which records the start time of the process: its boot ID and its ticks as one decimal number.
QByteArray textOf(const Actor &actor)
{
    const auto host = HostIdentity::read();
    const auto process = readProcess(ProcRoot(), actor.pid(), host);
    QByteArray hex = QByteArray::fromStdString(host.bootId).replace('-', "") +
                     QByteArray::number(qulonglong{process->startTicks}, 16).rightJustified(16, '0');
    QByteArray decimal;
    while (!hex.isEmpty()) {
        int rest = 0;
        for (auto &digit : hex) {
            const int value = rest * 16 + QByteArray(1, digit).toInt(nullptr, 16);
            digit = "0123456789abcdef"[value / 10];
            rest = value % 10;
        }
        decimal.prepend(static_cast<char>('0' + rest));
        while (hex.startsWith('0'))
            hex.remove(0, 1);
    }
    return QByteArray::fromStdString(actor.pidText() + '\n' + host.hostname + '\n') + decimal + '\n';
}

} // namespace

/// What a break, an undo and a signal must not do, whatever is at the path.
class tst_BreakGuards : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory.emplace();
        m_state.emplace();
        qputenv("XDG_STATE_HOME", QByteArray::fromStdString(m_state->path().native()));
    }
    void directoryWithOtherFilesIsNotBroken();
    void lockDirectoryOfKnownFormatIsBroken();
    void forcedBreakDoesNotExpire();
    void grownDirectoryKeepsItsJournalEntry();
    void listBrokenPrintsOwnerAsObject();
    void pidInWritableFileIsNotSignalled();
    void aclMaskLimitsPermissions_data();
    void aclMaskLimitsPermissions();
    void pidInWritableDirectoryIsNotSignalled();
    void leaseHolderIsNoHolder();
    void pidInFileWithFutureMtimeIsNotSignalled();
    void databaseTriggersDoNotRun_data();
    void databaseTriggersDoNotRun();
    void undoWaitsForTheJournalEntry();
    void undoSkipsMissingDirectory();
    void journalEntryOfAnotherUserIsIgnored();
    void journalWritableByOthersIsIgnored();
    void signalAcceptsNamesAndNumbers_data();
    void signalAcceptsNamesAndNumbers();

private:
    static Breaker breaker() { return Breaker(); }
    fs::path journal() const { return *m_state / "lockscope" / "broken"; }
    fs::path makeStale(const char *name = "app.lock") const
    {
        auto lock = *m_directory / name;
        staleLocks().front().make(lock, exitedProcess());
        return lock;
    }
    static Result<BrokenLock> breakIt(const fs::path &lock, Breaker::Force force = Breaker::Force::No)
    {
        return breaker().execute(breaker().plan(lock).front(), force);
    }
    static QString text(const fs::path &path) { return QString::fromStdString(path.native()); }

    std::optional<TestDirectory> m_directory;
    std::optional<TestDirectory> m_state;
};

void tst_BreakGuards::directoryWithOtherFilesIsNotBroken()
{
    const auto data = *m_directory / "data.lock";
    fs::create_directory(data);
    makeFile(data / "thesis.txt", "x\n");
    const auto below = *m_directory / "below.lock";
    fs::create_directories(below / "chapters");
    const auto disguised = *m_directory / "disguised.lock";
    fs::create_directory(disguised);
    makeFile(disguised / (ownHostname() + ".-e8da0401" + std::to_string(exitedProcess())), "text of somebody\n");
    const auto before = snapshotOf(m_directory->path());
    for (const auto &path : {data, below, disguised}) {
        const auto plan = breaker().plan(path).front();
        QCOMPARE(plan.permission, Permission::Never);
        QVERIFY2(plan.refusalText().contains(QStringLiteral("contains files")), qPrintable(plan.refusalText()));
        QCOMPARE(lockscopectl({QStringLiteral("break"), QStringLiteral("--force"), text(path)}).status, 3);
    }
    QCOMPARE(snapshotOf(m_directory->path()), before);
}

void tst_BreakGuards::lockDirectoryOfKnownFormatIsBroken()
{
    const auto lock = *m_directory / "app.lock";
    staleLocks().back().make(lock, exitedProcess());
    QVERIFY(breakIt(lock));
    QVERIFY(breaker().undo());
    const auto empty = *m_directory / "empty.lock";
    fs::create_directory(empty);
    QVERIFY(breakIt(empty, Breaker::Force::Yes));
    QVERIFY(breaker().undo());
    QVERIFY(fs::exists(lock) && fs::exists(empty));
}

void tst_BreakGuards::forcedBreakDoesNotExpire()
{
    const auto forced = *m_directory / "forced.lock";
    makeFile(forced, QByteArray::number(::getpid()) + '\n');
    const auto kept = breakIt(forced, Breaker::Force::Yes);
    QVERIFY(kept);
    const auto proven = breakIt(makeStale());
    QVERIFY(proven);
    QVERIFY(!kept->expires() && proven->expires());
    QVERIFY(lockscopectl(words("broken")).out.contains(" in 7 d "));
    for (const auto *broken : {&*kept, &*proven})
        ageJournalEntry(journal() / broken->id, std::chrono::hours(400 * 24));
    const auto listed = lockscopectl(words("broken --json")).object();
    QCOMPARE(listed[u"id"].toString(), QString::fromStdString(kept->id));
    QVERIFY(listed.contains(u"expires") && listed[u"expires"].isNull());
    QVERIFY(lockscopectl(words("broken")).out.contains("never"));
    QVERIFY(!fs::exists(proven->quarantine));
    QVERIFY(breaker().undo(kept->id));
    QVERIFY(fs::exists(forced));
}

void tst_BreakGuards::grownDirectoryKeepsItsJournalEntry()
{
    const auto lock = *m_directory / "app.lock";
    staleLocks().back().make(lock, exitedProcess());
    const auto broken = breakIt(lock);
    QVERIFY(broken);
    fs::create_directories(broken->quarantine / "chapters");
    makeFile(broken->quarantine / "chapters" / "one.txt", "x\n");
    ageJournalEntry(journal() / broken->id, std::chrono::hours(8 * 24));
    QCOMPARE(breaker().brokenLocks().locks.size(), std::size_t{1});
    QVERIFY(breaker().undo(broken->id));
    QVERIFY(fs::exists(lock / "chapters" / "one.txt"));
}

void tst_BreakGuards::listBrokenPrintsOwnerAsObject()
{
    const auto lock = *m_directory / "app.lock";
    const auto owner = exitedProcess();
    staleLocks()[2].make(lock, owner);
    QVERIFY(breakIt(lock));
    const auto printed = lockscopectl(words("broken --json")).object()[u"owner"].toObject();
    QCOMPARE(printed[u"pid"].toInteger(), qint64{owner});
    QCOMPARE(printed[u"hostname"].toString(), QString::fromStdString(ownHostname()));
    QCOMPARE(printed[u"thread"].toString(), QStringLiteral("e8da0401"));
    QVERIFY(printed.contains(u"bootId"));
}

void tst_BreakGuards::pidInWritableFileIsNotSignalled()
{
    Actor actor;
    const auto lock = makeFile(*m_directory / "app.lock", textOf(actor));
    const auto proven = Holder::of(lock);
    QVERIFY2(proven, proven ? "" : qPrintable(proven.error().message()));
    for (const mode_t mode : {0666, 0660, 0646}) {
        QCOMPARE(::chmod(lock.c_str(), mode), 0);
        const auto holders = Holder::of(lock);
        QVERIFY(!holders);
        QCOMPARE(holders.error().code, LockErrc::SignalRefused);
        QVERIFY2(holders.error().message().contains(QStringLiteral("may write it")),
                 qPrintable(holders.error().message()));
    }
}

void tst_BreakGuards::aclMaskLimitsPermissions_data()
{
    QTest::addColumn<QString>("ofDirectory");
    QTest::addColumn<QString>("ofFile");
    QTest::addColumn<bool>("isTrusted");
    const QString none;
    QTest::newRow("another user may write the file") << none << QStringLiteral("u:65534:rw") << false;
    QTest::newRow("another group may write the file") << none << QStringLiteral("g:65534:rw") << false;
    QTest::newRow("another user may read the file") << none << QStringLiteral("u:65534:r") << true;
    QTest::newRow("the mask removes the permission") << none << QStringLiteral("u:65534:rw,m::r") << true;
    QTest::newRow("another user may write the directory") << QStringLiteral("u:65534:rwx") << none << false;
    QTest::newRow("another user may write new files") << QStringLiteral("d:u:65534:rw") << none << false;
    QTest::newRow("another user may read new files") << QStringLiteral("d:u:65534:r,d:g::r,d:o::r") << none << true;
}

/// The group bits of the mode are the mask of the list: the maximum permissions of everybody except the owner.
void tst_BreakGuards::aclMaskLimitsPermissions()
{
    QFETCH(const QString, ofDirectory);
    QFETCH(const QString, ofFile);
    QFETCH(const bool, isTrusted);
    const auto place = *m_directory / "place";
    fs::create_directory(place);
    const auto set = [](const QString &list, const fs::path &path) {
        return list.isEmpty() ||
               callProgram(QStringLiteral("setfacl"), {QStringLiteral("-m"), list, text(path)}).status == 0;
    };
    if (!set(QStringLiteral("u:65534:r"), makeFile(place / "probe")))
        QSKIP("needs setfacl (Debian: acl), and a file system with access control lists");
    Actor actor;
    QVERIFY(set(ofDirectory, place));
    const auto lock = place / "app.lock";
    // As open() of most programs creates it; a default list of the directory replaces the umask.
    const int file = ::open(lock.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0666);
    const auto content = textOf(actor);
    QCOMPARE(::write(file, content.constData(), std::size_t(content.size())), ssize_t{content.size()});
    ::close(file);
    QVERIFY(set(ofFile, lock));
    const auto holders = Holder::of(lock);
    QVERIFY2(holders.has_value() == isTrusted, holders ? "" : qPrintable(holders.error().message()));
    if (!isTrusted) {
        QCOMPARE(holders.error().code, LockErrc::SignalRefused);
        QVERIFY2(holders.error().message().contains(QStringLiteral("may write")),
                 qPrintable(holders.error().message()));
        QCOMPARE(lockscopectl(words("signal 0") << text(lock)).status, 3);
    }
}

void tst_BreakGuards::pidInWritableDirectoryIsNotSignalled()
{
    Actor actor;
    const auto place = *m_directory / "place";
    fs::create_directory(place);
    const auto lock = makeFile(place / "app.lock", textOf(actor));
    QVERIFY(Holder::of(lock));
    QCOMPARE(::chmod(place.c_str(), 0777), 0);
    QCOMPARE(Holder::of(lock).error().code, LockErrc::SignalRefused);
    // In a sticky directory each name belongs to the owner of its file, if the file has no second name.
    QCOMPARE(::chmod(place.c_str(), 01777), 0);
    QVERIFY(Holder::of(lock));
    fs::create_hard_link(lock, place / "second.lock");
    QCOMPARE(Holder::of(lock).error().code, LockErrc::SignalRefused);
    fs::remove(place / "second.lock");
    QCOMPARE(::chmod(place.c_str(), 0755), 0);
    QCOMPARE(::chmod(m_directory->path().c_str(), 0777), 0);
    QCOMPARE(Holder::of(lock).error().code, LockErrc::SignalRefused);
}

/// A file server with a lease on a lock only wants to know when another process opens it.
void tst_BreakGuards::leaseHolderIsNoHolder()
{
    Actor server;
    const auto lock = makeFile(*m_directory / "app.lock");
    const auto answer = server.say("lease", lock, "read");
    if (answer.startsWith("failed"))
        QSKIP("needs a file system that knows leases");
    QCOMPARE(answer, QByteArray("held"));

    const auto report = Inspector().inspect(lock);
    QCOMPARE(report.kernelLocks.size(), std::size_t{1});
    QCOMPARE(report.holders().size(), std::size_t{0});
    const auto holders = Holder::of(lock);
    QVERIFY(!holders);
    QCOMPARE(holders.error().code, LockErrc::SignalRefused);
}

/// If the file was written by another clock, whether its process started before or after that is unknown.
void tst_BreakGuards::pidInFileWithFutureMtimeIsNotSignalled()
{
    Actor actor;
    const auto lock = makeFile(*m_directory / "app.lock", textOf(actor));
    QVERIFY(Holder::of(lock));
    fs::last_write_time(lock, fs::file_time_type::clock::now() + std::chrono::hours(24));
    QCOMPARE(Holder::of(lock).error().code, LockErrc::SignalRefused);
}

void tst_BreakGuards::databaseTriggersDoNotRun_data()
{
    QTest::addColumn<QByteArray>("trigger");
    QTest::newRow("delete") << QByteArray("AFTER DELETE ON locks BEGIN INSERT INTO seen VALUES('x'); END");
    QTest::newRow("insert") << QByteArray("AFTER INSERT ON locks BEGIN INSERT INTO seen VALUES('x'); END");
    QTest::newRow("endless") << QByteArray("AFTER DELETE ON locks BEGIN INSERT INTO seen WITH RECURSIVE "
                                           "n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                                           "SELECT zeroblob(1000) FROM n; END");
}

void tst_BreakGuards::databaseTriggersDoNotRun()
{
    QFETCH(const QByteArray, trigger);
    const auto file = *m_directory / "locks.db";
    sqlite3 *database = nullptr;
    QCOMPARE(sqlite3_open(file.c_str(), &database), SQLITE_OK);
    const auto run = [&](const QByteArray &sql) { return sqlite3_exec(database, sql, nullptr, nullptr, nullptr); };
    const auto row =
        QByteArray::fromStdString(ownHostname()) + "-e8da0401." + QByteArray::number(exitedProcess()) + "-8134";
    QCOMPARE(run("CREATE TABLE locks (lock_file varchar(32), unique_name varchar(32)); CREATE TABLE seen (x);"
                 "INSERT INTO locks VALUES('/srv/left.lock', '" +
                 row +
                 "');"
                 "CREATE TRIGGER t " +
                 trigger),
             SQLITE_OK);
    QCOMPARE(lockscopectl({QStringLiteral("break"), text(file)}).status, 0);
    QCOMPARE(lockscopectl(words("undo")).status, 0);
    const auto count = [](void *found, int, char **values, char **) {
        *static_cast<QByteArray *>(found) = values[0];
        return 0;
    };
    QByteArray seen;
    QCOMPARE(sqlite3_exec(database, "SELECT count(*) FROM seen", count, &seen, nullptr), SQLITE_OK);
    sqlite3_close(database);
    QCOMPARE(seen, QByteArray("0"));
}

/// While another command reads the journal entry, it must not be reported as missing.
void tst_BreakGuards::undoWaitsForTheJournalEntry()
{
    const auto lock = makeStale();
    const auto broken = breakIt(lock);
    QVERIFY(broken);
    const int note = ::open((journal() / broken->id).c_str(), O_RDWR | O_CLOEXEC);
    QCOMPARE(::flock(note, LOCK_EX), 0);
    FaultySystemCalls calls;
    calls.before("ppoll", 3, [&] { ::close(note); });
    {
        const ScopedSystemCalls scope(calls);
        const auto restored = breaker().undo(broken->id);
        QVERIFY2(restored, restored ? "" : qPrintable(restored.error().message()));
    }
    QVERIFY(fs::exists(lock));
}

void tst_BreakGuards::undoSkipsMissingDirectory()
{
    const auto first = makeStale();
    QVERIFY(breakIt(first));
    fs::create_directory(*m_directory / "place");
    const auto second = breakIt(makeStale("place/app.lock"));
    QVERIFY(second);
    fs::remove_all(*m_directory / "place");
    const auto named = lockscopectl({QStringLiteral("undo"), QString::fromStdString(second->id)});
    QCOMPARE(named.status, 4);
    QVERIFY2(named.err.contains("does not exist any more") && !named.err.contains("cannot break"), named.err);
    QCOMPARE(lockscopectl(words("undo")).status, 0);
    QVERIFY(fs::exists(first));
    const auto last = lockscopectl(words("undo"));
    QCOMPARE(last.status, 4);
    QVERIFY2(last.err.contains("does not exist any more"), last.err);
}

void tst_BreakGuards::journalEntryOfAnotherUserIsIgnored()
{
    if (::geteuid() != 0)
        QSKIP("only root can give a file to another user");
    const auto lock = makeStale();
    const auto broken = breakIt(lock);
    QVERIFY(broken);
    const auto before = snapshotOf(m_directory->path());
    QCOMPARE(::chown((journal() / broken->id).c_str(), 65534, 65534), 0);
    const auto refused = breaker().undo(broken->id);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, LockErrc::StateFailed);
    QCOMPARE(snapshotOf(m_directory->path()), before);
    QCOMPARE(breaker().brokenLocks().failures.size(), std::size_t{1});
}

void tst_BreakGuards::journalWritableByOthersIsIgnored()
{
    const auto lock = makeStale();
    QVERIFY(breakIt(lock));
    const auto before = snapshotOf(m_directory->path());
    QCOMPARE(::chmod(journal().c_str(), 0777), 0);
    QCOMPARE(breaker().undo().error().code, LockErrc::StateFailed);
    QCOMPARE(breaker().brokenLocks().failures.size(), std::size_t{1});
    QCOMPARE(breakIt(makeStale("second.lock")).error().code, LockErrc::StateFailed);
    QCOMPARE(::chmod(journal().c_str(), 0700), 0);
    fs::remove(*m_directory / "second.lock");
    QCOMPARE(snapshotOf(m_directory->path()), before);
    QVERIFY(breaker().undo());
}

void tst_BreakGuards::signalAcceptsNamesAndNumbers_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<bool>("isKnown");
    for (const char *word : {"term", "SigTerm", "usr1", "RTMIN", "rtmin+2", "SIGRTMIN+30", "RTMAX", "SIGRTMAX-1", "34"})
        QTest::newRow(word) << QString::fromLatin1(word) << true;
    for (const char *word : {"terminate", "RTMIN+31", "RTMIN-1", "RTMAX+1", "RTMIN+", "RTMIN+x", "sig", "-1", "99", ""})
        QTest::newRow(word) << QString::fromLatin1(word) << false;
}

void tst_BreakGuards::signalAcceptsNamesAndNumbers()
{
    QFETCH(const QString, word);
    QFETCH(const bool, isKnown);
    Actor actor;
    const auto lock = makeFile(*m_directory / "app.lock");
    QCOMPARE(actor.say("flock", lock), QByteArray("held"));
    const auto call = lockscopectl({QStringLiteral("signal"), QStringLiteral("--"), word, text(lock)});
    QVERIFY2(call.status == (isKnown ? 0 : 2), QByteArray(call.out + call.err).constData());
    if (isKnown)
        QVERIFY(actor.waitForEnd());
}

QTEST_GUILESS_MAIN(tst_BreakGuards)

#include "tst_breakguards.moc"
