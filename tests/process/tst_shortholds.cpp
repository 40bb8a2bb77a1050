// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "eventlog.h"
#include "support/faultysystemcalls.h"

#include <lockscope/lockwatcher.h>
#include <lockscope/processfacts.h>

#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

using namespace Lockscope;
namespace fs = std::filesystem;

namespace {

/// Ends a hold right before the watcher would be notified of its end. After the exit of the process, the steady clock
/// stands still: nothing is polled any more, and only what the watcher does at once can notice the exit.
class EndingCalls : public SystemCalls
{
public:
    std::function<void()> beforeUseIsReported;
    pid_t watched = 0;
    std::function<void()> beforeItIsFollowed;

    int inotifyAddWatch(int fd, const char *path, std::uint32_t mask) override
    {
        if ((mask & IN_OPEN) != 0)
            end(beforeUseIsReported);
        return SystemCalls::inotifyAddWatch(fd, path, mask);
    }
    int pidfdOpen(pid_t pid) override
    {
        if (pid == watched && end(beforeItIsFollowed)) {
            timespec now = {};
            SystemCalls::clockGettime(CLOCK_MONOTONIC, &now);
            const std::lock_guard guard(m_mutex);
            m_stopped = now;
        }
        return SystemCalls::pidfdOpen(pid);
    }
    int clockGettime(clockid_t clock, timespec *result) override
    {
        const auto status = SystemCalls::clockGettime(clock, result);
        const std::lock_guard guard(m_mutex);
        if (clock == CLOCK_MONOTONIC && m_stopped)
            *result = *m_stopped;
        return status;
    }
    void letTheClockRun()
    {
        const std::lock_guard guard(m_mutex);
        m_stopped.reset();
    }

private:
    static bool end(std::function<void()> &step)
    {
        if (auto once = std::exchange(step, nullptr)) {
            once();
            return true;
        }
        return false;
    }

    std::mutex m_mutex;
    std::optional<timespec> m_stopped;
};

} // namespace

/// A hold that ends before the watcher is notified is reported, also without polling.
class tst_ShortHolds : public QObject
{
    Q_OBJECT

    QTemporaryDir m_directory;
    fs::path path(const char *name) const { return fs::path(m_directory.path().toStdString()) / name; }

private Q_SLOTS:
    void releaseBeforeUseIsReported();
    void processThatExitsBeforeItIsFollowed();
};

void tst_ShortHolds::releaseBeforeUseIsReported()
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
    watcher.setKernelPolling(false);
    EventLog log(watcher);
    watcher.watch({.paths = {directory}, .kernelLocks = false});
    QTRY_COMPARE_WITH_TIMEOUT(log.readies, 1, 60'000);
    fs::rename(outside, lock);
    QTRY_VERIFY_WITH_TIMEOUT(log.has(lock, "released"), 60'000);
}

void tst_ShortHolds::processThatExitsBeforeItIsFollowed()
{
    if (!HostIdentity::read().seesAllProcesses())
        QSKIP("needs the initial PID namespace, in which every process is visible");
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
    const auto running = qScopeGuard([&] { calls.letTheClockRun(); });
    EventLog log(watcher);
    watcher.watch({.paths = {directory}, .kernelLocks = false});
    QTRY_COMPARE_WITH_TIMEOUT(log.readies, 1, 60'000);
    fs::rename(outside, lock);
    QTRY_VERIFY_WITH_TIMEOUT(log.has(lock, "stale"), 60'000);
}

QTEST_GUILESS_MAIN(tst_ShortHolds)
#include "tst_shortholds.moc"
