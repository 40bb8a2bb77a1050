// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"
#include "support/brokenscene.h"
#include "support/locktest.h"

#include <lockscope/inspector.h>
#include <lockscope/processfacts.h>
#include <lockscope/wording.h>

#include <QTest>

#include <algorithm>
#include <array>
#include <ctime>

#include <fcntl.h>
#include <sys/stat.h>

using namespace Lockscope;
using namespace Qt::StringLiterals;

using State = Verdict::State;
using Reason = Verdict::Reason;

// Locks that are held by existence, by a process that they name, or by a heartbeat, with the real kernel.

namespace {

LockReport probe(const std::filesystem::path &path)
{
    return Inspector().inspect(path);
}

bool hasEvidence(const LockReport &report, const std::string &id)
{
    return std::ranges::find_if(report.evidence, [&](const Evidence &each) { return toWord(each.id) == id; }) !=
           report.evidence.end();
}

/// The PID of a process that has just exited, so no process has it now.
QByteArray exitedPid()
{
    Actor actor;
    const auto pid = actor.pidText();
    actor.send("exit");
    return actor.waitForEnd() ? QByteArray::fromStdString(pid) : QByteArray();
}

QByteArray hostname()
{
    return QByteArray::fromStdString(HostIdentity::read().hostname);
}

/// The five lines of a QLockFile.
QByteArray fiveLines(const QByteArray &pid, const QByteArray &program, const QByteArray &bootId)
{
    return pid + '\n' + program + '\n' + hostname() + '\n' + QByteArray::fromStdString(HostIdentity::read().machineId) +
           '\n' + bootId + '\n';
}

QByteArray ownBoot()
{
    return QByteArray::fromStdString(HostIdentity::read().bootId);
}

void age(const std::filesystem::path &path, int seconds)
{
    const std::array<timespec, 2> times = {timespec{0, UTIME_OMIT}, timespec{::time(nullptr) - seconds, 0}};
    QCOMPARE(::utimensat(AT_FDCWD, path.c_str(), times.data(), 0), 0);
}

} // namespace

class tst_InspectMarks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lockOfThisBootFollowsItsProcess();
    void lockOfAnotherBootIsStale();
    void otherProgramWithThatPidIsNotProof();
    void runningProgramDistinguishesNameFromHost();
    void wordIsAmbiguousWithoutItsProcess_data();
    void wordIsAmbiguousWithoutItsProcess();
    void heartbeatsAreChecked();
    void claimFileIsFound();
    void secondNameOfLinkIsACompanion();
    void pidIsResolvedInItsPidNamespace();
};

void tst_InspectMarks::lockOfThisBootFollowsItsProcess()
{
    const TestDirectory directory;
    Actor actor;
    const auto path =
        makeFile(directory / "app.lock", fiveLines(QByteArray::fromStdString(actor.pidText()), "lockactor", ownBoot()));
    auto report = probe(path);
    QCOMPARE(QByteArray::fromStdString(report.format), "qlockfile"_ba);
    QCOMPARE(report.verdict.state, State::Held);
    QCOMPARE(report.verdict.reason, Reason::PidAlive);
    QCOMPARE(report.process.value().pid, std::int64_t{actor.pid()});
    actor.send("exit");
    QVERIFY(actor.waitForEnd());
    report = probe(path);
    QCOMPARE(report.verdict.state, State::Stale);
    QCOMPARE(report.verdict.reason, Reason::PidDead);
    QCOMPARE(QByteArray::fromStdString(report.breakAction), "unlink"_ba);
    QVERIFY(!report.breakRefused);
}

void tst_InspectMarks::lockOfAnotherBootIsStale()
{
    const TestDirectory directory;
    const Actor actor;
    const auto report =
        probe(makeFile(directory / "app.lock", fiveLines(QByteArray::fromStdString(actor.pidText()), "lockactor",
                                                         "0b0bd4f1-7a35-4a52-9c0e-9f6f2f1f8f10")));
    QCOMPARE(report.verdict.state, State::Stale);
    QCOMPARE(report.verdict.reason, Reason::BootedSince);
    QVERIFY(!report.process);
}

void tst_InspectMarks::otherProgramWithThatPidIsNotProof()
{
    const TestDirectory directory;
    const Actor actor;
    const auto report = probe(
        makeFile(directory / "app.lock", fiveLines(QByteArray::fromStdString(actor.pidText()), "fileman", ownBoot())));
    QCOMPARE(report.verdict.state, State::Unknown);
    QCOMPARE(report.verdict.reason, Reason::NameMismatch);
    QVERIFY(report.breakRefused);
}

/// openlock's second line is a script, py-filelock's is a host.
void tst_InspectMarks::runningProgramDistinguishesNameFromHost()
{
    const TestDirectory directory;
    const Actor actor;
    const auto pid = QByteArray::fromStdString(actor.pidText());
    auto report = probe(makeFile(directory / "app.lock", pid + "\nlockactor\n"));
    QCOMPARE(QByteArray::fromStdString(report.format), "openlock"_ba);
    QCOMPARE(report.verdict.state, State::Held);
    QCOMPARE(report.process.value().pid, std::int64_t{actor.pid()});
    report = probe(makeFile(directory / "other.lock", pid + "\nelsewhere\n"));
    QCOMPARE(QByteArray::fromStdString(report.format), "filelock-soft"_ba);
    QCOMPARE(report.verdict.state, State::Unknown);
    QCOMPARE(report.verdict.reason, Reason::OtherHost);
}

void tst_InspectMarks::wordIsAmbiguousWithoutItsProcess_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QByteArray>("verdict");
    QTest::newRow("program that uses this library") << "job"_ba
                                                    << "lockscopectl"_ba
                                                    << "openlock unknown ambiguous-pid"_ba;
    QTest::newRow("program that uses this library, .lock") << "job.lock"_ba
                                                           << "lockscopectl"_ba
                                                           << "openlock stale pid-dead"_ba;
    QTest::newRow("either") << "job"_ba
                            << "elsewhere"_ba
                            << "openlock unknown ambiguous-pid"_ba;
    QTest::newRow("named like a lock of py-filelock") << "job.lock"_ba
                                                      << "elsewhere"_ba
                                                      << "filelock-soft unknown other-host"_ba;
    QTest::newRow("this host") << "job"_ba << QByteArray::fromStdString(HostIdentity::read().hostname)
                               << "filelock-soft stale pid-dead"_ba;
}
void tst_InspectMarks::wordIsAmbiguousWithoutItsProcess()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, word);
    QFETCH(QByteArray, verdict);
    const TestDirectory directory;
    const auto dead = QByteArray::number(exitedProcess());
    const auto report = probe(makeFile(directory / name.toStdString(), dead + '\n' + word + '\n'));
    QCOMPARE(QByteArray::fromStdString(report.format) + ' ' + QByteArray(toWord(report.verdict.state).data()) + ' ' +
                 QByteArray(toWord(report.verdict.reason).data()),
             verdict);
}

void tst_InspectMarks::heartbeatsAreChecked()
{
    const TestDirectory directory;
    std::filesystem::create_directory(directory / "db.json.lock");
    auto report = probe(directory / "db.json.lock");
    // Not refreshed yet: a program without a heartbeat may have created it.
    QCOMPARE(report.verdict.reason, Reason::MarkerPresent);
    QCOMPARE(QByteArray::fromStdString(report.breakAction), "rmdir"_ba);
    age(directory / "db.json.lock", 3600);
    report = probe(directory / "db.json.lock");
    // Never refreshed since it was created: not a lock with a heartbeat, but a directory that is held while it exists.
    QCOMPARE(report.verdict.state, State::Held);
    QCOMPARE(report.verdict.reason, Reason::MarkerPresent);
    QCOMPARE(report.verdict.confidence, Verdict::Confidence::Presumed);
    QVERIFY(report.breakRefused);
}

void tst_InspectMarks::claimFileIsFound()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "app.lock", "1\nfilelock-strict-v1\0\n0\n"_ba);
    std::filesystem::create_directories(directory / "app.lock.filelock/claims");
    makeFile(directory / "app.lock.filelock/claims/held-v1-0123456789abcdef0123456789abcdef.claim",
             "filelock-strict-v1\n0123456789abcdef0123456789abcdef\n" + exitedPid() + '\n' + hostname().toHex() +
                 "\n0\n");
    const auto report = probe(path);
    QCOMPARE(QByteArray::fromStdString(report.format), "filelock-strict"_ba);
    QCOMPARE(report.verdict.state, State::Stale);
    QVERIFY2(report.breakRefused, "py-filelock requires manual inspection");
}

void tst_InspectMarks::secondNameOfLinkIsACompanion()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "data.lock");
    const auto second = QByteArray(hostname() + "-7f3a11c0." + exitedPid() + "-8134").toStdString();
    std::filesystem::create_hard_link(path, directory / second);
    const auto report = probe(path);
    QCOMPARE(report.verdict.state, State::Stale);
    QCOMPARE(report.companions, std::vector<std::filesystem::path>{directory / second});
    QVERIFY(hasEvidence(report, "link-count"));
}

void tst_InspectMarks::pidIsResolvedInItsPidNamespace()
{
    Actor actor;
    if (actor.say("unshare-pid").startsWith("failed"))
        QSKIP("needs CAP_SYS_ADMIN to create a PID namespace");
    const auto inner = actor.say("fork-share");
    QVERIFY(inner.toLongLong() > 0);
    struct stat status = {};
    QCOMPARE(::stat(("/proc/" + actor.pidText() + "/ns/pid_for_children").c_str(), &status), 0);
    const QByteArray place = hostname() + '/' + QByteArray::number(qulonglong{status.st_ino}, 16) + ':';

    const TestDirectory directory;
    std::filesystem::create_symlink(QByteArray(place + inner).toStdString(), directory / "wlock");
    auto report = probe(directory / "wlock");
    QCOMPARE(report.verdict.state, State::Held);
    QVERIFY(hasEvidence(report, "foreign-pid-namespace"));
    QCOMPARE(report.process.value().namespacePids.back(), std::int64_t{inner.toLongLong()});
    QVERIFY2(text(report.verdict).contains(QString::number(report.process->pid)), qPrintable(text(report.verdict)));

    std::filesystem::remove(directory / "wlock");
    std::filesystem::create_symlink(QByteArray(place + "999").toStdString(), directory / "wlock");
    report = probe(directory / "wlock");
    // No process in the namespace has that PID; whether all of them are visible depends on the host.
    QVERIFY(report.verdict.state == State::Stale || report.verdict.reason == Reason::OtherPidNamespace);
}

QTEST_GUILESS_MAIN(tst_InspectMarks)
#include "tst_inspectmarks.moc"
