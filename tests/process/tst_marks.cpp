// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"
#include "support/kindtest.h"
#include "support/leftovers.h"

#include <lockscope/lockkinds.h>
#include <lockscope/openlockfile.h>
#include <lockscope/pylockfile.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Lockscope;
using namespace std::chrono_literals;

namespace {

QString hostname()
{
    char name[256] = {};
    ::gethostname(name, sizeof name - 1);
    return QString::fromLocal8Bit(name);
}

QString threadText()
{
    return QString::number(static_cast<quint32>(pthread_self()), 16);
}

} // namespace

/// The properties of each kind of marker.
class tst_Marks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void linkHasTwoNames();
    void symlinkNamesItsOwner();
    void mkdirKeepsItsOwnerInside();
    void unthreadedMarkersRecordNoThread();
    void pathIsMadeAbsoluteAsInPython();
    void linkIsTheDefaultKind();
    void defaultTimeoutApplies();
    void lostLockCanBeReacquired();
    void pidFileIsRead();
    void openlockOptions();
    void openlockReplacesStaleFile();
    void openlockReplacesStaleFileWithItsOwnPid();
    void openlockIsLostToPeerThatReplacesIt();
    void sqliteNeedsADatabase();
    void sqliteKeepsOneRowPerLock();
    void sqliteRowOfKilledHolderIsBroken();
    void sqliteRefusesOtherFiles();
    void sqliteLockIsLostIfDatabaseIsRemoved();
    void sqliteBusyDatabaseRespectsTimeout();
    void overwrittenOwnerIsALostLock();
    void databaseLockOutlivesAnInspection();
    void kindsAreCreatedById();

private:
    std::filesystem::path directory() const { return m_directory->path().toStdString(); }
    std::filesystem::path readme() const { return directory() / "README"; }
    std::unique_ptr<QTemporaryDir> m_directory;
};

void tst_Marks::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
}

void tst_Marks::linkHasTwoNames()
{
    LinkLockFile lock(readme());
    QCOMPARE(lock.path(), directory() / "README.lock");
    QCOMPARE(lock.protectedPath(), readme());
    VERIFY_RESULT(lock.acquire());
    struct stat status = {};
    QCOMPARE(::lstat(lock.path().c_str(), &status), 0);
    QCOMPARE(status.st_nlink, nlink_t{2});
    QCOMPARE(status.st_size, off_t{0});
    const QRegularExpression unique(QStringLiteral("^%1-%2\\.%3-[0-9]+$")
                                        .arg(QRegularExpression::escape(hostname()), threadText())
                                        .arg(QCoreApplication::applicationPid()));
    int names = 0;
    for (const auto &entry : std::filesystem::directory_iterator(directory()))
        names += QString::fromStdString(entry.path().filename().native()).contains(unique) ? 1 : 0;
    QCOMPARE(names, 1);
    VERIFY_RESULT(lock.release());
    QVERIFY(std::filesystem::is_empty(directory()));
}

void tst_Marks::symlinkNamesItsOwner()
{
    SymlinkLockFile lock(readme());
    VERIFY_RESULT(lock.acquire());
    const auto target = QString::fromStdString(std::filesystem::read_symlink(lock.path()).native());
    QVERIFY(target.startsWith(QStringLiteral("%1-%2.%3-").arg(hostname(), threadText()).arg(::getpid())));
}

void tst_Marks::mkdirKeepsItsOwnerInside()
{
    MkdirLockFile lock(readme());
    VERIFY_RESULT(lock.acquire());
    const auto entry = *std::filesystem::directory_iterator(lock.path());
    // Eight digits, so that the PID after them can be parsed.
    QCOMPARE(QString::fromStdString(entry.path().filename().native()),
             QStringLiteral("%1.-%2%3").arg(hostname(), threadText().rightJustified(8, u'0')).arg(::getpid()));
}

void tst_Marks::unthreadedMarkersRecordNoThread()
{
    SymlinkLockFile lock(readme(), {.threaded = false});
    VERIFY_RESULT(lock.acquire());
    const auto target = QString::fromStdString(std::filesystem::read_symlink(lock.path()).native());
    QVERIFY(target.startsWith(QStringLiteral("%1.%2-").arg(hostname()).arg(::getpid())));
    // A form other than that of a thread.
    SymlinkLockFile rival(readme());
    QCOMPARE(codeOf(rival.acquire(0s)), LockErrc::AlreadyLocked);
    QCOMPARE(codeOf(rival.acquire()), LockErrc::WouldDeadlock);
}

void tst_Marks::pathIsMadeAbsoluteAsInPython()
{
    QCOMPARE(LinkLockFile("/a/b/../c/./d//e/").path(), std::filesystem::path("/a/c/d/e.lock"));
    QCOMPARE(LinkLockFile("x").path(), std::filesystem::current_path() / "x.lock");
    QCOMPARE(LinkLockFile("/").path(), std::filesystem::path("/.lock"));
}

void tst_Marks::linkIsTheDefaultKind()
{
    const auto lock = defaultLock(readme());
    QCOMPARE(lock->kind(), std::string_view("link"));
    static_assert(std::is_same_v<LinkFileLock, LinkLockFile>);
    static_assert(std::is_same_v<MkdirFileLock, MkdirLockFile>);
    static_assert(std::is_same_v<SQLiteFileLock, SqliteLockFile>);
}

void tst_Marks::defaultTimeoutApplies()
{
    LinkLockFile holder(readme());
    VERIFY_RESULT(holder.acquire());
    LinkLockFile lock(readme(), {.threaded = false, .timeout = 1ms});
    QCOMPARE(codeOf(lock.acquire()), LockErrc::LockTimeout);
    lock.setDefaultTimeout(0s);
    QCOMPARE(codeOf(lock.acquire()), LockErrc::AlreadyLocked);
    QCOMPARE(codeOf(lock.acquire(1ms)), LockErrc::LockTimeout);
}

void tst_Marks::lostLockCanBeReacquired()
{
    LinkLockFile lock(readme());
    VERIFY_RESULT(lock.acquire());
    std::filesystem::remove(lock.path());
    VERIFY_RESULT(lock.acquire(0s));
    QVERIFY(lock.isHeldByMe());
    VERIFY_RESULT(lock.release());
    QVERIFY(std::filesystem::is_empty(directory()));
}

void tst_Marks::pidFileIsRead()
{
    const auto file = directory() / "app.pid";
    PidLockFile lock(file);
    QVERIFY(!lock.readPid().value());
    VERIFY_RESULT(lock.acquire());
    QCOMPARE(contentOf(file), QByteArray::number(::getpid()) + '\n');
    QCOMPARE(PidLockFile(file).readPid().value(), std::optional<std::int64_t>(::getpid()));
    VERIFY_RESULT(lock.release());
    writeFile(file, "no number\n");
    QVERIFY(!lock.readPid().value());
}

void tst_Marks::openlockOptions()
{
    const auto before = OpenlockFile::defaults();
    QCOMPARE(before.raceDelay, std::chrono::nanoseconds(200ms));
    QCOMPARE(before.retryPeriod, std::chrono::nanoseconds(300ms));
    QCOMPARE(before.tries, 2);
    QVERIFY(!before.slowSystemException);
    const auto refused = OpenlockFile::setDefaults({{"race_delay", 1}, {"patience", 3}});
    QCOMPARE(codeOf(refused), LockErrc::InvalidOption);
    QVERIFY(refused.error().message().contains(u"'patience'"));
    QCOMPARE(OpenlockFile::defaults().raceDelay, before.raceDelay);
    QCOMPARE(codeOf(OpenlockFile::setDefaults({{"race_delay", -1}})), LockErrc::InvalidOption);
    VERIFY_RESULT(OpenlockFile::setDefaults({{"race_delay", 0.01}, {"tries", 5}, {"slow_system_exception", 1}}));
    QCOMPARE(OpenlockFile::defaults().raceDelay, std::chrono::nanoseconds(10ms));
    QCOMPARE(OpenlockFile::defaults().tries, 5);
    QVERIFY(OpenlockFile::defaults().slowSystemException);
    VERIFY_RESULT(OpenlockFile::setDefaults(
        {{"race_delay", 0.2}, {"tries", 2}, {"retry_period", 0.3}, {"slow_system_exception", 0}}));
    QCOMPARE(OpenlockFile().path(), std::filesystem::path("openlock.lock"));
}

void tst_Marks::openlockReplacesStaleFile()
{
    const auto file = directory() / "openlock.lock";
    {
        Actor actor;
        QCOMPARE(actor.say("acquire openlock", file), QByteArray("acquired"));
        actor.kill(SIGKILL);
        QVERIFY(actor.waitForEnd());
    }
    for (const QByteArray &content : {QByteArray("keep"), QByteArray(), QByteArray(5, '\0')}) {
        if (content != "keep")
            writeFile(file, content);
        OpenlockFile lock(file);
        QVERIFY(!lock.isLocked().value());
        QElapsedTimer timer;
        timer.start();
        VERIFY_RESULT(lock.acquire(0s));
        QVERIFY(timer.elapsed() >= 200); // the time in which a peer may still replace it
        QVERIFY(contentOf(file).startsWith(QByteArray(QByteArray::number(::getpid()) + "\ntst_marks\n")));
        QCOMPARE(OpenlockFile(file).readPid().value(), std::optional<std::int64_t>(::getpid()));
        VERIFY_RESULT(lock.release());
        QVERIFY(std::filesystem::is_empty(directory()));
    }
}

void tst_Marks::openlockReplacesStaleFileWithItsOwnPid()
{
    // As in a container, in which the first process always has the same PID.
    const auto file = directory() / "openlock.lock";
    writeFile(file, QByteArray::number(::getpid()) + "\ntst_marks\n");
    OpenlockFile lock(file);
    VERIFY_RESULT(lock.acquire(0s));
    OpenlockFile rival(file);
    QCOMPARE(codeOf(rival.acquire(0s)), LockErrc::AlreadyLocked);
    QVERIFY(lock.isHeldByMe());
}

void tst_Marks::openlockIsLostToPeerThatReplacesIt()
{
    const auto file = directory() / "openlock.lock";
    OpenlockFile lock(file);
    VERIFY_RESULT(lock.acquire());
    writeFile(directory() / "theirs", "1\npeer\n");
    std::filesystem::rename(directory() / "theirs", file);
    QVERIFY(!lock.isHeldByMe());
    QCOMPARE(codeOf(lock.release()), LockErrc::NotMyLock);
    QCOMPARE(contentOf(file), QByteArray("1\npeer\n"));
}

void tst_Marks::sqliteNeedsADatabase()
{
    SqliteLockFile lock(readme(), {});
    QCOMPARE(codeOf(lock.acquire(0s)), LockErrc::InvalidOption);
    QCOMPARE(codeOf(SqliteLockFile(readme(), directory() / "missing" / "db").acquire(0s)), LockErrc::LockFailed);
}

void tst_Marks::sqliteKeepsOneRowPerLock()
{
    const auto file = directory() / "db";
    SqliteLockFile lock(readme(), file);
    SqliteLockFile other(directory() / "another", file);
    VERIFY_RESULT(lock.acquire());
    VERIFY_RESULT(other.acquire());
    sqlite3 *connection = nullptr;
    QCOMPARE(sqlite3_open(file.c_str(), &connection), SQLITE_OK);
    const auto insert = "INSERT INTO locks VALUES('" + lock.path().native() + "', 'intruder')";
    QCOMPARE(sqlite3_exec(connection, insert.c_str(), nullptr, nullptr, nullptr), SQLITE_CONSTRAINT);
    sqlite3_close(connection);
    QVERIFY(lock.isHeldByMe());
    VERIFY_RESULT(lock.release());
    QVERIFY(other.isHeldByMe());
}

void tst_Marks::sqliteRowOfKilledHolderIsBroken()
{
    const auto path = directory() / "app.lock";
    Actor actor;
    QCOMPARE(actor.say("acquire sqlite", path), QByteArray("acquired"));
    SqliteLockFile lock(directory() / "app", databaseBeside(path));
    const auto refused = lock.breakStaleLock();
    QCOMPARE(codeOf(refused), LockErrc::BreakRefused);
    QVERIFY(refused.error().message().contains(QString::number(actor.pid())));
    actor.kill(SIGKILL);
    QVERIFY(actor.waitForEnd());
    QCOMPARE(codeOf(lock.acquire(0s)), LockErrc::AlreadyLocked);
    VERIFY_RESULT(lock.breakStaleLock());
    VERIFY_RESULT(lock.acquire(0s));
}

void tst_Marks::sqliteRefusesOtherFiles()
{
    const auto file = directory() / "data";
    const QByteArray data(4096, 'x');
    writeFile(file, data);
    SqliteLockFile lock(readme(), file);
    const auto result = lock.acquire(0s);
    QCOMPARE(codeOf(result), LockErrc::LockFailed);
    QVERIFY2(result.error().message().contains(u"not a database"), qPrintable(result.error().message()));
    QCOMPARE(contentOf(file), data);
}

void tst_Marks::sqliteLockIsLostIfDatabaseIsRemoved()
{
    const auto file = directory() / "db";
    SqliteLockFile lock(readme(), file);
    VERIFY_RESULT(lock.acquire());
    for (const char *suffix : {"", "-wal", "-shm"})
        std::filesystem::remove(file.native() + suffix);
    QVERIFY(!lock.isHeldByMe());
    SqliteLockFile newcomer(readme(), file);
    VERIFY_RESULT(newcomer.acquire(0s));
    QVERIFY(!lock.isHeldByMe());
    QCOMPARE(codeOf(lock.release()), LockErrc::NotMyLock);
    QVERIFY(newcomer.isHeldByMe());
}

void tst_Marks::sqliteBusyDatabaseRespectsTimeout()
{
    const auto file = directory() / "db";
    sqlite3 *connection = nullptr;
    QCOMPARE(sqlite3_open(file.c_str(), &connection), SQLITE_OK);
    QCOMPARE(sqlite3_exec(connection, "CREATE TABLE t(a); BEGIN EXCLUSIVE", nullptr, nullptr, nullptr), SQLITE_OK);
    SqliteLockFile lock(readme(), file);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(codeOf(lock.acquire(0s)), LockErrc::AlreadyLocked);
    QCOMPARE(codeOf(lock.acquire(100ms)), LockErrc::LockTimeout);
    QVERIFY(timer.elapsed() < 5000);
    sqlite3_close(connection);
    VERIFY_RESULT(lock.acquire(20s));
}

void tst_Marks::overwrittenOwnerIsALostLock()
{
    const auto file = directory() / "app.lock";
    PidLockFile pid(file);
    OpenlockFile openLock(directory() / "openlock.lock");
    for (LockFile *lock : {static_cast<LockFile *>(&pid), static_cast<LockFile *>(&openLock)}) {
        VERIFY_RESULT(lock->acquire());
        writeFile(lock->path(), "1\npeer\n");
        QVERIFY(!lock->isHeldByMe());
        QCOMPARE(codeOf(lock->release()), LockErrc::NotMyLock);
        QCOMPARE(contentOf(lock->path()), QByteArray("1\npeer\n"));
    }
}

void tst_Marks::databaseLockOutlivesAnInspection()
{
    // Closing any descriptor of the file would release SQLite's own locks on it.
    const auto file = directory() / "db";
    SqliteLockFile lock(readme(), file);
    VERIFY_RESULT(lock.acquire());
    const auto before = kernelLocksOn(directory() / "db-shm");
    QVERIFY(!before.isEmpty());
    {
        SqliteLockFile second(readme(), file, {.threaded = false});
        QCOMPARE(codeOf(second.acquire(0s)), LockErrc::AlreadyLocked);
    }
    QCOMPARE(kernelLocksOn(directory() / "db-shm"), before);
}

void tst_Marks::kindsAreCreatedById()
{
    for (const auto &kind : lockKinds()) {
        KindOptions options;
        if (kind.id == "sqlite") {
            const auto refused = makeLock(kind.id, readme());
            QVERIFY(!refused && refused.error().code == LockErrc::InvalidOption);
            options.database = directory() / "db";
        }
        options.timeout = 7ms;
        const auto lock = makeLock(kind.id, directory() / ("lock-" + std::string(kind.id)), options);
        QVERIFY(lock.has_value());
        QCOMPARE((*lock)->kind(), kind.id);
        QCOMPARE((*lock)->defaultTimeout(), Timeout(7ms));
        VERIFY_RESULT((*lock)->acquire());
        VERIFY_RESULT((*lock)->release());
    }
    QCOMPARE(lockKinds().size(), std::size_t{10});
}

QTEST_GUILESS_MAIN(tst_Marks)
#include "tst_marks.moc"
