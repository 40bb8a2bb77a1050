// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"
#include "support/locktest.h"

#include <lockscope/directoryscan.h>
#include <lockscope/fileusers.h>
#include <lockscope/inspector.h>
#include <lockscope/wording.h>

#include <QTest>

#include <algorithm>

using namespace Lockscope;
using namespace Qt::StringLiterals;

using State = Verdict::State;
using Reason = Verdict::Reason;

namespace {

std::int64_t exitedPid()
{
    Actor actor;
    const auto pid = actor.pid();
    actor.send("exit");
    return actor.waitForEnd() ? pid : -1;
}

QByteArray pidText(std::int64_t pid)
{
    return QByteArray::number(qint64{pid}) + '\n';
}

const Evidence *evidenceIn(const LockReport &report, std::string_view id)
{
    const auto found =
        std::ranges::find_if(report.evidence, [&](const Evidence &each) { return toWord(each.id) == id; });
    return found == report.evidence.end() ? nullptr : &*found;
}

} // namespace

/// A process that has the file open is evidence for every lock that is not a kernel lock; and a deleted file may still
/// be locked.
class tst_Openers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void processWithOpenFileProbablyHolds_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("isPidFile");
        QTest::addColumn<QByteArray>("role");
        QTest::addColumn<QByteArray>("more");
        QTest::newRow("git's index.lock, open for writing") << ".git/index.lock"_ba << false << "open"_ba
                                                            << "write"_ba;
        QTest::newRow("pacman's db.lck") << "db.lck"_ba << false << "open"_ba
                                         << "write"_ba;
        QTest::newRow("PID file of an exited process") << "app.pid"_ba << true << "open"_ba
                                                       << "write"_ba;
        QTest::newRow("empty marker, open for reading") << "baton.lock"_ba << false << "open"_ba
                                                        << "read"_ba;
        QTest::newRow("PID file, open in a thread with its own descriptors") << "app.pid"_ba << true << "open-thread"_ba
                                                                             << ""_ba;
        QTest::newRow("mapped PID file") << "app.pid"_ba << true << "map"_ba
                                         << ""_ba;
    }
    void processWithOpenFileProbablyHolds()
    {
        QFETCH(QByteArray, name);
        QFETCH(bool, isPidFile);
        QFETCH(QByteArray, role);
        QFETCH(QByteArray, more);
        const TestDirectory directory;
        std::filesystem::create_directory(directory / ".git");
        const auto path = makeFile(directory / name.toStdString(), isPidFile ? pidText(exitedPid()) : QByteArray());
        Actor actor;
        QVERIFY(!actor.say(role, path, more).startsWith("failed"));
        const auto report = Inspector().inspect(path);
        QVERIFY2(report.verdict.state == State::Held, qPrintable(text(report.verdict)));
        QCOMPARE(report.verdict.confidence, Verdict::Confidence::Presumed);
        QCOMPARE(report.verdict.reason, Reason::FileOpen);
        QVERIFY(report.process);
        QCOMPARE(report.process->pid, std::int64_t{actor.pid()});
        QVERIFY2(text(report.verdict).contains(QString::number(actor.pid())), qPrintable(text(report.verdict)));
        QVERIFY(evidenceIn(report, "file-open"));
        QVERIFY(report.breakRefused);
        QVERIFY2(text(*report.breakRefused).endsWith(u"has it open"), qPrintable(text(*report.breakRefused)));

        std::vector<LockReport> scanned;
        ScanSink sink;
        sink.batch = [&](std::vector<LockReport> found) { std::ranges::move(found, std::back_inserter(scanned)); };
        scanDirectories({directory.path()}, Inspector(), {}, sink);
        QVERIFY(std::ranges::any_of(scanned, [&](const LockReport &each) { return each.verdict == report.verdict; }));
    }

    void openFileOfExitedMainThreadIsFound()
    {
        const TestDirectory directory;
        const auto path = makeFile(directory / "app.pid", pidText(exitedPid()));
        Actor actor;
        QVERIFY(actor.say("open", path).toInt() > 0);
        const auto child = actor.say("zombie-thread");
        QVERIFY2(child.toLongLong() > 0, child);
        const auto report = Inspector().inspect(path);
        QVERIFY(std::ranges::any_of(report.evidence, [&](const Evidence &each) {
            return each.id == Evidence::Id::FileOpen && text(each).contains(QString::fromUtf8(child));
        }));
        const auto users = FileUsers::of(path);
        QVERIFY(users);
        QCOMPARE(users->users.size(), 2U);
    }

    void readerOfFileWithContentMakesStateUncertain()
    {
        if (!Inspector().host().seesAllProcesses())
            QSKIP("needs the initial PID namespace");
        const TestDirectory directory;
        const auto path = makeFile(directory / "app.pid", pidText(exitedPid()));
        Actor actor;
        QVERIFY(!actor.say("open", path, "read").startsWith("failed"));
        auto report = Inspector().inspect(path);
        QCOMPARE(report.verdict.state, State::Unknown);
        QCOMPARE(report.verdict.reason, Reason::FileOpen);
        QVERIFY(report.breakRefused);
        actor.send("exit");
        QVERIFY(actor.waitForEnd());
        report = Inspector().inspect(path);
        QCOMPARE(report.verdict.state, State::Stale);
        // Reported only if the open files of every process are visible.
        QCOMPARE(evidenceIn(report, "not-open") != nullptr, FileUsers::of(path)->isComplete());
    }

    void openButUnlockedKernelLockFileIsFree()
    {
        if (!Inspector().host().seesAllProcesses())
            QSKIP("needs the initial PID namespace");
        const TestDirectory directory;
        const auto path = makeFile(directory / "app.lock", " " + pidText(exitedPid()));
        Actor actor;
        QVERIFY(!actor.say("open", path, "read").startsWith("failed"));
        QCOMPARE(Inspector().inspect(path).verdict.state, State::Free);
    }

    void lockedDeletedFileIsReported_data()
    {
        QTest::addColumn<bool>("isCreatedAnew");
        QTest::newRow("no file at the path") << false;
        QTest::newRow("a new file at the path") << true;
    }
    void lockedDeletedFileIsReported()
    {
        QFETCH(bool, isCreatedAnew);
        const TestDirectory directory;
        const auto path = makeFile(directory / "app.lock", " 4242\n");
        Actor actor;
        QCOMPARE(actor.say("flock", path), "held"_ba);
        std::filesystem::remove(path);
        if (isCreatedAnew)
            makeFile(path, " 4242\n");
        const auto report = Inspector().inspect(path);
        if (!isCreatedAnew)
            QCOMPARE(report.verdict.state, State::Absent);
        const auto *evidence = evidenceIn(report, "deleted-file-locked");
        QVERIFY(evidence);
        QVERIFY2(text(*evidence).contains(QString::number(actor.pid())), qPrintable(text(*evidence)));
        QVERIFY2(text(report.verdict).contains(QString::number(actor.pid())), qPrintable(text(report.verdict)));
        // Not for a file of the same name in another directory.
        std::filesystem::create_directory(directory / "other");
        QVERIFY(!evidenceIn(Inspector().inspect(makeFile(directory / "other/app.lock")), "deleted-file-locked"));
    }

    void deletedFileIsFoundByRelativePath()
    {
        const TestDirectory directory;
        const auto path = makeFile(directory / "app.lock");
        Actor actor;
        QCOMPARE(actor.say("flock", path), "held"_ba);
        std::filesystem::remove(path);
        const auto before = std::filesystem::current_path();
        std::filesystem::current_path(directory.path());
        const auto report = Inspector().inspect("app.lock");
        std::filesystem::current_path(before);
        QVERIFY(evidenceIn(report, "deleted-file-locked"));
    }
};

QTEST_GUILESS_MAIN(tst_Openers)
#include "tst_openers.moc"
