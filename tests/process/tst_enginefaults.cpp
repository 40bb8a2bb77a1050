// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"
#include "support/brokenscene.h"
#include "support/faultysystemcalls.h"
#include "support/leftovers.h"

#include <lockscope/breaker.h>
#include <lockscope/directoryscan.h>
#include <lockscope/inspector.h>
#include <lockscope/wording.h>

#include <QTest>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>

using namespace Lockscope;
using State = Verdict::State;

namespace {

/// Errors that the manual pages of the calls allow, one of each kind.
constexpr std::array Errors = {EIO, EMFILE, EACCES, ENOSYS};

using Act = std::function<void(FaultySystemCalls &)>;

/// The current fault, for messages.
QByteArray fault;
int nthCall = 0;

/// What a report says after that fault.
QByteArray after(const LockReport &report, const FaultySystemCalls &calls)
{
    const auto made = calls.made();
    const auto nth = static_cast<std::size_t>(nthCall);
    return fault + " (" + (nth <= made.size() ? made[nth - 1].c_str() : "none failed") +
           "): " + text(report.verdict, Language::English).toUtf8();
}

/// Performs an action while the Nth of these calls fails. Returns how many calls were made.
int failCall(int nth, int error, const Act &act, const std::string &call)
{
    FaultySystemCalls calls;
    calls.fail(call, error, nth);
    nthCall = nth;
    fault = QByteArray::number(nth) + ". call " + call.c_str() + ": " + ::strerror(error);
    act(calls);
    return call.empty() ? static_cast<int>(calls.made().size()) : calls.countOf(call);
}

/// Repeats an action, each time with a later one of these calls failing, until no call is left. Returns how many
/// failed. An inspection reads every process of the host: between the first and the last calls only some fail, unless
/// LOCKSCOPE_EVERY_FAULT is set.
int failCalls(int error, const Act &act, const std::string &call = {})
{
    constexpr int AlwaysTried = 50;
    constexpr int MaxCalls = 100'000;
    const bool isEvery = qEnvironmentVariableIsSet("LOCKSCOPE_EVERY_FAULT");
    int failed = 0;
    int made = MaxCalls;
    for (int nth = 1; nth <= made; nth += isEvery || nth < AlwaysTried ? 1 : nth / 5) {
        made = failCall(nth, error, act, call);
        if (QTest::currentTestFailed())
            return failed;
        failed += nth <= made ? 1 : 0;
    }
    if (made < AlwaysTried)
        return failed;
    // After the processes. Their number changes all the time, and thus the number of calls.
    for (int nth = std::max(made - 2 * AlwaysTried, AlwaysTried); nth < made + AlwaysTried; ++nth) {
        failCall(nth, error, act, call);
        if (QTest::currentTestFailed())
            return failed;
    }
    return failed;
}

/// The same for the calls that change or exclude something.
void failChanges(int error, const Act &act)
{
    int failed = 0;
    for (const char *const call : {"renameat2", "unlinkat", "symlinkat", "linkat", "mkdirat", "pwrite", "ftruncate",
                                   "fsync", "flock", "fcntl", "setlease"})
        failed += failCalls(error, act, call);
    QVERIFY(failed > 0);
}

/// The same directory as before.
void compare(const QStringList &picture, const QStringList &before)
{
    const auto text = [](const QStringList &lines) { return lines.join(u'\n').toUtf8(); };
    const QByteArray difference = fault + '\n' + text(picture) + "\ninstead of\n" + text(before);
    QVERIFY2(picture == before, difference);
}

struct LiveLock
{
    const char *name;
    const char *role; ///< of the actor that holds it
    bool isKernelLock;
};

constexpr std::array LiveLocks = {
    LiveLock{"flock", "flock", true},
    LiveLock{"POSIX lock", "posix", true},
    LiveLock{"OFD lock", "ofd", true},
    LiveLock{"zc", "acquire zc", true},
    LiveLock{"link", "acquire link", false},
    LiveLock{"symlink", "acquire symlink", false},
    LiveLock{"mkdir", "acquire mkdir", false},
    LiveLock{"pid", "acquire pid", false},
    LiveLock{"openlock", "acquire openlock", false},
};

/// A lock that another process holds.
class Held
{
public:
    explicit Held(const LiveLock &live)
        : answer(actor.say(live.role, path))
    {}
    bool isHeld() const { return answer == "held" || answer == "acquired"; }

    const TestDirectory directory;
    const TestDirectory state;
    const std::filesystem::path path = directory / "app.lock";
    Actor actor;
    QByteArray answer;
};

/// No descriptor has readable numbers of the kernel's lock table.
class CallsWithoutTableNumbers : public SystemCalls
{
public:
    int openat(int directory, const char *path, int flags, mode_t mode) override
    {
        if (std::string_view(path).starts_with("/proc/thread-self/fdinfo")) {
            errno = EMFILE;
            return -1;
        }
        return SystemCalls::openat(directory, path, flags, mode);
    }
};

/// One kind of each family, or all.
void addLiveRows(bool all)
{
    QTest::addColumn<int>("live");
    for (std::size_t i = 0; i < LiveLocks.size(); i += all ? 1 : 3)
        QTest::newRow(LiveLocks.at(i).name) << static_cast<int>(i);
}

} // namespace

/// Each system call of the engine fails once, with each error. Reports stay true, and broken locks stay complete.
class tst_EngineFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inspectionOfLiveLock_data() { addLiveRows(true); }
    void inspectionOfLiveLock();
    void unknownTableNumbers_data() { addLiveRows(true); }
    void unknownTableNumbers();
    void scanOfLiveLock_data() { addLiveRows(false); }
    void scanOfLiveLock();
    void breakOfLiveLock_data() { addLiveRows(false); }
    void breakOfLiveLock();
    void inspectionOfStaleLock_data() { addRowsForStaleLocks(); }
    void inspectionOfStaleLock();
    void breakOfStaleLock_data() { addRowsForStaleLocks(); }
    void breakOfStaleLock();
    void undoOfBreak_data() { addRowsForStaleLocks(); }
    void undoOfBreak();
};

void tst_EngineFaults::inspectionOfLiveLock()
{
    QFETCH(const int, live);
    const Held held(LiveLocks.at(static_cast<std::size_t>(live)));
    QVERIFY2(held.isHeld(), held.answer);
    QCOMPARE(Inspector().inspect(held.path).verdict.state, State::Held);
    const auto descriptors = openDescriptors();
    int calls = 0;
    for (const int error : Errors) {
        calls += failCalls(error, [&](FaultySystemCalls &faulty) {
            const auto report = [&] {
                const ScopedSystemCalls scope(faulty);
                return Inspector().inspect(held.path);
            }();
            const auto state = report.verdict.state;
            QVERIFY2(state == State::Held || state == State::Unknown, after(report, faulty));
            QVERIFY2(!report.error || !report.error->call.empty(), fault);
            QCOMPARE(openDescriptors(), descriptors);
        });
    }
    qInfo("%d failed calls", calls);
    QVERIFY(calls > 0);
}

void tst_EngineFaults::unknownTableNumbers()
{
    QFETCH(const int, live);
    const Held held(LiveLocks.at(static_cast<std::size_t>(live)));
    QVERIFY2(held.isHeld(), held.answer);
    CallsWithoutTableNumbers calls;
    const ScopedSystemCalls scope(calls);
    const auto state = Inspector().inspect(held.path).verdict.state;
    QVERIFY(state == State::Held || state == State::Unknown);
}

void tst_EngineFaults::scanOfLiveLock()
{
    QFETCH(const int, live);
    const Held held(LiveLocks.at(static_cast<std::size_t>(live)));
    QVERIFY2(held.isHeld(), held.answer);
    for (const int error : Errors) {
        failCalls(error, [&](FaultySystemCalls &faulty) {
            ScanSink sink;
            std::vector<LockReport> reports;
            sink.batch = [&](std::vector<LockReport> batch) { std::ranges::move(batch, std::back_inserter(reports)); };
            {
                const ScopedSystemCalls scope(faulty);
                scanDirectories({held.directory.path()}, Inspector(), {}, sink);
            }
            for (const auto &report : reports) {
                const auto state = report.verdict.state;
                const bool isTrue = report.path != held.path || state == State::Held || state == State::Unknown;
                QVERIFY2(isTrue, fault);
            }
        });
    }
}

void tst_EngineFaults::breakOfLiveLock()
{
    QFETCH(const int, live);
    const auto &row = LiveLocks.at(static_cast<std::size_t>(live));
    const Held held(row);
    QVERIFY2(held.isHeld(), held.answer);
    const auto picture = snapshotOf(held.directory.path());
    // Only kernel locks, because force is allowed to break any other lock.
    const auto force = row.isKernelLock ? Breaker::Force::Yes : Breaker::Force::No;
    for (const int error : Errors) {
        failCalls(error, [&](FaultySystemCalls &faulty) {
            {
                const ScopedSystemCalls scope(faulty);
                Breaker breaker(held.state / "broken");
                for (const auto &plan : breaker.plan(held.path))
                    QVERIFY2(!breaker.execute(plan, force), fault);
            }
            // The next reader of the journal completes or reverts a break that failed halfway.
            QVERIFY2(Breaker(held.state / "broken").brokenLocks().locks.empty(), fault);
            compare(snapshotOf(held.directory.path()), picture);
        });
    }
}

namespace {

/// A lock whose owner has exited, to be broken with its own journal.
struct Stale
{
    explicit Stale(int kind)
    {
        staleLocks().at(static_cast<std::size_t>(kind)).make(lock, exitedProcess());
        picture = snapshotOf(directory.path());
    }

    const TestDirectory directory;
    const TestDirectory state;
    const std::filesystem::path lock = directory / "app.lock";
    const std::filesystem::path journal = state / "broken";
    QStringList picture;
};

Result<BrokenLock> breakIt(const Stale &stale)
{
    Breaker breaker(stale.journal);
    const auto plans = breaker.plan(stale.lock);
    if (plans.empty())
        return Failure::of(LockErrc::BreakChanged, stale.lock);
    return breaker.execute(plans.front());
}

} // namespace

void tst_EngineFaults::inspectionOfStaleLock()
{
    QFETCH(const int, kind);
    const Stale left(kind);
    QCOMPARE(Inspector().inspect(left.lock).verdict.state, State::Stale);
    for (const int error : Errors) {
        failCalls(error, [&](FaultySystemCalls &faulty) {
            const auto verdict = [&] {
                const ScopedSystemCalls scope(faulty);
                return Inspector().inspect(left.lock).verdict;
            }();
            const bool isWrong = verdict.state == State::Free ||
                                 (verdict.state == State::Held && verdict.confidence == Verdict::Confidence::Proved);
            QVERIFY2(!isWrong, fault);
            compare(snapshotOf(left.directory.path()), left.picture);
        });
    }
}

void tst_EngineFaults::breakOfStaleLock()
{
    QFETCH(const int, kind);
    for (const int error : {EIO, ENOSPC, EMFILE}) {
        const auto descriptors = openDescriptors();
        failChanges(error, [&](FaultySystemCalls &faulty) {
            const Stale left(kind);
            const auto broken = [&] {
                const ScopedSystemCalls scope(faulty);
                return breakIt(left);
            }();
            const bool isNamed = broken || broken.error().systemErrno != error ||
                                 (!broken.error().call.empty() && !broken.error().path.empty());
            QVERIFY2(isNamed, fault);
            const auto found = Breaker(left.journal).brokenLocks();
            QVERIFY2(found.failures.empty(), fault);
            QVERIFY2(!broken || found.locks.size() == 1, fault);
            if (!found.locks.empty())
                QVERIFY2(Breaker(left.journal).undo(), fault);
            compare(snapshotOf(left.directory.path()), left.picture);
            // A later attempt succeeds.
            QVERIFY2(breakIt(left), fault);
        });
        QCOMPARE(openDescriptors(), descriptors);
    }
}

void tst_EngineFaults::undoOfBreak()
{
    QFETCH(const int, kind);
    for (const int error : {EIO, ENOSPC, EMFILE}) {
        const auto descriptors = openDescriptors();
        failChanges(error, [&](FaultySystemCalls &faulty) {
            const Stale left(kind);
            QVERIFY(breakIt(left));
            const auto restored = [&] {
                const ScopedSystemCalls scope(faulty);
                return Breaker(left.journal).undo();
            }();
            const auto found = Breaker(left.journal).brokenLocks();
            QVERIFY2(found.failures.empty(), fault);
            if (!found.locks.empty())
                QVERIFY2(Breaker(left.journal).undo(), fault);
            compare(snapshotOf(left.directory.path()), left.picture);
        });
        QCOMPARE(openDescriptors(), descriptors);
    }
}

QTEST_GUILESS_MAIN(tst_EngineFaults)
#include "tst_enginefaults.moc"
