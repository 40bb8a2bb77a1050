// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "lockscopectlcall.h"
#include "support/actor.h"
#include "support/brokenscene.h"
#include "support/leftovers.h"
#include "system/quarantinename.h"
#include "system/systemcalls.h"

#include <lockscope/breaker.h>

#include <QTest>

#include <functional>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Lockscope;
namespace fs = std::filesystem;

namespace {

/// Another process acts right before or after the lock loses its name. On a plain file system, names cannot be
/// exchanged, and a rename without replacement works only if the new name is free.
class Latecomer : public SystemCalls
{
public:
    bool isPlain = false;
    std::string name = "app.lock";
    std::function<void()> beforeMove;
    std::function<void()> afterMove;
    std::function<void()> beforeReturn; ///< from the moved file to its name

    int renameat2(int oldDirectory, const char *oldPath, int newDirectory, const char *newPath, unsigned flags) override
    {
        if (isPlain && flags != 0) {
            errno = EINVAL;
            return -1;
        }
        const bool isExchange = (flags & RENAME_EXCHANGE) != 0;
        const bool leaves = isExchange ? newPath == name && !m_hasLeft : oldPath == name;
        const bool isMove = leaves && !std::exchange(m_hasLeft, m_hasLeft || leaves);
        if (isMove && beforeMove)
            beforeMove();
        const int result = SystemCalls::renameat2(oldDirectory, oldPath, newDirectory, newPath, flags);
        if (isMove && afterMove)
            afterMove();
        return result;
    }
    int linkat(int oldDirectory, const char *oldPath, int newDirectory, const char *newPath, int flags) override
    {
        if (newPath == name && beforeReturn)
            std::exchange(beforeReturn, {})();
        return SystemCalls::linkat(oldDirectory, oldPath, newDirectory, newPath, flags);
    }

private:
    bool m_hasLeft = false;
};

} // namespace

/// Kernel locks that are acquired while a break is under way, and on file systems that cannot exchange two names.
class tst_BreakKernelLocks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory.emplace();
        m_state.emplace();
    }
    void lockAcquiredDuringBreakStopsIt_data();
    void lockAcquiredDuringBreakStopsIt();
    void openFileStopsTheBreak();
    void forceBreaksOpenButNotLockedFile();
    void lockOnCompanionFileStopsTheBreak();
    void lockInsideDirectoryStopsTheBreak();
    void lockOnCompanionLockStopsTheBreak();
    void lockCreatedUnderTheFreeNameIsKept_data();
    void lockCreatedUnderTheFreeNameIsKept();
    void lockedFileIsRestoredOrKeptForUndo();
    void openingThePlaceholderCreatesNothing();
    void fileInUseDoesNotExpire();
    void forceInContainerDetectsUnlistedFlock_data();
    void forceInContainerDetectsUnlistedFlock();

private:
    Breaker breaker() const { return Breaker(*m_state / "broken"); }
    fs::path makeStale(const char *kind = "file") const
    {
        const auto lock = *m_directory / "app.lock";
        for (const auto &left : staleLocks()) {
            if (std::string_view(left.name) == kind)
                left.make(lock, exitedProcess());
        }
        return lock;
    }
    Result<BrokenLock> breakWith(const fs::path &lock, Latecomer &calls,
                                 Breaker::Force force = Breaker::Force::No) const
    {
        const auto plan = breaker().plan(lock).front();
        const ScopedSystemCalls scope(calls);
        return breaker().execute(plan, force);
    }
    bool isQuarantineEmpty() const
    {
        for (const auto &entry : fs::directory_iterator(m_directory->path())) {
            if (QuarantineName::idIn(entry.path().filename().native()))
                return false;
        }
        return breaker().brokenLocks().locks.empty();
    }

    std::optional<TestDirectory> m_directory;
    std::optional<TestDirectory> m_state;
};

void tst_BreakKernelLocks::lockAcquiredDuringBreakStopsIt_data()
{
    QTest::addColumn<QByteArray>("role");
    QTest::addColumn<QByteArray>("mode");
    QTest::addColumn<bool>("isPlain");
    for (const char *role : {"flock", "posix", "ofd"}) {
        for (const char *mode : {"", "shared"}) {
            for (const bool isPlain : {false, true})
                QTest::addRow("%s %s%s", role, mode, isPlain ? ", plain file system" : "")
                    << QByteArray(role) << QByteArray(mode) << isPlain;
        }
    }
    QTest::newRow("lease") << QByteArray("lease") << QByteArray() << false;
}

void tst_BreakKernelLocks::lockAcquiredDuringBreakStopsIt()
{
    QFETCH(const QByteArray, role);
    QFETCH(const QByteArray, mode);
    QFETCH(const bool, isPlain);
    const auto lock = makeStale();
    const auto before = snapshotOf(m_directory->path());
    Actor actor;
    Latecomer calls;
    calls.isPlain = isPlain;
    calls.beforeMove = [&] { QCOMPARE(actor.say(role, lock, mode), QByteArray("held")); };
    const auto broken = breakWith(lock, calls);
    QVERIFY(!broken);
    QCOMPARE(broken.error().code, LockErrc::BreakChanged);
    QCOMPARE(snapshotOf(m_directory->path()), before);
    QVERIFY(isQuarantineEmpty());
}

/// There is always a moment between opening a file and locking it.
void tst_BreakKernelLocks::openFileStopsTheBreak()
{
    const auto lock = makeStale();
    const auto before = snapshotOf(m_directory->path());
    Latecomer calls;
    int fd = -1;
    calls.beforeMove = [&] { fd = ::open(lock.c_str(), O_RDWR | O_CLOEXEC); };
    const auto broken = breakWith(lock, calls);
    ::close(fd);
    QVERIFY(!broken);
    QCOMPARE(broken.error().code, LockErrc::BreakChanged);
    QVERIFY2(broken.error().message().contains(QStringLiteral("has it open")), qPrintable(broken.error().message()));
    QCOMPARE(snapshotOf(m_directory->path()), before);
    // After it is closed, nothing prevents the break.
    Latecomer none;
    QVERIFY(breakWith(lock, none));
}

void tst_BreakKernelLocks::forceBreaksOpenButNotLockedFile()
{
    Actor holder;
    const auto lock = *m_directory / "app.lock";
    QCOMPARE(holder.say("acquire pid", lock), QByteArray("acquired"));
    const auto before = snapshotOf(m_directory->path());
    Actor actor;
    Latecomer calls;
    calls.beforeMove = [&] { QCOMPARE(actor.say("flock", lock), QByteArray("held")); };
    const auto refused = breakWith(lock, calls, Breaker::Force::Yes);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, LockErrc::BreakChanged);
    QCOMPARE(snapshotOf(m_directory->path()), before);
    QCOMPARE(actor.say("close", lock), QByteArray("closed"));
    Latecomer opening;
    int fd = -1;
    opening.beforeMove = [&] { fd = ::open(lock.c_str(), O_RDONLY | O_CLOEXEC); };
    const auto broken = breakWith(lock, opening, Breaker::Force::Yes);
    ::close(fd);
    QVERIFY2(broken, broken ? "" : qPrintable(broken.error().message()));
}

void tst_BreakKernelLocks::lockOnCompanionFileStopsTheBreak()
{
    const auto lock = makeStale("hard link");
    const auto companion = breaker().plan(lock).front().companions.front();
    Actor actor;
    Latecomer calls;
    calls.beforeMove = [&] { QCOMPARE(actor.say("flock", companion), QByteArray("held")); };
    QCOMPARE(breakWith(lock, calls).error().code, LockErrc::BreakChanged);
    QVERIFY(fs::exists(lock) && fs::exists(companion) && isQuarantineEmpty());
}

void tst_BreakKernelLocks::lockInsideDirectoryStopsTheBreak()
{
    const auto lock = makeStale("folder");
    const auto entry = fs::directory_iterator(lock)->path();
    Actor actor;
    Latecomer calls;
    calls.beforeMove = [&] { QCOMPARE(actor.say("flock", entry), QByteArray("held")); };
    QCOMPARE(breakWith(lock, calls).error().code, LockErrc::BreakChanged);
    QVERIFY(fs::exists(entry) && isQuarantineEmpty());
}

/// Terraform's info file counts only if the state file beside it has a kernel lock.
void tst_BreakKernelLocks::lockOnCompanionLockStopsTheBreak()
{
    const auto guard = makeFile(*m_directory / "app.tfstate", "{\"version\": 4}\n");
    const auto lock = *m_directory / ".app.tfstate.lock.info";
    makeFile(lock, "{\"ID\":\"1b2c\",\"Operation\":\"OperationTypeApply\",\"Info\":\"\",\"Who\":\"ada@" +
                       QByteArray::fromStdString(ownHostname()) +
                       "\",\"Version\":\"1.5.0\",\"Created\":\"2026-01-01T10:00:00Z\",\"Path\":\"app.tfstate\"}");
    QCOMPARE(breaker().plan(lock).front().permission, BreakPlan::Permission::WithForce);
    Actor actor;
    Latecomer calls;
    calls.name = lock.filename().native();
    calls.beforeMove = [&] { QCOMPARE(actor.say("posix", guard), QByteArray("held")); };
    QCOMPARE(breakWith(lock, calls, Breaker::Force::Yes).error().code, LockErrc::BreakChanged);
    QVERIFY(fs::exists(lock) && isQuarantineEmpty());
}

void tst_BreakKernelLocks::lockCreatedUnderTheFreeNameIsKept_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<bool>("isUnwanted");
    for (const auto &left : staleLocks()) {
        for (const bool isUnwanted : {false, true})
            QTest::addRow("%s%s", left.name, isUnwanted ? ", replaced before" : "")
                << QByteArray(left.name) << isUnwanted;
    }
}

/// Without an exchange the name is free for a moment: a lock created then is never removed.
void tst_BreakKernelLocks::lockCreatedUnderTheFreeNameIsKept()
{
    QFETCH(const QByteArray, kind);
    QFETCH(const bool, isUnwanted);
    const auto lock = makeStale(kind.constData());
    const auto second = *m_directory / "second";
    const QByteArray own = QByteArray::number(::getpid()) + '\n';
    Latecomer calls;
    calls.isPlain = true;
    if (isUnwanted) {
        calls.beforeMove = [&] {
            fs::rename(lock, *m_directory / "first");
            makeFile(lock, own);
        };
    }
    calls.afterMove = [&] { makeFile(lock, "third\n"); };
    const auto broken = breakWith(lock, calls);
    QCOMPARE(contentOf(lock), QByteArray("third\n"));
    QCOMPARE(broken.has_value(), !isUnwanted);
    if (!isUnwanted)
        return;
    // The second one could not be restored: it is kept, and undo restores it when the name is free.
    QCOMPARE(breaker().brokenLocks().locks.size(), std::size_t{1});
    QCOMPARE(breaker().undo().error().code, LockErrc::UndoRefused);
    fs::remove(lock);
    QVERIFY(breaker().undo());
    QCOMPARE(contentOf(lock), own);
}

void tst_BreakKernelLocks::lockedFileIsRestoredOrKeptForUndo()
{
    const auto lock = makeStale();
    const auto content = contentOf(lock);
    Actor actor;
    Latecomer calls;
    calls.isPlain = true;
    calls.beforeMove = [&] { QCOMPARE(actor.say("flock", lock), QByteArray("held")); };
    calls.beforeReturn = [&] { makeFile(lock, "third\n"); };
    const auto broken = breakWith(lock, calls);
    QVERIFY(!broken);
    QVERIFY2(broken.error().message().contains(QStringLiteral("undo")), qPrintable(broken.error().message()));
    QCOMPARE(contentOf(lock), QByteArray("third\n"));
    fs::remove(lock);
    QVERIFY(breaker().undo());
    QCOMPARE(contentOf(lock), content);
    QCOMPARE(Actor().say("flock", lock), QByteArray("busy"));
}

/// A program that opens the lock file to lock it, and creates it if necessary, must not lock another file.
void tst_BreakKernelLocks::openingThePlaceholderCreatesNothing()
{
    const auto lock = makeStale();
    Latecomer calls;
    int fd = 0;
    int error = 0;
    calls.afterMove = [&] {
        fd = ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
        error = errno;
    };
    QVERIFY(breakWith(lock, calls));
    QCOMPARE(fd, -1);
    QCOMPARE(error, ENOENT);
    QCOMPARE(snapshotOf(m_directory->path()).size(), 1);
}

void tst_BreakKernelLocks::fileInUseDoesNotExpire()
{
    const auto lock = makeStale();
    Latecomer none;
    const auto broken = breakWith(lock, none);
    QVERIFY(broken);
    ageJournalEntry(*m_state / "broken" / broken->id, std::chrono::hours(8 * 24));
    Actor actor;
    QCOMPARE(actor.say("flock", broken->quarantine), QByteArray("held"));
    static_cast<void>(breaker().brokenLocks());
    QVERIFY(fs::exists(broken->quarantine));
    QCOMPARE(actor.say("close", broken->quarantine), QByteArray("closed"));
    static_cast<void>(breaker().brokenLocks());
    QVERIFY(!fs::exists(broken->quarantine));
}

void tst_BreakKernelLocks::forceInContainerDetectsUnlistedFlock_data()
{
    QTest::addColumn<QString>("after");
    QTest::newRow("held by the shell") << QStringLiteral("; exit $?");
    // A shell executes its last command without forking.
    QTest::newRow("inherited from the shell") << QString();
}

/// The usual shell idiom: the process that acquired the flock has exited, and the kernel omits its line from the table
/// of an inner PID namespace.
void tst_BreakKernelLocks::forceInContainerDetectsUnlistedFlock()
{
    QFETCH(const QString, after);
    const auto lock = makeFile(*m_directory / "f.pid", "x\n");
    const auto line = QStringLiteral("exec 7<>\"$1\"; flock 7 || exit 99; export XDG_STATE_HOME=\"$2\"; "
                                     "\"$0\" break --force \"$1\"") +
                      after;
    const auto call = callProgram(QStringLiteral("unshare"),
                                  words(::geteuid() == 0 ? "-pf --mount-proc bash -c" : "-Urpf --mount-proc bash -c") +
                                      QStringList{line} +
                                      QStringList{lockscopectlProgram(), QString::fromStdString(lock.native()),
                                                  QString::fromStdString(m_state->path().native())});
    if (call.err.contains("unshare") || call.status == 99 || call.status < 0)
        QSKIP("needs a PID namespace, which is refused here");
    QVERIFY2(call.status == 3, QByteArray(call.out + call.err).constData());
    QVERIFY(fs::exists(lock));
}

QTEST_GUILESS_MAIN(tst_BreakKernelLocks)

#include "tst_breakkernellocks.moc"
