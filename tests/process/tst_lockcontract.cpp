// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"
#include "support/faultysystemcalls.h"
#include "support/kindtest.h"
#include "support/leftovers.h"
#include "support/waiter.h"

#include <lockscope/result.h>

#include <QElapsedTimer>
#include <QTest>

#include <mutex>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>

using namespace Lockscope;
using namespace std::chrono_literals;

namespace {

/// Far longer than any step takes.
constexpr auto Patience = 20s;

/// The beginning of the text that a zc lock of this process writes.
QByteArray textOf(qint64 pid)
{
    return QByteArray(" ") + QByteArray::number(pid);
}

/// Runs it in its own thread and joins the thread.
template <typename Function>
auto inThread(Function function)
{
    decltype(function()) result;
    std::thread([&] { result = function(); }).join();
    return result;
}

} // namespace

class tst_LockContract : public KindTest
{
    Q_OBJECT

    bool waitsForItself() const { return word().replaces || word().word == std::string_view("pid"); }

private Q_SLOTS:
    void excludesAnotherObject();
    void excludesAnotherThread();
    void excludesAnotherProcess();
    void isExcludedByAnotherProcess();
    void acquiresTheDocumentedLockType();
    void zeroTimeoutTriesOnce_data();
    void zeroTimeoutTriesOnce();
    void timeoutExpiresOnTime_data();
    void timeoutExpiresOnTime();
    void hugeTimeoutsAreIndefinite();
    void canBeCancelledBeforeTheWait();
    void canBeCancelledDuringTheWait();
    void isNotHeldAfterRelease();
    void secondReleaseFails();
    void secondAcquireOfOneObjectFails();
    void canBeAcquiredAgain();
    void otherObjectOfTheThreadDoesNotDeadlock();
    void otherObjectDoesNotReleaseTheFirst();
    void exitedThreadIsNotMistakenForItsSuccessor();
    void readersOfOneProcessAreIndependent();
    void threadsAlternate();
    void removedFileIsLost();
    void replacedFileIsLost();
    void movedFileIsLost();
    void destructorReleases();
    void destructorKeepsSuccessor();
    void exitOfTheProcessReleases();
    void exitReleasesLeakedObjects();
    void queryReportsWhetherItIsLocked();
    void heldLockIsNotBrokenAsStale();
    void heldLockIsBrokenByForce();
    void descriptorsAreClosedOnExec();
    void fileIsKeptOrRemovedAsByTheOriginal();
};

void tst_LockContract::excludesAnotherObject()
{
    const auto first = make();
    const auto second = makeRival();
    VERIFY_RESULT(first->acquire(0s));
    QVERIFY(first->isHeldByMe());
    QCOMPARE(codeOf(second->acquire(0s)), LockErrc::AlreadyLocked);
    // A PID file belongs to the process, so each of its objects holds it.
    QCOMPARE(second->isHeldByMe(), word().word == std::string_view("pid"));
    VERIFY_RESULT(first->release());
    VERIFY_RESULT(second->acquire(0s));
    QCOMPARE(codeOf(first->acquire(0s)), LockErrc::AlreadyLocked);
}

void tst_LockContract::excludesAnotherThread()
{
    const auto first = make();
    VERIFY_RESULT(first->acquire(0s));
    const auto tryElsewhere = [this] { return codeOf(makeRival()->acquire(0s)); };
    QCOMPARE(inThread(tryElsewhere), LockErrc::AlreadyLocked);
    QVERIFY(first->isHeldByMe());
    VERIFY_RESULT(first->release());
    QCOMPARE(inThread(tryElsewhere), LockErrc());
}

void tst_LockContract::excludesAnotherProcess()
{
    const auto lock = make();
    VERIFY_RESULT(lock->acquire(0s));
    Actor actor;
    QCOMPARE(actor.say(QByteArray("acquire ") + word().rival, path()), QByteArray("failed AlreadyLocked"));
    QCOMPARE(actor.say(QByteArray("acquire ") + word().rival, path(), "30"), QByteArray("failed LockTimeout"));
    VERIFY_RESULT(lock->release());
    QCOMPARE(actor.say(QByteArray("acquire ") + word().rival, path()), QByteArray("acquired"));
}

void tst_LockContract::isExcludedByAnotherProcess()
{
    Actor actor;
    QCOMPARE(actor.say(QByteArray("acquire ") + word().rival, path()), QByteArray("acquired"));
    const auto lock = make();
    QCOMPARE(codeOf(lock->acquire(0s)), LockErrc::AlreadyLocked);
    QCOMPARE(codeOf(lock->acquire(30ms)), LockErrc::LockTimeout);
    QCOMPARE(actor.say(QByteArray("release ") + word().rival, path()), QByteArray("released"));
    VERIFY_RESULT(lock->acquire(0s));
}

void tst_LockContract::acquiresTheDocumentedLockType()
{
    if (word().isMarker())
        return;
    const auto lock = make();
    VERIFY_RESULT(lock->acquire(0s));
    const QByteArray type = word().type == KernelLock::Type::Flock   ? "FLOCK "
                            : word().type == KernelLock::Type::Posix ? "POSIX "
                                                                     : "OFDLCK ";
    QCOMPARE(kernelLocksOn(path()), QByteArrayList{type + (word().isShared ? "READ" : "WRITE")});
    VERIFY_RESULT(lock->release());
    QCOMPARE(kernelLocksOn(path()), QByteArrayList());
}

void tst_LockContract::zeroTimeoutTriesOnce_data()
{
    QTest::addColumn<qint64>("nanoseconds");
    QTest::newRow("zero") << qint64{0};
    QTest::newRow("negative") << qint64{-1};
    QTest::newRow("minimum") << std::numeric_limits<qint64>::min();
}

void tst_LockContract::zeroTimeoutTriesOnce()
{
    QFETCH(const qint64, nanoseconds);
    const auto holder = make();
    const auto lock = makeRival();
    VERIFY_RESULT(holder->acquire(0s));
    FaultySystemCalls watched;
    {
        const ScopedSystemCalls scope(watched);
        QCOMPARE(codeOf(lock->acquire(std::chrono::nanoseconds(nanoseconds))), LockErrc::AlreadyLocked);
    }
    QCOMPARE(watched.countOf("ppoll"), 0);
    VERIFY_RESULT(holder->release());
    VERIFY_RESULT(lock->acquire(std::chrono::nanoseconds(nanoseconds)));
}

void tst_LockContract::timeoutExpiresOnTime_data()
{
    QTest::addColumn<std::chrono::nanoseconds>("time");
    QTest::newRow("1 ns") << std::chrono::nanoseconds(1);
    QTest::newRow("1 ms") << std::chrono::nanoseconds(1ms);
    QTest::newRow("70 ms") << std::chrono::nanoseconds(70ms);
    QTest::newRow("350 ms") << std::chrono::nanoseconds(350ms);
}

void tst_LockContract::timeoutExpiresOnTime()
{
    QFETCH(const std::chrono::nanoseconds, time);
    const auto holder = make();
    const auto lock = makeRival();
    VERIFY_RESULT(holder->acquire(0s));
    const auto start = std::chrono::steady_clock::now();
    QCOMPARE(codeOf(lock->acquire(time)), LockErrc::LockTimeout);
    const auto passed = std::chrono::steady_clock::now() - start;
    QVERIFY(passed >= time);
    QVERIFY(passed < time + 5s);
}

void tst_LockContract::hugeTimeoutsAreIndefinite()
{
    Actor actor;
    for (const Timeout timeout : {Timeout(std::chrono::nanoseconds::max()), Timeout(std::chrono::hours::max())}) {
        QCOMPARE(actor.say(QByteArray("acquire ") + word().rival, path()), QByteArray("acquired"));
        const auto lock = make();
        Waiter waiter(*lock, timeout);
        QVERIFY(waiter.isAsleep());
        QCOMPARE(actor.say(QByteArray("release ") + word().rival, path()), QByteArray("released"));
        VERIFY_RESULT(waiter.result());
    }
    QVERIFY(make()->try_lock_for(std::chrono::hours::max()));
}

void tst_LockContract::canBeCancelledBeforeTheWait()
{
    const auto holder = make();
    const auto lock = makeRival();
    VERIFY_RESULT(holder->acquire(0s));
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(inThread([&] { return codeOf(lock->acquire({}, stop.get_token())); }), LockErrc::Cancelled);
    QCOMPARE(codeOf(lock->acquire(Patience, stop.get_token())), LockErrc::Cancelled);
}

void tst_LockContract::canBeCancelledDuringTheWait()
{
    const auto holder = make();
    const auto lock = makeRival();
    VERIFY_RESULT(holder->acquire(0s));
    for (const Timeout timeout : {Timeout(), Timeout(Patience)}) {
        std::stop_source stop;
        FaultySystemCalls watched;
        watched.before("ppoll", 4, [&] { stop.request_stop(); });
        QElapsedTimer timer;
        timer.start();
        {
            const ScopedSystemCalls scope(watched);
            QCOMPARE(inThread([&] { return codeOf(lock->acquire(timeout, stop.get_token())); }), LockErrc::Cancelled);
        }
        QCOMPARE(watched.countOf("ppoll"), 4);
        QVERIFY(timer.elapsed() < 5000);
    }
}

void tst_LockContract::isNotHeldAfterRelease()
{
    const auto lock = make();
    QVERIFY(!lock->isHeldByMe());
    VERIFY_RESULT(lock->acquire(0s));
    QVERIFY(lock->isHeldByMe());
    VERIFY_RESULT(lock->release());
    QVERIFY(!lock->isHeldByMe());
}

void tst_LockContract::secondReleaseFails()
{
    const auto lock = make();
    QCOMPARE(codeOf(lock->release()), LockErrc::NotLocked);
    VERIFY_RESULT(lock->acquire(0s));
    VERIFY_RESULT(lock->release());
    QCOMPARE(codeOf(lock->release()), LockErrc::NotLocked);
}

void tst_LockContract::secondAcquireOfOneObjectFails()
{
    const auto lock = make();
    VERIFY_RESULT(lock->acquire());
    for (const Timeout timeout : {Timeout(), Timeout(0s)})
        QCOMPARE(codeOf(lock->acquire(timeout)), word().reacquires ? LockErrc() : LockErrc::AlreadyLocked);
    QCOMPARE(codeOf(lock->acquire(20ms)), word().reacquires  ? LockErrc()
                                          : waitsForItself() ? LockErrc::LockTimeout
                                                             : LockErrc::AlreadyLocked);
    QVERIFY(lock->isHeldByMe());
    QCOMPARE(holdings().size(), 1);
    VERIFY_RESULT(lock->release());
    QCOMPARE(holdings().size(), 0);
}

void tst_LockContract::canBeAcquiredAgain()
{
    const auto lock = make();
    for (int round = 0; round < 3; ++round) {
        VERIFY_RESULT(lock->acquire());
        QVERIFY(lock->isHeldByMe());
        VERIFY_RESULT(lock->release());
    }
}

void tst_LockContract::otherObjectOfTheThreadDoesNotDeadlock()
{
    const auto first = make();
    const auto second = makeRival();
    VERIFY_RESULT(first->acquire());
    QCOMPARE(codeOf(second->acquire()), LockErrc::WouldDeadlock);
    QCOMPARE(codeOf(second->acquire({}, std::stop_source().get_token())), LockErrc::WouldDeadlock);
    QCOMPARE(codeOf(second->acquire(20ms)), LockErrc::LockTimeout);
    QVERIFY(first->isHeldByMe());
}

void tst_LockContract::otherObjectDoesNotReleaseTheFirst()
{
    const auto first = make();
    VERIFY_RESULT(first->acquire());
    const auto before = holdings();
    const auto descriptors = openDescriptors();
    QCOMPARE(before.size(), 1);
    const auto tryToAcquire = [this] {
        const auto second = makeRival();
        return codeOf(second->acquire(0s)) == LockErrc::AlreadyLocked &&
               codeOf(second->acquire(1ms)) == LockErrc::LockTimeout;
    };
    for (int round = 0; round < 20; ++round) {
        QVERIFY(tryToAcquire());
        QVERIFY(inThread(tryToAcquire));
        QCOMPARE(holdings(), before);
    }
    // The thread of a lock that is not a file opens and closes connections.
    if (!word().place)
        QCOMPARE(openDescriptors(), descriptors);
    Actor actor;
    QCOMPARE(actor.say(QByteArray("acquire ") + word().rival, path()), QByteArray("failed AlreadyLocked"));
    QVERIFY(first->isHeldByMe());
    VERIFY_RESULT(first->release());
    QCOMPARE(holdings(), QByteArrayList());
}

void tst_LockContract::exitedThreadIsNotMistakenForItsSuccessor()
{
    // A thread ID is reused after the thread has exited, often immediately.
    const auto lock = make();
    QVERIFY(inThread([&] { return lock->acquire().has_value(); }));
    std::stop_source stop;
    stop.request_stop();
    for (int round = 0; round < 20; ++round)
        QCOMPARE(inThread([&] { return codeOf(makeRival()->acquire({}, stop.get_token())); }), LockErrc::Cancelled);
}

void tst_LockContract::readersOfOneProcessAreIndependent()
{
    if (!word().isShared)
        return;
    const auto first = make();
    const auto second = make();
    VERIFY_RESULT(first->acquire());
    VERIFY_RESULT(second->acquire());
    VERIFY_RESULT(second->release());
    QCOMPARE(holdings().size(), 1);
    Actor actor;
    QCOMPARE(actor.say(QByteArray("acquire ") + word().rival, path()), QByteArray("failed AlreadyLocked"));
    QCOMPARE(actor.say(QByteArray("acquire ") + word().word, path()), QByteArray("acquired"));
    VERIFY_RESULT(second->acquire());
    VERIFY_RESULT(first->release());
    QCOMPARE(holdings().size(), 2);
    VERIFY_RESULT(second->release());
    QCOMPARE(holdings().size(), 1);
}

void tst_LockContract::threadsAlternate()
{
    constexpr int Threads = 4;
    constexpr int Rounds = 50;
    int counter = 0;
    std::atomic<int> failures = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < Threads; ++i) {
            threads.emplace_back([&, timed = i % 2 == 0] {
                const auto lock = makeRival();
                for (int round = 0; round < Rounds; ++round) {
                    if (!lock->acquire(timed ? Timeout(Patience) : Timeout())) {
                        ++failures;
                        continue;
                    }
                    const int before = counter;
                    std::this_thread::yield();
                    counter = before + 1;
                    failures += lock->release() ? 0 : 1;
                }
            });
        }
    }
    QCOMPARE(failures.load(), 0);
    QCOMPARE(counter, Threads * Rounds);
}

void tst_LockContract::removedFileIsLost()
{
    const auto lock = make();
    VERIFY_RESULT(lock->acquire());
    removeByForce();
    QVERIFY(!lock->isHeldByMe());
    QCOMPARE(codeOf(lock->release()), word().isPyLock() ? LockErrc::NotLocked : LockErrc::NotMyLock);
    QCOMPARE(filesInDirectory(), QStringList());
    QCOMPARE(codeOf(lock->release()), LockErrc::NotLocked);
}

void tst_LockContract::replacedFileIsLost()
{
    const auto lock = make();
    VERIFY_RESULT(lock->acquire());
    removeByForce();
    Actor newcomer;
    QCOMPARE(newcomer.say(QByteArray("acquire ") + word().rival, path()), QByteArray("acquired"));
    QVERIFY(!lock->isHeldByMe());
    const auto locks = holdings();
    QCOMPARE(codeOf(lock->release()), LockErrc::NotMyLock);
    QCOMPARE(newcomer.say(QByteArray("mine ") + word().rival, path()), QByteArray("yes"));
    QCOMPARE(holdings(), locks);
    if (word().writes)
        QVERIFY(contentOf(path()).trimmed().startsWith(QByteArray::number(newcomer.pid())));
    QCOMPARE(codeOf(lock->acquire(0s)), LockErrc::AlreadyLocked);
}

void tst_LockContract::movedFileIsLost()
{
    if (!word().isFile())
        return;
    const auto lock = make();
    VERIFY_RESULT(lock->acquire());
    std::filesystem::rename(path(), directory() / "elsewhere");
    QVERIFY(!lock->isHeldByMe());
    QCOMPARE(codeOf(lock->release()), word().isPyLock() ? LockErrc::NotLocked : LockErrc::NotMyLock);
    QCOMPARE(filesInDirectory(), QStringList{QStringLiteral("elsewhere")});
}

void tst_LockContract::destructorReleases()
{
    {
        const auto lock = make();
        VERIFY_RESULT(lock->acquire());
    }
    QCOMPARE(lockExists(), !word().removes);
    VERIFY_RESULT(makeRival()->acquire(0s));
}

void tst_LockContract::destructorKeepsSuccessor()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("removed or replaced")));
    Actor newcomer;
    {
        const auto lock = make();
        VERIFY_RESULT(lock->acquire());
        removeByForce();
        QCOMPARE(newcomer.say(QByteArray("acquire ") + word().rival, path()), QByteArray("acquired"));
    }
    QCOMPARE(newcomer.say(QByteArray("mine ") + word().rival, path()), QByteArray("yes"));
}

void tst_LockContract::exitOfTheProcessReleases()
{
    for (const QByteArray end : {"exit", "crash"}) {
        Actor actor;
        QCOMPARE(actor.say(QByteArray("acquire ") + word().word, path()), QByteArray("acquired"));
        actor.send(end);
        QVERIFY(actor.waitForEnd());
        if (end == "exit")
            QCOMPARE(lockExists(), !word().removes);
        else if (word().outlivesItsHolder())
            VERIFY_RESULT(makeRival()->breakStaleLock());
        VERIFY_RESULT(makeRival()->acquire(0s));
    }
}

void tst_LockContract::exitReleasesLeakedObjects()
{
    Actor actor;
    QCOMPARE(actor.say(QByteArray("acquire-leaked ") + word().word, path()), QByteArray("acquired"));
    actor.send("exit");
    QVERIFY(actor.waitForEnd());
    VERIFY_RESULT(makeRival()->acquire(0s));
}

void tst_LockContract::queryReportsWhetherItIsLocked()
{
    const auto lock = make();
    const auto isLocked = [&] { return lock->isLocked().value(); };
    QVERIFY(!isLocked());
    QCOMPARE(filesInDirectory(), QStringList());
    if (!word().isMarker())
        writeFile(path());
    QVERIFY(!isLocked());
    {
        Actor actor;
        QCOMPARE(actor.say(QByteArray("acquire ") + word().rival, path()), QByteArray("acquired"));
        QVERIFY(isLocked());
        QVERIFY(!lock->isHeldByMe());
        QCOMPARE(actor.say(QByteArray("release ") + word().rival, path()), QByteArray("released"));
    }
    QVERIFY(!isLocked());
    VERIFY_RESULT(lock->acquire());
    QVERIFY(isLocked());
    const auto before = holdings();
    QVERIFY(makeRival()->isLocked().value());
    QCOMPARE(holdings(), before);
}

void tst_LockContract::heldLockIsNotBrokenAsStale()
{
    const auto lock = make();
    VERIFY_RESULT(lock->breakStaleLock());
    QCOMPARE(filesInDirectory(), QStringList());
    Actor actor;
    QCOMPARE(actor.say(QByteArray("acquire ") + word().rival, path()), QByteArray("acquired"));
    QCOMPARE(codeOf(lock->breakStaleLock()), LockErrc::BreakRefused);
    QVERIFY(lockExists());
    QCOMPARE(actor.say(QByteArray("mine ") + word().rival, path()), QByteArray("yes"));
    actor.send("crash");
    QVERIFY(actor.waitForEnd());
    VERIFY_RESULT(lock->breakStaleLock());
    QCOMPARE(lockExists(), !word().isMarker());
    if (word().isMarker())
        QCOMPARE(filesExceptQuarantine(), QStringList());
    VERIFY_RESULT(lock->acquire());
    QCOMPARE(codeOf(lock->breakStaleLock()), LockErrc::BreakRefused);
}

void tst_LockContract::heldLockIsBrokenByForce()
{
    Actor actor;
    QCOMPARE(actor.say(QByteArray("acquire ") + word().rival, path()), QByteArray("acquired"));
    const auto lock = make();
    if (!word().isMarker()) {
        QCOMPARE(codeOf(lock->breakLock()), LockErrc::BreakRefused);
        QCOMPARE(actor.say(QByteArray("mine ") + word().rival, path()), QByteArray("yes"));
        return;
    }
    VERIFY_RESULT(lock->breakLock());
    QCOMPARE(actor.say(QByteArray("mine ") + word().rival, path()), QByteArray("no"));
    VERIFY_RESULT(lock->acquire(0s));
    QVERIFY(actor.say(QByteArray("release ") + word().rival, path()).startsWith("failed NotMyLock"));
    QVERIFY(lock->isHeldByMe());
    // Including its own, as the original does.
    VERIFY_RESULT(lock->breakLock());
    QVERIFY(!lock->isHeldByMe());
    QVERIFY(!lock->isLocked().value());
    VERIFY_RESULT(makeRival()->acquire(0s));
}

void tst_LockContract::descriptorsAreClosedOnExec()
{
    const auto countInherited = [] {
        int count = 0;
        for (int fd = 0; fd < 256; ++fd) {
            const int flags = ::fcntl(fd, F_GETFD);
            count += flags >= 0 && (flags & FD_CLOEXEC) == 0 ? 1 : 0;
        }
        return count;
    };
    const int before = countInherited();
    const auto lock = make();
    VERIFY_RESULT(lock->acquire());
    QCOMPARE(countInherited(), before);
    const auto rival = makeRival();
    FaultySystemCalls watched;
    int whileWaiting = -1;
    watched.before("ppoll", 2, [&] { whileWaiting = countInherited(); });
    const std::stop_source stop;
    const ScopedSystemCalls scope(watched);
    QCOMPARE(codeOf(rival->acquire(50ms, stop.get_token())), LockErrc::LockTimeout);
    QCOMPARE(whileWaiting, before);
}

void tst_LockContract::fileIsKeptOrRemovedAsByTheOriginal()
{
    if (!word().isFile())
        return;
    for (const mode_t mask : {0022, 0007, 0}) {
        const auto maskBefore = ::umask(mask);
        const auto lock = make();
        const auto acquired = lock->acquire();
        ::umask(maskBefore);
        VERIFY_RESULT(acquired);
        struct stat status = {};
        QCOMPARE(::lstat(path().c_str(), &status), 0);
        if (S_ISREG(status.st_mode)) {
            QCOMPARE(status.st_mode & 07777, word().permissions & ~mask);
            QCOMPARE(status.st_size > 0, word().writes);
        } else if (S_ISDIR(status.st_mode)) {
            QCOMPARE(status.st_mode & 07777, 0777 & ~mask);
        }
        VERIFY_RESULT(lock->release());
        QCOMPARE(lockExists(), !word().removes);
        std::filesystem::remove(path());
    }
    if (word().isMarker())
        return;
    // The old content is replaced, or kept if the kind writes nothing.
    writeFile(path(), ' ' + QByteArray(99, 'x'));
    const auto lock = make();
    VERIFY_RESULT(lock->acquire());
    if (word().writes)
        QVERIFY(contentOf(path()).startsWith(textOf(QCoreApplication::applicationPid())));
    else
        QCOMPARE(std::filesystem::file_size(path()), std::uintmax_t{100});
    if (word().writes)
        QVERIFY(contentOf(path()).endsWith('\n') && !contentOf(path()).contains('x'));
}

QTEST_GUILESS_MAIN(tst_LockContract)
#include "tst_lockcontract.moc"
