// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// The test suite of the program, with the test kit: other processes, what remains of them, and system errors.
#include "saver.h"

#include <lockscope/breaker.h>
#include <lockscope/inspector.h>
#include <lockscope/test/actors.h>
#include <lockscope/test/faults.h>
#include <lockscope/test/locktest.h>
#include <lockscope/zclockfile.h>

#include <QSignalSpy>

#include <cerrno>

namespace lt = Lockscope::Test;
using namespace std::chrono_literals;
using Reason = Lockscope::Verdict::Reason;

class tst_Saver : public QObject
{
    Q_OBJECT

    lt::LockDirectory m_directory;
    std::filesystem::path document() const { return m_directory / "doc"; }

    /// Saves once, and expects this signal with this argument.
    template <typename... Arguments, typename... Expected>
    void expect(const lt::Kind &kind, void (Saver::*signal)(Arguments...), const Expected &...expected)
    {
        Saver saver(kind, document(), lt::optionsFor(kind, document()));
        QSignalSpy spy(&saver, signal);
        saver.save(0);
        QTRY_COMPARE_WITH_TIMEOUT(spy.size(), 1, 60'000);
        [[maybe_unused]] int i = 0;
        [[maybe_unused]] const auto compare = [&](const auto &value) {
            QCOMPARE(spy[0][i++].template value<std::decay_t<decltype(value)>>(), value);
        };
        (compare(expected), ...);
        QCOMPARE(saver.savedCount(), 0);
    }

private Q_SLOTS:
    void init() { m_directory.create(); }
    void cleanup() { m_directory.removeAndCheck(); }

    void held_data() { lt::addRowsForEachKind(); }
    void held()
    {
        QFETCH(const lt::Kind, kind);
        if (kind.id() == "sqlite")
            QSKIP("the rows of a database that this process has open are not read, so the holder is not reported");
        const lt::Holder other(kind, document());
        expect(kind, &Saver::busy, qint64{other.pid()});
    }

    void acquiresImmediatelyAfterRelease()
    {
        lt::Holder other("link", document());
        Saver saver("link", document());
        saver.save(-1);
        QVERIFY(lt::isAwaited(lt::lockPath("link", document())));
        other.release();
        QTRY_COMPARE(saver.savedCount(), 1);
    }

    // What other processes do to their locks.
    void holderCrashed()
    {
        lt::Holder("pid", document()).crash();
        expect("pid", &Saver::offerBreak, Reason::PidDead);
    }
    void holderHangs()
    {
        lt::Holder other("zc", document());
        other.stop();
        expect("zc", &Saver::busy, qint64{other.pid()});
    }
    void holderIsZombie()
    {
        lt::Holder other("pid", document());
        other.zombie();
        expect("pid", &Saver::offerBreak, Reason::ZombieHolder);
    }
    void handedToAChild()
    {
        lt::Holder other("zc", document());
        other.forkAndExit();
        expect("zc", &Saver::busy, qint64{other.pid()});
    }

    // Without a process, in the bytes that the kind itself would write.
    void ownerOnOtherHost()
    {
        lt::leave("link", document(), {.pid = 4242, .hostname = "elsewhere"});
        expect("link", &Saver::stateUnknown);
    }
    void ownerHasExited()
    {
        lt::leave("link", document(), lt::endedOwner());
        expect("link", &Saver::offerBreak, Reason::PidDead);
    }
    void cutOff()
    {
        lt::leave("qlockfile", document(), {.pid = 1}).cutAfter(1);
        expect("qlockfile", &Saver::stateUnknown);
    }
    void empty()
    {
        lt::leave("pid", document(), {.pid = 1}).cutAfter(0);
        expect("pid", &Saver::stateUnknown);
    }

    // The lock is removed or replaced.
    void lost_data() { lt::addRowsForEachLoss(); }
    void lost()
    {
        QFETCH(const lt::Loss, loss);
        Saver saver("zc", document());
        saver.open();
        QTRY_VERIFY(saver.isOpen());
        QVERIFY(saver.mayWrite());
        lt::inflict(loss, "zc", document());
        // A moved directory is noticed by the check every five seconds.
        QTRY_VERIFY_WITH_TIMEOUT(!saver.mayWrite(), 60'000);
    }

    // The system refuses.
    void refused_data()
    {
        lt::addRowsForEachFault({"openat", "flock", "pwrite", "pthread_create"}, {EACCES, ENOSPC, EMFILE, EAGAIN});
    }
    void refused()
    {
        QFETCH(const lt::Fault, fault);
        if (fault.call() == "flock" && (fault.error() == EAGAIN || fault.error() == EACCES))
            return; // means that another process holds the lock
        if (fault.call() == "pthread_create" && fault.error() != EAGAIN)
            return;
        const lt::ScopedFault refusal(fault);
        Saver saver("zc", document());
        QSignalSpy gaveUp(&saver, &Saver::gaveUp);
        saver.save(0);
        QTRY_COMPARE_WITH_TIMEOUT(gaveUp.size(), 1, 60'000);
        QCOMPARE(gaveUp[0][0].toString(), QString::fromStdString(fault.call()));
    }
    void hangs()
    {
        Saver saver("zc", document());
        const auto stall = lt::eventLoopStall([&] {
            const lt::ScopedFault hanging = lt::hang("openat", m_directory.path());
            saver.save(100);
            QTest::qWait(100); // the event loop runs while the call hangs
        });
        QVERIFY2(stall < 1s, QByteArray::number(qint64{stall.count()}).constData());
        QTRY_COMPARE(saver.savedCount(), 1);
    }

    // A race, once and without luck.
    void acquiredBetweenInspectionAndBreak()
    {
        const auto left = lt::Holder("link", document()).crash();
        Lockscope::Breaker breaker;
        const auto plan = breaker.plan(left.path()).front();
        std::unique_ptr<lt::Holder> next;
        const lt::Between between("renameat2", [&] {
            std::filesystem::remove(left.path());
            next = std::make_unique<lt::Holder>("link", document());
        });
        LOCKSCOPE_COMPARE_FAILURE(breaker.execute(plan), BreakChanged);
        QVERIFY(between.wasReached());
        LOCKSCOPE_COMPARE_VERDICT(Lockscope::Inspector().inspect(left.path()), Held, PidAlive);
    }

    void wordsOfAComparison()
    {
        Lockscope::ZcLockFile lock(document());
        LOCKSCOPE_VERIFY_RESULT(lock.acquire(0s));
        const auto difference = lt::differenceOf(lock.acquire(0s), Lockscope::LockErrc::LockTimeout);
        QVERIFY(difference.contains("Actual   AlreadyLocked"));
        QVERIFY(difference.contains("Expected LockTimeout"));
    }
};

QTEST_GUILESS_MAIN(tst_Saver)
#include "tst_saver.moc"
