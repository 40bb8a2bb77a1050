// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "eventlog.h"
#include "support/faultysystemcalls.h"
#include "system/clocks.h"

#include <lockscope/lockwatcher.h>
#include <lockscope/processfacts.h>

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <functional>
#include <utility>

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Lockscope;
namespace fs = std::filesystem;

namespace {

/// Ends a hold right before the watcher would be notified of its end.
class EndingCalls : public SystemCalls
{
public:
    std::function<void()> beforeUseIsReported;
    pid_t watched = 0;
    std::function<void()> beforeItIsFollowed;
    std::atomic<WallTime> ended{WallTime()};

    int inotifyAddWatch(int fd, const char *path, std::uint32_t mask) override
    {
        if ((mask & IN_OPEN) != 0)
            end(beforeUseIsReported);
        return SystemCalls::inotifyAddWatch(fd, path, mask);
    }
    int pidfdOpen(pid_t pid) override
    {
        if (pid == watched)
            end(beforeItIsFollowed);
        return SystemCalls::pidfdOpen(pid);
    }

private:
    void end(std::function<void()> &step)
    {
        if (auto once = std::exchange(step, nullptr)) {
            once();
            ended = wallNow();
        }
    }
};

/// Well below the interval of 500 ms at which the kernel's table is polled. On a loaded machine an event may
/// occasionally be handled late, but without an event every report is later than this.
constexpr std::chrono::milliseconds Soon{250};
constexpr int MaxAttempts = 20;

} // namespace

/// A hold that ends before the watcher is notified is reported with its real duration.
class tst_ShortHolds : public QObject
{
    Q_OBJECT

    QTemporaryDir m_directory;
    int m_attempt = 0;
    fs::path path(const char *name) const
    {
        return fs::path(m_directory.path().toStdString()) / (name + std::to_string(m_attempt));
    }

    void measureRelease(std::chrono::nanoseconds &delay);
    void measureEnd(std::chrono::nanoseconds &delay);
    /// Whether the measured delay is short in one of several attempts.
    void isSoon(void (tst_ShortHolds::*measure)(std::chrono::nanoseconds &))
    {
        for (m_attempt = 0; m_attempt < MaxAttempts; ++m_attempt) {
            auto delay = std::chrono::nanoseconds::max();
            (this->*measure)(delay);
            if (delay < Soon || QTest::currentTestFailed())
                return;
        }
        QFAIL("reported late in each attempt");
    }

private Q_SLOTS:
    void releaseBeforeUseIsReported();
    void processThatExitsBeforeItIsFollowed();
};

void tst_ShortHolds::measureRelease(std::chrono::nanoseconds &delay)
{
    const auto outside = path("new");
    const int fd = ::open(outside.c_str(), O_RDONLY | O_CREAT | O_CLOEXEC, 0600);
    QVERIFY(fd >= 0);
    QCOMPARE(::flock(fd, LOCK_EX), 0);
    const auto directory = path("watched");
    const auto lock = directory / "app.lock";
    QVERIFY(fs::create_directory(directory));

    EndingCalls calls;
    calls.beforeUseIsReported = [fd] { ::close(fd); };
    const ScopedSystemCalls scope(calls);
    LockWatcher watcher;
    EventLog log(watcher);
    watcher.watch({.paths = {directory}, .kernelLocks = false});
    QTRY_COMPARE_WITH_TIMEOUT(log.readies, 1, 60'000);
    fs::rename(outside, lock);
    QTRY_VERIFY_WITH_TIMEOUT(log.has(lock, "released"), 60'000);
    delay = log.last(lock, "released").time - calls.ended.load();
}

void tst_ShortHolds::measureEnd(std::chrono::nanoseconds &delay)
{
    const pid_t holder = ::fork();
    if (holder == 0) {
        for (;;)
            ::pause();
    }
    const auto outside = path("new.pid");
    std::ofstream(outside) << holder << '\n';
    const auto directory = path("run");
    const auto lock = directory / "daemon.pid";
    QVERIFY(fs::create_directory(directory));

    EndingCalls calls;
    calls.watched = holder;
    calls.beforeItIsFollowed = [holder] {
        ::kill(holder, SIGKILL);
        ::waitpid(holder, nullptr, 0);
    };
    const ScopedSystemCalls scope(calls);
    LockWatcher watcher;
    EventLog log(watcher);
    watcher.watch({.paths = {directory}, .kernelLocks = false});
    QTRY_COMPARE_WITH_TIMEOUT(log.readies, 1, 60'000);
    fs::rename(outside, lock);
    QTRY_VERIFY_WITH_TIMEOUT(log.has(lock, "stale"), 60'000);
    delay = log.last(lock, "stale").time - calls.ended.load();
}

void tst_ShortHolds::releaseBeforeUseIsReported()
{
    isSoon(&tst_ShortHolds::measureRelease);
}

void tst_ShortHolds::processThatExitsBeforeItIsFollowed()
{
    if (!HostIdentity::read().seesAllProcesses())
        QSKIP("needs the initial PID namespace, in which every process is visible");
    isSoon(&tst_ShortHolds::measureEnd);
}

QTEST_GUILESS_MAIN(tst_ShortHolds)
#include "tst_shortholds.moc"
