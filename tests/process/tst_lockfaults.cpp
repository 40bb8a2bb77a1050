// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"
#include "support/faultysystemcalls.h"
#include "support/kindtest.h"
#include "support/leftovers.h"

#include <QFile>
#include <QScopeGuard>
#include <QTest>

#include <set>

#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Lockscope;
using namespace std::chrono_literals;

namespace {

/// Calls whose failure is harmless: the library has an alternative, or the following close has the same effect.
bool isHarmless(const std::string &call, const LockWord &word)
{
    static const std::set<std::string> always = {"close", "renameat2", "pread"};
    // An fcntl lock uses flock to check whether another program holds one.
    const bool isProbe = call == "flock" && word.type != KernelLock::Type::Flock;
    return always.contains(call) || isProbe || (word.writes && (call == "openat" || call == "fcntl"));
}

} // namespace

/// System calls that fail, and other processes that act between two of them.
class tst_LockFaults : public KindTest
{
    Q_OBJECT

public:
    tst_LockFaults()
        : KindTest(Words::KernelLocks)
    {}

private Q_SLOTS:
    void everyCallOfAnAcquisitionMayFail_data();
    void everyCallOfAnAcquisitionMayFail();
    void everyCallOfAReleaseMayFail();
    void everyCallOfAWaitMayFail();
    void interruptedCallsAreRepeated();
    void shortWritesAreCompleted();
    void fullDiskLeavesNoFiles();
    void fullDiskWithoutTemporaryFiles();
    void fileReplacedBeforeLocking();
    void fileRemovedAfterLocking();
    void fileLockedByAnotherDuringCreation();
    void fileRemovedBetweenCheckAndOpen();
    void fifoPutInPlaceBetweenCheckAndOpen();
    void failedRemovalIsReportedAndLockIsReleased();
    void releaseWithoutStatIsNotForeign();
    void lockIsNotLostIfItCannotBeChecked();

private:
    std::string lockCall() const { return word().type == KernelLock::Type::Flock ? "flock" : "fcntl"; }
    void checkThatItWorksAgain();
};

void tst_LockFaults::checkThatItWorksAgain()
{
    QCOMPARE(heldInodes(), std::size_t{0});
    QCOMPARE(kernelLocksOn(path()), QByteArrayList());
    const auto lock = makeRival();
    VERIFY_RESULT(lock->acquire(0s));
    VERIFY_RESULT(lock->release());
}

void tst_LockFaults::everyCallOfAnAcquisitionMayFail_data()
{
    QTest::addColumn<bool>("exists");
    QTest::addColumn<bool>("forEver");
    QTest::newRow("new file, tried once") << false << false;
    QTest::newRow("new file, no timeout") << false << true;
    QTest::newRow("old file, tried once") << true << false;
    QTest::newRow("old file, no timeout") << true << true;
}

void tst_LockFaults::everyCallOfAnAcquisitionMayFail()
{
    QFETCH(const bool, exists);
    QFETCH(const bool, forEver);
    const auto timeout = forEver ? Timeout() : Timeout(0s);
    bool wentThrough = false;
    for (int nth = 1; !wentThrough; ++nth) {
        QVERIFY(nth < 30);
        std::filesystem::remove(path());
        if (exists)
            writeFile(path(), " old");
        const auto descriptors = openDescriptors();
        const auto lock = make();
        FaultySystemCalls faulty;
        faulty.fail({}, EIO, nth);
        const auto result = [&] {
            const ScopedSystemCalls scope(faulty);
            return lock->acquire(timeout);
        }();
        const auto calls = faulty.made();
        wentThrough = calls.size() < std::size_t(nth);
        if (result) {
            QVERIFY2(wentThrough || isHarmless(calls[std::size_t(nth) - 1], word()),
                     calls[std::size_t(std::min<int>(nth, int(calls.size())) - 1)].c_str());
            QVERIFY(lock->isHeldByMe());
            VERIFY_RESULT(lock->release());
        } else {
            const auto &failure = result.error();
            QCOMPARE(failure.code, LockErrc::LockFailed);
            QCOMPARE(failure.systemErrno, EIO);
            QCOMPARE(failure.call, calls[std::size_t(nth) - 1]);
            QCOMPARE(failure.path, path());
            QVERIFY(!lock->isHeldByMe());
            QCOMPARE(codeOf(lock->release()), LockErrc::NotLocked);
            // The kinds without content keep the file that O_CREAT created, like the originals: after it has its name,
            // another process may be about to lock it, and removing it would allow two holders.
            if (!exists && word().writes)
                QCOMPARE(filesInDirectory(), QStringList());
        }
        QCOMPARE(openDescriptors(), descriptors);
        checkThatItWorksAgain();
    }
}

void tst_LockFaults::everyCallOfAReleaseMayFail()
{
    bool wentThrough = false;
    for (int nth = 1; !wentThrough; ++nth) {
        QVERIFY(nth < 30);
        const auto descriptors = openDescriptors();
        const auto lock = make();
        VERIFY_RESULT(lock->acquire(0s));
        FaultySystemCalls faulty;
        faulty.fail({}, EIO, nth);
        const auto result = [&] {
            const ScopedSystemCalls scope(faulty);
            return lock->release();
        }();
        const auto calls = faulty.made();
        wentThrough = calls.size() < std::size_t(nth);
        if (result) {
            // If unlocking fails, the close releases the lock; a lock that cannot be checked is still ours.
            std::set<std::string> harmless = {"close", "fstat", "flock", lockCall()};
            if (!word().removes)
                harmless.insert("fstatat");
            QVERIFY(wentThrough || harmless.contains(calls[std::size_t(nth) - 1]));
        } else {
            QCOMPARE(codeOf(result), LockErrc::UnlockFailed);
            QCOMPARE(result.error().systemErrno, EIO);
            QCOMPARE(result.error().call, calls[std::size_t(nth) - 1]);
            QCOMPARE(result.error().path, path());
        }
        QVERIFY(!lock->isHeldByMe());
        QCOMPARE(codeOf(lock->release()), LockErrc::NotLocked);
        QCOMPARE(openDescriptors(), descriptors);
        checkThatItWorksAgain();
    }
}

void tst_LockFaults::everyCallOfAWaitMayFail()
{
    // Waiting does not depend on any system call: it falls back to polling.
    for (const std::string call : {"inotify_init1", "inotify_add_watch", "inotify_rm_watch", "eventfd", "read"}) {
        Actor actor;
        QCOMPARE(actor.say(QByteArray("acquire ") + word().rival, path()), QByteArray("acquired"));
        const auto descriptors = openDescriptors();
        const auto lock = make();
        const auto releaseByActor = [&] {
            actor.send(QByteArray("release ") + word().rival + ' ' + Actor::word(path()));
        };
        FaultySystemCalls faulty;
        faulty.failAlways(call, EMFILE);
        faulty.before("ppoll", 3, releaseByActor);
        const std::stop_source stop;
        {
            const ScopedSystemCalls scope(faulty);
            VERIFY_RESULT(lock->acquire(20s, stop.get_token()));
        }
        QCOMPARE(actor.listen(), QByteArray("released"));
        VERIFY_RESULT(lock->release());
        QCOMPARE(openDescriptors(), descriptors);
    }
}

void tst_LockFaults::interruptedCallsAreRepeated()
{
    for (const bool exists : {false, true}) {
        std::filesystem::remove(path());
        if (exists)
            writeFile(path());
        FaultySystemCalls faulty;
        faulty.interruptEach();
        const ScopedSystemCalls scope(faulty);
        const auto lock = make();
        const auto rival = makeRival();
        VERIFY_RESULT(lock->acquire());
        // A signal ends a wait of the kind fcntl, as documented.
        const bool endsOnSignal = word().type != KernelLock::Type::Flock;
        QCOMPARE(codeOf(rival->acquire(20ms)), endsOnSignal ? LockErrc::LockFailed : LockErrc::LockTimeout);
        VERIFY_RESULT(lock->release());
        VERIFY_RESULT(rival->acquire(20s));
        if (lockWord(word().rival).writes)
            QVERIFY(contentOf(path()).endsWith('\n'));
    }
}

void tst_LockFaults::shortWritesAreCompleted()
{
    if (!word().writes)
        return;
    FaultySystemCalls faulty;
    faulty.writeShort();
    faulty.interruptEach();
    const ScopedSystemCalls scope(faulty);
    const auto lock = make();
    VERIFY_RESULT(lock->acquire());
    const QByteArray pid = QByteArray::number(::getpid());
    const auto content = contentOf(path());
    QVERIFY(content.startsWith(' ') && content.contains(pid) && content.endsWith('\n'));
}

void tst_LockFaults::fullDiskLeavesNoFiles()
{
    if (!word().writes)
        return;
    if (::mount("tmpfs", directory().c_str(), "tmpfs", 0, "size=16k") != 0)
        QSKIP("needs CAP_SYS_ADMIN, to mount a small file system");
    const auto unmount = qScopeGuard([this] { ::umount2(directory().c_str(), MNT_DETACH); });
    QFile filler(QString::fromStdString((directory() / "filler").native()));
    QVERIFY(filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    while (filler.write(QByteArray(4096, 'x')) > 0) {
    }
    filler.close();

    const auto lock = make();
    for (const Timeout timeout : {Timeout(), Timeout(0s), Timeout(20s)}) {
        const auto result = lock->acquire(timeout);
        QCOMPARE(codeOf(result), LockErrc::LockFailed);
        QCOMPARE(result.error().systemErrno, ENOSPC);
        QVERIFY(!result.error().call.empty());
        QCOMPARE(filesInDirectory(), QStringList{QStringLiteral("filler")});
    }
    // An existing file is kept, and is not held.
    writeFile(path());
    QCOMPARE(codeOf(lock->acquire(0s)), LockErrc::LockFailed);
    QCOMPARE(kernelLocksOn(path()), QByteArrayList());
    QVERIFY(std::filesystem::remove(directory() / "filler"));
    VERIFY_RESULT(lock->acquire(0s));
    VERIFY_RESULT(lock->release());
}

void tst_LockFaults::fullDiskWithoutTemporaryFiles()
{
    if (!word().writes)
        return;
    FaultySystemCalls faulty;
    const auto parts = path();
    const auto followed = static_cast<int>(std::distance(parts.begin(), parts.end()));
    faulty.fail("openat", EOPNOTSUPP, followed + 1); // of the temporary name
    faulty.fail("pwrite", ENOSPC);
    const auto lock = make();
    {
        const ScopedSystemCalls scope(faulty);
        const auto result = lock->acquire(0s);
        QCOMPARE(codeOf(result), LockErrc::LockFailed);
        QCOMPARE(result.error().systemErrno, ENOSPC);
    }
    checkThatItWorksAgain();
}

void tst_LockFaults::fileReplacedBeforeLocking()
{
    writeFile(path(), " old");
    FaultySystemCalls faulty;
    faulty.before(lockCall(), 1, [this] {
        std::filesystem::rename(path(), directory() / "old");
        writeFile(path(), " new");
    });
    const ScopedSystemCalls scope(faulty);
    for (const Timeout timeout : {Timeout(), Timeout(0s)}) {
        const auto lock = make();
        VERIFY_RESULT(lock->acquire(timeout));
        QVERIFY(lock->isHeldByMe());
        QCOMPARE(kernelLocksOn(path()).size(), 1);
        QCOMPARE(kernelLocksOn(directory() / "old").size(), 0);
        VERIFY_RESULT(lock->release());
        QCOMPARE(contentOf(directory() / "old"), QByteArray(" old"));
    }
}

void tst_LockFaults::fileRemovedAfterLocking()
{
    writeFile(path(), " old");
    // The first check is before the open, the second one after it.
    FaultySystemCalls faulty;
    faulty.before("fstatat", 2, [this] { std::filesystem::remove(path()); });
    const auto lock = make();
    const ScopedSystemCalls scope(faulty);
    VERIFY_RESULT(lock->acquire(0s));
    QVERIFY(lock->isHeldByMe());
    QCOMPARE(kernelLocksOn(path()).size(), 1);
    QVERIFY(contentOf(path()) != " old");
}

void tst_LockFaults::fileLockedByAnotherDuringCreation()
{
    Actor actor;
    FaultySystemCalls faulty;
    faulty.before(word().writes ? "renameat2" : "openat", 1,
                  [&] { QCOMPARE(actor.say(QByteArray("acquire ") + word().rival, path()), QByteArray("acquired")); });
    const auto lock = make();
    const ScopedSystemCalls scope(faulty);
    const auto result = lock->acquire(0s);
    QCOMPARE(codeOf(result), LockErrc::AlreadyLocked);
    if (word().writes) {
        QVERIFY(result.error().claim);
        QCOMPARE(result.error().claim->pid, actor.pid());
    }
    QCOMPARE(filesInDirectory(), QStringList{QStringLiteral("app.lock")});
    QCOMPARE(actor.say(QByteArray("mine ") + word().rival, path()), QByteArray("yes"));
}

void tst_LockFaults::fileRemovedBetweenCheckAndOpen()
{
    writeFile(path(), " old");
    FaultySystemCalls faulty;
    faulty.before("openat", 1, [this] { std::filesystem::remove(path()); });
    const auto lock = make();
    const ScopedSystemCalls scope(faulty);
    VERIFY_RESULT(lock->acquire(0s));
    QVERIFY(lock->isHeldByMe());
}

void tst_LockFaults::fifoPutInPlaceBetweenCheckAndOpen()
{
    writeFile(path());
    FaultySystemCalls faulty;
    faulty.before("openat", 1, [this] {
        std::filesystem::remove(path());
        QCOMPARE(::mkfifo(path().c_str(), 0666), 0);
    });
    const auto lock = make();
    const ScopedSystemCalls scope(faulty);
    QCOMPARE(codeOf(lock->acquire()), LockErrc::LockFailed);
    QVERIFY(std::filesystem::is_fifo(path()));
}

void tst_LockFaults::failedRemovalIsReportedAndLockIsReleased()
{
    if (!word().removes)
        return;
    const auto lock = make();
    VERIFY_RESULT(lock->acquire());
    FaultySystemCalls faulty;
    faulty.fail("unlinkat", EACCES);
    {
        const ScopedSystemCalls scope(faulty);
        const auto result = lock->release();
        QCOMPARE(codeOf(result), LockErrc::UnlockFailed);
        QCOMPARE(result.error().call, std::string("unlinkat"));
    }
    QVERIFY(std::filesystem::exists(path()));
    checkThatItWorksAgain();
    QVERIFY(!std::filesystem::exists(path()));
}

void tst_LockFaults::releaseWithoutStatIsNotForeign()
{
    const auto lock = make();
    VERIFY_RESULT(lock->acquire());
    FaultySystemCalls faulty;
    faulty.fail("fstatat", EACCES);
    {
        const ScopedSystemCalls scope(faulty);
        const auto result = lock->release();
        // The originals that keep the file do not check it, and only close it.
        QCOMPARE(codeOf(result), word().removes ? LockErrc::UnlockFailed : LockErrc());
        if (!result)
            QCOMPARE(result.error().call, std::string("fstatat"));
    }
    checkThatItWorksAgain();
}

void tst_LockFaults::lockIsNotLostIfItCannotBeChecked()
{
    const auto lock = make();
    VERIFY_RESULT(lock->acquire());
    FaultySystemCalls faulty;
    faulty.failAlways("fstatat", EACCES);
    {
        const ScopedSystemCalls scope(faulty);
        QVERIFY(lock->isHeldByMe());
    }
    VERIFY_RESULT(lock->release());
}

QTEST_GUILESS_MAIN(tst_LockFaults)
#include "tst_lockfaults.moc"
