// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"
#include "support/locktest.h"

#include <QTest>

#include <array>

#include <sys/wait.h>
#include <unistd.h>

using namespace Lockscope;
using namespace Qt::StringLiterals;

using Pids = std::vector<std::int64_t>;
using Type = KernelLock::Type;
using Mode = KernelLock::Mode;

class tst_KernelLocks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachTypeIsReadWithItsHolder_data();
    void eachTypeIsReadWithItsHolder();
    void releasedLockIsNotListed();
    void rangeIsReadAsBytes();
    void flockOnDirectoryIsRead();
    void twoReadersAreTwoLocks();
    void locksWithEqualRangeAndTypeEachHaveOneHolder();
    void duplicatedDescriptorIsNotASecondHolder();
    void childWithInheritedDescriptorIsAHolder();
    void childHoldsAfterCreatorExits();
    void equalLocksAreDistinguishedAcrossFork();
    void posixLockIsNotInherited();
    void closingAnotherDescriptorReleasesPosixLock();
    void waiterIsNamed_data();
    void waiterIsNamed();
    void severalOfdWaitersAreNamed();
    void twoProcessDeadlock();
    void deadlockOfDifferentLockTypes();
    void selfDeadlock();
    void twoWaitersForOneLockAreNoDeadlock();
    void onlyRequestedInodesAreResolved();
    void holderInInnerPidNamespaceHasOuterPid();
    void leaseBreakerIsAWaiter();
    void hiddenProcessesAreReportedToOtherUser();
};

void tst_KernelLocks::eachTypeIsReadWithItsHolder_data()
{
    QTest::addColumn<QByteArray>("role");
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<Type>("type");
    QTest::addColumn<Mode>("mode");
    QTest::newRow("flock") << "flock"_ba
                           << ""_ba << Type::Flock << Mode::Write;
    QTest::newRow("shared flock") << "flock"_ba
                                  << "shared"_ba << Type::Flock << Mode::Read;
    QTest::newRow("POSIX") << "posix"_ba
                           << ""_ba << Type::Posix << Mode::Write;
    QTest::newRow("shared POSIX") << "posix"_ba
                                  << "shared"_ba << Type::Posix << Mode::Read;
    QTest::newRow("OFD") << "ofd"_ba
                         << ""_ba << Type::Ofd << Mode::Write;
    QTest::newRow("shared OFD") << "ofd"_ba
                                << "shared"_ba << Type::Ofd << Mode::Read;
    QTest::newRow("read lease") << "lease"_ba
                                << "read"_ba << Type::Lease << Mode::Read;
    QTest::newRow("write lease") << "lease"_ba
                                 << "write"_ba << Type::Lease << Mode::Write;
}

void tst_KernelLocks::eachTypeIsReadWithItsHolder()
{
    QFETCH(QByteArray, role);
    QFETCH(QByteArray, more);
    QFETCH(Type, type);
    QFETCH(Mode, mode);
    const TestDirectory directory;
    const auto path = makeFile(directory / "file");
    Actor actor;
    QCOMPARE(actor.say(role, path, more), "held"_ba);

    // By inode only: this process must not open a file with a lease.
    const auto locks = locksOn(path);
    QCOMPARE(locks.size(), 1U);
    const auto &lock = locks.front();
    QCOMPARE(lock.type, type);
    QCOMPARE(lock.mode, mode);
    QCOMPARE(lock.start, 0U);
    QVERIFY(!lock.end);
    QCOMPARE(lock.tablePid, type == Type::Ofd ? -1 : actor.pid());
    QCOMPARE(holderPids(lock), Pids{actor.pid()});
    QVERIFY(lock.holders.front().proved);
    QVERIFY(lock.holders.front().fd > 2);
    QCOMPARE(lock.holders.front().name, "lockactor");
    QCOMPARE(lock.path, path);
    QCOMPARE(lock.pathState, KernelLock::PathState::Here);
    QVERIFY(lock.waiters.empty());
    QVERIFY(lock.deadlock.empty());
}

void tst_KernelLocks::releasedLockIsNotListed()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "file");
    Actor actor;
    QCOMPARE(actor.say("ofd", path), "held"_ba);
    QCOMPARE(locksOn(path).size(), 1U);
    QCOMPARE(actor.say("unlock", path), "unlocked"_ba);
    QVERIFY(locksOn(path).empty());
}

void tst_KernelLocks::rangeIsReadAsBytes()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "file");
    Actor actor;
    QCOMPARE(actor.say("posix", path, "40 10"), "held"_ba);
    QCOMPARE(actor.say("ofd", path, "shared 100 1"), "held"_ba);
    const auto locks = locksOn(path);
    QCOMPARE(locks.size(), 2U);
    QCOMPARE(locks[0].type, Type::Posix);
    QCOMPARE(locks[0].start, 40U);
    QCOMPARE(locks[0].end, std::optional<std::uint64_t>(49));
    QCOMPARE(locks[1].type, Type::Ofd);
    QCOMPARE(locks[1].start, 100U);
    QCOMPARE(locks[1].end, std::optional<std::uint64_t>(100));
}

void tst_KernelLocks::flockOnDirectoryIsRead()
{
    const TestDirectory directory;
    Actor actor;
    QCOMPARE(actor.say("flock", directory.path()), "held"_ba);
    const auto locks = locksOn(directory.path());
    QCOMPARE(locks.size(), 1U);
    QCOMPARE(locks.front().path, directory.path());
    QCOMPARE(holderPids(locks.front()), Pids{actor.pid()});
}

void tst_KernelLocks::twoReadersAreTwoLocks()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "file");
    Actor first;
    Actor second;
    QCOMPARE(first.say("flock", path, "shared"), "held"_ba);
    QCOMPARE(second.say("flock", path, "shared"), "held"_ba);
    const auto locks = locksOn(path);
    QCOMPARE(locks.size(), 2U);
    for (const auto &lock : locks)
        QCOMPARE(holderPids(lock), Pids{lock.tablePid});
    QVERIFY(locks[0].tablePid != locks[1].tablePid);
}

void tst_KernelLocks::locksWithEqualRangeAndTypeEachHaveOneHolder()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "file");
    Actor actor;
    QCOMPARE(actor.say("flock", path, "shared"), "held"_ba);
    QCOMPARE(actor.say("flock", path, "shared"), "held"_ba);
    const auto locks = locksOn(path);
    QCOMPARE(locks.size(), 2U);
    for (const auto &lock : locks)
        QCOMPARE(holderPids(lock), Pids{actor.pid()});
    QVERIFY(locks[0].holders.front().fd != locks[1].holders.front().fd);
}

void tst_KernelLocks::duplicatedDescriptorIsNotASecondHolder()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "file");
    Actor actor;
    QCOMPARE(actor.say("flock", path), "held"_ba);
    const auto before = locksOn(path);
    QCOMPARE(actor.say("dup", path, "3"), "duplicated"_ba);
    QCOMPARE(locksOn(path), before);
}

void tst_KernelLocks::childWithInheritedDescriptorIsAHolder()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "file");
    Actor actor;
    QCOMPARE(actor.say("ofd", path), "held"_ba);
    const auto child = actor.say("fork-share").toLongLong();
    const auto locks = locksOn(path);
    QCOMPARE(locks.size(), 1U);
    QCOMPARE(holderPids(locks.front()),
             (Pids{std::min<std::int64_t>(actor.pid(), child), std::max<std::int64_t>(actor.pid(), child)}));
}

void tst_KernelLocks::childHoldsAfterCreatorExits()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "file");
    Actor actor;
    QCOMPARE(actor.say("flock", path), "held"_ba);
    const auto creator = actor.pid();
    const auto child = actor.say("fork-keep").toLongLong();
    QVERIFY(actor.waitForEnd());
    auto locks = locksOn(path);
    QCOMPARE(locks.size(), 1U);
    QCOMPARE(locks.front().tablePid, creator);
    QCOMPARE(holderPids(locks.front()), Pids{child});
    QVERIFY(locks.front().holders.front().proved);
    QCOMPARE(locks.front().path, path);

    QCOMPARE(actor.say("close", path), "closed"_ba);
    QVERIFY(locksOn(path).empty());
}

void tst_KernelLocks::equalLocksAreDistinguishedAcrossFork()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "file");
    Actor actor;
    QCOMPARE(actor.say("flock", path, "shared"), "held"_ba);
    const auto child = actor.say("fork-share").toLongLong();
    // Acquired after the fork, so the child has only the first one.
    QCOMPARE(actor.say("flock", path, "shared"), "held"_ba);
    QCOMPARE(actor.say("dup", path), "duplicated"_ba);

    auto locks = locksOn(path);
    QCOMPARE(locks.size(), 2U);
    std::ranges::sort(locks, {}, [](const KernelLock &lock) { return lock.holders.size(); });
    QCOMPARE(holderPids(locks[0]), Pids{actor.pid()});
    QCOMPARE(locks[1].holders.size(), 2U);
    QVERIFY(std::ranges::count(holderPids(locks[1]), child) == 1);
}

void tst_KernelLocks::posixLockIsNotInherited()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "file");
    Actor actor;
    QCOMPARE(actor.say("posix", path), "held"_ba);
    QVERIFY(actor.say("fork-share").toLongLong() > 0);
    const auto locks = locksOn(path);
    QCOMPARE(locks.size(), 1U);
    QCOMPARE(holderPids(locks.front()), Pids{actor.pid()});
}

void tst_KernelLocks::closingAnotherDescriptorReleasesPosixLock()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "file");
    Actor actor;
    QCOMPARE(actor.say("posix", path), "held"_ba);
    QCOMPARE(locksOn(path).size(), 1U);
    QCOMPARE(actor.say("reopen-close", path), "closed"_ba);
    QVERIFY(locksOn(path).empty());
}

void tst_KernelLocks::waiterIsNamed_data()
{
    QTest::addColumn<QByteArray>("hold");
    QTest::addColumn<QByteArray>("wait");
    QTest::newRow("flock") << "flock"_ba
                           << "wait-flock"_ba;
    QTest::newRow("POSIX") << "posix"_ba
                           << "wait-posix"_ba;
    QTest::newRow("OFD") << "ofd"_ba
                         << "wait-ofd"_ba;
    QTest::newRow("POSIX behind OFD") << "ofd"_ba
                                      << "wait-posix"_ba;
    QTest::newRow("OFD behind POSIX") << "posix"_ba
                                      << "wait-ofd"_ba;
}

void tst_KernelLocks::waiterIsNamed()
{
    QFETCH(QByteArray, hold);
    QFETCH(QByteArray, wait);
    const TestDirectory directory;
    const auto path = makeFile(directory / "file");
    Actor holder;
    Actor waiter;
    QCOMPARE(holder.say(hold, path), "held"_ba);
    QCOMPARE(waiter.say(wait, path), "waiting"_ba);
    const auto waiters = [&] {
        const auto locks = locksOn(path);
        return locks.size() == 1 ? locks.front().waiters : std::vector<LockWaiter>();
    };
    QTRY_COMPARE(waiters(), (std::vector<LockWaiter>{{waiter.pid(), "lockactor"}}));

    QCOMPARE(holder.say("close", path), "closed"_ba);
    QCOMPARE(waiter.listen(), "acquired"_ba);
    const auto locks = locksOn(path);
    QCOMPARE(locks.size(), 1U);
    QCOMPARE(holderPids(locks.front()), Pids{waiter.pid()});
    QVERIFY(locks.front().waiters.empty());
}

void tst_KernelLocks::severalOfdWaitersAreNamed()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "file");
    Actor holder;
    Actor first;
    Actor second;
    QCOMPARE(holder.say("ofd", path), "held"_ba);
    QCOMPARE(first.say("wait-ofd", path), "waiting"_ba);
    QCOMPARE(second.say("wait-ofd", path), "waiting"_ba);
    const Pids expected = {std::min(first.pid(), second.pid()), std::max(first.pid(), second.pid())};
    QTRY_COMPARE(waiterPids(locksOn(path).at(0)), expected);
}

void tst_KernelLocks::twoProcessDeadlock()
{
    const TestDirectory directory;
    const auto left = makeFile(directory / "left");
    const auto right = makeFile(directory / "right");
    const auto aside = makeFile(directory / "aside");
    Actor first;
    Actor second;
    Actor outside;
    QCOMPARE(outside.say("flock", aside), "held"_ba);
    QCOMPARE(first.say("flock", left), "held"_ba);
    QCOMPARE(second.say("flock", right), "held"_ba);
    QCOMPARE(first.say("wait-flock", right), "waiting"_ba);
    QCOMPARE(second.say("wait-flock", left), "waiting"_ba);

    const Pids cycle = {std::min(first.pid(), second.pid()), std::max(first.pid(), second.pid())};
    const auto deadlockOn = [](const std::filesystem::path &path) {
        auto table = KernelLockTable::read();
        return table.value().on(inodeOf(path)).at(0).deadlock;
    };
    QTRY_COMPARE(deadlockOn(left), cycle);
    QCOMPARE(deadlockOn(right), cycle);
    QVERIFY(deadlockOn(aside).empty());
}

void tst_KernelLocks::deadlockOfDifferentLockTypes()
{
    const TestDirectory directory;
    const std::vector paths = {makeFile(directory / "a"), makeFile(directory / "b"), makeFile(directory / "c")};
    Actor actors[3];
    const QByteArray kinds[] = {"flock", "ofd", "posix"};
    for (std::size_t i = 0; i < 3; ++i)
        QCOMPARE(actors[i].say(kinds[i], paths[i]), "held"_ba);
    for (std::size_t i = 0; i < 3; ++i)
        QCOMPARE(actors[i].say("wait-" + kinds[(i + 1) % 3], paths[(i + 1) % 3]), "waiting"_ba);

    // Each process waits for the next; the report starts with the smallest PID.
    Pids cycle = {actors[0].pid(), actors[1].pid(), actors[2].pid()};
    std::ranges::rotate(cycle, std::ranges::min_element(cycle));
    const auto deadlocks = [&] {
        auto table = KernelLockTable::read();
        std::vector<Pids> found;
        for (const auto &path : paths)
            found.push_back(table.value().on(inodeOf(path)).at(0).deadlock);
        return found;
    };
    QTRY_COMPARE(deadlocks(), (std::vector<Pids>{cycle, cycle, cycle}));
}

void tst_KernelLocks::selfDeadlock()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "file");
    Actor actor;
    QCOMPARE(actor.say("flock", path), "held"_ba);
    QCOMPARE(actor.say("wait-flock", path), "waiting"_ba);
    QTRY_COMPARE(locksOn(path).at(0).deadlock, Pids{actor.pid()});
}

void tst_KernelLocks::twoWaitersForOneLockAreNoDeadlock()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "file");
    Actor holder;
    Actor first;
    Actor second;
    QCOMPARE(holder.say("flock", path), "held"_ba);
    QCOMPARE(first.say("wait-flock", path), "waiting"_ba);
    QCOMPARE(second.say("wait-flock", path), "waiting"_ba);
    QTRY_COMPARE(locksOn(path).at(0).waiters.size(), 2U);
    QVERIFY(locksOn(path).at(0).deadlock.empty());
}

void tst_KernelLocks::onlyRequestedInodesAreResolved()
{
    const TestDirectory directory;
    const auto asked = makeFile(directory / "asked");
    const auto other = makeFile(directory / "other");
    Actor actor;
    QCOMPARE(actor.say("flock", asked), "held"_ba);
    QCOMPARE(actor.say("flock", other), "held"_ba);

    auto table = KernelLockTable::readLines();
    QVERIFY(table);
    QVERIFY(table->hasLockOn(inodeOf(asked)));
    QVERIFY(table->on(inodeOf(asked)).at(0).holders.empty());
    table->resolve(std::array{inodeOf(asked)});
    QCOMPARE(holderPids(table->on(inodeOf(asked)).at(0)), Pids{actor.pid()});
    QVERIFY(table->on(inodeOf(other)).at(0).holders.empty());
    QVERIFY(!table->hasLockOn({}));
}

void tst_KernelLocks::holderInInnerPidNamespaceHasOuterPid()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "file");
    Actor actor;
    const auto inner = actor.say("unshare-pid");
    if (inner.startsWith("failed"))
        QSKIP("needs CAP_SYS_ADMIN for a PID namespace");
    for (const QByteArray role : {"flock", "posix"}) {
        QCOMPARE(actor.say(role, path), "held"_ba);
        const auto locks = locksOn(path);
        QCOMPARE(locks.size(), 1U);
        QCOMPARE(holderPids(locks.front()), Pids{inner.toLongLong()});
        QCOMPARE(actor.say("close", path), "closed"_ba);
    }
}

void tst_KernelLocks::leaseBreakerIsAWaiter()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "file");
    Actor holder;
    Actor breaker;
    // SIGIO notifies the holder that another process opens the file, and would terminate it.
    QCOMPARE(holder.say("ignore-io"), "ignored"_ba);
    QCOMPARE(holder.say("lease", path, "write"), "held"_ba);
    breaker.send("flock " + Actor::word(path));
    QTRY_COMPARE(waiterPids(locksOn(path).at(0)), Pids{breaker.pid()});
    QCOMPARE(locksOn(path).at(0).type, Type::Lease);
    QCOMPARE(holder.say("close", path), "closed"_ba);
    QCOMPARE(breaker.listen(), "held"_ba);
}

void tst_KernelLocks::hiddenProcessesAreReportedToOtherUser()
{
    if (::geteuid() != 0)
        QSKIP("needs CAP_SETUID, to inspect as another user");
    const TestDirectory directory;
    const auto path = makeFile(directory / "file");
    const auto inode = inodeOf(path);
    Actor actor;
    QCOMPARE(actor.say("flock", path), "held"_ba);

    constexpr uid_t Nobody = 65534;
    const pid_t child = ::fork();
    if (child == 0) {
        if (::setresuid(Nobody, Nobody, Nobody) != 0)
            ::_exit(1);
        auto table = KernelLockTable::readLines();
        if (!table)
            ::_exit(2);
        table->resolve(std::array{inode});
        const auto locks = table->on(inode);
        // Nothing proves that the process that acquired it is not another one now.
        ::_exit(table->hiddenProcesses() && locks.size() == 1 && locks.front().holders.empty() &&
                        locks.front().tablePid == actor.pid()
                    ? 0
                    : 3);
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
}

QTEST_GUILESS_MAIN(tst_KernelLocks)
#include "tst_kernellocks.moc"
