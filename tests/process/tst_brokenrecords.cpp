// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "lockscopectlcall.h"
#include "support/actor.h"
#include "support/brokenscene.h"
#include "support/faultysystemcalls.h"

#include <lockscope/breaker.h>

#include <QElapsedTimer>
#include <QJsonObject>
#include <QTest>

#include <optional>

#include <fcntl.h>
#include <sched.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Lockscope;
namespace fs = std::filesystem;

/// Records of broken locks whose quarantine cannot be restored or deleted as a whole, or that another process is using.
class tst_BrokenRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory.emplace();
        m_state.emplace();
        qputenv("XDG_STATE_HOME", QByteArray::fromStdString(m_state->path().native()));
    }
    void mountPointPreventsDeletion();
    void immutableFilePreventsDeletion();
    void partlyDeletedQuarantineIsNotRestored_data();
    void partlyDeletedQuarantineIsNotRestored();
    void partlyPurgedQuarantineIsNotRestored();
    void changedQuarantineIsKept_data();
    void changedQuarantineIsKept();
    void directoryWithManyNewFilesIsRestored();
    void recordInUseIsListed();
    void undoNamesProcessThatUsesRecord();
    void undoIgnoresOlderRecordInUse();
    void deletionFailureDoesNotMentionRestoring();

private:
    static Breaker breaker() { return Breaker(); }
    fs::path note(const BrokenLock &lock) const { return *m_state / "lockscope" / "broken" / lock.id; }
    Result<BrokenLock> breakStale(const char *name, std::size_t kind = 0) const
    {
        const auto lock = *m_directory / name;
        staleLocks()[kind].make(lock, exitedProcess());
        return breaker().execute(breaker().plan(lock).front(), Breaker::Force::Yes);
    }
    Result<BrokenLock> breakStaleDirectory() const { return breakStale("app.lock", staleLocks().size() - 1); }

    std::optional<TestDirectory> m_directory;
    std::optional<TestDirectory> m_state;
};

void tst_BrokenRecords::mountPointPreventsDeletion()
{
    if (::geteuid() != 0)
        QSKIP("needs root, to mount a directory");
    const auto broken = breakStaleDirectory();
    QVERIFY(broken);
    makeFile(broken->quarantine / "a.txt", "x\n");
    const auto data = *m_directory / "data";
    fs::create_directory(data);
    makeFile(data / "precious.txt", "x\n");
    const auto point = broken->quarantine / "z" / "mounted";
    fs::create_directories(point);
    const auto before = snapshotOf(broken->quarantine);
    const pid_t child = ::fork();
    if (child == 0) {
        if (::unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
            ::mount(data.c_str(), point.c_str(), nullptr, MS_BIND, nullptr) != 0)
            ::_exit(2);
        const auto removed = breaker().remove(broken->id, Breaker::Force::Yes);
        const bool isNamed = !removed && removed.error().code == LockErrc::DeleteRefused &&
                             removed.error().message().contains(QStringLiteral("z/mounted is a mount point"));
        ::_exit(isNamed ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 2)
        QSKIP("cannot mount a directory");
    QCOMPARE(status, 0);
    QCOMPARE(snapshotOf(broken->quarantine), before);
    QVERIFY(fs::exists(data / "precious.txt"));
    const auto restored = breaker().undo(broken->id);
    QVERIFY2(restored, restored ? "" : qPrintable(restored.error().message()));
}

void tst_BrokenRecords::immutableFilePreventsDeletion()
{
    const auto broken = breakStaleDirectory();
    QVERIFY(broken);
    const auto file = makeFile(broken->quarantine / "fixed.txt", "x\n");
    const auto before = snapshotOf(broken->quarantine);
    if (shell(QStringLiteral("chattr +i '%1'").arg(QString::fromStdString(file.native()))).status != 0)
        QSKIP("needs root, and a file system with immutable files");
    const auto removed = breaker().remove(broken->id, Breaker::Force::Yes);
    shell(QStringLiteral("chattr -i '%1'").arg(QString::fromStdString(file.native())));
    QVERIFY(!removed && removed.error().code == LockErrc::DeleteRefused);
    QVERIFY2(removed.error().message().contains(QStringLiteral("fixed.txt is immutable")),
             qPrintable(removed.error().message()));
    QCOMPARE(snapshotOf(broken->quarantine), before);
    QVERIFY(breaker().remove(broken->id, Breaker::Force::Yes));
}

void tst_BrokenRecords::partlyDeletedQuarantineIsNotRestored_data()
{
    QTest::addColumn<int>("force");
    QTest::newRow("recorded files") << 0;
    QTest::newRow("any content") << 1;
}

void tst_BrokenRecords::partlyDeletedQuarantineIsNotRestored()
{
    QFETCH(const int, force);
    const auto broken = breakStaleDirectory();
    QVERIFY(broken);
    if (force != 0)
        makeFile(broken->quarantine / "other.txt", "x\n");
    FaultySystemCalls faulty;
    // One file is removed. With force, the directory is tried before it.
    faulty.before("unlinkat", force != 0 ? 2 : 1, [&] { faulty.failAlways("unlinkat", EIO); });
    {
        const ScopedSystemCalls scope(faulty);
        const auto removed = breaker().remove(broken->id, force != 0 ? Breaker::Force::Yes : Breaker::Force::No);
        QVERIFY(!removed && removed.error().code == LockErrc::DeleteFailed);
        QVERIFY2(removed.error().message().contains(QStringLiteral("cannot be restored")),
                 qPrintable(removed.error().message()));
    }
    const auto found = breaker().brokenLocks();
    QCOMPARE(found.locks.size(), std::size_t{1});
    QVERIFY(found.locks.front().partlyDeleted && !found.locks.front().expires());
    for (const auto &id : {broken->id, std::string()}) {
        const auto restored = breaker().undo(id);
        QVERIFY(!restored && restored.error().code == LockErrc::UndoRefused);
        QVERIFY2(restored.error().message().contains(QString::fromStdString(broken->quarantine.native())),
                 qPrintable(restored.error().message()));
    }
    QVERIFY(!fs::exists(broken->path));
    QVERIFY(breaker().remove(broken->id, Breaker::Force::Yes));
    QVERIFY(snapshotOf(m_directory->path()).isEmpty());
    QVERIFY(breaker().brokenLocks().locks.empty());
}

void tst_BrokenRecords::partlyPurgedQuarantineIsNotRestored()
{
    const auto broken = breaker().execute([&] {
        const auto lock = *m_directory / "app.lock";
        staleLocks()[staleLocks().size() - 1].make(lock, exitedProcess());
        return breaker().plan(lock).front();
    }());
    QVERIFY(broken);
    if (broken->forced)
        QSKIP("a forced break is not purged");
    ageJournalEntry(note(*broken), std::chrono::hours(8 * 24));
    FaultySystemCalls faulty;
    faulty.before("unlinkat", 1, [&] { faulty.failAlways("unlinkat", EIO); });
    {
        const ScopedSystemCalls scope(faulty);
        const auto found = breaker().brokenLocks();
        QCOMPARE(found.locks.size(), std::size_t{1});
        QVERIFY(found.locks.front().partlyDeleted);
    }
    const auto restored = breaker().undo(broken->id);
    QVERIFY(!restored && restored.error().code == LockErrc::UndoRefused);
}

void tst_BrokenRecords::changedQuarantineIsKept_data()
{
    addRowsForStaleLocks();
}

void tst_BrokenRecords::changedQuarantineIsKept()
{
    QFETCH(const int, kind);
    const auto broken = breakStale("app.lock", std::size_t(kind));
    QVERIFY(broken);
    const auto changed = fs::is_directory(broken->quarantine) && !fs::is_empty(broken->quarantine)
                             ? fs::directory_iterator(broken->quarantine)->path()
                             : broken->quarantine;
    if (!fs::is_regular_file(fs::symlink_status(changed)))
        QSKIP("its content cannot be changed");
    QVERIFY(!breaker().brokenLocks().locks.front().changed);
    makeFile(changed, "changed\n");
    ageJournalEntry(note(*broken), std::chrono::hours(8 * 24));
    const auto found = breaker().brokenLocks();
    QCOMPARE(found.locks.size(), std::size_t{1});
    QVERIFY(found.locks.front().changed && !found.locks.front().expires());
    QVERIFY(fs::exists(changed));
    const auto listed = lockscopectl(words("broken"));
    QCOMPARE(listed.status, 0);
    QVERIFY2(listed.out.contains(" changed "), listed.out);
    const auto refused = breaker().remove(broken->id);
    QVERIFY(!refused && refused.error().code == LockErrc::DeleteRefused);
    QVERIFY(fs::exists(changed));
    QVERIFY(breaker().remove(broken->id, Breaker::Force::Yes));
}

/// So many that it is not a lock any more, but it is the directory that was broken.
void tst_BrokenRecords::directoryWithManyNewFilesIsRestored()
{
    const auto broken = breakStaleDirectory();
    QVERIFY(broken);
    for (int i = 0; i < 300; ++i)
        makeFile(broken->quarantine / std::to_string(i), "x");
    QVERIFY(!breaker().remove(broken->id));
    const auto restored = breaker().undo(broken->id);
    QVERIFY2(restored, restored ? "" : qPrintable(restored.error().message()));
    QVERIFY(fs::exists(broken->path / "299"));
}

void tst_BrokenRecords::recordInUseIsListed()
{
    const auto broken = breakStale("app.lock");
    const auto other = breakStale("other.lock");
    QVERIFY(broken && other);
    Actor actor;
    QCOMPARE(actor.say("flock", note(*broken)), QByteArray("held"));
    const auto found = breaker().brokenLocks();
    QVERIFY(found.failures.empty());
    QCOMPARE(found.locks.size(), std::size_t{2});
    for (const auto &lock : found.locks)
        QCOMPARE(lock.busy, lock.id == broken->id);
    const auto listed = lockscopectl(words("broken"));
    QCOMPARE(listed.status, 0);
    QVERIFY2(listed.out.contains(" busy "), listed.out);
}

void tst_BrokenRecords::undoNamesProcessThatUsesRecord()
{
    const auto broken = breakStale("app.lock");
    QVERIFY(broken);
    Actor actor;
    QCOMPARE(actor.say("flock", note(*broken)), QByteArray("held"));
    for (const auto &id : {std::string(), broken->id}) {
        QElapsedTimer timer;
        timer.start();
        const auto refused = lockscopectl(words("undo") << words(id.c_str()));
        QVERIFY(timer.elapsed() < 5000); // one second, on a busy host
        QCOMPARE(refused.status, 3);
        QVERIFY2(refused.err.contains(QByteArray::number(actor.pid())), refused.err);
        QVERIFY2(!refused.err.contains("no lock has the ID"), refused.err);
    }
    const auto kept = lockscopectl(words("broken --delete") << QString::fromStdString(broken->id));
    QCOMPARE(kept.status, 3);
    QVERIFY2(kept.err.contains("not deleted") && kept.err.contains(QByteArray::number(actor.pid())), kept.err);
    actor.kill(SIGKILL);
    QVERIFY(actor.waitForEnd());
    QVERIFY(breaker().undo());
}

/// Without an ID, the last broken lock is meant.
void tst_BrokenRecords::undoIgnoresOlderRecordInUse()
{
    const auto older = breakStale("older.lock");
    const auto newer = breakStale("newer.lock");
    QVERIFY(older && newer);
    Actor actor;
    QCOMPARE(actor.say("flock", note(*older)), QByteArray("held"));
    const auto restored = breaker().undo();
    QVERIFY2(restored, restored ? "" : qPrintable(restored.error().message()));
    QCOMPARE(restored->id, newer->id);
}

void tst_BrokenRecords::deletionFailureDoesNotMentionRestoring()
{
    const auto broken = breakStale("app.lock");
    QVERIFY(broken);
    fs::remove_all(m_directory->path());
    const auto answer = lockscopectl(words("broken --delete") << QString::fromStdString(broken->id));
    QCOMPARE(answer.status, 4);
    QVERIFY2(!answer.err.contains("restore") && !answer.err.contains("undo"), answer.err);
    QVERIFY2(answer.err.contains("--delete --force"), answer.err);
}

QTEST_GUILESS_MAIN(tst_BrokenRecords)

#include "tst_brokenrecords.moc"
