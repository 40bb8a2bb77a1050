// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"
#include "support/faultysystemcalls.h"
#include "support/kindtest.h"
#include "support/leftovers.h"
#include "support/waiter.h"

#include <QTest>

#include <algorithm>
#include <fstream>
#include <mutex>
#include <thread>

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Lockscope;
using namespace std::chrono_literals;

using Clock = std::chrono::steady_clock;
using Limit = std::optional<std::chrono::nanoseconds>;

namespace {

/// Correctness only: the latency is printed, but not checked.
constexpr auto NotLost = 5s;

void printTimes(const QByteArray &what, std::vector<Clock::duration> times)
{
    std::ranges::sort(times);
    const auto microseconds = [](Clock::duration time) {
        return double(std::chrono::nanoseconds(time).count()) / 1000;
    };
    qInfo("%s: median %.0f us, slowest %.0f us of %zu", what.constData(), microseconds(times[times.size() / 2]),
          microseconds(times.back()), times.size());
}

/// Whether the process watches a file or directory with inotify.
bool watchesSomething(pid_t pid)
{
    std::error_code ended;
    for (const auto &entry : std::filesystem::directory_iterator("/proc/" + std::to_string(pid) + "/fdinfo", ended)) {
        std::ifstream info(entry.path());
        for (std::string line; std::getline(info, line);)
            if (line.starts_with("inotify "))
                return true;
    }
    return false;
}

std::chrono::nanoseconds processorTime()
{
    rusage usage = {};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto of = [](const timeval &time) {
        return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
    };
    return of(usage.ru_utime) + of(usage.ru_stime);
}

} // namespace

class tst_LockWaiting : public KindTest
{
    Q_OBJECT

private Q_SLOTS:
    void releaseWakesTheWaiter_data();
    void releaseWakesTheWaiter();
    void holderExitWakesTheWaiter_data();
    void holderExitWakesTheWaiter();
    void indefiniteWaitUsesTheKernelsQueue();
    void kernelWaitersAcquireInOrder();
    void unlockingWithoutClosingIsNoticed();
    void replacedLockFileIsAcquired();
    void changesToTheFileDoNotCauseBusyWaiting();
    void worksWithoutInotify();
    void stopEndsTheWaitFromAnyThread();
    void killedWaiterLeavesNoFiles();
    void manyWaitersUseLittleCpu();

private:
    void addWaits();
};

void tst_LockWaiting::addWaits()
{
    QTest::addColumn<Limit>("timeout");
    QTest::newRow("with timeout") << Limit(20s);
    QTest::newRow("indefinitely") << Limit();
}

void tst_LockWaiting::releaseWakesTheWaiter_data()
{
    addWaits();
}

void tst_LockWaiting::releaseWakesTheWaiter()
{
    QFETCH(const Limit, timeout);
    Actor holder;
    const auto lock = make();
    std::vector<Clock::duration> times;
    const int rounds = word().type == KernelLock::Type::Posix || word().isShared ? 10 : 30;
    for (int round = 0; round < rounds; ++round) {
        QCOMPARE(holder.say(QByteArray("acquire ") + word().rival, path()), QByteArray("acquired"));
        Waiter waiter(*lock, timeout);
        QVERIFY(waiter.isAsleep());
        const auto released = holder.say(QByteArray("release-at ") + word().rival, path());
        VERIFY_RESULT(waiter.result());
        times.push_back(waiter.acquiredAt() - Clock::time_point(std::chrono::nanoseconds(released.toLongLong())));
        QVERIFY(times.back() < NotLost);
        VERIFY_RESULT(lock->release());
    }
    printTimes(QByteArray(word().word) + ", released, waiting " + QTest::currentDataTag(), times);
}

void tst_LockWaiting::holderExitWakesTheWaiter_data()
{
    addWaits();
}

void tst_LockWaiting::holderExitWakesTheWaiter()
{
    if (word().isMarker())
        return; // it remains until it is broken
    QFETCH(const Limit, timeout);
    const auto lock = make();
    std::vector<Clock::duration> times;
    for (int round = 0; round < 5; ++round) {
        Actor holder;
        QCOMPARE(holder.say(QByteArray("acquire ") + word().rival, path()), QByteArray("acquired"));
        Waiter waiter(*lock, timeout);
        QVERIFY(waiter.isAsleep());
        const auto killed = Clock::now();
        holder.kill(SIGKILL);
        VERIFY_RESULT(waiter.result());
        times.push_back(waiter.acquiredAt() - killed);
        QVERIFY(times.back() < NotLost);
        VERIFY_RESULT(lock->release());
    }
    printTimes(QByteArray(word().word) + ", killed, waiting " + QTest::currentDataTag(), times);
}

void tst_LockWaiting::indefiniteWaitUsesTheKernelsQueue()
{
    if (word().isMarker())
        return;
    Actor holder;
    QCOMPARE(holder.say(QByteArray("acquire ") + word().rival, path()), QByteArray("acquired"));
    const auto lock = make();
    Waiter waiter(*lock);
    QVERIFY(waiter.isAsleep());
    // The classic form uses events: the kernel would merge two waits of one process.
    QCOMPARE(kernelWaitersOn(path()), word().type == KernelLock::Type::Posix ? 0 : 1);
    QCOMPARE(holder.say(QByteArray("release ") + word().rival, path()), QByteArray("released"));
    VERIFY_RESULT(waiter.result());
}

void tst_LockWaiting::kernelWaitersAcquireInOrder()
{
    // If the file is removed, all waiters start again on the next file.
    if (word().isMarker() || word().type == KernelLock::Type::Posix || word().isShared || word().removes)
        return;
    constexpr int Waiters = 4;
    std::mutex mutex;
    std::vector<int> order;
    std::vector<std::jthread> threads;
    const auto holder =
        make(); // last, so that the threads acquire the lock before they are joined, even if a check fails
    VERIFY_RESULT(holder->acquire());
    for (int i = 0; i < Waiters; ++i) {
        threads.emplace_back([&, i] {
            const auto lock = make();
            const bool acquired = lock->acquire().has_value();
            const std::lock_guard guard(mutex);
            order.push_back(acquired ? i : -1);
        });
        QTRY_COMPARE(kernelWaitersOn(path()), i + 1);
    }
    VERIFY_RESULT(holder->release());
    threads.clear();
    QCOMPARE(order, std::vector<int>({0, 1, 2, 3}));
}

void tst_LockWaiting::unlockingWithoutClosingIsNoticed()
{
    if (word().isMarker())
        return;
    // There is no event for flock -u and F_UNLCK.
    Actor holder;
    const QByteArray take = word().type == KernelLock::Type::Flock ? "flock" : "posix";
    QCOMPARE(holder.say(take, path()), QByteArray("held"));
    const auto lock = make();
    Waiter waiter(*lock, 20s);
    QVERIFY(waiter.isAsleep());
    const auto unlocked = Clock::now();
    QCOMPARE(holder.say("unlock", path()), QByteArray("unlocked"));
    VERIFY_RESULT(waiter.result());
    QVERIFY(waiter.acquiredAt() - unlocked < NotLost);
}

void tst_LockWaiting::replacedLockFileIsAcquired()
{
    Actor holder;
    const auto lock = make();
    for (const bool replaced : {false, true}) {
        if (replaced && word().isMarker())
            return; // any file at the path is a marker
        QCOMPARE(holder.say(QByteArray("acquire ") + word().rival, path()), QByteArray("acquired"));
        Waiter waiter(*lock, 20s);
        QVERIFY(waiter.isAsleep());
        if (replaced) {
            writeFile(directory() / "new");
            std::filesystem::rename(directory() / "new", path());
        } else {
            removeByForce();
        }
        VERIFY_RESULT(waiter.result());
        QVERIFY(lock->isHeldByMe());
        QCOMPARE(holder.say(QByteArray("release ") + word().rival, path()), QByteArray("failed NotMyLock"));
        VERIFY_RESULT(lock->release());
    }
}

void tst_LockWaiting::changesToTheFileDoNotCauseBusyWaiting()
{
    Actor holder;
    QCOMPARE(holder.say(QByteArray("acquire ") + word().rival, path()), QByteArray("acquired"));
    FaultySystemCalls watched;
    for (int nth = 4; nth < 8; ++nth)
        watched.before("ppoll", nth, [this] { ::utimensat(AT_FDCWD, path().c_str(), nullptr, AT_SYMLINK_NOFOLLOW); });
    const auto lock = make();
    const ScopedSystemCalls scope(watched);
    QCOMPARE(codeOf(lock->acquire(300ms)), LockErrc::LockTimeout);
    // Pauses double from 50 us to a quarter of a second; each change resets them.
    QVERIFY2(watched.countOf("ppoll") < 40, QByteArray::number(watched.countOf("ppoll")).constData());
}

void tst_LockWaiting::worksWithoutInotify()
{
    Actor holder;
    QCOMPARE(holder.say(QByteArray("acquire ") + word().rival, path()), QByteArray("acquired"));
    FaultySystemCalls faulty;
    faulty.failAlways("inotify_init1", EMFILE);
    faulty.before("ppoll", 6, [&] { holder.send(QByteArray("release ") + word().rival + ' ' + Actor::word(path())); });
    const auto lock = make();
    const ScopedSystemCalls scope(faulty);
    VERIFY_RESULT(lock->acquire(20s));
    QVERIFY(faulty.countOf("ppoll") < 40);
    QCOMPARE(holder.listen(), QByteArray("released"));
}

void tst_LockWaiting::stopEndsTheWaitFromAnyThread()
{
    Actor holder;
    QCOMPARE(holder.say(QByteArray("acquire ") + word().rival, path()), QByteArray("acquired"));
    const auto lock = make();
    for (const Timeout timeout : {Timeout(), Timeout(20s)}) {
        std::stop_source stop;
        Waiter waiter(*lock, timeout, stop.get_token());
        QVERIFY(waiter.isAsleep());
        const auto stopped = Clock::now();
        stop.request_stop();
        QCOMPARE(codeOf(waiter.result()), LockErrc::Cancelled);
        QVERIFY(waiter.acquiredAt() - stopped < NotLost);
    }
}

void tst_LockWaiting::killedWaiterLeavesNoFiles()
{
    const auto lock = make();
    VERIFY_RESULT(lock->acquire());
    const auto files = filesInDirectory();
    Actor waiter;
    waiter.send(QByteArray("acquire ") + word().rival + ' ' + Actor::word(path()) + " ever");
    // Once is sufficient: between two attempts the waiter briefly watches nothing.
    bool hasWatched = false;
    if (word().isMarker() || word().type == KernelLock::Type::Posix)
        QTRY_VERIFY_WITH_TIMEOUT(hasWatched = hasWatched || watchesSomething(waiter.pid()), 60000);
    else
        QTRY_COMPARE_WITH_TIMEOUT(kernelWaitersOn(path()), 1, 60000);
    waiter.kill(SIGKILL);
    QVERIFY(waiter.waitForEnd());
    QCOMPARE(kernelWaitersOn(path()), 0);
    QCOMPARE(filesInDirectory(), files);
    VERIFY_RESULT(lock->release());
    VERIFY_RESULT(lock->acquire(0s));
}

void tst_LockWaiting::manyWaitersUseLittleCpu()
{
    constexpr int Waiters = 16;
    constexpr auto While = 500ms;
    if (word().isShared)
        return;
    Actor holder;
    QCOMPARE(holder.say(QByteArray("acquire ") + word().rival, path()), QByteArray("acquired"));
    const auto before = processorTime();
    std::atomic<int> timeouts = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < Waiters; ++i)
            threads.emplace_back([&] { timeouts += codeOf(make()->acquire(While)) == LockErrc::LockTimeout ? 1 : 0; });
    }
    QCOMPARE(timeouts.load(), Waiters);
    const double share = std::chrono::duration<double>(processorTime() - before) / std::chrono::duration<double>(While);
    qInfo("%s: %d idle waiters used %.2f %% of one core", word().word, Waiters, share * 100);
    // Far above the measured value, far below that of a busy waiter.
    QVERIFY(share < 0.5);
}

QTEST_GUILESS_MAIN(tst_LockWaiting)
#include "tst_lockwaiting.moc"
