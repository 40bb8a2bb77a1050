// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"
#include "support/brokenscene.h"
#include "support/faultysystemcalls.h"
#include "system/quarantinename.h"

#include <lockscope/breaker.h>
#include <lockscope/holder.h>
#include <lockscope/wording.h>

#include <QFile>
#include <QScopeGuard>
#include <QTest>

#include <fstream>
#include <optional>

#include <signal.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Lockscope;
namespace fs = std::filesystem;

using Permission = BreakPlan::Permission;

/// Breaks real lock files, and restores them.
class tst_Breaking : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void breakAndUndoRestoresState_data();
    void breakAndUndoRestoresState();
    void planIsDescribedWithoutSideEffects();
    void heldMarkerNeedsForce();
    void kernelLockIsNotBroken();
    void fileThatIsNotALockIsNotBroken();
    void lockChangedSinceInspectionIsKept_data();
    void lockChangedSinceInspectionIsKept();
    void lockReplacedBeforeTheMoveIsRestored();
    void absentLockIsNotBroken();
    void undoIsRefusedIfPathIsInUse();
    void undoReportsMissingQuarantine();
    void secondUndoFails();
    void idPrefixIsAccepted();
    void breakFailsWithoutJournal();
    void unreadableJournalEntryIsReported();
    void quarantineExpires();
    void fullDiskUnderJournalPreventsBreak();
    void concurrentBreaks();
    void directoryOfAnotherUserIsNotChanged();
    void confirmedHolderIsSignalled();
    void pidFromFileIsNotSignalled();
    void pidBehindLinkOfAnotherUserIsNotSignalled();
    void kernelLockBehindLinkOfAnotherUserIsNotSignalled();

private:
    fs::path makeStale(const char *kind = "file") const;
    BreakPlan planOf(const fs::path &lock) { return breaker().plan(lock).front(); }
    Breaker breaker() const { return Breaker(journal()); }
    fs::path journal() const { return *m_state / "broken"; }
    LockErrc errorOf(const BreakPlan &plan, Breaker::Force force = Breaker::Force::No) const
    {
        const auto broken = breaker().execute(plan, force);
        return broken ? LockErrc() : broken.error().code;
    }

    std::optional<TestDirectory> m_directory;
    std::optional<TestDirectory> m_state;
};

void tst_Breaking::init()
{
    m_directory.emplace();
    m_state.emplace();
}

fs::path tst_Breaking::makeStale(const char *kind) const
{
    const auto lock = *m_directory / "app.lock";
    for (const auto &left : staleLocks()) {
        if (std::string_view(left.name) == kind)
            left.make(lock, exitedProcess());
    }
    return lock;
}

void tst_Breaking::breakAndUndoRestoresState_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<int>("names");
    for (const auto &left : staleLocks())
        QTest::newRow(left.name) << QByteArray(left.name) << left.names;
}

void tst_Breaking::breakAndUndoRestoresState()
{
    QFETCH(const QByteArray, kind);
    QFETCH(const int, names);
    const auto lock = makeStale(kind);
    const auto before = snapshotOf(m_directory->path());
    const auto plan = planOf(lock);
    QVERIFY2(plan.isSafe(), qPrintable(plan.refusalText()));
    const auto broken = breaker().execute(plan);
    QVERIFY2(broken, broken ? "" : qPrintable(broken.error().message()));
    QCOMPARE(broken->path.native(), lock.native());
    QCOMPARE(broken->companions.size() + 1, static_cast<std::size_t>(names));
    int left = 0;
    for (const auto &entry : fs::directory_iterator(m_directory->path())) {
        QCOMPARE(QuarantineName::idIn(entry.path().filename().native()), std::optional(plan.id));
        ++left;
    }
    QCOMPARE(left, names);
    const auto kept = breaker().brokenLocks();
    QCOMPARE(kept.locks.size(), std::size_t{1});
    QCOMPARE(kept.locks.front(), *broken);
    const auto restored = breaker().undo(broken->id);
    QVERIFY2(restored, restored ? "" : qPrintable(restored.error().message()));
    QCOMPARE(snapshotOf(m_directory->path()), before);
    QVERIFY(breaker().brokenLocks().locks.empty());
}

void tst_Breaking::planIsDescribedWithoutSideEffects()
{
    const auto lock = makeStale("hard link");
    const auto before = snapshotOf(m_directory->path());
    const auto plan = planOf(lock);
    QVERIFY(plan.isSafe());
    QVERIFY(plan.refusalText().isEmpty());
    QVERIFY(!plan.consequence);
    QCOMPARE(plan.companions.size(), std::size_t{1});
    QCOMPARE(plan.steps.size(), std::size_t{6});
    QCOMPARE(snapshotOf(m_directory->path()), before);
    QVERIFY(!fs::exists(journal()));
}

void tst_Breaking::heldMarkerNeedsForce()
{
    Actor actor;
    const auto lock = *m_directory / "app.lock";
    QCOMPARE(actor.say("acquire pid", lock), QByteArray("acquired"));
    const auto plan = planOf(lock);
    QCOMPARE(plan.permission, Permission::WithForce);
    QVERIFY2(text(*plan.consequence).contains(QString::fromStdString(actor.pidText())),
             qPrintable(text(*plan.consequence)));
    QVERIFY(!plan.refusalText().isEmpty());
    QCOMPARE(errorOf(plan), LockErrc::BreakRefused);
    QVERIFY(fs::exists(lock));
    const auto broken = breaker().execute(plan, Breaker::Force::Yes);
    QVERIFY(broken);
    QVERIFY(broken->forced);
    QVERIFY(!fs::exists(lock));
    QVERIFY(breaker().undo());
    QCOMPARE(actor.say("release pid", lock), QByteArray("released"));
}

void tst_Breaking::kernelLockIsNotBroken()
{
    Actor actor;
    const auto lock = makeFile(*m_directory / "app.lock", "\n");
    QCOMPARE(actor.say("flock", lock), QByteArray("held"));
    const auto plan = planOf(lock);
    QCOMPARE(plan.permission, Permission::Never);
    QVERIFY2(text(*plan.advice).contains(QStringLiteral("signal")), qPrintable(text(*plan.advice)));
    QCOMPARE(errorOf(plan, Breaker::Force::Yes), LockErrc::BreakRefused);
    QVERIFY(fs::exists(lock));
}

void tst_Breaking::fileThatIsNotALockIsNotBroken()
{
    const auto letter = makeFile(*m_directory / "letter.txt", "Dear all\n");
    QCOMPARE(errorOf(planOf(letter), Breaker::Force::Yes), LockErrc::BreakRefused);
    const auto pipe = *m_directory / "pipe.lock";
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    QCOMPARE(errorOf(planOf(pipe), Breaker::Force::Yes), LockErrc::BreakRefused);
    QVERIFY(fs::exists(letter) && fs::exists(pipe));
}

void tst_Breaking::lockChangedSinceInspectionIsKept_data()
{
    QTest::addColumn<QByteArray>("change");
    for (const char *change : {"content", "time", "mode", "replaced", "link"})
        QTest::newRow(change) << QByteArray(change);
}

void tst_Breaking::lockChangedSinceInspectionIsKept()
{
    QFETCH(const QByteArray, change);
    const auto lock = makeStale();
    const auto plan = planOf(lock);
    const auto other = std::to_string(exitedProcess()) + "\n";
    if (change == "content") {
        std::ofstream(lock) << other;
    } else if (change == "time") {
        QCOMPARE(::utimensat(AT_FDCWD, lock.c_str(), nullptr, 0), 0);
    } else if (change == "mode") {
        fs::permissions(lock, fs::perms::owner_read);
    } else if (change == "replaced") {
        makeFile(*m_directory / "new", QByteArray::fromStdString(other));
        fs::rename(*m_directory / "new", lock);
    } else {
        fs::create_hard_link(lock, *m_directory / "second");
    }
    const auto before = snapshotOf(m_directory->path());
    QCOMPARE(errorOf(plan, Breaker::Force::Yes), LockErrc::BreakChanged);
    QCOMPARE(snapshotOf(m_directory->path()), before);
    QVERIFY(breaker().brokenLocks().locks.empty());
}

/// Another process replaces the lock after the last inspection and before the move.
void tst_Breaking::lockReplacedBeforeTheMoveIsRestored()
{
    const auto lock = makeStale();
    const auto plan = planOf(lock);
    makeFile(*m_directory / "new", QByteArray::number(::getpid()) + '\n');
    FaultySystemCalls calls;
    calls.before("symlinkat", 1, [&] { fs::rename(*m_directory / "new", lock); });
    {
        const ScopedSystemCalls scope(calls);
        QCOMPARE(errorOf(plan), LockErrc::BreakChanged);
    }
    QCOMPARE(snapshotOf(m_directory->path()).size(), 1);
    QCOMPARE(planOf(lock).report.owner.pid, std::optional<std::int64_t>(::getpid()));
    QVERIFY(breaker().brokenLocks().locks.empty());
}

void tst_Breaking::absentLockIsNotBroken()
{
    const auto lock = makeStale();
    const auto plan = planOf(lock);
    fs::remove(lock);
    QCOMPARE(errorOf(plan), LockErrc::NothingToBreak);
    QCOMPARE(planOf(lock).permission, Permission::Nothing);
    QCOMPARE(planOf(*m_directory / "none" / "app.lock").permission, Permission::Nothing);
}

void tst_Breaking::undoIsRefusedIfPathIsInUse()
{
    const auto lock = makeStale("hard link");
    QVERIFY(breaker().execute(planOf(lock)));
    makeFile(lock, "mine\n");
    const auto before = snapshotOf(m_directory->path());
    const auto restored = breaker().undo();
    QVERIFY(!restored);
    QCOMPARE(restored.error().code, LockErrc::UndoRefused);
    QCOMPARE(snapshotOf(m_directory->path()), before);
    fs::remove(lock);
    QVERIFY(breaker().undo());
}

void tst_Breaking::undoReportsMissingQuarantine()
{
    const auto lock = makeStale();
    const auto broken = breaker().execute(planOf(lock));
    QVERIFY(broken);
    fs::remove(broken->quarantine);
    QVERIFY(breaker().brokenLocks().locks.empty());
    const auto restored = breaker().undo(broken->id);
    QVERIFY(!restored);
    QCOMPARE(restored.error().code, LockErrc::UnknownBreak);
    QVERIFY2(restored.error().message().contains(QStringLiteral("has been removed")),
             qPrintable(restored.error().message()));
}

void tst_Breaking::secondUndoFails()
{
    const auto broken = breaker().execute(planOf(makeStale()));
    QVERIFY(broken && breaker().undo(broken->id));
    const auto again = breaker().undo(broken->id);
    QVERIFY(!again);
    QCOMPARE(again.error().code, LockErrc::UnknownBreak);
    QCOMPARE(breaker().undo().error().code, LockErrc::UnknownBreak);
}

void tst_Breaking::idPrefixIsAccepted()
{
    const auto broken = breaker().execute(planOf(makeStale()));
    QVERIFY(broken);
    QVERIFY(breaker().undo(broken->id.substr(0, 6)));
}

void tst_Breaking::breakFailsWithoutJournal()
{
    const auto lock = makeStale();
    const auto before = snapshotOf(m_directory->path());
    const auto plan = planOf(lock);
    for (const char *call : {"pwrite", "fsync"}) {
        FaultySystemCalls calls;
        calls.failAlways(call, ENOSPC);
        const ScopedSystemCalls scope(calls);
        QCOMPARE(errorOf(plan), LockErrc::StateFailed);
        QCOMPARE(snapshotOf(m_directory->path()), before);
    }
    makeFile(journal().parent_path() / "file");
    const auto refused = Breaker(journal().parent_path() / "file" / "broken").execute(plan);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, LockErrc::StateFailed);
    QCOMPARE(snapshotOf(m_directory->path()), before);
}

void tst_Breaking::unreadableJournalEntryIsReported()
{
    const auto broken = breaker().execute(planOf(makeStale()));
    QVERIFY(broken);
    makeFile(journal() / "0123456789ab", "Bnonsense");
    const auto found = breaker().brokenLocks();
    QCOMPARE(found.locks.size(), std::size_t{1});
    QCOMPARE(found.failures.size(), std::size_t{1});
    QVERIFY(found.failures.front().message().contains(QStringLiteral("0123456789ab")));
    QVERIFY(breaker().undo(broken->id));
}

void tst_Breaking::quarantineExpires()
{
    const auto broken = breaker().execute(planOf(makeStale("hard link")));
    QVERIFY(broken);
    QVERIFY(!snapshotOf(m_directory->path()).isEmpty());
    // The journal entry is made older, as if time had passed.
    auto written = broken->time;
    const auto grow = [&](std::chrono::hours hours) {
        QFile note(QString::fromStdString((journal() / broken->id).native()));
        QVERIFY(note.open(QIODevice::ReadWrite));
        auto text = note.readAll();
        const auto before = QByteArray::number(qlonglong{written.time_since_epoch().count()});
        QVERIFY(text.contains(before));
        written -= hours;
        text.replace(before, QByteArray::number(qlonglong{written.time_since_epoch().count()}));
        note.seek(0);
        QCOMPARE(note.write(text), text.size());
    };
    grow(std::chrono::hours(7 * 24 - 1));
    QCOMPARE(breaker().brokenLocks().locks.size(), std::size_t{1});
    QVERIFY(!snapshotOf(m_directory->path()).isEmpty());
    grow(std::chrono::hours(2));
    QVERIFY(breaker().brokenLocks().locks.empty());
    QVERIFY(snapshotOf(m_directory->path()).isEmpty());
    QVERIFY(!breaker().undo(broken->id));
}

void tst_Breaking::fullDiskUnderJournalPreventsBreak()
{
    if (::mount("tmpfs", m_state->path().c_str(), "tmpfs", 0, "size=64k") != 0)
        QSKIP("needs a mount of a tmpfs, which is refused here");
    const auto state = m_state->path();
    const auto unmount = qScopeGuard([&] { ::umount(state.c_str()); });
    const auto lock = makeStale("hard link");
    const auto plan = planOf(lock);
    const auto before = snapshotOf(m_directory->path());
    const auto fill = [&] {
        QFile file(QString::fromStdString((state / "filling").native()));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        QVERIFY(file.write(QByteArray(128 * 1024, 'x')) < 128 * 1024);
    };
    fill();
    QCOMPARE(errorOf(plan), LockErrc::StateFailed);
    QCOMPARE(snapshotOf(m_directory->path()), before);
    fs::remove(state / "filling");
    // A break that was recorded before the disk was full can be undone.
    const auto broken = breaker().execute(planOf(lock));
    QVERIFY(broken);
    fill();
    QVERIFY(breaker().undo(broken->id));
    QCOMPARE(snapshotOf(m_directory->path()), before);
}

void tst_Breaking::concurrentBreaks()
{
    const auto lock = makeStale();
    const auto first = planOf(lock);
    const auto second = planOf(lock);
    std::optional<LockErrc> other;
    FaultySystemCalls calls;
    // In the middle of the first break, when the name is the placeholder's, the second one starts.
    calls.before("renameat2", 3, [&] { other = errorOf(second); });
    {
        const ScopedSystemCalls scope(calls);
        QVERIFY(breaker().execute(first));
    }
    QVERIFY(other.has_value());
    QCOMPARE(*other, LockErrc::BreakChanged);
    QVERIFY(!fs::exists(fs::symlink_status(lock)));
    QCOMPARE(breaker().brokenLocks().locks.size(), std::size_t{1});
}

void tst_Breaking::directoryOfAnotherUserIsNotChanged()
{
    if (::geteuid() != 0)
        QSKIP("only root can become another user");
    const auto lock = makeStale();
    QCOMPARE(::chown(lock.c_str(), 65534, 65534), 0); // stale to its owner, perhaps not to others
    const auto before = snapshotOf(m_directory->path());
    fs::permissions(m_directory->path(), fs::perms(0755));
    fs::permissions(m_state->path(), fs::perms(0777));
    const auto plan = planOf(lock);
    QCOMPARE(::seteuid(65534), 0);
    const auto broken = breaker().execute(plan);
    QCOMPARE(::seteuid(0), 0);
    QVERIFY(!broken);
    QCOMPARE(broken.error().code, LockErrc::BreakFailed);
    QCOMPARE(broken.error().errnoName(), std::string("EACCES"));
    QCOMPARE(snapshotOf(m_directory->path()), before);
    QVERIFY(breaker().brokenLocks().locks.empty());
}

void tst_Breaking::confirmedHolderIsSignalled()
{
    Actor actor;
    const auto lock = makeFile(*m_directory / "app.lock");
    QCOMPARE(actor.say("flock", lock), QByteArray("held"));
    const auto holders = Holder::of(lock);
    QVERIFY2(holders, holders ? "" : qPrintable(holders.error().message()));
    QCOMPARE(holders->size(), std::size_t{1});
    QCOMPARE(holders->front().pid(), std::int64_t{actor.pid()});
    QVERIFY(!holders->front().refusal());
    QVERIFY(holders->front().signal(SIGTERM));
    QVERIFY(actor.waitForEnd());
    QVERIFY(!holders->front().signal(SIGTERM));
}

void tst_Breaking::pidFromFileIsNotSignalled()
{
    // Its own PID: it must never be signalled.
    const auto own = makeFile(*m_directory / "own.pid", QByteArray::number(::getpid()) + '\n');
    const auto holders = Holder::of(own);
    QVERIFY(!holders || !holders->front().signal(0));
    // A process that started after the file was written is not the one that it names.
    Actor actor;
    const auto old = makeFile(*m_directory / "old.pid", QByteArray::fromStdString(actor.pidText()) + '\n');
    const timespec times[2] = {{0, UTIME_OMIT}, {1'000'000'000, 0}};
    QCOMPARE(::utimensat(AT_FDCWD, old.c_str(), times, 0), 0);
    // No other user's file may name a process of root.
    if (::geteuid() == 0) {
        QCOMPARE(::chown(old.c_str(), 65534, 65534), 0);
        const auto refused = Holder::of(old);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, LockErrc::SignalRefused);
    }
    const auto init = makeFile(*m_directory / "init.pid", "1\n");
    const auto first = Holder::of(init);
    QVERIFY(!first || !first->front().signal(0));
}

void tst_Breaking::pidBehindLinkOfAnotherUserIsNotSignalled()
{
    if (::geteuid() != 0)
        QSKIP("needs root, to create a link of another user");
    Actor actor;
    makeFile(*m_directory / "app.pid", QByteArray::fromStdString(actor.pidText()) + '\n');
    const TestDirectory elsewhere;
    const auto alias = elsewhere / "alias";
    fs::create_directory_symlink(m_directory->path(), alias);
    const auto isLinkRefused = [&] {
        const auto holders = Holder::of(alias / "app.pid");
        return !holders && holders.error().code == LockErrc::SignalRefused &&
               holders.error().message().contains(QStringLiteral("symbolic link"));
    };
    QVERIFY(!isLinkRefused());
    QCOMPARE(::lchown(alias.c_str(), 65534, 65534), 0);
    QVERIFY(isLinkRefused());
}

void tst_Breaking::kernelLockBehindLinkOfAnotherUserIsNotSignalled()
{
    if (::geteuid() != 0)
        QSKIP("needs root, to create a link of another user");
    const auto lock = makeFile(*m_directory / "app.lock", "");
    Actor actor;
    QCOMPARE(actor.say("flock", lock), QByteArray("held"));
    const TestDirectory elsewhere;
    const auto alias = elsewhere / "alias";
    fs::create_directory_symlink(m_directory->path(), alias);
    const auto before = Holder::of(alias / "app.lock");
    QVERIFY(before && before->front().signal(0));
    QCOMPARE(::lchown(alias.c_str(), 65534, 65534), 0);
    const auto after = Holder::of(alias / "app.lock");
    QVERIFY(!after && after.error().code == LockErrc::SignalRefused);
    QVERIFY(after.error().message().contains(QStringLiteral("symbolic link")));
    QVERIFY(!before->front().signal(0));
    QVERIFY(Holder::of(lock)->front().signal(0));
}

QTEST_GUILESS_MAIN(tst_Breaking)

#include "tst_breaking.moc"
