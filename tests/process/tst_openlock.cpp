// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"
#include "support/faultysystemcalls.h"
#include "support/kindtest.h"
#include "support/leftovers.h"

#include <lockscope/openlockfile.h>

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace Lockscope;
using namespace std::chrono_literals;

namespace {

const QByteArray StaleText = "4194303\nsomebody\n";

} // namespace

/// The documented behaviour of openlock, and that only one process replaces a stale file.
class tst_OpenLock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void fileThatCannotBeParsedIsReplaced_data();
    void fileThatCannotBeParsedIsReplaced();
    void foreignContentCanBeRefused_data();
    void foreignContentCanBeRefused();
    void otherFileTypesAreAlwaysRefused_data();
    void otherFileTypesAreAlwaysRefused();
    void holderGetsItsOwnPid();
    void slowSystemIsReportedOrRefused();
    void zeroTriesFindNoValidLockFile();
    void acquiringAgainWaitsForTheTimeout();
    void peerThatReplacedTheFileKeepsTheLock_data();
    void peerThatReplacedTheFileKeepsTheLock();
    void lockAcquiredAfterRemovalOfStaleFileIsKept();
    void onlyOneProcessReplacesAStaleFile();
    void peerThatOverwritesWithinTheDelayWins();
    void waitsForPlaceholderOfABreak();

private:
    std::filesystem::path file() const
    {
        return std::filesystem::path(m_directory->path().toStdString()) / "openlock.lock";
    }
    QByteArray textOf(const Actor &actor) const { return QByteArray::number(actor.pid()) + "\nlockactor\n"; }
    /// A Python peer that found the file stale before this process did: os.replace().
    void overwriteByRename(const QByteArray &text) const
    {
        const auto temporary = file().parent_path() / "tmp";
        writeFile(temporary, text);
        std::filesystem::rename(temporary, file());
    }
    int filesInDirectory() const
    {
        using Iterator = std::filesystem::directory_iterator;
        return static_cast<int>(std::distance(Iterator(file().parent_path()), Iterator()));
    }
    std::unique_ptr<QTemporaryDir> m_directory;
};

void tst_OpenLock::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
}

void tst_OpenLock::fileThatCannotBeParsedIsReplaced_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("words") << QByteArray("important\n");
    QTest::newRow("one line") << QByteArray("12");
    QTest::newRow("one line with line break") << QByteArray("12\n");
    QTest::newRow("name first") << QByteArray("name\n12\n");
    QTest::newRow("binary") << QByteArray("\x7f"
                                          "ELF\0\xff\x01",
                                          7);
    QTest::newRow("JSON") << QByteArray("{\"pid\": 12}\n");
    QTest::newRow("more lines, owner exited") << StaleText + "more\n";
    QTest::newRow("of the maximum length") << QByteArray(64 * 1024, 'x');
}

void tst_OpenLock::fileThatCannotBeParsedIsReplaced()
{
    QFETCH(const QByteArray, content);
    writeFile(file(), content);
    OpenlockFile lock(file());
    QVERIFY(!lock.isLocked().value());
    QVERIFY(!lock.readPid().value());
    VERIFY_RESULT(lock.acquire(0s));
    QCOMPARE(contentOf(file()), QByteArray::number(::getpid()) + "\ntst_openlock\n");
    VERIFY_RESULT(lock.release());
    QCOMPARE(filesInDirectory(), 0);
}

void tst_OpenLock::foreignContentCanBeRefused_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("isForeign");
    QTest::newRow("words") << QByteArray("important\n") << true;
    QTest::newRow("one line") << QByteArray("12\n") << true;
    QTest::newRow("more lines") << StaleText + "more\n" << true;
    QTest::newRow("stale") << StaleText << false;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("NUL bytes") << QByteArray(5, '\0') << false;
}

void tst_OpenLock::foreignContentCanBeRefused()
{
    QFETCH(const QByteArray, content);
    QFETCH(const bool, isForeign);
    writeFile(file(), content);
    OpenlockFile::Parameters parameters;
    parameters.refuseForeignContent = true;
    OpenlockFile lock(file(), {}, parameters);
    const auto result = lock.acquire(0s);
    if (!isForeign) {
        VERIFY_RESULT(result);
        return;
    }
    QCOMPARE(codeOf(result), LockErrc::LockFailed);
    QVERIFY(result.error().message().contains(u"would be lost"));
    QCOMPARE(contentOf(file()), content);
    QCOMPARE(filesInDirectory(), 1);
}

void tst_OpenLock::otherFileTypesAreAlwaysRefused_data()
{
    QTest::addColumn<QByteArray>("what");
    for (const char *what : {"directory", "FIFO", "link", "large file", "POSIX lock"})
        QTest::newRow(what) << QByteArray(what);
}

void tst_OpenLock::otherFileTypesAreAlwaysRefused()
{
    QFETCH(const QByteArray, what);
    Actor actor;
    if (what == "directory")
        std::filesystem::create_directory(file());
    else if (what == "FIFO")
        QCOMPARE(::mkfifo(file().c_str(), 0666), 0);
    else if (what == "link")
        std::filesystem::create_symlink("target", file());
    else
        writeFile(file(), what == "large file" ? QByteArray(64 * 1024 + 1, 'x') : StaleText);
    if (what == "POSIX lock")
        QCOMPARE(actor.say("acquire fcntl-keep", file()), QByteArray("acquired"));
    OpenlockFile lock(file());
    for (const Timeout timeout : {Timeout(), Timeout(0s), Timeout(20s)}) {
        const auto result = lock.acquire(timeout);
        QCOMPARE(codeOf(result), LockErrc::LockFailed);
        QCOMPARE(result.error().systemErrno, what == "directory" ? EISDIR : 0);
        QVERIFY(!result.error().details.empty());
    }
    QCOMPARE(filesInDirectory(), 1);
}

void tst_OpenLock::holderGetsItsOwnPid()
{
    OpenlockFile lock(file());
    QVERIFY(!lock.readPid().value());
    VERIFY_RESULT(lock.acquire(0s));
    QCOMPARE(lock.readPid().value(), std::optional<std::int64_t>(::getpid()));
    QCOMPARE(OpenlockFile(file()).readPid().value(), std::optional<std::int64_t>(::getpid()));
    VERIFY_RESULT(lock.release());
    QVERIFY(!lock.readPid().value());
}

void tst_OpenLock::slowSystemIsReportedOrRefused()
{
    writeFile(file(), StaleText);
    OpenlockFile::Parameters parameters;
    parameters.raceDelay = 0s; // any time that it needs is too long
    OpenlockFile lenient(file(), {}, parameters);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("too long for the race delay")));
    VERIFY_RESULT(lenient.acquire(0s));
    VERIFY_RESULT(lenient.release());
    writeFile(file(), StaleText);
    parameters.slowSystemException = true;
    OpenlockFile strict(file(), {}, parameters);
    const auto result = strict.acquire(0s);
    QCOMPARE(codeOf(result), LockErrc::LockFailed);
    QVERIFY(result.error().message().contains(u"race delay"));
    QVERIFY(!strict.isHeldByMe());
    // If the file is not valid, nothing is replaced and nothing is slow.
    VERIFY_RESULT(strict.acquire(0s));
}

void tst_OpenLock::zeroTriesFindNoValidLockFile()
{
    VERIFY_RESULT(OpenlockFile::setDefaults({{"tries", 0}}));
    OpenlockFile lock(file());
    VERIFY_RESULT(OpenlockFile::setDefaults({{"tries", 2}}));
    const auto result = lock.acquire(0s);
    QCOMPARE(codeOf(result), LockErrc::LockFailed);
    QVERIFY(result.error().message().contains(QStringLiteral("tries")));
    QCOMPARE(filesInDirectory(), 0);
}

void tst_OpenLock::acquiringAgainWaitsForTheTimeout()
{
    OpenlockFile lock(file());
    VERIFY_RESULT(lock.acquire(0s));
    QCOMPARE(codeOf(lock.acquire(0s)), LockErrc::AlreadyLocked);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(codeOf(lock.acquire(300ms)), LockErrc::LockTimeout);
    QVERIFY(timer.elapsed() >= 300);
    QVERIFY(lock.isHeldByMe());
    VERIFY_RESULT(lock.release());
}

void tst_OpenLock::peerThatReplacedTheFileKeepsTheLock_data()
{
    QTest::addColumn<bool>("canExchange");
    QTest::newRow("names can be exchanged") << true;
    QTest::newRow("plain renames only") << false;
}

void tst_OpenLock::peerThatReplacedTheFileKeepsTheLock()
{
    QFETCH(const bool, canExchange);
    writeFile(file(), StaleText);
    Actor peer;
    OpenlockFile lock(file());
    FaultySystemCalls between;
    if (!canExchange)
        between.refuseRenameFlags();
    between.before("renameat2", 1, [&] { overwriteByRename(textOf(peer)); });
    {
        const ScopedSystemCalls scope(between);
        QCOMPARE(codeOf(lock.acquire(0s)), LockErrc::AlreadyLocked);
    }
    QCOMPARE(contentOf(file()), textOf(peer));
    QCOMPARE(filesInDirectory(), 1);
}

void tst_OpenLock::lockAcquiredAfterRemovalOfStaleFileIsKept()
{
    // The holder releases and exits between the reading of the file and the check of its process; another process
    // acquires.
    writeFile(file(), StaleText);
    Actor newcomer;
    OpenlockFile lock(file());
    QByteArray answer;
    FaultySystemCalls between;
    between.before("flock", 1, [&] {
        std::filesystem::remove(file());
        answer = newcomer.say("acquire openlock", file());
    });
    {
        const ScopedSystemCalls scope(between);
        QCOMPARE(codeOf(lock.acquire(0s)), LockErrc::AlreadyLocked);
    }
    QCOMPARE(answer, QByteArray("acquired"));
    QCOMPARE(newcomer.say("mine openlock", file()), QByteArray("yes"));
    QCOMPARE(newcomer.say("release openlock", file()), QByteArray("released"));
    QCOMPARE(filesInDirectory(), 0);
}

void tst_OpenLock::onlyOneProcessReplacesAStaleFile()
{
    writeFile(file(), StaleText);
    Actor rival;
    OpenlockFile lock(file());
    QByteArray answer;
    FaultySystemCalls between;
    between.before("renameat2", 1, [&] { answer = rival.say("acquire openlock", file()); });
    {
        const ScopedSystemCalls scope(between);
        VERIFY_RESULT(lock.acquire(0s));
    }
    QCOMPARE(answer, QByteArray("failed AlreadyLocked"));
    QVERIFY(lock.isHeldByMe());
    VERIFY_RESULT(lock.release());
    QCOMPARE(rival.say("acquire openlock", file()), QByteArray("acquired"));
}

void tst_OpenLock::peerThatOverwritesWithinTheDelayWins()
{
    writeFile(file(), StaleText);
    Actor peer;
    OpenlockFile lock(file());
    FaultySystemCalls between;
    between.before("ppoll", 1, [&] { overwriteByRename(textOf(peer)); });
    {
        const ScopedSystemCalls scope(between);
        QCOMPARE(codeOf(lock.acquire(0s)), LockErrc::AlreadyLocked);
    }
    QVERIFY(!lock.isHeldByMe());
    QCOMPARE(contentOf(file()), textOf(peer));
}

void tst_OpenLock::waitsForPlaceholderOfABreak()
{
    std::filesystem::create_symlink("lockscope-break:0123456789ab", file());
    OpenlockFile lock(file());
    QCOMPARE(codeOf(lock.acquire(0s)), LockErrc::AlreadyLocked);
    FaultySystemCalls between;
    between.before("ppoll", 2, [&] { std::filesystem::remove(file()); });
    const ScopedSystemCalls scope(between);
    VERIFY_RESULT(lock.acquire(20s));
}

QTEST_GUILESS_MAIN(tst_OpenLock)
#include "tst_openlock.moc"
