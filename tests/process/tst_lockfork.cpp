// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"
#include "support/faultysystemcalls.h"
#include "support/kindtest.h"
#include "support/leftovers.h"

#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

using namespace Lockscope;
using namespace std::chrono_literals;

namespace {

/// A forked child that runs a function and exits with its result: the number of the step that failed, or 0.
class Child
{
public:
    template <typename Function>
    explicit Child(Function function)
    {
        if (::pipe(m_goAhead) != 0)
            qFatal("pipe");
        m_pid = ::fork();
        if (m_pid != 0)
            return;
        // The parent's death ends the wait even if this child does not exit.
        ::close(m_goAhead[1]);
        ::_exit(function([this] { waitForGoAhead(); }));
    }
    ~Child()
    {
        ::close(m_goAhead[0]);
        ::close(m_goAhead[1]);
    }
    Child(const Child &) = delete;
    Child &operator=(const Child &) = delete;

    void goAhead() const
    {
        if (::write(m_goAhead[1], "!", 1) != 1)
            qFatal("write");
    }
    int end() const
    {
        int status = 0;
        ::waitpid(m_pid, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

private:
    void waitForGoAhead() const
    {
        char byte = 0;
        if (::read(m_goAhead[0], &byte, 1) != 1)
            ::_exit(99);
    }

    int m_goAhead[2] = {-1, -1};
    pid_t m_pid = -1;
};

} // namespace

/// A process that holds a lock and forks.
class tst_LockFork : public KindTest
{
    Q_OBJECT

private Q_SLOTS:
    void childDoesNotOwnTheLock();
    void childsObjectsAreDestroyedWithoutEffect();
    void childIsExcluded();
    void childAcquiresAfterParentReleases();
    void parentReleasesAlthoughAChildHasItsDescriptor();
    void childStartsWithEmptyRegistry();
    void childWaitsForEventsOfItsOwn();
    void daemonsDescriptorsAreNotTouched_data();
    void daemonsDescriptorsAreNotTouched();
    void waitOfDaemonDoesNotTouchItsDescriptors();
};

void tst_LockFork::childDoesNotOwnTheLock()
{
    const auto lock = make();
    VERIFY_RESULT(lock->acquire());
    const Child child([&](auto) {
        if (lock->isHeldByMe())
            return 1;
        if (codeOf(lock->release()) != LockErrc::NotMyLock)
            return 2;
        if (codeOf(lock->release()) != LockErrc::NotMyLock)
            return 3;
        return lock->isLocked().value_or(false) ? 0 : 4;
    });
    QCOMPARE(child.end(), 0);
    QVERIFY(lock->isHeldByMe());
    QCOMPARE(holdings().size(), 1);
    VERIFY_RESULT(lock->release());
}

void tst_LockFork::childsObjectsAreDestroyedWithoutEffect()
{
    auto lock = make();
    VERIFY_RESULT(lock->acquire());
    const auto locks = holdings();
    const Child child([&](auto) {
        lock.reset();
        return lockExists() ? 0 : 1;
    });
    QCOMPARE(child.end(), 0);
    QVERIFY(lock->isHeldByMe());
    QCOMPARE(holdings(), locks);
    Actor actor;
    QCOMPARE(actor.say(QByteArray("acquire ") + word().rival, path()), QByteArray("failed AlreadyLocked"));
    VERIFY_RESULT(lock->release());
}

void tst_LockFork::childIsExcluded()
{
    const auto lock = make();
    VERIFY_RESULT(lock->acquire());
    const Child child([&](auto) {
        const auto rival = makeRival();
        if (codeOf(rival->acquire(0s)) != LockErrc::AlreadyLocked)
            return 1;
        if (codeOf(rival->acquire(5ms)) != LockErrc::LockTimeout)
            return 2;
        // The inherited object can be used like a new one.
        const auto again = codeOf(lock->acquire(0s));
        return again == (word().isShared ? LockErrc() : LockErrc::AlreadyLocked) ? 0 : 3;
    });
    QCOMPARE(child.end(), 0);
    QVERIFY(lock->isHeldByMe());
    QCOMPARE(holdings().size(), 1);
}

void tst_LockFork::childAcquiresAfterParentReleases()
{
    const auto lock = make();
    VERIFY_RESULT(lock->acquire());
    const Child child([&](const auto &waitForGoAhead) {
        waitForGoAhead();
        if (!lock->acquire(20s) || !lock->isHeldByMe())
            return 1;
        if (codeOf(makeRival()->acquire(0s)) != LockErrc::AlreadyLocked)
            return 2;
        return lock->release() ? 0 : 3;
    });
    VERIFY_RESULT(lock->release());
    child.goAhead();
    QCOMPARE(child.end(), 0);
    QCOMPARE(lockExists(), !word().removes);
    VERIFY_RESULT(lock->acquire(0s));
}

void tst_LockFork::parentReleasesAlthoughAChildHasItsDescriptor()
{
    const auto lock = make();
    VERIFY_RESULT(lock->acquire());
    const Child child([&](const auto &waitForGoAhead) {
        waitForGoAhead();
        return 0;
    });
    VERIFY_RESULT(lock->release());
    QCOMPARE(holdings(), QByteArrayList());
    Actor actor;
    QCOMPARE(actor.say(QByteArray("acquire ") + word().rival, path()), QByteArray("acquired"));
    child.goAhead();
    QCOMPARE(child.end(), 0);
}

void tst_LockFork::childStartsWithEmptyRegistry()
{
    const auto lock = make();
    VERIFY_RESULT(lock->acquire());
    const auto registered = [] { return static_cast<int>(heldInodes() + heldMarkers()); };
    const int before = registered();
    QVERIFY(before > 0);
    const Child child([&](auto) { return registered(); });
    QCOMPARE(child.end(), 0);
    QCOMPARE(registered(), before);
}

void tst_LockFork::childWaitsForEventsOfItsOwn()
{
    Actor holder;
    QCOMPARE(holder.say(QByteArray("acquire ") + word().rival, path()), QByteArray("acquired"));
    const auto lock = make();
    const auto instancesForOneWait = [&] {
        FaultySystemCalls watched;
        const ScopedSystemCalls scope(watched);
        return codeOf(lock->acquire(100ms)) == LockErrc::LockTimeout ? watched.countOf("inotify_init1") : -1;
    };
    QVERIFY(instancesForOneWait() >= 0);
    QCOMPARE(instancesForOneWait(), 0); // the one that the first wait left open
    const Child child([&](auto) { return instancesForOneWait(); });
    QCOMPARE(child.end(), 1);
}

void tst_LockFork::daemonsDescriptorsAreNotTouched_data()
{
    QTest::addColumn<QByteArray>("step");
    QTest::newRow("release") << QByteArray("release ");
    QTest::newRow("destroy") << QByteArray("forget ");
    QTest::newRow("check and acquire again") << QByteArray("mine ");
}

void tst_LockFork::daemonsDescriptorsAreNotTouched()
{
    QFETCH(const QByteArray, step);
    const auto log = directory() / "log";
    Actor daemon;
    QCOMPARE(daemon.say(QByteArray("acquire ") + word().word, path()), QByteArray("acquired"));
    QCOMPARE(daemon.say("daemon", log), QByteArray("alone"));
    const auto answer = daemon.say(step + word().word, path());
    // A kernel lock was released with its descriptor; a marker still exists.
    if (step == "release " && !word().isRow)
        QVERIFY2(answer.startsWith(word().isMarker() ? "released" : "failed NotMyLock"), answer.constData());
    QCOMPARE(daemon.say("own", log), QByteArray("untouched"));
    daemon.say(QByteArray("acquire ") + word().word, path());
    QCOMPARE(daemon.say("own", log), QByteArray("untouched"));
    daemon.say(QByteArray("release ") + word().word, path());
    QCOMPARE(daemon.say("own", log), QByteArray("untouched"));
}

void tst_LockFork::waitOfDaemonDoesNotTouchItsDescriptors()
{
    const auto log = directory() / "log";
    Actor holder;
    QCOMPARE(holder.say(QByteArray("acquire ") + word().rival, path()), QByteArray("acquired"));
    Actor daemon;
    const QByteArray acquire = QByteArray("acquire ") + word().word;
    QCOMPARE(daemon.say(acquire, path(), "50"), QByteArray("failed LockTimeout"));
    QCOMPARE(daemon.say("daemon", log), QByteArray("alone"));
    const auto answer = daemon.say(acquire, path(), "50");
    QVERIFY2(answer == "failed LockTimeout" || word().isRow, answer.constData());
    QCOMPARE(daemon.say("own", log), QByteArray("untouched"));
    QCOMPARE(holder.say(QByteArray("release ") + word().rival, path()), QByteArray("released"));
    if (!word().isRow)
        QCOMPARE(daemon.say(acquire, path(), "20000"), QByteArray("acquired"));
    QCOMPARE(daemon.say("own", log), QByteArray("untouched"));
}

QTEST_GUILESS_MAIN(tst_LockFork)
#include "tst_lockfork.moc"
