// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/kindtest.h"
#include "support/leftovers.h"
#include "support/locktest.h"

#include <lockscope/inspector.h>
#include <lockscope/qtlockfile.h>

#include <QFile>
#include <QLockFile>
#include <QTest>

#include <cstdlib>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Lockscope;
using namespace std::chrono_literals;

namespace {

/// Runs the function in a child that exits without releasing anything. Returns its exit status.
template <typename Function>
int inChild(Function function)
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(function() ? EXIT_SUCCESS : EXIT_FAILURE);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// Locks briefly, again and again, and increments the counter in the file that the lock protects.
template <typename Lock, typename Unlock>
bool countUp(const std::filesystem::path &counter, int rounds, Lock lock, Unlock unlock)
{
    for (int round = 0; round < rounds; ++round) {
        if (!lock())
            return false;
        writeFile(counter, QByteArray::number(contentOf(counter).toInt() + 1));
        unlock();
    }
    return true;
}

} // namespace

/// The kind qlockfile with Qt's own QLockFile.
class tst_QtLockFile : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestDirectory> m_directory;
    std::filesystem::path path() const { return *m_directory / "app.lock"; }
    QString text() const { return toQString(path()); }

private Q_SLOTS:
    void init() { m_directory = std::make_unique<TestDirectory>(); }
    void cleanup() { m_directory.reset(); }

    void ourLockExcludesQLockFile()
    {
        QtLockFile ours(path());
        VERIFY_RESULT(ours.acquire(0s));
        QLockFile theirs(text());
        QVERIFY(!theirs.tryLock());
        QCOMPARE(theirs.error(), QLockFile::LockFailedError);
        qint64 pid = 0;
        QString host;
        QString program;
        QVERIFY(theirs.getLockInfo(&pid, &host, &program));
        QCOMPARE(pid, qint64{::getpid()});
        QCOMPARE(host, QSysInfo::machineHostName());
        QCOMPARE(program, QFileInfo(QCoreApplication::applicationFilePath()).fileName());
        VERIFY_RESULT(ours.release());
        QVERIFY(!QFile::exists(text()));
        QVERIFY(theirs.tryLock());
    }

    void qLockFileExcludesOurLock()
    {
        QLockFile theirs(text());
        QVERIFY(theirs.tryLock());
        QtLockFile ours(path());
        const auto refused = ours.acquire(0s);
        QCOMPARE(codeOf(refused), LockErrc::AlreadyLocked);
        QCOMPARE(refused.error().claim.value().pid, std::int64_t{::getpid()});
        QCOMPARE(codeOf(ours.acquire(50ms)), LockErrc::LockTimeout);
        theirs.unlock();
        VERIFY_RESULT(ours.acquire(0s));
    }

    void bothWriteTheSameContent()
    {
        QByteArray theirText;
        {
            QLockFile theirs(text());
            QVERIFY(theirs.tryLock());
            theirText = contentOf(path());
        }
        QtLockFile ours(path());
        VERIFY_RESULT(ours.acquire(0s));
        QCOMPARE(contentOf(path()), theirText);
    }

    void qLockFileKeepsOurOldLock()
    {
        QtLockFile ours(path());
        VERIFY_RESULT(ours.acquire(0s));
        const struct timespec hourAgo[2] = {{::time(nullptr) - 3600, 0}, {::time(nullptr) - 3600, 0}};
        QCOMPARE(::utimensat(AT_FDCWD, path().c_str(), hourAgo, 0), 0);
        QLockFile theirs(text());
        theirs.setStaleLockTime(1);
        QVERIFY(!theirs.tryLock(100));
        QVERIFY(ours.isHeldByMe());
    }

    void oldLockOfQLockFileIsKept()
    {
        QLockFile theirs(text());
        QVERIFY(theirs.tryLock());
        const struct timespec hourAgo[2] = {{::time(nullptr) - 3600, 0}, {::time(nullptr) - 3600, 0}};
        QCOMPARE(::utimensat(AT_FDCWD, path().c_str(), hourAgo, 0), 0);
        QtLockFile ours(path());
        QCOMPARE(codeOf(ours.acquire(0s)), LockErrc::AlreadyLocked);
        QVERIFY(QFile::exists(text()));
    }

    void lockOfCrashedQLockFileIsReplaced()
    {
        QCOMPARE(inChild([this] { return (new QLockFile(text()))->tryLock(); }), EXIT_SUCCESS);
        QVERIFY(QFile::exists(text()));
        QtLockFile ours(path());
        VERIFY_RESULT(ours.acquire(0s));
        QVERIFY(!std::filesystem::exists(path().native() + ".rmlock"));
    }

    void qLockFileReplacesOurCrashedLock()
    {
        QCOMPARE(inChild([this] { return (new QtLockFile(path()))->acquire(0s).has_value(); }), EXIT_SUCCESS);
        QLockFile theirs(text());
        theirs.setStaleLockTime(0); // not because of its age
        QVERIFY(theirs.tryLock());
    }

    void fileWithoutProofIsNotRemoved_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("truncated") << QByteArray("42");
        QTest::newRow("other host") << QByteArray("4242\napp\nelsewhere\n\n\n");
        QTest::newRow("running") << QByteArray::number(::getppid()) + "\napp\n" + QSysInfo::machineHostName().toUtf8() +
                                        "\n\n\n";
        QTest::newRow("not a lock") << QByteArray("some text that belongs to a person\n");
    }

    void fileWithoutProofIsNotRemoved()
    {
        QFETCH(const QByteArray, content);
        writeFile(path(), content);
        QtLockFile ours(path());
        QCOMPARE(codeOf(ours.acquire(0s)), LockErrc::AlreadyLocked);
        QCOMPARE(contentOf(path()), content);
    }

    void removalInProgressIsRespected()
    {
        QCOMPARE(inChild([this] { return (new QLockFile(text()))->tryLock(); }), EXIT_SUCCESS);
        QLockFile removing(text() + QStringLiteral(".rmlock"));
        QVERIFY(removing.tryLock());
        QtLockFile ours(path());
        QCOMPARE(codeOf(ours.acquire(0s)), LockErrc::AlreadyLocked);
        removing.unlock();
        VERIFY_RESULT(ours.acquire(0s));
    }

    void heldLockIsInspectedAsHeld()
    {
        QtLockFile ours(path());
        VERIFY_RESULT(ours.acquire(0s));
        const auto report = Inspector().inspect(path());
        QCOMPARE(report.format, std::string("qlockfile"));
        QCOMPARE(report.verdict.state, Verdict::State::Held);
    }

    void processesOfBothKindsAlternate()
    {
        constexpr int Processes = 3;
        constexpr int Rounds = 50;
        const auto counter = makeFile(*m_directory / "counter", "0");
        std::vector<pid_t> children;
        for (int i = 0; i < 2 * Processes; ++i) {
            const pid_t child = ::fork();
            if (child != 0) {
                children.push_back(child);
                continue;
            }
            bool done = false;
            if (i % 2 == 0) {
                QtLockFile ours(path());
                done = countUp(
                    counter, Rounds, [&] { return ours.acquire(60s).has_value(); },
                    [&] { return ours.release().has_value(); });
            } else {
                QLockFile theirs(text());
                done = countUp(
                    counter, Rounds, [&] { return theirs.tryLock(60'000); }, [&] { theirs.unlock(); });
            }
            ::_exit(done ? EXIT_SUCCESS : EXIT_FAILURE);
        }
        for (const pid_t child : children) {
            int status = -1;
            QCOMPARE(::waitpid(child, &status, 0), child);
            QCOMPARE(status, 0);
        }
        QCOMPARE(contentOf(counter).toInt(), 2 * Processes * Rounds);
    }
};

QTEST_GUILESS_MAIN(tst_QtLockFile)
#include "tst_qtlockfile.moc"
