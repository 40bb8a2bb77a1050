// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/brokenscene.h"
#include "support/leftovers.h"
#include "system/systemcalls.h"

#include <lockscope/breaker.h>

#include <QTest>

#include <functional>
#include <optional>
#include <thread>

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

using namespace Lockscope;
namespace fs = std::filesystem;

namespace {

/// Other processes act right before and right after two names are exchanged, and before a new journal entry is locked;
/// each once.
class Rivals : public SystemCalls
{
public:
    std::function<void()> beforeExchange;
    std::function<void()> afterExchange;
    std::function<void(int fd)> beforeFirstLock;

    int renameat2(int oldDirectory, const char *oldPath, int newDirectory, const char *newPath, unsigned flags) override
    {
        const bool isExchange = (flags & RENAME_EXCHANGE) != 0;
        if (isExchange && beforeExchange)
            std::exchange(beforeExchange, {})();
        const int result = SystemCalls::renameat2(oldDirectory, oldPath, newDirectory, newPath, flags);
        if (isExchange && afterExchange)
            std::exchange(afterExchange, {})();
        return result;
    }
    int flock(int fd, int operation) override
    {
        if (beforeFirstLock)
            std::exchange(beforeFirstLock, {})(fd);
        return SystemCalls::flock(fd, operation);
    }
};

} // namespace

/// What rivals do at the worst moment of a break.
class tst_BreakRivals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory.emplace();
        m_state.emplace();
    }
    void displacedLockIsRestoredByUndo();
    void readerOfNewJournalEntryDoesNotStopTheBreak();

private:
    Breaker breaker() const { return Breaker(*m_state / "broken"); }

    std::optional<TestDirectory> m_directory;
    std::optional<TestDirectory> m_state;
};

void tst_BreakRivals::displacedLockIsRestoredByUndo()
{
    const auto lock = *m_directory / "app.pid";
    const QByteArray own = QByteArray::number(::getpid()) + '\n';
    staleLocks().front().make(lock, exitedProcess());
    const auto plan = breaker().plan(lock).front();
    {
        Rivals rivals;
        const ScopedSystemCalls scope(rivals);
        rivals.beforeExchange = [&] { fs::rename(makeFile(*m_directory / "second", own), lock); };
        rivals.afterExchange = [&] { fs::rename(makeFile(*m_directory / "third"), lock); };
        const auto broken = breaker().execute(plan);
        QVERIFY(!broken && broken.error().code == LockErrc::BreakChanged);
        const auto message = broken.error().message();
        QVERIFY2(message.contains(QString::fromStdString("undo " + plan.id)), qPrintable(message));
    }
    QCOMPARE(breaker().brokenLocks().locks.size(), std::size_t{1});
    QCOMPARE(breaker().undo(plan.id).error().code, LockErrc::UndoRefused);
    fs::remove(lock);
    const auto restored = breaker().undo(plan.id);
    QVERIFY2(restored, restored ? "" : qPrintable(restored.error().message()));
    QCOMPARE(contentOf(lock), own);
    QVERIFY(breaker().brokenLocks().locks.empty());
    QCOMPARE(snapshotOf(m_directory->path()).size(), 1);
}

void tst_BreakRivals::readerOfNewJournalEntryDoesNotStopTheBreak()
{
    const auto lock = *m_directory / "app.pid";
    staleLocks().front().make(lock, exitedProcess());
    const auto plan = breaker().plan(lock).front();
    Rivals rivals;
    const ScopedSystemCalls scope(rivals);
    std::jthread other;
    rivals.beforeFirstLock = [&](int fd) {
        const auto note = fs::read_symlink("/proc/self/fd/" + std::to_string(fd));
        const int reader = ::open(note.c_str(), O_RDWR | O_CLOEXEC);
        ::flock(reader, LOCK_EX);
        other = std::jthread([reader, note](const std::stop_token &stop) {
            while (!stop.stop_requested() && kernelWaitersOn(note) == 0)
                std::this_thread::yield();
            ::close(reader);
        });
    };
    const auto broken = breaker().execute(plan);
    QVERIFY2(broken, broken ? "" : qPrintable(broken.error().message()));
    QVERIFY(!fs::exists(lock));
}

QTEST_GUILESS_MAIN(tst_BreakRivals)

#include "tst_breakrivals.moc"
