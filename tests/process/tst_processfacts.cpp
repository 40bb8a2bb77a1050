// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"

#include "system/bootinodes.h"
#include "system/clocks.h"
#include "system/processes.h"

#include <QTest>

#include <csignal>

#include <unistd.h>

using namespace Lockscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_ProcessFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thisProcessIsRead();
    void startTimeOfChild();
    void stoppedProcessIsReported();
    void zombieIsDead();
    void zombieWithRunningThreadIsNotDead();
    void threadIsNotAProcess();
    void processInInnerPidNamespaceHasTwoPids();
    void hostileNameIsReadUnchanged();
    void execKeepsPidAndStartTime();
    void statusOfRealProcesses();
    void thisHostIsRead();

private:
    const ProcRoot m_proc;
    const HostIdentity m_host = HostIdentity::read();
};

void tst_ProcessFacts::thisProcessIsRead()
{
    const auto facts = readProcess(m_proc, ::getpid(), m_host);
    QVERIFY(facts);
    QCOMPARE(facts->pid, ::getpid());
    QCOMPARE(facts->ppid, ::getppid());
    QCOMPARE(facts->name, "tst_processfact");
    QVERIFY(facts->commandLine.front().ends_with("tst_processfacts"));
    QCOMPARE(facts->uid, std::int64_t{::getuid()});
    QVERIFY(!facts->user.empty());
    QVERIFY(facts->threads >= 1);
    QCOMPARE(facts->pidNamespace, m_host.pidNamespace);
    QCOMPARE(facts->namespacePids.front(), ::getpid());
}

void tst_ProcessFacts::startTimeOfChild()
{
    const auto before = wallNow();
    const Actor actor;
    const auto after = wallNow();
    const auto facts = readProcess(m_proc, actor.pid(), m_host);
    QVERIFY(facts && facts->startTime);
    // The kernel truncates the start time to a tick of 10 ms; the wall clock may have been slewed slightly since the
    // host was read.
    QVERIFY(*facts->startTime > before - 30ms);
    QVERIFY(*facts->startTime < after + 20ms);
}

void tst_ProcessFacts::stoppedProcessIsReported()
{
    Actor actor;
    QCOMPARE(actor.say("stop"), "stopping"_ba);
    QTRY_COMPARE(readProcess(m_proc, actor.pid(), m_host)->state, 'T');
    QCOMPARE(readProcess(m_proc, actor.pid(), m_host)->stateName(), u"stopped"_s);
    actor.kill(SIGCONT);
    QCOMPARE(actor.listen(), "continued"_ba);
}

void tst_ProcessFacts::zombieIsDead()
{
    Actor actor;
    const auto pid = actor.say("zombie").toLongLong();
    const auto facts = readProcess(m_proc, pid, m_host);
    QVERIFY(facts);
    QCOMPARE(facts->state, 'Z');
    QCOMPARE(facts->threads, 0);
    QVERIFY(facts->isDeadZombie());
    // The PID is still in use, so kill() alone cannot distinguish it.
    QCOMPARE(probeLife(pid), Life::Alive);
}

void tst_ProcessFacts::zombieWithRunningThreadIsNotDead()
{
    Actor actor;
    const auto pid = actor.say("zombie-thread").toLongLong();
    const auto facts = readProcess(m_proc, pid, m_host);
    QVERIFY(facts);
    QCOMPARE(facts->state, 'Z');
    // At least: sanitizers have their own thread.
    QVERIFY(facts->threads >= 1);
    QVERIFY(!facts->isDeadZombie());
}

void tst_ProcessFacts::threadIsNotAProcess()
{
    Actor actor;
    // The step has been answered: from here on the actor has only the threads that it starts on request.
    QVERIFY(!actor.say("name actor").isEmpty());
    const auto threadsBefore = readProcess(m_proc, actor.pid(), m_host)->threads;
    const auto thread = actor.say("thread").toLongLong();
    QCOMPARE(processOfThread(m_proc, thread), std::optional<std::int64_t>(actor.pid()));
    QVERIFY(!processOfThread(m_proc, actor.pid()));
    QCOMPARE(readProcess(m_proc, actor.pid(), m_host)->threads, threadsBefore + 1);
    const auto all = allProcesses(m_proc);
    QCOMPARE(std::ranges::count(all, actor.pid()), 1);
    QCOMPARE(std::ranges::count(all, thread), 0);
}

void tst_ProcessFacts::processInInnerPidNamespaceHasTwoPids()
{
    Actor actor;
    const auto answer = actor.say("unshare-pid");
    if (answer.startsWith("failed"))
        QSKIP("needs CAP_SYS_ADMIN for a PID namespace");
    const auto pid = answer.toLongLong();
    const auto facts = readProcess(m_proc, pid, m_host);
    QVERIFY(facts);
    QCOMPARE(facts->namespacePids, (std::vector<std::int64_t>{pid, 1}));
    QVERIFY(facts->pidNamespace != m_host.pidNamespace);

    const auto inner = innerProcesses(m_proc);
    QCOMPARE(std::ranges::count(inner, pid, &InnerProcess::pid), 1);
    QCOMPARE(std::ranges::count(inner, ::getpid(), &InnerProcess::pid), 0);
}

void tst_ProcessFacts::hostileNameIsReadUnchanged()
{
    Actor actor;
    const std::string name = "a) Z 1\n(b \xff";
    QCOMPARE(actor.say("name", name), "renamed"_ba);
    const auto facts = readProcess(m_proc, actor.pid(), m_host);
    QVERIFY(facts);
    QCOMPARE(facts->name, name);
    QCOMPARE(facts->ppid, ::getpid());
    QCOMPARE(processName(m_proc, actor.pid()), name);
}

void tst_ProcessFacts::execKeepsPidAndStartTime()
{
    Actor actor;
    const auto before = readProcess(m_proc, actor.pid(), m_host);
    actor.send("exec cat");
    QTRY_COMPARE(processName(m_proc, actor.pid()), "cat");
    const auto after = readProcess(m_proc, actor.pid(), m_host);
    QVERIFY(before && after);
    QCOMPARE(after->startTicks, before->startTicks);
    QCOMPARE(after->commandLine, std::vector<std::string>{"cat"});
}

void tst_ProcessFacts::statusOfRealProcesses()
{
    Actor actor;
    const auto pid = actor.pid();
    QCOMPARE(probeLife(pid), Life::Alive);
    QCOMPARE(probeLife(m_host.pidMax), Life::Dead);
    actor.kill(SIGKILL);
    QVERIFY(actor.waitForEnd());
    QCOMPARE(probeLife(pid), Life::Dead);
    QVERIFY(!readProcess(m_proc, pid, m_host));
}

void tst_ProcessFacts::thisHostIsRead()
{
    QVERIFY(!m_host.hostname.empty());
    QCOMPARE(m_host.bootId.size(), 36U);
    QVERIFY(m_host.pidNamespace != 0);
    QVERIFY(m_host.pidMax >= 32768);
    QVERIFY(m_host.bootTime && *m_host.bootTime < wallNow());
    // Whole seconds there, so both may differ by a second.
    const auto again = HostIdentity::read();
    QVERIFY(std::chrono::abs(*again.bootTime - *m_host.bootTime) < 100ms);
    if (m_host.clockDeviation)
        QVERIFY(*m_host.clockDeviation >= 0ns);
}

QTEST_GUILESS_MAIN(tst_ProcessFacts)
#include "tst_processfacts.moc"
