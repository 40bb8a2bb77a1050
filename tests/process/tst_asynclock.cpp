// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"
#include "support/faultysystemcalls.h"
#include "support/kindtest.h"
#include "support/leftovers.h"

#include <lockscope/asynclock.h>

#include <QElapsedTimer>
#include <QMetaEnum>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <cerrno>

using namespace Lockscope;
using namespace std::chrono_literals;

namespace {

/// Far longer than any step takes.
constexpr auto Patience = 20s;
constexpr auto PatienceInMilliseconds = 20'000;

/// The signals of a lock in the order in which they arrived, with the code of the failure: `failed LockFailed`.
class SignalLog : public QObject
{
public:
    explicit SignalLog(const AsyncLock &lock)
    {
        connect(&lock, &AsyncLock::acquired, this, [this] { m_words += QStringLiteral("acquired"); });
        connect(&lock, &AsyncLock::released, this, [this] { m_words += QStringLiteral("released"); });
        add(lock, &AsyncLock::failed, "failed");
        add(lock, &AsyncLock::releaseFailed, "releaseFailed");
        add(lock, &AsyncLock::lost, "lost");
    }

    const QStringList &words() const { return m_words; }
    const Failure &failure() const { return m_failure; }
    /// False if nothing arrives in time and the signals still differ.
    bool becomes(const QStringList &expected)
    {
        const bool arrived = QTest::qWaitFor([&] { return m_words.size() >= expected.size(); }, PatienceInMilliseconds);
        if (!arrived || m_words != expected)
            qWarning() << "received" << m_words << m_failure.message();
        return arrived && m_words == expected;
    }

private:
    void add(const AsyncLock &lock, void (AsyncLock::*signal)(const Failure &), const char *word)
    {
        connect(&lock, signal, this, [this, word](const Failure &failure) {
            m_failure = failure;
            m_words += QString::fromLatin1(word) + QLatin1Char(' ') +
                       QString::fromLatin1(QMetaEnum::fromType<LockErrc>().valueToKey(static_cast<int>(failure.code)));
        });
    }

    QStringList m_words;
    Failure m_failure;
};

qsizetype threads()
{
    const std::filesystem::directory_iterator tasks("/proc/self/task");
    return std::distance(begin(tasks), end(tasks));
}

} // namespace

class tst_AsyncLock : public KindTest
{
    Q_OBJECT

    QByteArray rivalTo(const char *step) const { return QByteArray(step) + ' ' + word().rival; }
    /// An actor that excludes the lock under test.
    void letHold(Actor &actor) const { QCOMPARE(actor.say(rivalTo("acquire"), path()), QByteArray("acquired")); }
    /// Whether the lock is a file or directory that can be removed.
    bool existsInFileSystem() const { return std::filesystem::exists(std::filesystem::symlink_status(make()->path())); }

    qsizetype m_threadsBefore = 0;

private Q_SLOTS:
    void initTestCase() { m_threadsBefore = threads(); }

    void acquiresAndReleases()
    {
        AsyncLock lock(make());
        SignalLog log(lock);
        const QSignalSpy held(&lock, &AsyncLock::heldChanged);
        const QSignalSpy waiting(&lock, &AsyncLock::waitingChanged);
        lock.acquireWithin(0s);
        QVERIFY(lock.isWaiting());
        QVERIFY(!lock.isHeld());
        QCOMPARE(log.words(), QStringList());
        QVERIFY(log.becomes({QStringLiteral("acquired")}));
        QVERIFY(!lock.isWaiting());
        QVERIFY(lock.isHeld());
        Actor actor;
        QCOMPARE(actor.say(rivalTo("acquire"), path()), QByteArray("failed AlreadyLocked"));
        lock.release();
        QVERIFY(!lock.isHeld());
        QVERIFY(log.becomes({QStringLiteral("acquired"), QStringLiteral("released")}));
        QCOMPARE(actor.say(rivalTo("acquire"), path()), QByteArray("acquired"));
        QCOMPARE(held.size(), 2);
        QCOMPARE(waiting.size(), 2);
    }

    void failsIfHeldByAnotherProcess()
    {
        Actor actor;
        letHold(actor);
        AsyncLock lock(make());
        SignalLog log(lock);
        lock.acquireWithin(0s);
        QVERIFY(log.becomes({QStringLiteral("failed AlreadyLocked")}));
        QVERIFY(!lock.isHeld());
        if (word().writes)
            QCOMPARE(log.failure().claim.value().pid, std::int64_t{actor.pid()});
    }

    void timeoutExpiresWhileTheEventLoopRuns()
    {
        Actor actor;
        letHold(actor);
        AsyncLock lock(make());
        SignalLog log(lock);
        QTimer timer;
        const QSignalSpy ticks(&timer, &QTimer::timeout);
        timer.start(1ms);
        QElapsedTimer call;
        call.start();
        lock.acquireWithin(200ms);
        QVERIFY(log.becomes({QStringLiteral("failed LockTimeout")}));
        QVERIFY(call.elapsed() >= 200);
        QVERIFY(ticks.size() >= 10);
    }

    void waitsForRelease()
    {
        Actor actor;
        letHold(actor);
        AsyncLock lock(make());
        SignalLog log(lock);
        lock.acquire();
        actor.send(rivalTo("release") + ' ' + Actor::word(path()));
        QVERIFY(log.becomes({QStringLiteral("acquired")}));
        QCOMPARE(actor.listen(), QByteArray("released"));
    }

    void systemErrorsAreFailures()
    {
        AsyncLock lock("zc", directory() / "missing" / "app.lock");
        SignalLog log(lock);
        lock.acquire();
        QVERIFY(log.becomes({QStringLiteral("failed LockFailed")}));
        QCOMPARE(log.failure().systemErrno, ENOENT);
    }

    void unknownKindIsAFailure()
    {
        AsyncLock lock;
        lock.setKind(QStringLiteral("nonsense"));
        lock.setPathText(QString::fromStdString(path().native()));
        QCOMPARE(lock.path(), path());
        SignalLog log(lock);
        lock.acquire();
        QVERIFY(log.becomes({QStringLiteral("failed InvalidOption")}));
    }

    void secondAcquireIsAFailure()
    {
        Actor actor;
        letHold(actor);
        AsyncLock lock(make());
        SignalLog log(lock);
        lock.acquireWithin(Patience);
        lock.acquireWithin(Patience);
        QVERIFY(log.becomes({QStringLiteral("failed AlreadyLocked")}));
        QVERIFY(lock.isWaiting());
        QCOMPARE(actor.say(rivalTo("release"), path()), QByteArray("released"));
        QVERIFY(log.becomes({QStringLiteral("failed AlreadyLocked"), QStringLiteral("acquired")}));
        lock.acquireWithin(0s);
        QVERIFY(log.becomes({QStringLiteral("failed AlreadyLocked"), QStringLiteral("acquired"),
                             QStringLiteral("failed AlreadyLocked")}));
        QVERIFY(lock.isHeld());
    }

    void optionsOfALockInUseAreNotChanged()
    {
        AsyncLock lock(make());
        SignalLog log(lock);
        lock.acquire();
        const QRegularExpression refusal(QStringLiteral("cannot be changed while"));
        QTest::ignoreMessage(QtWarningMsg, refusal);
        lock.setPath("/elsewhere");
        QTest::ignoreMessage(QtWarningMsg, refusal);
        lock.setKind(QStringLiteral("nonsense"));
        QCOMPARE(lock.path(), make()->path());
        QVERIFY(log.becomes({QStringLiteral("acquired")}));
    }

    void waitIsCancelled()
    {
        Actor actor;
        letHold(actor);
        AsyncLock lock(make());
        SignalLog log(lock);
        lock.cancel(); // nothing to cancel
        lock.acquire();
        lock.cancel();
        QVERIFY(!lock.isWaiting());
        lock.acquireWithin(0s); // while the first wait still ends
        QVERIFY(lock.isWaiting());
        QVERIFY(log.becomes({QStringLiteral("failed Cancelled"), QStringLiteral("failed AlreadyLocked")}));
        lock.acquire();
        QVERIFY(!QTest::qWaitFor([&] { return log.words().size() > 2; }, 50));
        lock.cancel();
        QVERIFY(log.becomes({QStringLiteral("failed Cancelled"), QStringLiteral("failed AlreadyLocked"),
                             QStringLiteral("failed Cancelled")}));
    }

    void lockAcquiredDuringCancelIsReleased()
    {
        AsyncLock lock(make());
        SignalLog log(lock);
        lock.acquire();
        // The worker acquires it about now; its notification is in the event queue.
        const auto rival = makeRival();
        while (rival->acquire(0s))
            VERIFY_RESULT(rival->release());
        lock.cancel();
        QVERIFY(log.becomes({QStringLiteral("failed Cancelled")}));
        VERIFY_RESULT(rival->acquire(0s));
    }

    void releaseOfUnheldLockIsAFailure()
    {
        AsyncLock lock(make());
        SignalLog log(lock);
        lock.release();
        QVERIFY(log.becomes({QStringLiteral("releaseFailed NotLocked")}));
    }

    void failedReleaseCanBeRetried()
    {
        if (!word().isMarker() || word().isRow)
            return;
        AsyncLock lock(make());
        SignalLog log(lock);
        lock.acquire();
        QVERIFY(log.becomes({QStringLiteral("acquired")}));
        FaultySystemCalls faulty;
        faulty.failAlways(word().word == std::string_view("mkdir") ? "renameat2" : "unlinkat", EACCES);
        {
            const ScopedSystemCalls scope(faulty);
            lock.release();
            QVERIFY(log.becomes({QStringLiteral("acquired"), QStringLiteral("releaseFailed UnlockFailed")}));
        }
        QVERIFY(lock.isHeld());
        QCOMPARE(codeOf(makeRival()->acquire(0s)), LockErrc::AlreadyLocked);
        lock.release();
        QVERIFY(!lock.isHeld());
        QVERIFY(log.becomes(
            {QStringLiteral("acquired"), QStringLiteral("releaseFailed UnlockFailed"), QStringLiteral("released")}));
        VERIFY_RESULT(makeRival()->acquire(0s));
    }

    void acquiresAgainRightAfterRelease()
    {
        AsyncLock lock(make());
        SignalLog log(lock);
        QStringList expected;
        lock.acquire();
        for (int round = 0; round < 5; ++round) {
            expected += QStringLiteral("acquired");
            QVERIFY(log.becomes(expected));
            lock.release();
            lock.acquire();
            expected += QStringLiteral("released");
        }
        // The last acquisition is cancelled while the release before it is in progress, or has just finished.
        lock.cancel();
        QTRY_COMPARE(log.words().size(), expected.size() + 1);
        const QSet<QString> last = {log.words().at(expected.size() - 1), log.words().at(expected.size())};
        QCOMPARE(last, (QSet<QString>{QStringLiteral("released"), QStringLiteral("failed Cancelled")}));
    }

    void twoObjectsOfOneThreadAlternate()
    {
        AsyncLock first(makeRival());
        SignalLog firstLog(first);
        first.acquire();
        QVERIFY(firstLog.becomes({QStringLiteral("acquired")}));
        AsyncLock second(makeRival());
        SignalLog secondLog(second);
        second.acquire();
        QVERIFY(!QTest::qWaitFor([&] { return !secondLog.words().isEmpty(); }, 20));
        first.release();
        QVERIFY(secondLog.becomes({QStringLiteral("acquired")}));
    }

    void exitedThreadIsNotMistakenForTheHolder()
    {
        // Threads start and exit while the first one holds: none of them may be mistaken for the holder.
        AsyncLock first(makeRival());
        SignalLog firstLog(first);
        first.acquire();
        QVERIFY(firstLog.becomes({QStringLiteral("acquired")}));
        for (int round = 0; round < 4; ++round) {
            AsyncLock second(makeRival());
            SignalLog secondLog(second);
            second.acquireWithin(0s);
            QVERIFY(secondLog.becomes({QStringLiteral("failed AlreadyLocked")}));
            second.acquire();
            second.cancel();
            QVERIFY(secondLog.becomes({QStringLiteral("failed AlreadyLocked"), QStringLiteral("failed Cancelled")}));
        }
    }

    void removalIsReportedAsLoss()
    {
        AsyncLock lock(make());
        SignalLog log(lock);
        lock.acquire();
        QVERIFY(log.becomes({QStringLiteral("acquired")}));
        if (!existsInFileSystem())
            return;
        std::filesystem::remove_all(make()->path());
        QVERIFY(log.becomes({QStringLiteral("acquired"), QStringLiteral("lost NotMyLock")}));
        QVERIFY(!log.failure().claim);
        QVERIFY(!lock.isHeld());
        lock.release();
        lock.release();
        QVERIFY(log.becomes({QStringLiteral("acquired"), QStringLiteral("lost NotMyLock"),
                             QStringLiteral("releaseFailed NotMyLock"), QStringLiteral("releaseFailed NotLocked")}));
    }

    void replacementIsLossAndReportsNewHolder()
    {
        AsyncLock lock(make());
        SignalLog log(lock);
        lock.acquire();
        QVERIFY(log.becomes({QStringLiteral("acquired")}));
        if (!existsInFileSystem())
            return;
        // Another lock, created beside it and renamed over it, so that a lock exists at every moment. A directory
        // cannot replace one that is not empty.
        const auto mine = make()->path();
        const auto replacement = makeByWord(word().rival, directory() / "new.lock");
        Actor newcomer;
        QCOMPARE(newcomer.say(rivalTo("acquire"), directory() / "new.lock"), QByteArray("acquired"));
        const bool isDirectory = std::filesystem::is_directory(mine);
        if (isDirectory)
            std::filesystem::remove_all(mine);
        std::filesystem::rename(replacement->path(), mine);
        QVERIFY(log.becomes({QStringLiteral("acquired"), QStringLiteral("lost NotMyLock")}));
        if (!isDirectory) // otherwise it may be inspected while no lock exists
            QCOMPARE(log.failure().claim.value().pid, std::int64_t{newcomer.pid()});
        QVERIFY(!lock.isHeld());
        lock.release();
        QVERIFY(log.becomes(
            {QStringLiteral("acquired"), QStringLiteral("lost NotMyLock"), QStringLiteral("releaseFailed NotMyLock")}));
        lock.acquireWithin(0s);
        QVERIFY(log.becomes({QStringLiteral("acquired"), QStringLiteral("lost NotMyLock"),
                             QStringLiteral("releaseFailed NotMyLock"), QStringLiteral("failed AlreadyLocked")}));
    }

    void lossIsNoticedWithoutEvents()
    {
        if (word().word != QByteArray("zc"))
            return; // it takes a second, and is the same for all kinds
        FaultySystemCalls calls;
        calls.failAlways("inotify_add_watch", ENOSPC);
        const ScopedSystemCalls scope(calls);
        AsyncLock lock(make());
        SignalLog log(lock);
        lock.acquire();
        QVERIFY(log.becomes({QStringLiteral("acquired")}));
        if (!existsInFileSystem())
            return;
        std::filesystem::rename(make()->path(), directory() / "elsewhere");
        QVERIFY(log.becomes({QStringLiteral("acquired"), QStringLiteral("lost NotMyLock")}));
    }

    void unrelatedChangesAreNotReportedAsLoss()
    {
        AsyncLock lock(make());
        SignalLog log(lock);
        lock.acquire();
        QVERIFY(log.becomes({QStringLiteral("acquired")}));
        if (!existsInFileSystem())
            return;
        using std::filesystem::perms;
        if (std::filesystem::is_regular_file(make()->path()))
            std::filesystem::permissions(make()->path(), perms::owner_all);
        QVERIFY(!QTest::qWaitFor([&] { return log.words().size() > 1; }, 50));
        lock.release();
        QVERIFY(log.becomes({QStringLiteral("acquired"), QStringLiteral("released")}));
    }

    void destructionWhileWaiting()
    {
        Actor actor;
        letHold(actor);
        auto lock = std::make_unique<AsyncLock>(make());
        const SignalLog log(*lock);
        lock->acquire();
        QVERIFY(!QTest::qWaitFor([&] { return !log.words().isEmpty(); }, 50));
        QElapsedTimer timer;
        timer.start();
        lock.reset();
        QVERIFY(timer.elapsed() < 5000);
        QCoreApplication::processEvents();
        QCOMPARE(log.words(), QStringList());
    }

    void destructionAtAnyMoment()
    {
        for (int round = 0; round < 50; ++round) {
            {
                AsyncLock lock(make());
                lock.acquire();
                if (round % 3 == 1)
                    std::this_thread::yield();
                if (round % 3 == 2)
                    lock.cancel();
            }
            VERIFY_RESULT(makeRival()->acquire(0s));
        }
    }

    void destructorReleases()
    {
        {
            AsyncLock lock(make());
            SignalLog log(lock);
            lock.acquire();
            QVERIFY(log.becomes({QStringLiteral("acquired")}));
        }
        Actor actor;
        letHold(actor);
    }

    void handlerMayDeleteTheLock_data()
    {
        QTest::addColumn<int>("event");
        QTest::newRow("waitingChanged") << 0;
        QTest::newRow("heldChanged") << 1;
        QTest::newRow("acquired") << 2;
        QTest::newRow("then") << 3;
    }

    void handlerMayDeleteTheLock()
    {
        QFETCH(const int, event);
        const QPointer<AsyncLock> lock(new AsyncLock(make()));
        const auto end = [lock] { delete lock.data(); };
        if (event == 3) {
            auto answer = lock->acquireAsync().then([end](const Result<void> &) { end(); });
        } else {
            lock->acquire();
            if (event == 0)
                connect(lock, &AsyncLock::waitingChanged, this, end);
            else if (event == 1)
                connect(lock, &AsyncLock::heldChanged, this, end);
            else
                connect(lock, &AsyncLock::acquired, this, end);
        }
        QTRY_VERIFY(!lock);
        VERIFY_RESULT(makeRival()->acquire(0s));
    }

    void futureHasResult()
    {
        Actor actor;
        letHold(actor);
        AsyncLock lock(make());
        SignalLog log(lock);
        auto refused = lock.acquireAsync(0s);
        QTRY_VERIFY(refused.isFinished());
        QCOMPARE(codeOf(refused.result()), LockErrc::AlreadyLocked);
        auto busy = lock.acquireAsync();
        auto second = lock.acquireAsync();
        QTRY_VERIFY(second.isFinished());
        QCOMPARE(codeOf(second.result()), LockErrc::AlreadyLocked);
        QVERIFY(!busy.isFinished());
        QCOMPARE(actor.say(rivalTo("release"), path()), QByteArray("released"));
        QTRY_VERIFY(busy.isFinished());
        VERIFY_RESULT(busy.result());
        QVERIFY(lock.isHeld());
        QVERIFY(log.becomes({QStringLiteral("failed AlreadyLocked"), QStringLiteral("failed AlreadyLocked"),
                             QStringLiteral("acquired")}));
    }

    void cancellingTheFutureEndsTheWait()
    {
        Actor actor;
        letHold(actor);
        AsyncLock lock(make());
        SignalLog log(lock);
        bool wasCancelled = false;
        auto future = lock.acquireAsync();
        auto chain = future.then([](const Result<void> &) {}).onCanceled([&] { wasCancelled = true; });
        future.cancel();
        QVERIFY(log.becomes({QStringLiteral("failed Cancelled")}));
        QVERIFY(future.isFinished());
        QCOMPARE(future.resultCount(), 0);
        QVERIFY(wasCancelled);
        QVERIFY(!lock.isHeld());
    }

    void cancelledFutureNeverAcquires()
    {
        AsyncLock lock(make());
        SignalLog log(lock);
        auto future = lock.acquireAsync();
        const auto rival = makeRival();
        while (rival->acquire(0s))
            VERIFY_RESULT(rival->release());
        future.cancel();
        QVERIFY(log.becomes({QStringLiteral("failed Cancelled")}));
        VERIFY_RESULT(rival->acquire(0s));
    }

    void futureEndsWithItsLock()
    {
        Actor actor;
        letHold(actor);
        QFuture<Result<void>> future;
        {
            AsyncLock lock(make());
            future = lock.acquireAsync();
        }
        QVERIFY(future.isFinished());
        QVERIFY(future.isCanceled());
    }

    void allThreadsExit() { QTRY_COMPARE(threads(), m_threadsBefore); }
};

QTEST_GUILESS_MAIN(tst_AsyncLock)
#include "tst_asynclock.moc"
