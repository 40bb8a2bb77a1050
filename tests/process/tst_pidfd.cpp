// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"

#include "system/pidfd.h"
#include "system/systemcalls.h"

#include <QTest>

#include <csignal>
#include <optional>

#include <unistd.h>

using namespace Lockscope;
using namespace Qt::StringLiterals;

class tst_PidFd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void processExitIsSeen();
    void signalReachesTheProcess();
    void exitedProcessIsNotSignalled();
    void zombieHasExited();
    void processWhoseMainThreadExited_data();
    void processWhoseMainThreadExited();
    void invalidPidCannotBeOpened_data();
    void invalidPidCannotBeOpened();
    void threadCannotBeOpened();
};

void tst_PidFd::processExitIsSeen()
{
    Actor actor;
    const auto process = PidFd::open(actor.pid());
    QVERIFY(process);
    QVERIFY(!process->hasEnded());
    actor.send("crash");
    pollfd end = {process->fd(), POLLIN, 0};
    QCOMPARE(::poll(&end, 1, 20'000), 1);
    QVERIFY(process->hasEnded());
}

void tst_PidFd::signalReachesTheProcess()
{
    Actor actor;
    const auto process = PidFd::open(actor.pid());
    QVERIFY(process);
    QVERIFY(process->signal(0));
    QVERIFY(process->signal(SIGKILL));
    QVERIFY(actor.waitForEnd());
    QVERIFY(process->hasEnded());
}

void tst_PidFd::exitedProcessIsNotSignalled()
{
    Actor actor;
    const auto pid = actor.pid();
    const auto process = PidFd::open(pid);
    QVERIFY(process);
    actor.kill(SIGKILL);
    QVERIFY(actor.waitForEnd());
    const auto result = process->signal(SIGTERM);
    QVERIFY(!result);
    QCOMPARE(result.error().systemErrno, ESRCH);
    QCOMPARE(result.error().call, "pidfd_send_signal");
    QCOMPARE(result.error().path, std::filesystem::path("/proc/" + std::to_string(pid)));
}

void tst_PidFd::zombieHasExited()
{
    Actor actor;
    const auto process = PidFd::open(actor.say("zombie").toLongLong());
    QVERIFY(process);
    QVERIFY(process->hasEnded());
}

namespace {

/// Linux before 5.3.
class NoPidFds : public SystemCalls
{
public:
    int pidfdOpen(pid_t) override
    {
        errno = ENOSYS;
        return -1;
    }
};

} // namespace

void tst_PidFd::processWhoseMainThreadExited_data()
{
    QTest::addColumn<bool>("hasPidFds");
    QTest::newRow("pidfd") << true;
    QTest::newRow("directory in /proc") << false;
}

/// It is a zombie, but its other threads run, hold locks and receive signals.
void tst_PidFd::processWhoseMainThreadExited()
{
    QFETCH(const bool, hasPidFds);
    NoPidFds noPidFds;
    std::optional<ScopedSystemCalls> scope;
    if (!hasPidFds)
        scope.emplace(noPidFds);
    Actor actor;
    const auto process = PidFd::open(actor.say("zombie-thread").toLongLong());
    QVERIFY(process);
    QVERIFY(!process->hasEnded());
    QVERIFY(process->signal(SIGKILL));
    QTRY_VERIFY_WITH_TIMEOUT(process->hasEnded(), 60'000);
    // Its parent, the actor, does not reap it, and the kernel delivers signals to a zombie through a pidfd.
    if (hasPidFds)
        return;
    const auto signalled = process->signal(SIGKILL);
    QVERIFY(!signalled);
    QCOMPARE(signalled.error().systemErrno, ESRCH);
}

void tst_PidFd::invalidPidCannotBeOpened_data()
{
    QTest::addColumn<qint64>("pid");
    QTest::addColumn<int>("error");
    QTest::newRow("zero") << qint64(0) << EINVAL;
    QTest::newRow("a process group") << qint64(-1) << EINVAL;
    QTest::newRow("this process in 32 bits") << (qint64(1) << 32) + ::getpid() << EINVAL;
    QTest::newRow("unused PID") << qint64(0x7fffffff) << ESRCH;
}

void tst_PidFd::invalidPidCannotBeOpened()
{
    QFETCH(qint64, pid);
    QFETCH(int, error);
    const auto process = PidFd::open(pid);
    QVERIFY(!process);
    QCOMPARE(process.error().systemErrno, error);
    QCOMPARE(process.error().call, "pidfd_open");
}

void tst_PidFd::threadCannotBeOpened()
{
    Actor actor;
    const auto thread = PidFd::open(actor.say("thread").toLongLong());
    QVERIFY(!thread);
    // EINVAL before Linux 6.15, ENOENT since.
    QVERIFY(thread.error().systemErrno == EINVAL || thread.error().systemErrno == ENOENT);
}

QTEST_GUILESS_MAIN(tst_PidFd)
#include "tst_pidfd.moc"
