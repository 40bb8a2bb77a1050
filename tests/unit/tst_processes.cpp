// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/fakeproc.h"

#include "system/processes.h"
#include "system/systemcalls.h"

#include <QProcess>
#include <QTest>

#include <climits>

#include <unistd.h>

using namespace Lockscope;
using namespace Qt::StringLiterals;

class tst_Processes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void factsOfAProcessInAContainer();
    void startTimeIsRelativeToBoot();
    void startTimeNeedsTheBootTime();
    void zombieHasNoRunningThread();
    void zombieWithRunningThreadIsNotDead();
    void hostileNamesAreReadUnchanged();
    void hostileTextIsShownEscaped();
    void commandLineIsQuotedForShells();
    void trailingEmptyArgumentsAreNotShown();
    void statesHaveNames_data();
    void statesHaveNames();
    void missingProcessIsAbsent();
    void threadLeadsToItsProcess();
    void processesInInnerNamespacesAreListed();
    void statusIsDeterminedByKill_data();
    void statusIsDeterminedByKill();
    void invalidPidIsNotProbed_data();
    void invalidPidIsNotProbed();
};

const auto ContainerId = std::string("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");

void tst_Processes::factsOfAProcessInAContainer()
{
    const FakeProc fake("container");
    const auto facts = readProcess(ProcRoot(fake.path()), 900, HostIdentity());
    QVERIFY(facts);
    QCOMPARE(facts->pid, 900);
    QCOMPARE(facts->ppid, 1);
    QCOMPARE(facts->name, "postgres");
    QCOMPARE(facts->commandLine, (std::vector<std::string>{"postgres", "-D", "/var/lib/postgresql/data"}));
    QCOMPARE(facts->uid, 70);
    QCOMPARE(facts->startTicks, 4200U);
    QCOMPARE(facts->state, 'S');
    QCOMPARE(facts->threads, 1);
    QCOMPARE(facts->pidNamespace, 4026532201U);
    QCOMPARE(facts->namespacePids, (std::vector<std::int64_t>{900, 1}));
    QCOMPARE(facts->container, ContainerId);
    QVERIFY(!facts->isDeadZombie());

    const auto init = readProcess(ProcRoot(fake.path()), 1, HostIdentity());
    QVERIFY(init);
    QCOMPARE(init->user, "root");
    QVERIFY(init->container.empty());
}

void tst_Processes::startTimeIsRelativeToBoot()
{
    const FakeProc fake("container");
    HostIdentity host;
    host.bootTime = WallTime(std::chrono::seconds(1'700'000'000));
    const auto facts = readProcess(ProcRoot(fake.path()), 900, host);
    QVERIFY(facts && facts->startTime);
    const auto rate = ::sysconf(_SC_CLK_TCK);
    QCOMPARE((*facts->startTime - *host.bootTime).count(), 4200 * (1'000'000'000 / rate));
}

void tst_Processes::startTimeNeedsTheBootTime()
{
    const FakeProc fake("container");
    const auto facts = readProcess(ProcRoot(fake.path()), 900, HostIdentity());
    QVERIFY(facts && !facts->startTime);
}

void tst_Processes::zombieHasNoRunningThread()
{
    const FakeProc fake("zombie");
    const auto facts = readProcess(ProcRoot(fake.path()), 1000, HostIdentity());
    QVERIFY(facts);
    QCOMPARE(facts->state, 'Z');
    QCOMPARE(facts->threads, 0);
    QVERIFY(facts->isDeadZombie());
    QVERIFY(facts->commandLine.empty());
}

void tst_Processes::zombieWithRunningThreadIsNotDead()
{
    const FakeProc fake("zombie");
    const auto facts = readProcess(ProcRoot(fake.path()), 1010, HostIdentity());
    QVERIFY(facts);
    QCOMPARE(facts->state, 'Z');
    QCOMPARE(facts->threads, 1);
    QVERIFY(!facts->isDeadZombie());
}

void tst_Processes::hostileNamesAreReadUnchanged()
{
    const FakeProc fake("weird-names");
    const ProcRoot proc(fake.path());
    const auto facts = readProcess(proc, 1100, HostIdentity());
    QVERIFY(facts);
    QCOMPARE(facts->name, ") Z 1 2 (");
    QCOMPARE(facts->state, 'S');
    QCOMPARE(facts->startTicks, 4200U);
    QCOMPARE(processName(proc, 1101), "two\nlines");
    QCOMPARE(processName(proc, 1102), "\xff\xfe");
    QCOMPARE(processName(proc, 1103), "");
    QCOMPARE(readProcess(proc, 1101, HostIdentity())->name, "two\nlines");
}

void tst_Processes::hostileTextIsShownEscaped()
{
    const FakeProc fake("weird-names");
    const ProcRoot proc(fake.path());
    const auto facts = readProcess(proc, 1100, HostIdentity());
    QVERIFY(facts);
    const auto shown = facts->commandLineText();
    QVERIFY2(shown.startsWith(u"'a b' '' 'it'\\''s' "), qPrintable(shown));
    QVERIFY(!shown.contains(QChar(0x1b)));
    QVERIFY(!readProcess(proc, 1101, HostIdentity())->nameText().contains(u'\n'));
}

void tst_Processes::commandLineIsQuotedForShells()
{
    ProcessFacts facts;
    facts.commandLine = {"printf",
                         "%s\\0",
                         "plain-1.5_x/y:z@%+,=",
                         "",
                         " ",
                         "it's",
                         "$HOME",
                         "`id`",
                         "$(id)",
                         "a;b",
                         "a&b",
                         "a|b",
                         "*",
                         "?",
                         "[a]",
                         "{a,b}",
                         "~",
                         "!x",
                         "#x",
                         "<a>",
                         "(a)",
                         "a\\",
                         "\\x41",
                         "\"q\"",
                         "\t",
                         "two\nlines",
                         "two\nlines of it's \\n",
                         "\x1b[2J",
                         "\xff"
                         "ab",
                         "\u00e4\u4e2d",
                         "\u202e"
                         "a",
                         "=ls",
                         "-n",
                         "a=b"};
    QProcess bash;
    bash.start(QStringLiteral("bash"), {QStringLiteral("-c"), facts.commandLineText()});
    QVERIFY(bash.waitForFinished());
    QByteArray expected;
    for (std::size_t index = 2; index < facts.commandLine.size(); ++index)
        expected += QByteArray::fromStdString(facts.commandLine[index]) + '\0';
    QCOMPARE(bash.readAllStandardOutput(), expected);
    for (const auto letter : facts.commandLineText())
        QVERIFY(letter.isPrint());
}

void tst_Processes::trailingEmptyArgumentsAreNotShown()
{
    const FakeProc fake("weird-names");
    const auto facts = readProcess(ProcRoot(fake.path()), 1103, HostIdentity());
    QVERIFY(facts);
    QCOMPARE(facts->commandLine.size(), 4U);
    QCOMPARE(facts->commandLineText(), u"'worker: idle'"_s);
}

void tst_Processes::statesHaveNames_data()
{
    QTest::addColumn<char>("state");
    QTest::addColumn<QString>("word");
    QTest::newRow("R") << 'R' << u"running"_s;
    QTest::newRow("S") << 'S' << u"sleeping"_s;
    QTest::newRow("T") << 'T' << u"stopped"_s;
    QTest::newRow("Z") << 'Z' << u"zombie"_s;
    QTest::newRow("unknown letter of a later kernel") << 'Q' << u"unknown"_s;
}

void tst_Processes::statesHaveNames()
{
    QFETCH(char, state);
    QFETCH(QString, word);
    ProcessFacts facts;
    facts.state = state;
    QCOMPARE(facts.stateName(), word);
}

void tst_Processes::missingProcessIsAbsent()
{
    const FakeProc fake("zombie");
    const ProcRoot proc(fake.path());
    QVERIFY(!readProcess(proc, 9999, HostIdentity()));
    QCOMPARE(processName(proc, 9999), "");
    QVERIFY(!readProcess(ProcRoot("/nowhere"), 1, HostIdentity()));
    QVERIFY(allProcesses(ProcRoot("/nowhere")).empty());
}

void tst_Processes::threadLeadsToItsProcess()
{
    const FakeProc fake("zombie");
    const ProcRoot proc(fake.path());
    QCOMPARE(processOfThread(proc, 1011), std::optional<std::int64_t>(1010));
    QVERIFY(!processOfThread(proc, 1010));
    QVERIFY(!processOfThread(proc, 9999));
}

void tst_Processes::processesInInnerNamespacesAreListed()
{
    const FakeProc fake("container");
    const auto inner = innerProcesses(ProcRoot(fake.path()));
    std::map<std::int64_t, std::vector<std::int64_t>> found;
    for (const auto &process : inner)
        found[process.pid] = process.namespacePids;
    QCOMPARE(found, (std::map<std::int64_t, std::vector<std::int64_t>>{{900, {900, 1}}, {901, {901, 17, 3}}}));
}

class KillSays : public SystemCalls
{
public:
    explicit KillSays(int error)
        : m_error(error)
    {}
    int kill(pid_t, int) override
    {
        ++asked;
        errno = m_error;
        return m_error ? -1 : 0;
    }
    int asked = 0;

private:
    int m_error;
};

void tst_Processes::statusIsDeterminedByKill_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<Life>("life");
    QTest::newRow("no error") << 0 << Life::Alive;
    QTest::newRow("EPERM") << EPERM << Life::AliveForeign;
    QTest::newRow("ESRCH") << ESRCH << Life::Dead;
    QTest::newRow("other error") << EINVAL << Life::Unknown;
}

void tst_Processes::statusIsDeterminedByKill()
{
    QFETCH(int, error);
    QFETCH(Life, life);
    KillSays calls(error);
    const ScopedSystemCalls scope(calls);
    QCOMPARE(probeLife(4242), life);
    QCOMPARE(calls.asked, 1);
}

void tst_Processes::invalidPidIsNotProbed_data()
{
    QTest::addColumn<qint64>("pid");
    QTest::newRow("our process group") << qint64(0);
    QTest::newRow("all processes") << qint64(-1);
    QTest::newRow("a process group") << qint64(-4242);
    QTest::newRow("becomes 4242 in 32 bits") << (qint64(1) << 32) + 4242;
    QTest::newRow("maximum plus one") << qint64(INT_MAX) + 1;
}

void tst_Processes::invalidPidIsNotProbed()
{
    QFETCH(qint64, pid);
    KillSays calls(0);
    const ScopedSystemCalls scope(calls);
    QCOMPARE(probeLife(pid), Life::Unknown);
    QCOMPARE(calls.asked, 0);
}

QTEST_GUILESS_MAIN(tst_Processes)
#include "tst_processes.moc"
