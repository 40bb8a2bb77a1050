// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/faultysystemcalls.h"
#include "support/locktest.h"
#include "support/silentfilesystem.h"

#include <lockscope/async.h>

#include <QCoreApplication>
#include <QTest>
#include <QThread>

#include <memory>

#include <errno.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Lockscope;
namespace fs = std::filesystem;

namespace {

constexpr int Patience = 60'000;
/// The PID of a process that has exited.
QByteArray stalePid()
{
    const auto pid = ::fork();
    if (pid == 0)
        ::_exit(0);
    ::waitpid(pid, nullptr, 0);
    return QByteArray::number(pid) + '\n';
}

qsizetype threads()
{
    const fs::directory_iterator tasks("/proc/self/task");
    return std::distance(begin(tasks), end(tasks));
}

template <typename T>
T resultOf(const QFuture<T> &future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, Patience))
        qFatal("no result");
    return future.result();
}

} // namespace

class tst_Async : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestDirectory> m_directory;
    Breaker m_breaker;
    qsizetype m_threadsBefore = 0;
    bool m_hasMounts = false;

private Q_SLOTS:
    void initTestCase()
    {
        m_threadsBefore = threads();
        // Before other threads exist, because a mount namespace belongs to a thread.
        m_hasMounts = ::unshare(CLONE_NEWNS) == 0 && ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
    }
    void init()
    {
        m_directory = std::make_unique<TestDirectory>();
        m_breaker = Breaker(*m_directory / "journal");
    }

    void inspects()
    {
        const auto lock = makeFile(*m_directory / "app.pid", stalePid());
        const auto report = resultOf(inspectAsync(lock));
        QCOMPARE(report.path, lock);
        QCOMPARE(report.verdict.state, Verdict::State::Stale);
        QCOMPARE(resultOf(inspectAsync(makeFile(*m_directory / "state", stalePid()), "pid")).format,
                 std::string("pid"));
        QCOMPARE(resultOf(inspectAsync(*m_directory / "none.lock")).verdict.state, Verdict::State::Absent);
    }

    void continuesInTheThreadOfItsContext()
    {
        QThread *continued = nullptr;
        inspectAsync(*m_directory / "app.lock").then(this, [&](const LockReport &) {
            continued = QThread::currentThread();
        });
        QTRY_COMPARE_WITH_TIMEOUT(continued, thread(), Patience);
    }

    void breaksAndRestores()
    {
        const auto lock = makeFile(*m_directory / "app.pid", stalePid());
        const auto plans = resultOf(planAsync(m_breaker, lock));
        QCOMPARE(plans.size(), std::size_t{1});
        QVERIFY(plans.front().isSafe());
        const auto plan = resultOf(planAsync(m_breaker, plans.front().report));
        QVERIFY(plan);
        const auto broken = resultOf(executeAsync(m_breaker, *plan));
        QVERIFY(broken);
        QVERIFY(!fs::exists(lock));
        QCOMPARE(resultOf(brokenLocksAsync(m_breaker)).locks.size(), std::size_t{1});
        QVERIFY(resultOf(undoAsync(m_breaker, broken->id)));
        QVERIFY(fs::exists(lock));
        QCOMPARE(resultOf(undoAsync(m_breaker, broken->id)).error().code, LockErrc::UnknownBreak);
    }

    void refusesHeldLock()
    {
        const auto lock =
            makeFile(*m_directory / "app.pid", QByteArray::number(QCoreApplication::applicationPid()) + '\n');
        const auto plan = resultOf(planAsync(m_breaker, lock)).front();
        QCOMPARE(resultOf(executeAsync(m_breaker, plan)).error().code, LockErrc::BreakRefused);
        QVERIFY(fs::exists(lock));
    }

    void threadExhaustionIsAFailure()
    {
        FaultySystemCalls calls;
        calls.failAlways("pthread_create", EAGAIN);
        // Threads of earlier calls exit after they have been idle for a while.
        QTRY_COMPARE_WITH_TIMEOUT(threads(), m_threadsBefore, Patience);
        const ScopedSystemCalls scope(calls);
        const auto report = resultOf(inspectAsync(*m_directory / "app.lock"));
        QCOMPARE(report.verdict.state, Verdict::State::Unknown);
        QCOMPARE(report.error->call, std::string("pthread_create"));
        QCOMPARE(resultOf(planAsync(m_breaker, *m_directory / "app.lock")).front().permission,
                 BreakPlan::Permission::Never);
        QCOMPARE(resultOf(executeAsync(m_breaker, BreakPlan())).error().systemErrno, EAGAIN);
        QCOMPARE(resultOf(undoAsync(m_breaker)).error().systemErrno, EAGAIN);
        QCOMPARE(resultOf(brokenLocksAsync(m_breaker)).failures.size(), std::size_t{1});
    }

    void cancelledWorkHasNoResult()
    {
        // All threads of the local file systems are busy with the first futures.
        std::vector<QFuture<LockReport>> futures;
        for (int i = 0; i < 100; ++i)
            futures.push_back(inspectAsync(*m_directory / "app.lock"));
        futures.back().cancel();
        for (auto &future : futures)
            QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), Patience);
        QVERIFY(futures.back().isCanceled());
        QCOMPARE(futures.front().resultCount(), 1);
    }

    void mountThatDoesNotRespondDelaysNothingElse()
    {
        if (!m_hasMounts)
            QSKIP("needs CAP_SYS_ADMIN");
        const auto silent = *m_directory / "silent";
        fs::create_directory(silent);
        auto fileSystem = std::make_unique<SilentFileSystem>(silent);
        if (!fileSystem->isMounted())
            QSKIP("needs FUSE");
        auto hanging = planAsync(m_breaker, silent / "app.lock");
        const auto lock = makeFile(*m_directory / "app.pid", stalePid());
        QVERIFY(resultOf(planAsync(m_breaker, lock)).front().isSafe());
        QCOMPARE(resultOf(inspectAsync(silent / "other.lock")).verdict.state, Verdict::State::Unknown);
        fileSystem.reset();
        QTRY_VERIFY_WITH_TIMEOUT(hanging.isFinished(), Patience);
    }
};

QTEST_GUILESS_MAIN(tst_Async)
#include "tst_async.moc"
