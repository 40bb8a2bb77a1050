// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/faultysystemcalls.h"
#include "support/locktest.h"

#include <lockscope/asynclock.h>
#include <lockscope/directoryscan.h>
#include <lockscope/inspector.h>
#include <lockscope/lockhistory.h>
#include <lockscope/lockwatcher.h>

#include <QSignalSpy>
#include <QTest>

#include <cerrno>
#include <optional>

using namespace Lockscope;

namespace {

bool isNoThread(const Failure &failure)
{
    return failure.systemErrno == EAGAIN && failure.call == "pthread_create";
}

} // namespace

/// If the system cannot create a thread, functions of the library fail, and the program continues.
class tst_ThreadExhaustion : public QObject
{
    Q_OBJECT

    std::unique_ptr<FaultySystemCalls> m_calls;
    std::optional<ScopedSystemCalls> m_scope;
    std::unique_ptr<TestDirectory> m_directory;
    std::ptrdiff_t m_threadsBefore = 0;

    static std::ptrdiff_t threads()
    {
        return std::distance(std::filesystem::directory_iterator("/proc/self/task"), {});
    }

private Q_SLOTS:
    void initTestCase() { m_threadsBefore = threads(); }
    void init()
    {
        m_directory = std::make_unique<TestDirectory>();
        m_calls = std::make_unique<FaultySystemCalls>();
        m_calls->failAlways("pthread_create", EAGAIN);
        m_scope.emplace(*m_calls);
    }
    void cleanup()
    {
        m_scope.reset();
        m_calls.reset();
        m_directory.reset();
    }

    void asyncLockFails()
    {
        AsyncLock lock("zc", *m_directory / "app.lock");
        const QSignalSpy failed(&lock, &AsyncLock::failed);
        lock.acquire();
        QTRY_COMPARE(failed.size(), 1);
        const auto failure = failed[0][0].value<Failure>();
        QCOMPARE(failure.code, LockErrc::LockFailed);
        QVERIFY(isNoThread(failure));
        QVERIFY(!lock.isHeld());
        QVERIFY(!lock.isWaiting());
        // With threads it succeeds.
        m_scope.reset();
        lock.acquire();
        QTRY_VERIFY(lock.isHeld());
    }

    void heldLockIsReleasedInTheDestructor()
    {
        m_scope.reset();
        const auto path = makeFile(*m_directory / "app.lock");
        {
            AsyncLock lock("zc", path);
            lock.acquire();
            QTRY_VERIFY(lock.isHeld());
            // Idle threads exit.
            QTRY_COMPARE(threads(), m_threadsBefore + 1);
            m_scope.emplace(*m_calls);
        }
        QVERIFY(locksOn(path).empty());
    }

    void watcherFails()
    {
        LockWatcher watcher;
        const QSignalSpy failed(&watcher, &LockWatcher::failed);
        watcher.watch({.paths = {m_directory->path()}});
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(isNoThread(failed[0][0].value<Failure>()));
    }

    void scanReportsItsDirectoryAsUnreadable()
    {
        makeFile(*m_directory / "app.lock");
        std::vector<Failure> failures;
        ScanSink sink;
        sink.unreadable = [&](const Failure &failure) { failures.push_back(failure); };
        scanDirectories({m_directory->path()}, Inspector(), {}, sink);
        QCOMPARE(failures.size(), std::size_t{1});
        QVERIFY(isNoThread(failures.front()));
    }

    void historyReportsAnError()
    {
        std::vector<Failure> errors;
        LockHistory history({.file = *m_directory / "history.sqlite",
                             .onError = [&](const Failure &failure) { errors.push_back(failure); }});
        history.record({LockEvent()});
        history.flush();
        QCOMPARE(errors.size(), std::size_t{1});
        QVERIFY(isNoThread(errors.front()));
    }
};

QTEST_GUILESS_MAIN(tst_ThreadExhaustion)
#include "tst_threadexhaustion.moc"
