// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "lockholder.h"
#include "support/actor.h"
#include "support/locktest.h"

#include <lockscope/inspector.h>
#include <lockscope/wording.h>

#include <QProcess>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Lockscope;
using namespace Qt::StringLiterals;

using State = Verdict::State;
using Confidence = Verdict::Confidence;
using Reason = Verdict::Reason;
using Holder = ::LockHolder;
using Kind = Holder::Kind;

namespace {

LockReport probe(const std::filesystem::path &path)
{
    return Inspector().inspect(path);
}

const Evidence *evidenceIn(const LockReport &report, const std::string &id)
{
    const auto found =
        std::ranges::find_if(report.evidence, [&](const Evidence &each) { return toWord(each.id) == id; });
    return found == report.evidence.end() ? nullptr : &*found;
}

QByteArrayList formatsOf(const LockReport &report)
{
    QByteArrayList ids;
    for (const auto &match : report.formats)
        ids << QByteArray::fromStdString(match.id);
    return ids;
}

/// The PID of a process that has just exited, so no process has it now.
std::int64_t exitedPid()
{
    Actor actor;
    const auto pid = actor.pid();
    actor.send("exit");
    return actor.waitForEnd() ? pid : -1;
}

std::filesystem::path makePidFile(const std::filesystem::path &path, std::int64_t pid)
{
    return makeFile(path, QByteArray::number(qint64{pid}) + '\n');
}

} // namespace

class tst_Inspect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holderIsNamedUntilItIsKilled_data();
    void holderIsNamedUntilItIsKilled();
    void kernelLockOutranksNamedPid();
    void inheritedFlockOutlivesItsCreator();
    void fileWithSameInodeNumberIsNotFree();
    void emptyMarkerIsNeverFree();
    void lockAcquiredAfterTheTableWasReadIsNotFree();
    void waitersAreNamed();

    void pidLockIsReadRegardlessOfItsName();
    void recordedPortInUseIsNotAnExitedProcess();
    void recordedPortInOtherNetworkNamespaceIsNotAnExitedProcess();
    void pidAbovePidMaxIsNotAnExitedProcess();
    void kernelThreadIsNotAHolder();
    void pidFileOfRunningProcessIsHeld();
    void pidFileOfExitedProcessIsStale();
    void stoppedProcessHolds();
    void zombieIsNotAHolder();
    void zombieWithRunningThreadHolds();
    void threadIdIsReported();
    void recycledPidIsStale();
    void pidInContainerIsNotAnExitedProcess();

    void kernelLocksAreListedWithTheirFiles();
    void lockOnDeletedFileIsListed();
    void inspectIsThreadSafe();
};

void tst_Inspect::holderIsNamedUntilItIsKilled_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QByteArray>("format");
    QTest::newRow("zc.lockfile") << Kind::ZcLockFile << "zc"_ba;
    QTest::newRow("zc.lockfile's SimpleLockFile") << Kind::ZcSimple << "flock"_ba;
    QTest::newRow("fcntl.lockf") << Kind::FcntlLockf << "fcntl"_ba;
    QTest::newRow("flock(1)") << Kind::FlockCommand << "flock"_ba;
    QTest::newRow("OFD lock") << Kind::Ofd << "fcntl"_ba;
}

void tst_Inspect::holderIsNamedUntilItIsKilled()
{
    QFETCH(Kind, kind);
    QFETCH(QByteArray, format);
    if (const auto missing = Holder::missing(kind); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    const TestDirectory directory;
    const auto path = directory / "app.lock";
    Holder holder(kind, QString::fromStdString(path.native()));
    QVERIFY(holder.isHolding());
    const auto pid = holder.pid();

    auto report = probe(path);
    QCOMPARE(report.verdict.state, State::Held);
    QCOMPARE(report.verdict.confidence, Confidence::Proved);
    QCOMPARE(report.verdict.reason, Reason::KernelLockHeld);
    QCOMPARE(QByteArray::fromStdString(report.format), format);
    QVERIFY(report.process);
    QCOMPARE(qint64{report.process->pid}, pid);
    QVERIFY2(text(report.verdict).contains(QString::number(pid)), qPrintable(text(report.verdict)));
    QVERIFY(evidenceIn(report, "kernel-lock-held"));
    QCOMPARE(QByteArray::fromStdString(report.breakAction), "none"_ba);

    holder.kill();
    // Without birth times, a file cannot be distinguished from another one with the same inode number.
    report = probe(path);
    const bool isKnown = kind == Kind::ZcLockFile || report.created;
    QCOMPARE(report.verdict.state, isKnown && canProveFree() ? State::Free : State::Unknown);
    QCOMPARE(report.verdict.reason, !canProveFree() ? Reason::OtherPidNamespace
                                    : isKnown       ? Reason::KernelLockFree
                                                    : Reason::NoOwnerRecorded);
    QVERIFY(!report.process);
    if (kind == Kind::ZcLockFile)
        QCOMPARE(qint64{report.owner.pid.value_or(-1)}, pid);
    else
        QCOMPARE(formatsOf(report), (QByteArrayList{"flock", "zc-simple", "fcntl"}));
}

void tst_Inspect::kernelLockOutranksNamedPid()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "app.lock", " 1\n");
    Actor actor;
    QCOMPARE(actor.say("flock", path), "held"_ba);
    const auto report = probe(path);
    QCOMPARE(report.verdict.state, State::Held);
    QCOMPARE(report.process->pid, std::int64_t{actor.pid()});
    QCOMPARE(report.owner.pid.value_or(-1), std::int64_t{1});
    QVERIFY(evidenceIn(report, "text-is-comment"));
}

void tst_Inspect::inheritedFlockOutlivesItsCreator()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "app.lock");
    Actor actor;
    QCOMPARE(actor.say("flock", path), "held"_ba);
    const auto child = actor.say("fork-keep").toLongLong();
    const auto report = probe(path);
    QCOMPARE(report.verdict.state, State::Held);
    QVERIFY(report.process);
    QCOMPARE(qint64{report.process->pid}, qint64{child});
    ::kill(static_cast<pid_t>(child), SIGKILL);
    QTRY_VERIFY(probe(path).verdict.state != State::Held);
    QCOMPARE(probe(path).verdict.state, report.created ? State::Free : State::Unknown);
}

void tst_Inspect::fileWithSameInodeNumberIsNotFree()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "app.lock");
    {
        Actor actor;
        QCOMPARE(actor.say("flock", path), "held"_ba);
        QCOMPARE(probe(path).verdict.state, State::Held);
    }
    // On most file systems a new file soon gets the inode number of a removed one.
    const auto before = probe(path).inode;
    for (int i = 0; i < 100; ++i) {
        std::filesystem::remove(path);
        makeFile(path);
        const auto report = probe(path);
        QCOMPARE(report.verdict.reason, Reason::NoOwnerRecorded);
        if (report.inode == before)
            return;
    }
    QSKIP("needs a file system that reuses inode numbers");
}

void tst_Inspect::emptyMarkerIsNeverFree()
{
    const TestDirectory directory;
    const auto path = directory / "job.lock";
    QProcess shell;
    shell.start(u"/bin/sh"_s, {u"-c"_s, u"set -C; : > \"$1\""_s, u"sh"_s, QString::fromStdString(path.native())});
    QVERIFY(shell.waitForFinished());
    const auto report = probe(path);
    QCOMPARE(report.verdict.state, State::Unknown);
    QCOMPARE(report.verdict.reason, Reason::NoOwnerRecorded);
    QVERIFY(report.breakRefused);
}

void tst_Inspect::pidLockIsReadRegardlessOfItsName()
{
    const TestDirectory directory;
    for (const char *name : {"README", "process", "anything.txt"}) {
        Actor actor;
        const auto path = makePidFile(directory / name, actor.pid());
        auto report = probe(path);
        QCOMPARE(report.verdict.state, State::Held);
        QCOMPARE(report.verdict.reason, Reason::PidAlive);
        QVERIFY(report.process);
        QCOMPARE(qint64{report.process->pid}, qint64{actor.pid()});
        actor.send("exit");
        QVERIFY(actor.waitForEnd());
        report = probe(path);
        QCOMPARE(report.verdict.state, State::Unknown);
        QVERIFY(report.breakRefused);
    }
}

void tst_Inspect::recordedPortInUseIsNotAnExitedProcess()
{
    const TestDirectory directory;
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // A PID that no process has.
    bool isFound = false;
    for (int port = 20'000; port < 30'000 && !isFound; ++port) {
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        isFound = ::kill(port, 0) != 0 && errno == ESRCH &&
                  ::bind(socket, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) == 0;
    }
    QVERIFY(isFound && ::listen(socket, 1) == 0);
    const auto path = makeFile(directory / "instance.lock", QByteArray::number(ntohs(address.sin_port)));
    auto report = probe(path);
    QCOMPARE(report.verdict.state, State::Unknown);
    QCOMPARE(report.verdict.reason, Reason::PortInUse);
    QVERIFY(report.breakRefused);
    QVERIFY(evidenceIn(report, "port-in-use"));
    ::close(socket);
    report = probe(path);
    QCOMPARE(report.verdict.reason,
             Inspector().host().seesAllProcesses() ? Reason::PidDead : Reason::OtherPidNamespace);
}

void tst_Inspect::recordedPortInOtherNetworkNamespaceIsNotAnExitedProcess()
{
    const TestDirectory directory;
    Actor actor;
    std::int64_t port = 30'000;
    while (::kill(static_cast<pid_t>(port), 0) == 0 || errno != ESRCH)
        ++port;
    const auto number = QByteArray::number(qint64{port});
    if (const auto answer = actor.say("listen-apart " + number); answer != "listening")
        QSKIP("needs its own network namespace");
    const auto path = makeFile(directory / "instance.lock", number);
    const auto report = probe(path);
    QCOMPARE(report.verdict.state, State::Unknown);
    QCOMPARE(report.verdict.reason, Reason::PortInUse);
    QVERIFY(report.breakRefused);
}

void tst_Inspect::pidAbovePidMaxIsNotAnExitedProcess()
{
    const TestDirectory directory;
    const auto path = makePidFile(directory / "app.lock", Inspector().host().pidMax);
    const auto report = probe(path);
    QCOMPARE(report.verdict.state, State::Unknown);
    QVERIFY(report.breakRefused);
    if (Inspector().host().seesAllProcesses())
        QVERIFY(evidenceIn(report, "above-pid-max"));
}

void tst_Inspect::kernelThreadIsNotAHolder()
{
    const TestDirectory directory;
    const auto path = makePidFile(directory / "app.lock", 2);
    const auto report = probe(path);
    if (!evidenceIn(report, "kernel-thread"))
        QSKIP("needs the initial PID namespace, in which process 2 is kthreadd");
    QCOMPARE(report.verdict.state, State::Unknown);
    QVERIFY(!report.process);
    QVERIFY(report.breakRefused);
}

/// If another thread sees the lock held, it may not have been released before this table was read.
void tst_Inspect::lockAcquiredAfterTheTableWasReadIsNotFree()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "app.lock");
    const Inspector older;
    Holder holder(Kind::FlockCommand, QString::fromStdString(path.native()));
    QVERIFY(holder.isHolding());
    QCOMPARE(probe(path).verdict.state, State::Held);
    const auto report = older.inspect(path);
    QVERIFY2(report.verdict.state != State::Free, qPrintable(text(report.verdict)));
    holder.finish();
    QCOMPARE(probe(path).verdict.state, State::Free);
}

void tst_Inspect::waitersAreNamed()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "app.lock");
    Actor holder;
    Actor waiter;
    QCOMPARE(holder.say("flock", path), "held"_ba);
    QCOMPARE(waiter.say("wait-flock", path), "waiting"_ba);
    QTRY_COMPARE(probe(path).waiterCount(), std::size_t{1});
    QCOMPARE(probe(path).kernelLocks.front().waiters.front().pid, std::int64_t{waiter.pid()});
}

void tst_Inspect::pidFileOfRunningProcessIsHeld()
{
    const TestDirectory directory;
    Actor actor;
    const auto report = probe(makePidFile(directory / "app.pid", actor.pid()));
    QCOMPARE(report.verdict.state, State::Held);
    QCOMPARE(report.verdict.confidence, Confidence::Presumed);
    QCOMPARE(report.verdict.reason, Reason::PidAlive);
    QCOMPARE(report.process->pid, std::int64_t{actor.pid()});
    QCOMPARE(text(*report.breakRefused).left(8), u"held by "_s);
}

void tst_Inspect::pidFileOfExitedProcessIsStale()
{
    if (!Inspector().host().seesAllProcesses())
        QSKIP("needs the initial PID namespace");
    const TestDirectory directory;
    const auto pid = exitedPid();
    const auto report = probe(makePidFile(directory / "app.pid", pid));
    QCOMPARE(report.verdict.state, State::Stale);
    QCOMPARE(report.verdict.confidence, Confidence::Proved);
    QCOMPARE(report.verdict.reason, Reason::PidDead);
    QCOMPARE(text(report.verdict), u"Stale: process %1 is no longer running on this host."_s.arg(pid));
    QCOMPARE(QByteArray::fromStdString(report.breakAction), "unlink"_ba);
    QVERIFY(!report.breakRefused);
    QVERIFY(!report.process);
}

void tst_Inspect::stoppedProcessHolds()
{
    const TestDirectory directory;
    Actor actor;
    QCOMPARE(actor.say("stop"), "stopping"_ba);
    const auto path = makePidFile(directory / "app.pid", actor.pid());
    QTRY_VERIFY(evidenceIn(probe(path), "stopped"));
    QCOMPARE(probe(path).verdict.state, State::Held);
    actor.kill(SIGCONT);
    QCOMPARE(actor.listen(), "continued"_ba);
}

void tst_Inspect::zombieIsNotAHolder()
{
    if (!Inspector().host().seesAllProcesses())
        QSKIP("needs the initial PID namespace");
    const TestDirectory directory;
    Actor actor;
    const auto report = probe(makePidFile(directory / "app.pid", actor.say("zombie").toLongLong()));
    QCOMPARE(report.verdict.state, State::Stale);
    QCOMPARE(report.verdict.reason, Reason::ZombieHolder);
}

void tst_Inspect::zombieWithRunningThreadHolds()
{
    const TestDirectory directory;
    Actor actor;
    const auto report = probe(makePidFile(directory / "app.pid", actor.say("zombie-thread").toLongLong()));
    QCOMPARE(report.verdict.state, State::Held);
    QCOMPARE(report.verdict.reason, Reason::PidAlive);
}

void tst_Inspect::threadIdIsReported()
{
    const TestDirectory directory;
    Actor actor;
    const auto report = probe(makePidFile(directory / "app.pid", actor.say("thread").toLongLong()));
    QCOMPARE(report.verdict.state, State::Held);
    QVERIFY(evidenceIn(report, "thread-id"));
}

void tst_Inspect::recycledPidIsStale()
{
    const auto host = Inspector().host();
    if (!host.clockDeviation || std::chrono::abs(*host.clockDeviation) > std::chrono::seconds(3))
        QSKIP("needs a wall clock that was not stepped since boot");
    if (!host.seesAllProcesses())
        QSKIP("needs the initial PID namespace");
    const TestDirectory directory;
    // A file can name a later process only by chance, but many files can name the PIDs that will be assigned next.
    Actor first;
    constexpr int Numbers = 2'000;
    for (int ahead = 1; ahead <= Numbers; ++ahead)
        makePidFile(directory / (std::to_string(first.pid() + ahead) + ".pid"), first.pid() + ahead);
    const auto verdictOnNextProcess = [&] {
        Actor later;
        const auto path = directory / (later.pidText() + ".pid");
        return std::filesystem::exists(path) ? probe(path).verdict.reason : Reason::Absent;
    };
    QTRY_COMPARE_WITH_TIMEOUT(verdictOnNextProcess(), Reason::PidRecycled, 30'000);
}

void tst_Inspect::pidInContainerIsNotAnExitedProcess()
{
    Actor actor;
    const auto first = actor.say("unshare-pid");
    if (first.startsWith("failed"))
        QSKIP("needs CAP_SYS_ADMIN to create a PID namespace");
    // Inside the namespace, PIDs start at 1 again; one of them is unused outside.
    std::int64_t number = -1;
    for (int tries = 0; tries < 1000 && number < 0; ++tries) {
        const auto inner = actor.say("fork-share").toLongLong();
        QVERIFY(inner > 0);
        if (::kill(static_cast<pid_t>(inner), 0) != 0 && errno == ESRCH)
            number = inner;
    }
    if (number < 0)
        QSKIP("needs a small PID that is unused");
    const TestDirectory directory;
    const auto report = probe(makePidFile(directory / "app.pid", number));
    QCOMPARE(report.verdict.state, State::Unknown);
    QCOMPARE(report.verdict.reason, Reason::OtherPidNamespace);
    QVERIFY(evidenceIn(report, "pid-dead"));
    QVERIFY(evidenceIn(report, "inner-pid-namespace"));
}

void tst_Inspect::kernelLocksAreListedWithTheirFiles()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "data.bin", "ordinary");
    const auto other = makeFile(directory / "zc.lock", " 4242\n");
    Actor actor;
    QCOMPARE(actor.say("posix", path, "0 4"), "held"_ba);
    QCOMPARE(actor.say("posix", path, "10 4"), "held"_ba);
    QCOMPARE(actor.say("flock", other), "held"_ba);
    const auto reports = Inspector().inspectKernelLocks();
    QVERIFY(std::ranges::is_sorted(reports, {}, &LockReport::path));
    QCOMPARE(std::ranges::count(reports, path, &LockReport::path), 1);
    const auto found = std::ranges::find(reports, path, &LockReport::path);
    QCOMPARE(QByteArray::fromStdString(found->format), "fcntl"_ba);
    QCOMPARE(found->kernelLocks.size(), std::size_t{2});
    QCOMPARE(found->verdict.state, State::Held);
    QVERIFY(found->contentRead);
    const auto zc = std::ranges::find(reports, other, &LockReport::path);
    QVERIFY(zc != reports.end());
    QCOMPARE(QByteArray::fromStdString(zc->format), "zc"_ba);
}

void tst_Inspect::lockOnDeletedFileIsListed()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "gone.lock");
    const auto inode = inodeOf(path);
    Actor actor;
    QCOMPARE(actor.say("flock", path), "held"_ba);
    std::filesystem::remove(path);
    makeFile(path, "another file takes the name");
    const auto reports = Inspector().inspectKernelLocks();
    const auto found = std::ranges::find_if(reports, [&](const LockReport &report) { return report.inode == inode; });
    QVERIFY(found != reports.end());
    QVERIFY(found->path.empty());
    QVERIFY(!found->key().empty());
    QCOMPARE(found->verdict.state, State::Held);
    QCOMPARE(found->process->pid, std::int64_t{actor.pid()});
    QVERIFY2(text(found->verdict).contains(u"gone.lock, which has been deleted"_s), qPrintable(text(found->verdict)));
}

void tst_Inspect::inspectIsThreadSafe()
{
    const TestDirectory directory;
    Actor actor;
    const auto pidFile = makePidFile(directory / "app.pid", actor.pid());
    const auto lockFile = makeFile(directory / "app.lock", " 4242\n");
    QCOMPARE(actor.say("flock", lockFile), "held"_ba);
    const Inspector inspector;
    std::atomic<int> held = 0;
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 4; ++thread) {
            threads.emplace_back([&] {
                for (int attempt = 0; attempt < 50; ++attempt) {
                    held += inspector.inspect(pidFile).verdict.state == State::Held;
                    held += inspector.inspect(lockFile).verdict.state == State::Held;
                }
            });
        }
    }
    QCOMPARE(held.load(), 400);
}

QTEST_GUILESS_MAIN(tst_Inspect)
#include "tst_inspect.moc"
