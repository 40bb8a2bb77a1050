// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "eventlog.h"
#include "support/actor.h"
#include "support/brokenscene.h"
#include "support/faultysystemcalls.h"
#include "system/filedescriptor.h"
#include "system/quarantine.h"
#include "system/quarantinename.h"

#include <lockscope/breaker.h>
#include <lockscope/lockwatcher.h>

#include <QTest>

#include <cerrno>
#include <filesystem>
#include <memory>
#include <optional>
#include <semaphore>

#include <fcntl.h>
#include <signal.h>

using namespace Lockscope;
namespace fs = std::filesystem;

namespace {

/// Blocks the first read of events, and then reports that there are none yet.
class LateEvents : public SystemCalls
{
public:
    std::atomic<bool> isArmed = false;
    std::binary_semaphore waits{0};
    std::binary_semaphore proceeds{0};

    ssize_t read(int fd, void *buffer, size_t size) override
    {
        std::error_code error;
        if (!isArmed || fs::read_symlink("/proc/self/fd/" + std::to_string(fd), error) != "anon_inode:inotify" ||
            !isArmed.exchange(false))
            return SystemCalls::read(fd, buffer, size);
        waits.release();
        proceeds.acquire();
        errno = EAGAIN;
        return -1;
    }
};

} // namespace

/// A lock that a break moves to the quarantine is reported as broken, whatever notices first that it is absent.
class tst_BrokenEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory.emplace();
        m_journal.emplace();
        m_lock = *m_directory / "app.lock";
        start();
    }
    void cleanup()
    {
        m_watcher.reset();
        m_log.reset();
    }

    void everyKindIsReportedAsBroken_data() { addRowsForStaleLocks(); }
    void everyKindIsReportedAsBroken()
    {
        QFETCH(const int, kind);
        staleLocks()[static_cast<std::size_t>(kind)].make(m_lock, exitedProcess());
        watch();
        breakIt();
        QTRY_VERIFY(isReported());
        QCOMPARE(m_log->of(m_lock), (QByteArrayList{"appeared", "broken"}));
    }

    void holderExitIsNoticedBeforeTheBreak()
    {
        m_watcher.reset();
        LateEvents calls;
        const ScopedSystemCalls scope(calls);
        start();
        watch();
        Actor holder;
        QCOMPARE(holder.say("acquire pid", m_lock), "acquired");
        QTRY_VERIFY(m_log->has(m_lock, "acquired"));
        calls.isArmed = true;
        makeFile(*m_directory / "wakes.it");
        calls.waits.acquire();
        holder.kill(SIGKILL);
        QVERIFY(holder.waitForEnd());
        breakIt();
        calls.proceeds.release();
        QTRY_VERIFY(isReported());
        QCOMPARE(m_log->of(m_lock).last(), "broken");
        m_watcher.reset();
    }

    void fullScanNoticesTheBreak()
    {
        staleLocks().front().make(m_lock, exitedProcess());
        watch();
        m_watcher->setPaused(true);
        breakIt();
        m_watcher->setPaused(false);
        QTRY_VERIFY(isReported());
        QCOMPARE(m_log->of(m_lock).last(), "broken");
    }

    void noEventReportsChanges_data()
    {
        QTest::addColumn<bool>("isFile");
        QTest::newRow("a directory is watched") << false;
        QTest::newRow("the lock is watched") << true;
    }
    void noEventReportsChanges()
    {
        QFETCH(const bool, isFile);
        m_watcher.reset();
        FaultySystemCalls calls;
        calls.failAlways("inotify_add_watch", ENOSPC);
        const ScopedSystemCalls scope(calls);
        start();
        staleLocks().front().make(m_lock, exitedProcess());
        watch(isFile ? m_lock : m_directory->path());
        breakIt();
        QTRY_VERIFY_WITH_TIMEOUT(isReported(), 60000); // polling pauses twenty times as long as an inspection took
        QCOMPARE(m_log->of(m_lock).last(), "broken");
        m_watcher.reset();
    }

    void placeholderIsNotReportedAsAnotherLock()
    {
        staleLocks().front().make(m_lock, exitedProcess());
        watch();
        const FileDescriptor directory(::open(m_directory->path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        const auto id = QuarantineName::newId();
        Quarantine taker(directory.get(), {m_lock.filename(), QuarantineName::of(id), QuarantineName::ofMark(id),
                                           std::string(QuarantineName::MarkTarget) + id});
        const auto taken = taker.take([this](const std::string &name) {
            if (name == m_lock.filename())
                return true;
            awaitInspection("in-quarantine.lock");
            return false;
        });
        QVERIFY(taken && *taken == Quarantine::Outcome::NotWanted);
        awaitInspection("restored.lock");
        QCOMPARE(m_log->of(m_lock), QByteArrayList{"appeared"});
        fs::remove(m_lock);
        QTRY_VERIFY(isReported());
        QCOMPARE(m_log->of(m_lock), (QByteArrayList{"appeared", "removed"}));
    }

private:
    void start()
    {
        m_watcher = std::make_unique<LockWatcher>();
        m_log = std::make_unique<EventLog>(*m_watcher);
    }
    void watch(const fs::path &place = {})
    {
        m_watcher->watch({.paths = {place.empty() ? m_directory->path() : place}, .kernelLocks = false});
        QTRY_COMPARE(m_log->readies, 1);
    }
    void breakIt()
    {
        Breaker breaker(*m_journal / "broken");
        const auto broken = breaker.execute(breaker.plan(m_lock).front());
        QVERIFY2(broken, broken ? "" : qPrintable(broken.error().message()));
    }
    bool isReported() const { return m_log->has(m_lock, "broken") || m_log->has(m_lock, "removed"); }
    /// When this file is reported, all earlier events have been handled.
    void awaitInspection(const char *name)
    {
        makeFile(*m_directory / name);
        QTRY_VERIFY(m_log->has(*m_directory / name, "appeared"));
    }

    std::optional<TestDirectory> m_directory;
    std::optional<TestDirectory> m_journal;
    fs::path m_lock;
    std::unique_ptr<LockWatcher> m_watcher;
    std::unique_ptr<EventLog> m_log;
};

QTEST_GUILESS_MAIN(tst_BrokenEvents)
#include "tst_brokenevents.moc"
