// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "inspect/lockkey.h"
#include "watch/eventrules.h"

#include <QTest>

#include <optional>

using namespace Lockscope;

namespace {

using State = Verdict::State;

LockReport lock(State state, std::uint64_t inode = 1, std::int64_t pid = 0)
{
    LockReport report;
    report.path = "/run/app.lock";
    report.inode = InodeKey{8, 1, inode};
    report.format = "link";
    report.verdict.state = state;
    report.verdict.reason = state == State::Held ? Verdict::Reason::PidAlive : Verdict::Reason::PidDead;
    if (pid != 0) {
        report.process = ProcessFacts();
        report.process->pid = pid;
    }
    return report;
}

LockReport kernelLock(std::int64_t holder, std::vector<std::int64_t> waiters)
{
    auto report = lock(State::Held);
    KernelLock held;
    held.holders.push_back({holder, 3, "holder", true});
    for (const auto pid : waiters)
        held.waiters.push_back({pid, "waiter"});
    report.kernelLocks.push_back(held);
    return report;
}

/// The kinds of events between two inspections.
QByteArrayList between(const std::optional<LockReport> &before, const LockReport &now, bool atStart = false)
{
    QByteArrayList words;
    const auto known = before ? std::optional(KnownLock::of(*before)) : std::nullopt;
    for (const auto &event : eventsOf(known ? &*known : nullptr, now, WallTime(), atStart))
        words += QByteArray(toWord(event.kind).data());
    return words;
}

} // namespace

class tst_EventRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void existingLocksOnlyAppear()
    {
        for (const auto state : {State::Held, State::Stale, State::Free, State::Unknown})
            QCOMPARE(between({}, lock(state), true), QByteArrayList{"appeared"});
    }

    void newHeldLockAppearsAndIsAcquired()
    {
        QCOMPARE(between({}, lock(State::Held)), (QByteArrayList{"appeared", "acquired"}));
        QCOMPARE(between({}, lock(State::Stale)), (QByteArrayList{"appeared", "stale"}));
        QCOMPARE(between({}, lock(State::Free)), QByteArrayList{"appeared"});
        QCOMPARE(between(lock(State::Absent), lock(State::Held)), (QByteArrayList{"appeared", "acquired"}));
    }

    void noChangeNoEvent()
    {
        QVERIFY(between(lock(State::Held, 1, 42), lock(State::Held, 1, 42)).isEmpty());
        QVERIFY(between({}, lock(State::Absent)).isEmpty());
    }

    void vanishedKernelLockIsReleasedIfStateIsUnknown()
    {
        auto held = kernelLock(42, {});
        held.verdict.reason = Verdict::Reason::KernelLockHeld;
        QCOMPARE(between(held, lock(State::Unknown)), QByteArrayList{"released"});
        auto perhapsHeld = lock(State::Held, 1, 42);
        perhapsHeld.verdict.reason = Verdict::Reason::PidAlive;
        QCOMPARE(between(perhapsHeld, lock(State::Unknown)), QByteArrayList{"changed"});
    }

    void removedLockKeepsItsPath_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("row");
        QTest::newRow("file") << QByteArray("/run/app.lock") << QByteArray();
        QTest::newRow("file named like an inode") << QByteArray("inode:8:1:7") << QByteArray();
        QTest::newRow("database row") << QByteArray("/srv/locks.db") << QByteArray("/srv/app.lock");
        QTest::newRow("unknown path") << QByteArray() << QByteArray();
    }
    void removedLockKeepsItsPath()
    {
        QFETCH(const QByteArray, path);
        QFETCH(const QByteArray, row);
        auto report = lock(State::Held);
        report.path = path.toStdString();
        report.row = row.toStdString();
        const auto key = LockKey::of(report.key());
        QCOMPARE(key.path, report.path);
        QCOMPARE(key.row, report.row);
        QVERIFY(key.inode == (path.isEmpty() ? report.inode : std::nullopt));
        QCOMPARE(keyText(key.path, key.row, key.inode), report.key());
        const auto events = eventsOfGone(report.key(), KnownLock::of(report), WallTime(), false);
        QVERIFY(!events.empty());
        QCOMPARE(events.front().path, report.path);
    }

    void heartbeatIsNoEvent()
    {
        auto later = lock(State::Held, 1, 42);
        later.modified = WallTime(std::chrono::seconds(100));
        later.changed = later.modified;
        QVERIFY(between(lock(State::Held, 1, 42), later).isEmpty());
    }

    void stateChangeIsNamedAfterTheNewState_data()
    {
        QTest::addColumn<State>("before");
        QTest::addColumn<State>("now");
        QTest::addColumn<QByteArray>("event");
        QTest::newRow("acquired") << State::Free << State::Held << QByteArray("acquired");
        QTest::newRow("released") << State::Held << State::Free << QByteArray("released");
        QTest::newRow("holder exited") << State::Held << State::Stale << QByteArray("stale");
        QTest::newRow("proven later") << State::Unknown << State::Stale << QByteArray("stale");
        QTest::newRow("acquired by another process") << State::Stale << State::Held << QByteArray("acquired");
        QTest::newRow("unknown") << State::Held << State::Unknown << QByteArray("changed");
        QTest::newRow("emptied") << State::Stale << State::Free << QByteArray("changed");
    }
    void stateChangeIsNamedAfterTheNewState()
    {
        QFETCH(const State, before);
        QFETCH(const State, now);
        QFETCH(const QByteArray, event);
        QCOMPARE(between(lock(before), lock(now)), QByteArrayList{event});
    }

    void newInodeIsAReplacement()
    {
        QCOMPARE(between(lock(State::Held, 1), lock(State::Held, 2)), QByteArrayList{"replaced"});
        QCOMPARE(between(lock(State::Held, 1, 42), lock(State::Held, 2, 43)), (QByteArrayList{"replaced", "acquired"}));
        QCOMPARE(between(lock(State::Stale, 1), lock(State::Held, 2)), (QByteArrayList{"replaced", "acquired"}));
        QCOMPARE(between(lock(State::Held, 1), lock(State::Stale, 2)), (QByteArrayList{"replaced", "stale"}));
    }

    void reusedInodeNumberIsANewInode()
    {
        auto before = lock(State::Held, 1, 42);
        auto now = before;
        before.created = WallTime(std::chrono::seconds(1));
        now.created = WallTime(std::chrono::seconds(2));
        QCOMPARE(between(before, now), QByteArrayList{"replaced"});
    }

    void newHolderIsReleaseAndAcquire()
    {
        QCOMPARE(between(lock(State::Held, 1, 42), lock(State::Held, 1, 43)), (QByteArrayList{"released", "acquired"}));
        QCOMPARE(between(kernelLock(42, {43}), kernelLock(43, {})), (QByteArrayList{"released", "acquired"}));
    }

    void newWaiterIsReported()
    {
        QCOMPARE(between(kernelLock(42, {}), kernelLock(42, {43})), QByteArrayList{"waiting"});
        QCOMPARE(between(kernelLock(42, {43}), kernelLock(42, {43, 44})), QByteArrayList{"waiting"});
        QCOMPARE(between(kernelLock(42, {43}), kernelLock(42, {})), QByteArrayList{"changed"});
        QCOMPARE(between({}, kernelLock(42, {43}), true), (QByteArrayList{"appeared", "waiting"}));
    }

    void newContentIsAChange()
    {
        auto now = lock(State::Held, 1, 42);
        now.content = "something else";
        QCOMPARE(between(lock(State::Held, 1, 42), now), QByteArrayList{"changed"});
    }

    void removedHeldLockIsReleased()
    {
        const auto words = [](State state, bool broken) {
            QByteArrayList list;
            for (const auto &event : eventsOfGone("/run/app.lock", KnownLock::of(lock(state)), WallTime(), broken)) {
                list += QByteArray(toWord(event.kind).data());
                if (event.verdict.state != State::Absent || event.path != "/run/app.lock" || event.before != state)
                    list += "wrong";
            }
            return list;
        };
        QCOMPARE(words(State::Held, false), (QByteArrayList{"released", "removed"}));
        QCOMPARE(words(State::Free, false), QByteArrayList{"removed"});
        QCOMPARE(words(State::Stale, false), QByteArrayList{"removed"});
        QCOMPARE(words(State::Stale, true), QByteArrayList{"broken"});
        QCOMPARE(words(State::Held, true), QByteArrayList{"broken"});
        QVERIFY(words(State::Absent, false).isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_EventRules)
#include "tst_eventrules.moc"
