// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/faultysystemcalls.h"
#include "support/leftovers.h"
#include "support/locktest.h"
#include "support/silentfilesystem.h"

#include <lockscope/asynclock.h>

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <memory>
#include <set>
#include <vector>

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

using namespace Lockscope;
using namespace std::chrono_literals;

namespace {

constexpr int Many = 300;
/// The watching thread, and the threads that access local file systems.
constexpr int MaxThreads = 1 + 4;

qsizetype threads()
{
    const std::filesystem::directory_iterator tasks("/proc/self/task");
    return std::distance(begin(tasks), end(tasks));
}

} // namespace

/// The combined cost of many AsyncLock objects, and the effect of one that hangs on the others.
class tst_ManyAsyncLocks : public QObject
{
    Q_OBJECT

    using Locks = std::vector<std::unique_ptr<AsyncLock>>;

    Locks locksOf(const char *kind, const std::filesystem::path &directory)
    {
        Locks locks;
        for (int i = 0; i < Many; ++i)
            locks.push_back(std::make_unique<AsyncLock>(kind, directory / std::to_string(i)));
        return locks;
    }

    static bool areAllHeld(const Locks &locks)
    {
        return std::ranges::all_of(locks, [](const auto &lock) { return lock->isHeld(); });
    }

    qsizetype m_threadsBefore = 0;

private Q_SLOTS:
    void initTestCase() { m_threadsBefore = threads(); }
    void init() { QTRY_COMPARE(threads(), m_threadsBefore); }

    void heldLocksShareThreadAndInotify_data()
    {
        QTest::addColumn<QByteArray>("kind");
        for (const char *const kind : {"zc", "fcntl", "link", "symlink", "mkdir", "pid", "openlock"})
            QTest::newRow(kind) << QByteArray(kind);
    }

    void heldLocksShareThreadAndInotify()
    {
        QFETCH(const QByteArray, kind);
        const TestDirectory directory;
        const auto inotifiesBefore = openInotifies();
        auto locks = locksOf(kind, directory.path());
        for (const auto &lock : locks)
            lock->acquire();
        qsizetype maxThreads = 0;
        QTRY_VERIFY_WITH_TIMEOUT((maxThreads = std::max(maxThreads, threads()), areAllHeld(locks)), 60'000);
        QVERIFY2(maxThreads <= m_threadsBefore + MaxThreads, QByteArray::number(maxThreads));
        QVERIFY(openInotifies() <= inotifiesBefore + 1);
        // Without work, only the watching thread remains.
        QTRY_COMPARE(threads(), m_threadsBefore + 1);
    }

    void waitersShareThreadAndInotify()
    {
        const TestDirectory directory;
        auto holders = locksOf("zc", directory.path());
        for (const auto &lock : holders)
            lock->acquire();
        QTRY_VERIFY_WITH_TIMEOUT(areAllHeld(holders), 60'000);
        const auto inotifiesBefore = openInotifies();
        auto waiters = locksOf("zc", directory.path());
        for (const auto &lock : waiters)
            lock->acquire();
        QTest::qWait(0);
        QVERIFY(threads() <= m_threadsBefore + MaxThreads);
        for (const auto &lock : holders)
            lock->release();
        QTRY_VERIFY_WITH_TIMEOUT(areAllHeld(waiters), 60'000);
        QVERIFY(openInotifies() <= inotifiesBefore);
    }

    /// Closing an inotify instance takes the kernel milliseconds, once for each lock.
    void destructionClosesNoInotify()
    {
        const TestDirectory directory;
        FaultySystemCalls calls;
        const ScopedSystemCalls scope(calls);
        auto locks = locksOf("zc", directory.path());
        for (const auto &lock : locks)
            lock->acquire();
        QTRY_VERIFY_WITH_TIMEOUT(areAllHeld(locks), 60'000);
        QElapsedTimer timer;
        timer.start();
        locks.clear();
        qInfo("%d locks destroyed in %lld ms", Many, static_cast<long long>(timer.elapsed()));
        QVERIFY(calls.countOf("inotify_init1") <= 1);
        QVERIFY(calls.countOf("eventfd") <= 1);
        for (const auto &entry : std::filesystem::directory_iterator(directory.path()))
            QCOMPARE(kernelLocksOn(entry.path()), QByteArrayList());
    }

    void lossOfEachLockIsReported()
    {
        const TestDirectory directory;
        auto locks = locksOf("zc", directory.path());
        int lost = 0;
        for (const auto &lock : locks) {
            connect(lock.get(), &AsyncLock::lost, this, [&lost] { ++lost; });
            lock->acquire();
        }
        QTRY_VERIFY_WITH_TIMEOUT(areAllHeld(locks), 60'000);
        for (const auto &lock : locks)
            std::filesystem::remove(lock->path());
        QTRY_COMPARE_WITH_TIMEOUT(lost, Many, 60'000);
    }

    void hangingMountDelaysOnlyItsOwnLocks()
    {
        if (::unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
            QSKIP("needs CAP_SYS_ADMIN, to mount");
        if (::access("/dev/fuse", R_OK | W_OK) != 0)
            QSKIP("needs /dev/fuse, for a file system that does not respond");
        const TestDirectory directory;
        std::filesystem::create_directory(directory / "mount");
        auto silent = std::make_unique<SilentFileSystem>(directory / "mount");
        QVERIFY(silent->isMounted());
        constexpr int Hanging = 20;
        Locks hanging;
        for (int i = 0; i < Hanging; ++i) {
            hanging.push_back(std::make_unique<AsyncLock>("zc", directory / "mount" / std::to_string(i)));
            hanging.back()->acquire();
        }
        AsyncLock local("zc", directory / "local");
        local.acquire();
        QTRY_VERIFY_WITH_TIMEOUT(local.isHeld(), 60'000);
        QVERIFY(threads() <= m_threadsBefore + MaxThreads + 2); // one for the mount, and the server of the test
        QElapsedTimer timer;
        timer.start();
        hanging.erase(hanging.begin());
        // Far more than the shutdown timeout of 100 ms, and less than the time that a mount has to respond.
        QVERIFY(timer.elapsed() < 4000);
        silent.reset();
        hanging.clear();
    }
};

QTEST_GUILESS_MAIN(tst_ManyAsyncLocks)
#include "tst_manyasynclocks.moc"
