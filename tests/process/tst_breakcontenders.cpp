// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/brokenscene.h"

#include <lockscope/lockfile.h>
#include <lockscope/lockkinds.h>

#include <QTest>

#include <atomic>
#include <chrono>
#include <new>
#include <vector>

#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Lockscope;

namespace {

constexpr int Contenders = 3;

/// State that the contenders share.
struct Table
{
    std::atomic<int> arrived{0};
    std::atomic<int> holding{0};
    std::atomic<int> twoAtOnce{0};
    std::atomic<int> lost{0};
    std::atomic<int> acquired{0};
};

void meet(Table &table, int round)
{
    ++table.arrived;
    while (table.arrived < Contenders * (round + 1))
        ::sched_yield();
}

/// Breaks the stale lock, then acquires.
void contend(LockFile &lock, Table &table)
{
    static_cast<void>(lock.breakStaleLock());
    if (!lock.acquire(std::chrono::nanoseconds(0)))
        return;
    ++table.acquired;
    table.twoAtOnce += ++table.holding > 1 ? 1 : 0;
    for (int attempt = 0; attempt < 50; ++attempt) {
        // A rival that checks the lock it has moved restores it immediately.
        const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(5);
        while (!lock.isHeldByMe() && std::chrono::steady_clock::now() < limit)
            ::sched_yield();
        table.lost += lock.isHeldByMe() ? 0 : 1;
        ::sched_yield();
    }
    --table.holding;
    table.lost += lock.release() ? 0 : 1;
}

} // namespace

/// Several processes break the same stale lock at once, and acquire it. One succeeds, and no break removes its lock.
class tst_BreakContenders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneContenderAcquires_data();
    void oneContenderAcquires();
};

void tst_BreakContenders::oneContenderAcquires_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<int>("left");
    QTest::newRow("pid") << QByteArray("pid") << 0;
    QTest::newRow("link") << QByteArray("link") << 1;
    QTest::newRow("symlink") << QByteArray("symlink") << 2;
    QTest::newRow("mkdir") << QByteArray("mkdir") << 3;
}

void tst_BreakContenders::oneContenderAcquires()
{
    QFETCH(const QByteArray, kind);
    QFETCH(const int, left);
    constexpr int Rounds = 20;
    const TestDirectory directory;
    const TestDirectory state;
    qputenv("XDG_STATE_HOME", QByteArray::fromStdString(state.path().native()));
    const auto path = directory / (kind == "pid" ? "app.lock" : "app");
    const auto ended = exitedProcess();
    auto *memory = ::mmap(nullptr, sizeof(Table), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    auto &table = *new (memory) Table;
    std::vector<pid_t> contenders;
    for (int number = 0; number < Contenders; ++number) {
        const auto pid = ::fork();
        if (pid == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            const auto lock = makeLock(kind.toStdString(), path, {});
            for (int round = 0; round < Rounds; ++round) {
                meet(table, 2 * round);
                if (number == 0 && !std::filesystem::exists(std::filesystem::symlink_status(directory / "app.lock")))
                    staleLocks()[static_cast<std::size_t>(left)].make(directory / "app.lock", ended);
                meet(table, 2 * round + 1);
                contend(**lock, table);
            }
            ::_exit(0);
        }
        contenders.push_back(pid);
    }
    int failures = 0;
    for (const auto pid : contenders) {
        int status = 0;
        ::waitpid(pid, &status, 0);
        failures += status == 0 ? 0 : 1;
    }
    qInfo("%s: %d rounds, %d acquired, %d times two holders, %d times lost", kind.constData(), Rounds,
          table.acquired.load(), table.twoAtOnce.load(), table.lost.load());
    QCOMPARE(failures, 0);
    QCOMPARE(table.twoAtOnce.load(), 0);
    QCOMPARE(table.lost.load(), 0);
    QVERIFY(table.acquired.load() > 0);
    ::munmap(memory, sizeof(Table));
}

QTEST_GUILESS_MAIN(tst_BreakContenders)

#include "tst_breakcontenders.moc"
