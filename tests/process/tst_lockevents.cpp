// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "eventlog.h"
#include "support/actor.h"

#include <lockscope/inspector.h>
#include <lockscope/lockwatcher.h>

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <memory>
#include <random>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Lockscope;
namespace fs = std::filesystem;

namespace {

void write(const fs::path &path, const std::string &content)
{
    std::ofstream(path) << content;
}

/// From an inner PID namespace, it cannot be proven that a process outside has exited.
bool seesAllProcesses()
{
    return HostIdentity::read().seesAllProcesses();
}

/// A process that waits until it is destroyed.
class Sleeper
{
public:
    explicit Sleeper(pid_t pid)
        : m_pid(pid)
    {}
    ~Sleeper()
    {
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
    }
    Sleeper(const Sleeper &) = delete;
    Sleeper &operator=(const Sleeper &) = delete;

private:
    pid_t m_pid;
};

/// A process with this PID; null if the kernel does not assign the PID to any of many processes.
std::unique_ptr<Sleeper> startWithPid(pid_t wanted)
{
    for (int attempt = 0; attempt < 200; ++attempt) {
        std::ofstream last("/proc/sys/kernel/ns_last_pid");
        if (!(last << wanted - 1 << std::flush))
            return nullptr;
        const auto pid = ::fork();
        if (pid == 0) {
            ::pause();
            ::_exit(0);
        }
        auto process = std::make_unique<Sleeper>(pid);
        if (pid == wanted)
            return process;
    }
    return nullptr;
}

} // namespace

class tst_LockEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_root = m_directory->path().toStdString();
        m_watcher = std::make_unique<LockWatcher>();
        m_log = std::make_unique<EventLog>(*m_watcher);
    }
    void cleanup()
    {
        m_watcher.reset();
        m_log.reset();
    }

    void markerIsHeldWhileItExists_data() { marks(); }
    void markerIsHeldWhileItExists()
    {
        QFETCH(const QByteArray, kind);
        const auto lock = m_root / "app.lock";
        watchRoot();
        Actor holder;
        QCOMPARE(holder.say("acquire " + kind, lock), "acquired");
        QTRY_VERIFY(m_log->has(lock, "acquired"));
        QCOMPARE(m_log->of(lock).first(), "appeared");
        const auto acquired = m_log->last(lock, "acquired");
        QCOMPARE(acquired.verdict.state, Verdict::State::Held);
        QVERIFY(acquired.process);
        QCOMPARE(acquired.process->pid, std::int64_t{holder.pid()});
        QCOMPARE(holder.say("release " + kind, lock), "released");
        QTRY_VERIFY(m_log->has(lock, "removed"));
        QCOMPARE(m_log->of(lock).last(), "removed");
        QCOMPARE(m_log->of(lock).count("released"), 1);
    }

    void processWithRecycledPidDoesNotHoldStaleLock()
    {
        if (!seesAllProcesses())
            QSKIP("needs the initial PID namespace, in which every process is visible");
        Actor holder;
        const auto pid = holder.pid();
        holder.kill(SIGKILL);
        QVERIFY(holder.waitForEnd());
        const auto lock = m_root / "app.pid";
        write(lock, std::to_string(pid) + "\n");
        watchRoot();
        QTRY_VERIFY(m_log->has(lock, "appeared"));
        QCOMPARE(m_log->last(lock, "appeared").verdict.state, Verdict::State::Stale);

        const auto other = startWithPid(pid);
        if (!other)
            QSKIP("needs root, and a PID that no other process gets first");
        QCOMPARE(Inspector().inspect(lock).process->pid, std::int64_t{pid});
        std::optional<LockReport> latest;
        connect(m_watcher.get(), &LockWatcher::updated, this, [&](const std::vector<LockReport> &reports) {
            for (const auto &report : reports) {
                if (report.path == lock)
                    latest = report;
            }
        });
        m_watcher->refresh();
        QTRY_VERIFY(latest && latest->process);
        QCOMPARE(latest->verdict.state, Verdict::State::Stale);
        QCOMPARE(latest->verdict.reason, Verdict::Reason::PidRecycled);
        QVERIFY(latest->breakPermission != LockReport::BreakPermission::Safe);

        // After the file is written again, the process may be the one that wrote it.
        write(lock, std::to_string(pid) + "\n");
        QTRY_VERIFY(latest->verdict.state != Verdict::State::Stale);
    }

    void markerBecomesStaleWhenItsHolderExits_data() { marks(); }
    void markerBecomesStaleWhenItsHolderExits()
    {
        if (!seesAllProcesses())
            QSKIP("needs the initial PID namespace, in which every process is visible");
        QFETCH(const QByteArray, kind);
        const auto lock = m_root / "app.lock";
        watchRoot();
        Actor holder;
        QCOMPARE(holder.say("acquire " + kind, lock), "acquired");
        QTRY_VERIFY(m_log->has(lock, "acquired"));
        holder.kill(SIGKILL);
        QVERIFY(holder.waitForEnd());
        QTRY_VERIFY(m_log->has(lock, "stale"));
        QCOMPARE(m_log->last(lock, "stale").before, Verdict::State::Held);
        fs::rename(lock, m_root / ".lockscope-0123456789ab");
        QTRY_VERIFY(m_log->has(lock, "broken"));
        QVERIFY(!m_log->has(lock, "removed"));
    }

    void zombieHoldsNothing()
    {
        if (!seesAllProcesses())
            QSKIP("needs the initial PID namespace, in which every process is visible");
        const pid_t child = ::fork();
        if (child == 0) {
            for (;;)
                ::pause();
        }
        const auto lock = m_root / "daemon.pid";
        write(lock, std::to_string(child) + '\n');
        watchRoot();
        QCOMPARE(m_log->states[lock.native()], Verdict::State::Held);
        ::kill(child, SIGKILL); // and its parent does not reap it
        QTRY_VERIFY(m_log->has(lock, "stale"));
        QCOMPARE(::waitpid(child, nullptr, WNOHANG), child);
    }

    void kernelLockEventsAreReported_data()
    {
        QTest::addColumn<QByteArray>("role");
        QTest::newRow("flock") << QByteArray("flock");
        QTest::newRow("posix") << QByteArray("posix");
        QTest::newRow("ofd") << QByteArray("ofd");
    }
    void kernelLockEventsAreReported()
    {
        QFETCH(const QByteArray, role);
        const auto lock = m_root / "app.lock";
        write(lock, {});
        watchRoot();
        QCOMPARE(m_log->of(lock), QByteArrayList{"appeared"});
        Actor holder;
        Actor waiter;
        QCOMPARE(holder.say(role, lock), "held");
        QTRY_VERIFY(m_log->has(lock, "acquired"));
        QCOMPARE(m_log->last(lock, "acquired").process->pid, std::int64_t{holder.pid()});
        QCOMPARE(waiter.say("wait-" + role, lock), "waiting");
        QTRY_VERIFY(m_log->has(lock, "waiting"));
        if (role != "ofd") { // for the others the kernel's table does not name the waiters
            QCOMPARE(m_log->last(lock, "waiting").waiters.size(), 1U);
            QCOMPARE(m_log->last(lock, "waiting").waiters.front().pid, std::int64_t{waiter.pid()});
        }
        holder.kill(SIGKILL);
        QCOMPARE(waiter.listen(), "acquired");
        QTRY_COMPARE(m_log->of(lock).count("acquired"), 2);
        QTRY_VERIFY(m_log->last(lock, "acquired").process &&
                    m_log->last(lock, "acquired").process->pid == std::int64_t{waiter.pid()});
        waiter.kill(SIGKILL);
        QTRY_COMPARE(m_log->of(lock).last(), "released");
        fs::remove(lock);
        QTRY_COMPARE(m_log->of(lock).last(), "removed");
    }

    void unlockWithoutCloseIsReported()
    {
        const auto lock = m_root / "app.lock";
        write(lock, {});
        watchRoot();
        Actor holder;
        QCOMPARE(holder.say("flock", lock), "held");
        QTRY_VERIFY(m_log->has(lock, "acquired"));
        QCOMPARE(holder.say("unlock", lock), "unlocked");
        QTRY_VERIFY(m_log->has(lock, "released"));
    }

    void otherFileOfThatNameIsAReplacement()
    {
        const auto lock = m_root / "app.pid";
        write(lock, std::to_string(::getpid()) + '\n');
        watchRoot();
        write(m_root / "new", std::to_string(::getppid()) + '\n');
        fs::rename(m_root / "new", lock);
        QTRY_VERIFY(m_log->has(lock, "replaced"));
        QTRY_COMPARE(m_log->of(lock).last(), "acquired");
        QCOMPARE(m_log->last(lock, "acquired").process->pid, std::int64_t{::getppid()});
    }

    void newContentIsAChange()
    {
        const auto lock = m_root / "app.pid";
        write(lock, std::to_string(::getpid()) + '\n');
        watchRoot();
        write(lock, std::to_string(::getpid()));
        QTRY_VERIFY(m_log->has(lock, "changed"));
    }

    void existingLocksAppearBeforeReady()
    {
        for (int i = 0; i < 300; ++i)
            write(m_root / (std::to_string(i) + ".lock"), " 123\n");
        m_watcher->watch({.paths = {m_root}, .kernelLocks = false});
        QTRY_COMPARE(m_log->readies, 1);
        QCOMPARE(m_log->events.size(), 300U);
        for (const auto &event : m_log->events)
            QCOMPARE(event.kind, LockEvent::Kind::Appeared);
    }

    void stateIsCorrectAfterBurst()
    {
        const int rounds = qEnvironmentVariableIntValue("LOCKSCOPE_STORM") > 0
                               ? qEnvironmentVariableIntValue("LOCKSCOPE_STORM")
                               : 2000;
        watchRoot();
        std::mt19937 chance(20261125); // a burst that can be repeated
        const auto any = [&](int below) { return std::uniform_int_distribution<int>(0, below - 1)(chance); };
        const auto directory = [&] { return m_root / ("d" + std::to_string(any(5))) / ("e" + std::to_string(any(3))); };
        std::error_code ignored;
        for (int round = 0; round < rounds; ++round) {
            const auto lock = directory() / (std::to_string(any(10)) + ".pid");
            switch (any(12)) {
            case 0:
                fs::remove_all(lock.parent_path(), ignored);
                break;
            case 1:
                fs::rename(directory(), directory(), ignored);
                break;
            case 2:
                fs::rename(m_root / ("d" + std::to_string(any(5))), m_root / ("d" + std::to_string(any(5))), ignored);
                break;
            case 3:
            case 4:
            case 5:
                fs::remove(lock, ignored);
                break;
            default:
                fs::create_directories(lock.parent_path(), ignored);
                write(lock, std::to_string(any(2) == 0 ? ::getpid() : ::getppid()) + '\n');
            }
        }
        std::map<std::string, Verdict::State> truth;
        const Inspector inspector;
        ScanSink sink;
        sink.batch = [&](const std::vector<LockReport> &reports) {
            for (const auto &report : reports)
                truth[report.key()] = report.verdict.state;
        };
        scanDirectories({m_root}, inspector, {}, sink);
        QTRY_VERIFY2_WITH_TIMEOUT(m_log->states == truth, difference(m_log->states, truth), 30000);
        eachLockHasAPlausibleLife();
    }

private:
    using States = std::map<std::string, Verdict::State>;

    static QByteArray difference(const States &reported, const States &truth)
    {
        QByteArray text;
        const auto add = [&](const States &from, const States &without, const char *sign) {
            for (const auto &[key, state] : from) {
                const auto found = without.find(key);
                if (found == without.end() || found->second != state)
                    text += sign + QByteArray::fromStdString(key) + ' ' + toWord(state).data() + '\n';
            }
        };
        add(reported, truth, "reported ");
        add(truth, reported, "found ");
        return text;
    }

    static void marks()
    {
        QTest::addColumn<QByteArray>("kind");
        for (const char *kind : {"link", "symlink", "mkdir", "pid"})
            QTest::newRow(kind) << QByteArray(kind);
    }

    void watchRoot()
    {
        m_watcher->watch({.paths = {m_root}, .kernelLocks = false});
        QTRY_COMPARE(m_log->readies, 1);
    }

    /// It appears before anything else happens, and after it was removed it appears again.
    void eachLockHasAPlausibleLife() const
    {
        std::map<std::string, bool> lockExists;
        for (const auto &event : m_log->events) {
            const bool appears = event.kind == LockEvent::Kind::Appeared;
            const bool goes = event.kind == LockEvent::Kind::Removed || event.kind == LockEvent::Kind::Broken;
            QVERIFY2(lockExists[event.key] != appears, event.key.c_str());
            lockExists[event.key] = !goes;
        }
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    fs::path m_root;
    std::unique_ptr<LockWatcher> m_watcher;
    std::unique_ptr<EventLog> m_log;
};

QTEST_GUILESS_MAIN(tst_LockEvents)
#include "tst_lockevents.moc"
