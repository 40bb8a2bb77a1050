// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/recycledpids.h"

#include <QTest>

#include <chrono>
#include <functional>

using namespace Lockscope;
using namespace std::chrono_literals;

namespace {

LockReport reportOf(Verdict::State state, Verdict::Confidence confidence, Verdict::Reason reason)
{
    LockReport report;
    report.path = "/a.pid";
    report.inode = InodeKey{8, 1, 5};
    report.inodeType = LockReport::InodeType::Regular;
    report.created = WallTime(1h);
    report.changed = WallTime(2h);
    report.content = "4242\n";
    report.fileSystem = FileSystemKind{.type = "ext4", .remote = false, .lockReach = {}};
    report.verdict = {.state = state, .confidence = confidence, .reason = reason, .sentences = {}};
    return report;
}

LockReport stale()
{
    return reportOf(Verdict::State::Stale, Verdict::Confidence::Proved, Verdict::Reason::PidDead);
}

LockReport running()
{
    auto report = reportOf(Verdict::State::Held, Verdict::Confidence::Presumed, Verdict::Reason::PidAlive);
    report.process = ProcessFacts();
    report.process->pid = 4242;
    return report;
}

using Change = std::function<void(LockReport &)>;

} // namespace

Q_DECLARE_METATYPE(Change)

class tst_RecycledPids : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unchangedStaleLockStaysStale()
    {
        auto report = running();
        QVERIFY(isRecycledSince(KnownLock::of(stale()), report));
        keepStale(report);
        QCOMPARE(report.verdict.state, Verdict::State::Stale);
        QCOMPARE(report.evidence.front().supports, Evidence::Supports::Stale);
        // And so it does at the next inspection.
        QVERIFY(isRecycledSince(KnownLock::of(report), running()));
    }

    void nothingElseIsProven_data()
    {
        QTest::addColumn<Change>("changeBefore");
        QTest::addColumn<Change>("changeNow");
        const Change none = [](LockReport &) {};
        const auto before = [&](const char *name, const Change &change) { QTest::newRow(name) << change << none; };
        const auto now = [&](const char *name, const Change &change) { QTest::newRow(name) << none << change; };
        before("was held", [](LockReport &report) { report = running(); });
        before("was stale by a boot", [](LockReport &report) { report.verdict.reason = Verdict::Reason::BootedSince; });
        before("time was unknown", [](LockReport &report) { report.changed.reset(); });
        now("written since", [](LockReport &report) { report.changed = WallTime(3h); });
        now("another file", [](LockReport &report) { report.inode->inode = 6; });
        now("the inode was reused", [](LockReport &report) { report.created = WallTime(2h); });
        now("another content", [](LockReport &report) { report.content = "4243\n"; });
        now("proven to be held", [](LockReport &report) { report.verdict.confidence = Verdict::Confidence::Proved; });
        now("held by a heartbeat", [](LockReport &report) { report.verdict.reason = Verdict::Reason::HeartbeatFresh; });
        now("locked by the kernel", [](LockReport &report) { report.kernelLocks.resize(1); });
        now("on a file server", [](LockReport &report) { report.fileSystem->remote = true; });
        now("file system unknown", [](LockReport &report) { report.fileSystem.reset(); });
        now("no process", [](LockReport &report) { report.process.reset(); });
    }
    void nothingElseIsProven()
    {
        QFETCH(Change, changeBefore);
        QFETCH(Change, changeNow);
        auto before = stale();
        changeBefore(before);
        auto report = running();
        changeNow(report);
        QVERIFY(!isRecycledSince(KnownLock::of(before), report));
    }
};

QTEST_GUILESS_MAIN(tst_RecycledPids)

#include "tst_recycledpids.moc"
