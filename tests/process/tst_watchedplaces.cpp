// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "eventlog.h"
#include "support/brokenscene.h"
#include "support/faultysystemcalls.h"
#include "support/silentfilesystem.h"

#include <lockscope/lockwatcher.h>

#include <QDir>
#include <QElapsedTimer>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string_view>

#include <fcntl.h>
#include <sched.h>
#include <sys/inotify.h>
#include <sys/mount.h>
#include <unistd.h>

using namespace Lockscope;
namespace fs = std::filesystem;

namespace {

void write(const fs::path &path, const std::string &content = " 123\n")
{
    std::ofstream(path) << content;
}

/// A host so busy that the inspection of slow.lock takes as long as the test wants.
class SlowCalls : public SystemCalls
{
public:
    std::atomic<bool> isReached = false;
    std::atomic<bool> mayProceed = false;

    int openat(int directory, const char *path, int flags, mode_t mode) override
    {
        if (std::string_view(path).ends_with("slow.lock")) {
            isReached = true;
            mayProceed.wait(false);
        }
        return SystemCalls::openat(directory, path, flags, mode);
    }
};

/// The kernel reports once that events were lost.
class OverflowingCalls : public SystemCalls
{
public:
    std::atomic<bool> overflows = false;

    ssize_t read(int fd, void *buffer, size_t size) override
    {
        const auto got = SystemCalls::read(fd, buffer, size);
        if (got >= static_cast<ssize_t>(sizeof(inotify_event)) && size > 4096 && isInotify(fd) &&
            overflows.exchange(false)) {
            inotify_event event = {};
            event.wd = -1;
            event.mask = IN_Q_OVERFLOW;
            std::memcpy(buffer, &event, sizeof event);
            return sizeof event;
        }
        return got;
    }

private:
    static bool isInotify(int fd)
    {
        std::error_code error;
        return fs::read_symlink("/proc/self/fd/" + std::to_string(fd), error) == "anon_inode:inotify";
    }
};

} // namespace

class tst_WatchedPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        // Mounts of this test must not be visible to other processes.
        m_mayMount = ::unshare(CLONE_NEWNS) == 0 && ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
    }
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_root = m_directory->path().toStdString();
        start();
    }
    void cleanup()
    {
        m_watcher.reset();
        m_log.reset();
        if (m_mayMount)
            ::umount2((m_root / "mount").c_str(), MNT_DETACH);
    }

    void directoryIsWatchedLive()
    {
        watch(m_root);
        QCOMPARE(m_log->place(m_root), "live");
        QCOMPARE(m_watcher->places().size(), 1U);
        QCOMPARE(m_watcher->places().front().state, WatchedPlace::State::Live);
    }

    void absentPathIsWatchedWhenItAppears()
    {
        const auto place = m_root / "a" / "b";
        watch(place);
        QCOMPARE(m_log->place(place), "absent");
        fs::create_directories(place);
        QTRY_COMPARE(m_log->place(place), "live");
        write(place / "x.lock");
        QTRY_VERIFY(m_log->has(place / "x.lock", "appeared"));
    }

    void relativeNameIsWatchedInWorkingDirectory()
    {
        const auto before = QDir::currentPath();
        const auto back = qScopeGuard([&before] { QDir::setCurrent(before); });
        QVERIFY(QDir::setCurrent(m_directory->path()));
        const fs::path lock = "late.lock";
        const fs::path place = "place";
        fs::create_directory(place);
        m_watcher->watch({.paths = {lock, place}, .kernelLocks = false});
        QTRY_COMPARE(m_log->readies, 1);
        QCOMPARE(m_log->place(lock), "absent");
        write(lock);
        QTRY_VERIFY(m_log->has(lock, "appeared"));
        fs::remove(lock);
        QTRY_VERIFY(m_log->has(lock, "removed"));
        fs::remove(place);
        QTRY_COMPARE(m_log->place(place), "absent");
        fs::create_directory(place);
        QTRY_COMPARE(m_log->place(place), "live");
        write(place / "x.lock");
        QTRY_VERIFY(m_log->has(place / "x.lock", "appeared"));
        write("x.lock");
        QVERIFY(!m_log->has("x.lock", "appeared"));
    }

    void recreatedPathIsWatchedAgain()
    {
        const auto place = m_root / "place";
        fs::create_directory(place);
        write(place / "x.lock");
        watch(place);
        fs::remove_all(place);
        QTRY_COMPARE(m_log->place(place), "absent");
        QTRY_VERIFY(m_log->has(place / "x.lock", "removed"));
        fs::create_directory(place);
        QTRY_COMPARE(m_log->place(place), "live");
        write(place / "y.lock");
        QTRY_VERIFY(m_log->has(place / "y.lock", "appeared"));
    }

    /// Nothing happened to its locks: they are no longer reported, and that is all.
    void removedPathIsNoLongerReported()
    {
        const auto kept = m_root / "kept";
        const auto dropped = m_root / "dropped";
        for (const auto &place : {kept, dropped}) {
            fs::create_directory(place);
            write(place / "x.lock");
        }
        std::vector<std::string> removed;
        connect(m_watcher.get(), &LockWatcher::removed, this, [&removed](const std::vector<std::string> &keys) {
            removed.insert(removed.end(), keys.begin(), keys.end());
        });
        m_watcher->watch({.paths = {kept, dropped}, .kernelLocks = false});
        QTRY_COMPARE(m_log->readies, 1);
        fs::remove(kept / "x.lock");
        QTRY_COMPARE(m_log->of(kept / "x.lock").last(), "removed");
        removed.clear();
        m_watcher->watch({.paths = {kept}, .kernelLocks = false});
        QTRY_COMPARE(m_log->readies, 2);
        QCOMPARE(removed, std::vector<std::string>{dropped / "x.lock"});
        QVERIFY(!m_log->has(dropped / "x.lock", "removed"));
    }

    void pathBelowRenamedDirectoryIsAbsent()
    {
        const auto place = m_root / "above" / "place";
        fs::create_directories(place);
        write(place / "x.lock");
        watch(place);
        fs::rename(m_root / "above", m_root / "elsewhere");
        QTRY_COMPARE(m_log->place(place), "absent");
        QTRY_VERIFY(m_log->has(place / "x.lock", "removed"));
        fs::rename(m_root / "elsewhere", m_root / "above");
        QTRY_COMPARE(m_log->place(place), "live");
        QTRY_COMPARE(m_log->of(place / "x.lock").last(), "appeared");
    }

    void fileInAbsentDirectoryIsWatched()
    {
        const auto place = m_root / "later" / "x.lock";
        watch(place);
        QCOMPARE(m_log->place(place), "absent");
        fs::create_directory(m_root / "later");
        write(place);
        QTRY_VERIFY(m_log->has(place, "appeared"));
        QTRY_COMPARE(m_log->place(place), "live");
        fs::remove_all(m_root / "later");
        QTRY_VERIFY(m_log->has(place, "removed"));
    }

    void mountOverWatchedPathIsWatched()
    {
        if (!m_mayMount)
            QSKIP("needs CAP_SYS_ADMIN, to mount");
        const auto place = m_root / "mount";
        fs::create_directory(place);
        write(place / "below.lock");
        watch(place);
        QVERIFY(m_log->has(place / "below.lock", "appeared"));
        QCOMPARE(::mount("tmpfs", place.c_str(), "tmpfs", 0, nullptr), 0);
        QTRY_VERIFY(m_log->has(place / "below.lock", "removed"));
        write(place / "above.lock");
        QTRY_VERIFY(m_log->has(place / "above.lock", "appeared"));
        QCOMPARE(::umount(place.c_str()), 0);
        QTRY_VERIFY(m_log->has(place / "above.lock", "removed"));
        QTRY_COMPARE(m_log->of(place / "below.lock").last(), "appeared");
        QCOMPARE(::mount("tmpfs", place.c_str(), "tmpfs", 0, nullptr), 0);
        write(place / "again.lock");
        QTRY_VERIFY(m_log->has(place / "again.lock", "appeared"));
    }

    void staleLockIsReportedAfterRemount()
    {
        if (!m_mayMount)
            QSKIP("needs CAP_SYS_ADMIN, to mount");
        const auto place = m_root / "mount";
        const auto kept = m_root / "kept";
        fs::create_directories(place);
        fs::create_directories(kept);
        QCOMPARE(::mount("tmpfs", kept.c_str(), "tmpfs", 0, nullptr), 0);
        write(kept / "left.pid", std::to_string(exitedProcess()) + '\n');
        write(kept / "held.pid", std::to_string(::getpid()) + '\n');
        const auto mountKept = [&] { return ::mount(kept.c_str(), place.c_str(), nullptr, MS_BIND, nullptr); };
        QCOMPARE(mountKept(), 0);
        watch(place);
        QCOMPARE(m_log->of(place / "left.pid"), QByteArrayList{"appeared"});
        QCOMPARE(m_log->last(place / "left.pid", "appeared").verdict.state, Verdict::State::Stale);
        QCOMPARE(::umount(place.c_str()), 0);
        QTRY_VERIFY(m_log->has(place / "left.pid", "removed"));
        QCOMPARE(mountKept(), 0);
        QTRY_VERIFY(m_log->of(place / "left.pid").count("appeared") == 2);
        QTRY_VERIFY(m_log->of(place / "held.pid").count("appeared") == 2);
        ::umount2(kept.c_str(), MNT_DETACH);
        QCOMPARE(m_log->of(place / "left.pid"), (QByteArrayList{"appeared", "removed", "appeared", "stale"}));
        QCOMPARE(m_log->of(place / "held.pid"),
                 (QByteArrayList{"appeared", "released", "removed", "appeared", "acquired"}));
    }

    void pathIsPolledIfWatchesAreExhausted()
    {
        m_watcher.reset();
        FaultySystemCalls calls;
        calls.failAlways("inotify_add_watch", ENOSPC);
        const ScopedSystemCalls scope(calls);
        start();
        watch(m_root);
        QCOMPARE(m_log->place(m_root), "polling");
        QCOMPARE(m_watcher->places().front().failure->systemErrno, ENOSPC);
        write(m_root / "x.lock");
        QTRY_VERIFY_WITH_TIMEOUT(m_log->has(m_root / "x.lock", "appeared"), 20000);
        fs::remove(m_root / "x.lock");
        QTRY_VERIFY_WITH_TIMEOUT(m_log->has(m_root / "x.lock", "removed"), 20000);
        m_watcher.reset();
    }

    void unreadableFileIsReported()
    {
        m_watcher.reset();
        FaultySystemCalls calls;
        calls.failAlways("inotify_add_watch", EACCES);
        calls.failAlways("openat", EACCES);
        const ScopedSystemCalls scope(calls);
        start();
        m_watcher->watch({.paths = {m_root}, .kernelLocks = false});
        QTRY_COMPARE(m_log->place(m_root), "no-permission");
        m_watcher.reset();
    }

    void overflowIsReportedAndStateIsCorrectAfterwards()
    {
        m_watcher.reset();
        OverflowingCalls calls;
        const ScopedSystemCalls scope(calls);
        start();
        watch(m_root);
        calls.overflows = true;
        write(m_root / "lost.lock");
        QTRY_COMPARE(m_log->missing, 1);
        QTRY_VERIFY(m_log->has(m_root / "lost.lock", "appeared"));
        write(m_root / "reported.lock");
        QTRY_VERIFY(m_log->has(m_root / "reported.lock", "appeared"));
        m_watcher.reset();
    }

    void unresponsiveFileSystemDoesNotBlockOthers()
    {
        if (!m_mayMount || ::access("/dev/fuse", R_OK | W_OK) != 0)
            QSKIP("needs CAP_SYS_ADMIN and /dev/fuse, for a file system that hangs");
        const auto silent = m_root / "mount";
        const auto live = m_root / "live";
        fs::create_directory(silent);
        fs::create_directory(live);
        auto fileSystem = std::make_unique<SilentFileSystem>(silent);
        if (!fileSystem->isMounted())
            QSKIP("needs a kernel that mounts FUSE file systems");
        m_watcher->watch({.paths = {silent, live}, .kernelLocks = true});
        QTRY_COMPARE(m_log->place(live), "live");
        write(live / "x.lock");
        QTRY_VERIFY(m_log->has(live / "x.lock", "appeared"));
        QTRY_COMPARE_WITH_TIMEOUT(m_log->place(silent), "not-answering", 20000);
        QTRY_COMPARE(m_log->readies, 1);
        fs::remove(live / "x.lock");
        QTRY_VERIFY(m_log->has(live / "x.lock", "removed"));
        QElapsedTimer timer;
        timer.start();
        m_watcher.reset();
        QVERIFY2(timer.elapsed() < 30000, "the watcher waits for the unresponsive file system");
    }

    /// The FUSE file system shows that the time limit has expired.
    void busyHostIsNotAnUnresponsiveFileSystem()
    {
        if (!m_mayMount || ::access("/dev/fuse", R_OK | W_OK) != 0)
            QSKIP("needs CAP_SYS_ADMIN and /dev/fuse, for a file system that hangs");
        const auto silent = m_root / "mount";
        const auto live = m_root / "live";
        fs::create_directory(silent);
        fs::create_directory(live);
        SlowCalls calls;
        const ScopedSystemCalls scope(calls);
        start();
        m_watcher->watch({.paths = {live}, .kernelLocks = true});
        QTRY_COMPARE(m_log->place(live), "live");
        const auto end = qScopeGuard([&] {
            calls.mayProceed = true;
            calls.mayProceed.notify_all();
            m_watcher.reset();
        });
        write(live / "slow.lock");
        QTRY_VERIFY(calls.isReached);
        const SilentFileSystem fileSystem(silent);
        if (!fileSystem.isMounted())
            QSKIP("needs a kernel that mounts FUSE file systems");
        m_watcher->watch({.paths = {silent, live}, .kernelLocks = true});
        QTRY_COMPARE_WITH_TIMEOUT(m_log->place(silent), "not-answering", 60000);
        QVERIFY(m_log->place(live) != "not-answering");
        calls.mayProceed = true;
        calls.mayProceed.notify_all();
        QTRY_VERIFY(m_log->has(live / "slow.lock", "appeared"));
    }

private:
    void start()
    {
        m_watcher = std::make_unique<LockWatcher>();
        m_log = std::make_unique<EventLog>(*m_watcher);
    }
    void watch(const fs::path &place)
    {
        m_watcher->watch({.paths = {place}, .kernelLocks = false});
        QTRY_COMPARE(m_log->readies, 1);
    }

    bool m_mayMount = false;
    std::unique_ptr<QTemporaryDir> m_directory;
    fs::path m_root;
    std::unique_ptr<LockWatcher> m_watcher;
    std::unique_ptr<EventLog> m_log;
};

QTEST_GUILESS_MAIN(tst_WatchedPlaces)
#include "tst_watchedplaces.moc"
