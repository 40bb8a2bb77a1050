// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"
#include "support/kindtest.h"
#include "support/leftovers.h"

#include <lockscope/fcntllockfile.h>
#include <lockscope/lockkinds.h>
#include <lockscope/zclockfile.h>

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Lockscope;
using namespace std::chrono_literals;

namespace {

/// What a subclass of zc.lockfile's SimpleLockFile does.
class Stamped : public ZcSimpleLockFile
{
public:
    using ZcSimpleLockFile::ZcSimpleLockFile;
    bool refuses = false;
    int calls = 0;

protected:
    Result<void> onLock() override
    {
        ++calls;
        if (refuses)
            return Failure::of(LockErrc::LockFailed, path(), "the stamp is missing");
        return ::pwrite(descriptor(), "stamp\n", 6, 0) == 6 && isHeldByMe()
                   ? Result<void>()
                   : Result<void>(Failure::fromErrno(LockErrc::LockFailed, "pwrite", path()));
    }
};

} // namespace

/// What zc.lockfile and lock_file document beyond the contract that all kinds share.
class tst_KernelContract : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void zcOverwritesAnyText_data();
    void zcOverwritesAnyText();
    void zcRefusesForeignTextOnRequest();
    void zcNeverOverwritesOtherFiles_data();
    void zcNeverOverwritesOtherFiles();
    void zcSubclassActsRightAfterLocking();
    void directoryIsRefusedWithEisdir();
    void fcntlHasAFileDescriptor();
    void fcntlWaitEndsWithEintr_data();
    void fcntlWaitEndsWithEintr();
    void fcntlRemovesFileWithContent();
    void fcntlKeepsContentOnRequest();
    void fcntlRemovesLinkAndKeepsItsTarget();
    void fcntlReleaseReportsMissingFile();
    void fcntlReleaseKeepsSuccessor();
    void fcntlKeepsFileWithFlock();

private:
    std::filesystem::path directory() const { return m_directory->path().toStdString(); }
    std::filesystem::path file() const { return directory() / "app.lock"; }
    std::unique_ptr<QTemporaryDir> m_directory;
};

void tst_KernelContract::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
}

void tst_KernelContract::zcOverwritesAnyText_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("another template") << QByteArray(" host;12;since yesterday\n");
    QTest::newRow("another program's") << QByteArray("pid=12\nhost=box\n");
    QTest::newRow("binary") << QByteArray("\xff\0\x01", 3);
    QTest::newRow("of the maximum length") << QByteArray(64 * 1024, 'x');
}

void tst_KernelContract::zcOverwritesAnyText()
{
    QFETCH(const QByteArray, content);
    writeFile(file(), content);
    ZcLockFile lock(file());
    VERIFY_RESULT(lock.acquire(0s));
    QCOMPARE(contentOf(file()), ' ' + QByteArray::number(::getpid()) + '\n');
    VERIFY_RESULT(lock.release());
    const auto made = makeLock("zc", file(), {.contentTemplate = "v2 {pid}"});
    VERIFY_RESULT((*made)->acquire(0s));
    QCOMPARE(contentOf(file()), " v2 " + QByteArray::number(::getpid()) + '\n');
}

void tst_KernelContract::zcRefusesForeignTextOnRequest()
{
    const QByteArray data = "important\n";
    writeFile(file(), data);
    const auto lock = makeLock("zc", file(), {.refuseForeignContent = true});
    const auto result = (*lock)->acquire(0s);
    QCOMPARE(codeOf(result), LockErrc::LockFailed);
    QVERIFY(result.error().message().contains(u"would be lost"));
    QVERIFY(kernelLocksOn(file()).isEmpty());
    QCOMPARE(contentOf(file()), data);
    writeFile(file(), " text of such a lock\n");
    VERIFY_RESULT((*lock)->acquire(0s));
    QVERIFY(!makeLock("link", file(), {.refuseForeignContent = true}));
}

void tst_KernelContract::zcNeverOverwritesOtherFiles_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("isLocked");
    QTest::newRow("larger than 64 KiB") << 64 * 1024 + 1 << false;
    QTest::newRow("an fcntl lock on it") << 10 << true;
}

void tst_KernelContract::zcNeverOverwritesOtherFiles()
{
    QFETCH(const int, size);
    QFETCH(const bool, isLocked);
    const QByteArray data(size, ' ');
    writeFile(file(), data);
    Actor actor;
    if (isLocked)
        QCOMPARE(actor.say("acquire fcntl-classic-shared", file()), QByteArray("acquired"));
    ZcLockFile lock(file());
    for (const Timeout timeout : {Timeout(), Timeout(0s), Timeout(20s)})
        QCOMPARE(codeOf(lock.acquire(timeout)), LockErrc::LockFailed);
    QCOMPARE(contentOf(file()), data);
    QCOMPARE(kernelLocksOn(file()).size(), isLocked ? 1 : 0);
}

void tst_KernelContract::zcSubclassActsRightAfterLocking()
{
    Stamped lock(file());
    VERIFY_RESULT(lock.acquire(0s));
    QCOMPARE(contentOf(file()), QByteArray("stamp\n"));
    Stamped rival(file());
    QCOMPARE(codeOf(rival.acquire(0s)), LockErrc::AlreadyLocked);
    QCOMPARE(rival.calls, 0);
    VERIFY_RESULT(lock.release());
    rival.refuses = true;
    QCOMPARE(codeOf(rival.acquire(0s)), LockErrc::LockFailed);
    QCOMPARE(rival.calls, 1);
    QVERIFY(!rival.isHeldByMe());
    QVERIFY(kernelLocksOn(file()).isEmpty());
    VERIFY_RESULT(lock.acquire());
    QCOMPARE(lock.calls, 2);
}

void tst_KernelContract::directoryIsRefusedWithEisdir()
{
    std::filesystem::create_directory(file());
    for (const char *word : {"zc", "zc-simple", "fcntl", "fcntl-classic", "pid", "openlock"}) {
        const auto lock = makeByWord(word, file());
        for (const Timeout timeout : {Timeout(), Timeout(0s), Timeout(20s)}) {
            const auto result = lock->acquire(timeout);
            QCOMPARE(codeOf(result), LockErrc::LockFailed);
            QCOMPARE(result.error().systemErrno, EISDIR);
        }
    }
}

void tst_KernelContract::fcntlHasAFileDescriptor()
{
    FcntlLockFile lock(file());
    QVERIFY(!lock.fileno());
    QCOMPARE(lock.fileno().error().code, LockErrc::NotLocked);
    VERIFY_RESULT(lock.acquire(0s));
    struct stat status = {};
    QCOMPARE(::fstat(lock.fileno().value(), &status), 0);
    struct stat named = {};
    QCOMPARE(::stat(file().c_str(), &named), 0);
    QVERIFY(status.st_ino == named.st_ino && status.st_dev == named.st_dev);
    VERIFY_RESULT(lock.release());
    QVERIFY(!lock.fileno());
}

void tst_KernelContract::fcntlWaitEndsWithEintr_data()
{
    QTest::addColumn<bool>("isTimed");
    QTest::newRow("without a timeout") << false;
    QTest::newRow("with a timeout") << true;
}

void tst_KernelContract::fcntlWaitEndsWithEintr()
{
    QFETCH(const bool, isTimed);
    struct sigaction action = {};
    action.sa_handler = [](int) {};
    QCOMPARE(::sigaction(SIGUSR1, &action, nullptr), 0);
    Actor holder;
    QCOMPARE(holder.say("acquire fcntl", file()), QByteArray("acquired"));
    FcntlLockFile lock(file());
    std::atomic<bool> hasEnded = false;
    std::thread signaller([&, waiting = pthread_self()] {
        // Until a signal arrives during the wait.
        while (!hasEnded) {
            ::pthread_kill(waiting, SIGUSR1);
            std::this_thread::sleep_for(5ms);
        }
    });
    const auto result = lock.acquire(isTimed ? Timeout(20s) : Timeout());
    hasEnded = true;
    signaller.join();
    QCOMPARE(codeOf(result), LockErrc::LockFailed);
    QCOMPARE(result.error().systemErrno, EINTR);
    QVERIFY(!lock.isHeldByMe());
    QCOMPARE(holder.say("release fcntl", file()), QByteArray("released"));
    VERIFY_RESULT(lock.acquire());
}

void tst_KernelContract::fcntlRemovesFileWithContent()
{
    writeFile(file(), "content\n");
    FcntlLockFile lock(file());
    VERIFY_RESULT(lock.acquire(0s));
    QCOMPARE(contentOf(file()), QByteArray("content\n"));
    VERIFY_RESULT(lock.release());
    QVERIFY(!std::filesystem::exists(file()));
}

void tst_KernelContract::fcntlKeepsContentOnRequest()
{
    const auto lock = makeLock("fcntl", file(), {.keepContent = true});
    VERIFY_RESULT((*lock)->acquire(0s));
    VERIFY_RESULT((*lock)->release());
    QVERIFY(!std::filesystem::exists(file()));
    writeFile(file(), "content\n");
    VERIFY_RESULT((*lock)->acquire(0s));
    VERIFY_RESULT((*lock)->release());
    QCOMPARE(contentOf(file()), QByteArray("content\n"));
}

void tst_KernelContract::fcntlRemovesLinkAndKeepsItsTarget()
{
    std::filesystem::create_symlink("target", file());
    FcntlLockFile lock(file());
    VERIFY_RESULT(lock.acquire(0s));
    VERIFY_RESULT(lock.release());
    QVERIFY(!std::filesystem::is_symlink(file()));
    QVERIFY(std::filesystem::exists(directory() / "target"));
}

void tst_KernelContract::fcntlReleaseReportsMissingFile()
{
    FcntlLockFile lock(file());
    VERIFY_RESULT(lock.acquire(0s));
    std::filesystem::remove(file());
    const auto result = lock.release();
    QCOMPARE(codeOf(result), LockErrc::NotMyLock);
    QCOMPARE(result.error().systemErrno, ENOENT);
    QCOMPARE(codeOf(lock.release()), LockErrc::NotLocked);
}

void tst_KernelContract::fcntlReleaseKeepsSuccessor()
{
    // The original removes any file of that name; here the contract is kept, and so is the other lock.
    FcntlLockFile lock(file());
    VERIFY_RESULT(lock.acquire(0s));
    std::filesystem::remove(file());
    Actor successor;
    QCOMPARE(successor.say("acquire fcntl", file()), QByteArray("acquired"));
    QCOMPARE(codeOf(lock.release()), LockErrc::NotMyLock);
    QCOMPARE(successor.say("mine fcntl", file()), QByteArray("yes"));
}

void tst_KernelContract::fcntlKeepsFileWithFlock()
{
    for (const char *word : {"fcntl", "fcntl-classic"}) {
        writeFile(file());
        const auto lock = makeByWord(word, file());
        {
            Actor holder;
            QCOMPARE(holder.say("flock", file()), QByteArray("held"));
            QCOMPARE(codeOf(lock->acquire(0s)), LockErrc::LockFailed);
            QVERIFY(std::filesystem::exists(file()));
        }
        VERIFY_RESULT(lock->acquire(0s));
        Actor holder;
        QCOMPARE(holder.say("flock", file()), QByteArray("held"));
        VERIFY_RESULT(lock->release());
        QCOMPARE(kernelLocksOn(file()), QByteArrayList{"FLOCK WRITE"});
    }
}

QTEST_GUILESS_MAIN(tst_KernelContract)
#include "tst_kernelcontract.moc"
