// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "eventlog.h"
#include "support/faultysystemcalls.h"
#include "system/clocks.h"

#include <lockscope/hostidentity.h>
#include <lockscope/lockwatcher.h>

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

/// Ends a hold right before the watcher would learn of its end.
class EndingCalls : public SystemCalls
{
public:
    std::function<void()> beforeUseIsTold;
    pid_t watched = 0;
    std::function<void()> beforeItIsFollowed;
    std::atomic<WallTime> ended{WallTime()};

    int inotifyAddWatch(int fd, const char *path, std::uint32_t mask) override
    {
        if ((mask & IN_OPEN) != 0)
            end(beforeUseIsTold);
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

/// Well below the interval at which the kernel's table is read without a reason, which is 500 ms.
constexpr std::chrono::milliseconds Soon{250};

} // namespace

/// A hold that ends before the watcher can learn of its end by an event is reported as long as it was.
class tst_ShortHolds : public QObject
{
    Q_OBJECT

    QTemporaryDir m_directory;
    fs::path path(const char *name) const { return fs::path(m_directory.path().toStdString()) / name; }

private Q_SLOTS:
    void aLockReleasedBeforeItsUseIsTold();
    void aProcessThatEndsBeforeItIsFollowed();
};

void tst_ShortHolds::aLockReleasedBeforeItsUseIsTold()
{
    const auto outside = path("new");
    const int fd = ::open(outside.c_str(), O_RDONLY | O_CREAT | O_CLOEXEC, 0600);
    QVERIFY(fd >= 0);
    QCOMPARE(::flock(fd, LOCK_EX), 0);
    const auto folder = path("watched");
    const auto lock = folder / "app.lock";
    QVERIFY(fs::create_directory(folder));

    EndingCalls calls;
    calls.beforeUseIsTold = [fd] { ::close(fd); };
    const ScopedSystemCalls scope(calls);
    LockWatcher watcher;
    EventLog log(watcher);
    watcher.watch({.paths = {folder}, .kernelLocks = false});
    QTRY_COMPARE(log.readies, 1);
    fs::rename(outside, lock);
    QTRY_VERIFY(log.has(lock, "released"));
    const auto late = log.last(lock, "released").time - calls.ended.load();
    QVERIFY2(late < Soon, qPrintable(QString::number(late / std::chrono::milliseconds(1))));
}

void tst_ShortHolds::aProcessThatEndsBeforeItIsFollowed()
{
    if (!HostIdentity::read().seesAllProcesses())
        QSKIP("needs the first pid namespace, from which every process is seen");
    const pid_t holder = ::fork();
    if (holder == 0) {
        for (;;)
            ::pause();
    }
    const auto outside = path("new.pid");
    std::ofstream(outside) << holder << '\n';
    const auto folder = path("run");
    const auto lock = folder / "daemon.pid";
    QVERIFY(fs::create_directory(folder));

    EndingCalls calls;
    calls.watched = holder;
    calls.beforeItIsFollowed = [holder] {
        ::kill(holder, SIGKILL);
        ::waitpid(holder, nullptr, 0);
    };
    const ScopedSystemCalls scope(calls);
    LockWatcher watcher;
    EventLog log(watcher);
    watcher.watch({.paths = {folder}, .kernelLocks = false});
    QTRY_COMPARE(log.readies, 1);
    fs::rename(outside, lock);
    QTRY_VERIFY(log.has(lock, "stale"));
    const auto late = log.last(lock, "stale").time - calls.ended.load();
    QVERIFY2(late < Soon, qPrintable(QString::number(late / std::chrono::milliseconds(1))));
}

QTEST_GUILESS_MAIN(tst_ShortHolds)
#include "tst_shortholds.moc"
