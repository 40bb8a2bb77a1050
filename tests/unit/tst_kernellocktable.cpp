// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/fakeproc.h"
#include "support/locktest.h"

#include "system/systemcalls.h"

#include <QTest>

#include <algorithm>
#include <functional>

#include <sys/syscall.h>

using namespace Lockscope;
using namespace Qt::StringLiterals;

using Pids = std::vector<std::int64_t>;

constexpr InodeKey inodeOnSrv(std::uint64_t inode)
{
    return {0xfe, 1, inode};
}

/// Resolves locks in recorded trees. The output of the real kernel is tested in tst_kernellocks.
class tst_KernelLockTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdersHaveTheDescriptor();
    void linesWithoutDescriptorsHaveNoHolders();
    void ofdHoldersAndWaitersAreFound();
    void severalLocksOnAnInodeLeaveOfdWaitersUnknown();
    void locksWithEqualRangeAndTypeAreDistributed();
    void everyLockOfADeadlockIsMarked();
    void hiddenDescriptorsAreReported();
    void namesAndPathsAreBytes();
    void missingTableIsAFailure_data();
    void missingTableIsAFailure();
    void invalidLinesAreIgnored();
    void waiterOfInvalidLineIsIgnored();
    void locksAreOrderedByInodeThenStart();
    void lockMissedByOneReadingIsKept();
    void resolvingAgainReplacesHolders();
};

void tst_KernelLockTable::holdersHaveTheDescriptor()
{
    const FakeProc proc("inherited-flock");
    const auto table = KernelLockTable::read(proc.path());
    QVERIFY(table);
    QCOMPARE(table->locks().size(), 1U);
    const auto &lock = table->locks().front();
    QCOMPARE(lock.tablePid, 500);
    QCOMPARE(lock.holders, (std::vector<LockHolder>{{501, 3, "worker", true}, {502, 5, "helper", true}}));
    QCOMPARE(lock.path, std::filesystem::path("/srv/app/Data.fs.lock"));
    // A recorded tree does not reveal what the path names on this host.
    QCOMPARE(lock.pathState, KernelLock::PathState::Elsewhere);
    QVERIFY(!table->hiddenProcesses());
}

void tst_KernelLockTable::linesWithoutDescriptorsHaveNoHolders()
{
    const FakeProc proc("inherited-flock");
    const auto table = KernelLockTable::readLines(proc.path());
    QVERIFY(table);
    QCOMPARE(table->locks().size(), 1U);
    QVERIFY(table->locks().front().holders.empty());
    QVERIFY(table->hasLockOn(inodeOnSrv(4711)));
    QVERIFY(!table->hasLockOn(inodeOnSrv(4710)));
    QVERIFY(!table->hasLockOn(InodeKey{0xfe, 2, 4711}));
    QCOMPARE(table->on(inodeOnSrv(4711)), table->locks());
    QVERIFY(table->on(inodeOnSrv(9)).empty());
}

/// The kernel's output for fcntl(8, F_OFD_SETLKW) on this architecture.
static QByteArray blockedInOfdRequest()
{
    return QByteArray::number(SYS_fcntl) + " 0x8 0x26 0x7ffc0000a000 0x0 0x0 0x0 0x7ffc00009f00 0x7f0000001000\n";
}

void tst_KernelLockTable::ofdHoldersAndWaitersAreFound()
{
    const FakeProc proc("ofd");
    proc.write("603/task/605/syscall", blockedInOfdRequest());
    const auto table = KernelLockTable::read(proc.path());
    QVERIFY(table);
    QCOMPARE(table->locks().size(), 2U);
    const auto &ofd = table->locks()[0];
    QCOMPARE(ofd.type, KernelLock::Type::Ofd);
    QCOMPARE(ofd.tablePid, -1);
    QCOMPARE(ofd.end, std::optional<std::uint64_t>(99));
    QCOMPARE(ofd.holders, (std::vector<LockHolder>{{601, 6, "server", true}}));
    QCOMPARE(ofd.waiters, (std::vector<LockWaiter>{{603, "patient"}, {604, "writer"}}));
    QCOMPARE(ofd.path, std::filesystem::path("/srv/app/state"));
    QCOMPARE(ofd.pathState, KernelLock::PathState::Deleted);

    const auto &posix = table->locks()[1];
    QCOMPARE(posix.mode, KernelLock::Mode::Read);
    QCOMPARE(posix.start, 200U);
    QCOMPARE(posix.holders, (std::vector<LockHolder>{{602, 3, "reader", true}}));
    QVERIFY(posix.waiters.empty());
}

void tst_KernelLockTable::severalLocksOnAnInodeLeaveOfdWaitersUnknown()
{
    const FakeProc proc("ofd");
    proc.write("603/task/605/syscall", blockedInOfdRequest());
    proc.write("locks", "1: OFDLCK ADVISORY  WRITE -1 fe:01:4712 0 99\n"
                        "1: -> OFDLCK ADVISORY  WRITE -1 fe:01:4712 0 EOF\n"
                        "2: OFDLCK ADVISORY  WRITE -1 fe:01:4712 200 299\n"
                        "2: -> OFDLCK ADVISORY  WRITE -1 fe:01:4712 200 EOF\n");
    const auto table = KernelLockTable::read(proc.path());
    QVERIFY(table);
    for (const auto &lock : table->locks())
        QCOMPARE(lock.waiters, (std::vector<LockWaiter>{{-1, ""}}));
}

void tst_KernelLockTable::locksWithEqualRangeAndTypeAreDistributed()
{
    const FakeProc proc("two-readers");
    const auto table = KernelLockTable::read(proc.path());
    QVERIFY(table);
    std::vector<LockHolder> holders;
    for (const auto &lock : table->locks()) {
        QCOMPARE(lock.holders.size(), 1U);
        holders.push_back(lock.holders.front());
    }
    QCOMPARE(holders,
             (std::vector<LockHolder>{{700, 3, "reader", true}, {700, 4, "reader", true}, {710, 3, "other", true}}));
}

void tst_KernelLockTable::everyLockOfADeadlockIsMarked()
{
    const FakeProc proc("waiting-circle");
    const auto table = KernelLockTable::read(proc.path());
    QVERIFY(table);
    QCOMPARE(table->locks().size(), 5U);
    const auto deadlockOn = [&](std::uint64_t inode) { return table->on(inodeOnSrv(inode)).at(0).deadlock; };
    // 801 waits for 802, which waits for 803, which waits for 801.
    const Pids cycle = {801, 802, 803};
    QCOMPARE(deadlockOn(21), cycle);
    QCOMPARE(deadlockOn(22), cycle);
    QCOMPARE(deadlockOn(23), cycle);
    // A single-threaded process waits for itself; in a process of several threads, another thread may end the wait.
    QCOMPARE(deadlockOn(24), Pids{805});
    QCOMPARE(deadlockOn(25), Pids{});
    QCOMPARE(waiterPids(table->on(inodeOnSrv(21)).at(0)), (Pids{803, 804}));
    QCOMPARE(waiterPids(table->on(inodeOnSrv(23)).at(0)), (Pids{802, 806}));
}

/// Refuses access below these paths.
class RefusingCalls : public SystemCalls
{
public:
    explicit RefusingCalls(std::string place)
        : m_place(std::move(place))
    {}
    int openat(int directory, const char *path, int flags, mode_t mode) override
    {
        if (m_place == path) {
            errno = EACCES;
            return -1;
        }
        return SystemCalls::openat(directory, path, flags, mode);
    }

private:
    std::string m_place;
};

void tst_KernelLockTable::hiddenDescriptorsAreReported()
{
    const FakeProc proc("hidepid");
    RefusingCalls calls("1201/fdinfo");
    const ScopedSystemCalls scope(calls);
    const auto table = KernelLockTable::read(proc.path());
    QVERIFY(table);
    QVERIFY(table->hiddenProcesses());
    const auto holdersOn = [&](std::uint64_t inode) { return table->on(inodeOnSrv(inode)).at(0).holders; };
    // Its descriptors are hidden: the process that acquired it may have passed it on, and this one may have its PID.
    constexpr auto Table = LockHolder::Source::Table;
    QCOMPARE(holdersOn(41), std::vector<LockHolder>{});
    // None of its descriptors has this flock: it is not the holder, or the descriptor is in flight to another process.
    QCOMPARE(holdersOn(42), std::vector<LockHolder>{});
    // There is no such process.
    QCOMPARE(holdersOn(43), std::vector<LockHolder>{});
    // A POSIX lock belongs to the process that the table names.
    QCOMPARE(holdersOn(44), (std::vector<LockHolder>{{1202, -1, "open", false, Table}}));
}

void tst_KernelLockTable::namesAndPathsAreBytes()
{
    const FakeProc proc("weird-names");
    const auto table = KernelLockTable::read(proc.path());
    QVERIFY(table);
    const auto &first = table->locks().at(0);
    QCOMPARE(first.holders, (std::vector<LockHolder>{{1101, 3, "two\nlines", true}}));
    QCOMPARE(first.path, std::filesystem::path("/srv/line (deleted)/x"));
    QCOMPARE(first.pathState, KernelLock::PathState::Deleted);
    QCOMPARE(table->locks().at(1).holders, (std::vector<LockHolder>{{1103, 3, "", true}}));
}

void tst_KernelLockTable::missingTableIsAFailure_data()
{
    QTest::addColumn<QByteArray>("below");
    QTest::addColumn<QByteArray>("call");
    QTest::newRow("no root") << "/nowhere"_ba
                             << "openat"_ba;
    QTest::newRow("no table") << ""_ba
                              << "read"_ba;
}

void tst_KernelLockTable::missingTableIsAFailure()
{
    QFETCH(QByteArray, below);
    QFETCH(QByteArray, call);
    const FakeProc proc;
    const auto table = KernelLockTable::readLines(proc.path().native() + below.toStdString());
    QVERIFY(!table);
    QCOMPARE(table.error().code, LockErrc::ReadFailed);
    QCOMPARE(table.error().systemErrno, ENOENT);
    QCOMPARE(table.error().call, call.toStdString());
}

void tst_KernelLockTable::invalidLinesAreIgnored()
{
    const FakeProc proc;
    proc.write("locks", QByteArray(100'000, '\xff') + "\n\n1: -> \n2:\n"_ba + QByteArray(10, '\0'));
    const auto table = KernelLockTable::read(proc.path());
    QVERIFY(table);
    QVERIFY(table->locks().empty());
}

void tst_KernelLockTable::waiterOfInvalidLineIsIgnored()
{
    const FakeProc proc;
    proc.write("locks", "1: FLOCK  ADVISORY  WRITE 5 fe:01:1 0 EOF\n"
                        "2: MAGIC  ADVISORY  WRITE 6 fe:01:2 0 EOF\n"
                        "2: -> FLOCK  ADVISORY  WRITE 7 fe:01:2 0 EOF\n");
    const auto table = KernelLockTable::read(proc.path());
    QVERIFY(table);
    QCOMPARE(table->locks().size(), 1U);
    QVERIFY(table->locks().front().waiters.empty());
}

void tst_KernelLockTable::locksAreOrderedByInodeThenStart()
{
    const FakeProc proc;
    proc.write("locks", "1: POSIX  ADVISORY  WRITE 5 fe:01:9 50 59\n"
                        "2: POSIX  ADVISORY  WRITE 5 fe:00:9 0 EOF\n"
                        "3: POSIX  ADVISORY  WRITE 5 fe:01:9 0 9\n"
                        "4: POSIX  ADVISORY  WRITE 5 fe:01:8 7 7\n");
    const auto table = KernelLockTable::read(proc.path());
    QVERIFY(table);
    std::vector<std::uint64_t> starts;
    for (const auto &lock : table->locks())
        starts.push_back(lock.start);
    QCOMPARE(starts, (std::vector<std::uint64_t>{0, 7, 0, 50}));
}

/// Supplies another text each time the lock table is opened.
class ChangingTable : public SystemCalls
{
public:
    explicit ChangingTable(std::function<void(int)> change)
        : m_change(std::move(change))
    {}
    int openat(int directory, const char *path, int flags, mode_t mode) override
    {
        if (std::string_view(path) == "locks")
            m_change(++m_times);
        return SystemCalls::openat(directory, path, flags, mode);
    }

private:
    std::function<void(int)> m_change;
    int m_times = 0;
};

void tst_KernelLockTable::lockMissedByOneReadingIsKept()
{
    // Longer than a page, so that the kernel does not write it at once.
    QByteArray all;
    for (int i = 0; i < 200; ++i)
        all += QByteArray::number(i + 1) + ": POSIX  ADVISORY  WRITE 5 fe:01:" + QByteArray::number(i) + " 0 EOF\n";
    const auto lastBegins = all.lastIndexOf('\n', -2) + 1;
    const FakeProc proc;
    ChangingTable calls([&](int time) {
        // A comment line distinguishes each text from the previous one.
        proc.write("locks", (time % 2 ? all : all.left(lastBegins)) + "# " + QByteArray::number(time) + '\n');
    });
    const ScopedSystemCalls scope(calls);
    const auto table = KernelLockTable::readLines(proc.path());
    QVERIFY(table);
    QCOMPARE(table->locks().size(), 200U);
}

void tst_KernelLockTable::resolvingAgainReplacesHolders()
{
    const FakeProc proc("inherited-flock");
    auto table = KernelLockTable::read(proc.path());
    QVERIFY(table);
    proc.write("501/fdinfo/3", "pos:\t0\n");
    proc.write("501/fdinfo/7", "pos:\t0\n");
    table->resolve();
    QCOMPARE(holderPids(table->locks().front()), Pids{502});
}

QTEST_GUILESS_MAIN(tst_KernelLockTable)
#include "tst_kernellocktable.moc"
