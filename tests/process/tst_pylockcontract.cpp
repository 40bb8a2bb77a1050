// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"
#include "support/faultysystemcalls.h"
#include "support/kindtest.h"
#include "support/leftovers.h"

#include <lockscope/pylockfile.h>

#include <QTest>

#include <thread>

using namespace Lockscope;
using namespace std::chrono_literals;

namespace {

template <typename Function>
auto inThread(Function function)
{
    decltype(function()) result;
    std::thread([&] { result = function(); }).join();
    return result;
}

} // namespace

/// What pylockfile documents beyond the contract that all kinds share: to whom a lock belongs, and who may release it.
class tst_PyLockContract : public KindTest
{
    Q_OBJECT

public:
    tst_PyLockContract()
        : KindTest(Words::Markers)
    {}

private Q_SLOTS:
    void releaseOfLockOfAnotherProcessIsNotMyLock();
    void releaseOfLockOfAnotherThreadIsNotMyLock();
    void releaseOfUnlockedPathIsNotLocked();
    void secondObjectOfTheThreadHoldsTheLock();
    void secondObjectOfTheThreadReleasesTheLock();
    void lockOutlivesItsObject();
    void unthreadedLockIsHeldByAllObjectsOfTheProcess();
    void unthreadedLockIsReleasedByAnotherThread();
    void threadedAndUnthreadedObjectsExcludeEachOther();
    void documentedLoopBreaksAndAcquires();
    void allBreakersOfAStaleLockSucceed();
    void lockInspectedByABreakerIsNotLost();

private:
    std::unique_ptr<LockFile> makeUnthreaded() const;
    bool belongsToThread() const { return word().reacquires && !isUnthreaded(); }
    bool isUnthreaded() const { return word().word == std::string_view("link-unthreaded"); }
    bool isPid() const { return word().word == std::string_view("pid"); }
};

std::unique_ptr<LockFile> tst_PyLockContract::makeUnthreaded() const
{
    const auto protectedPath = path().native().substr(0, path().native().size() - 5);
    const PyLockFile::Options options{.threaded = false};
    const std::string_view kind = word().word;
    if (kind == "symlink")
        return std::make_unique<SymlinkLockFile>(protectedPath, options);
    if (kind == "mkdir")
        return std::make_unique<MkdirLockFile>(protectedPath, options);
    if (kind == "sqlite")
        return std::make_unique<SqliteLockFile>(protectedPath, databaseBeside(path()), options);
    if (kind == "pid")
        return std::make_unique<PidLockFile>(path());
    return std::make_unique<LinkLockFile>(protectedPath, options);
}

void tst_PyLockContract::releaseOfLockOfAnotherProcessIsNotMyLock()
{
    Actor actor;
    QCOMPARE(actor.say(QByteArray("acquire ") + word().word, path()), QByteArray("acquired"));
    const auto lock = make();
    QVERIFY(!lock->isHeldByMe());
    QCOMPARE(codeOf(lock->release()), word().isPyLock() ? LockErrc::NotMyLock : LockErrc::NotLocked);
    QCOMPARE(actor.say(QByteArray("mine ") + word().word, path()), QByteArray("yes"));
}

void tst_PyLockContract::releaseOfLockOfAnotherThreadIsNotMyLock()
{
    if (!belongsToThread())
        return;
    const auto lock = make();
    VERIFY_RESULT(lock->acquire(0s));
    QCOMPARE(inThread([&] { return codeOf(make()->release()); }), LockErrc::NotMyLock);
    QVERIFY(!inThread([&] { return make()->isHeldByMe(); }));
    QVERIFY(lock->isHeldByMe());
}

void tst_PyLockContract::releaseOfUnlockedPathIsNotLocked()
{
    const auto lock = make();
    QCOMPARE(codeOf(lock->release()), LockErrc::NotLocked);
    VERIFY_RESULT(lock->acquire(0s));
    removeByForce();
    QCOMPARE(codeOf(lock->release()), word().isPyLock() ? LockErrc::NotLocked : LockErrc::NotMyLock);
}

void tst_PyLockContract::secondObjectOfTheThreadHoldsTheLock()
{
    if (!word().isPyLock())
        return;
    const auto first = make();
    const auto second = make();
    QVERIFY(!second->isHeldByMe());
    VERIFY_RESULT(first->acquire(0s));
    QVERIFY(second->isHeldByMe());
    QCOMPARE(codeOf(second->acquire(0s)), isPid() ? LockErrc::AlreadyLocked : LockErrc());
    QCOMPARE(holdings().size(), 1);
    // Acquisitions are not counted.
    VERIFY_RESULT(first->release());
    QVERIFY(!lockExists());
    QVERIFY(!second->isHeldByMe());
    QCOMPARE(codeOf(second->release()), LockErrc::NotLocked);
    VERIFY_RESULT(second->acquire(0s));
    QVERIFY(first->isHeldByMe());
}

void tst_PyLockContract::secondObjectOfTheThreadReleasesTheLock()
{
    if (!word().isPyLock())
        return;
    const auto first = make();
    VERIFY_RESULT(first->acquire(0s));
    VERIFY_RESULT(make()->release());
    QVERIFY(!first->isHeldByMe());
    QCOMPARE(filesInDirectory(), QStringList());
    QCOMPARE(codeOf(first->release()), LockErrc::NotLocked);
    Actor actor;
    VERIFY_RESULT(first->acquire(0s));
    VERIFY_RESULT(make()->release());
    QCOMPARE(actor.say(QByteArray("acquire ") + word().word, path()), QByteArray("acquired"));
    QCOMPARE(codeOf(first->release()), LockErrc::NotMyLock);
    QCOMPARE(actor.say(QByteArray("mine ") + word().word, path()), QByteArray("yes"));
}

void tst_PyLockContract::lockOutlivesItsObject()
{
    if (!word().reacquires)
        return;
    auto first = make();
    auto second = make();
    VERIFY_RESULT(first->acquire(0s));
    VERIFY_RESULT(second->acquire(0s));
    first.reset();
    QVERIFY(lockExists());
    QVERIFY(second->isHeldByMe());
    VERIFY_RESULT(second->release());
    QVERIFY(!lockExists());
    // An object that did not acquire the lock does not keep it held.
    first = make();
    VERIFY_RESULT(first->acquire(0s));
    QVERIFY(second->isHeldByMe());
    first.reset();
    QVERIFY(!lockExists());
    QVERIFY(!second->isHeldByMe());
}

void tst_PyLockContract::unthreadedLockIsHeldByAllObjectsOfTheProcess()
{
    if (!word().isPyLock())
        return;
    const auto lock = makeUnthreaded();
    VERIFY_RESULT(lock->acquire(0s));
    QVERIFY(inThread([&] { return makeUnthreaded()->isHeldByMe(); }));
    QCOMPARE(inThread([&] { return codeOf(makeUnthreaded()->acquire(0s)); }),
             isPid() ? LockErrc::AlreadyLocked : LockErrc());
    QVERIFY(lock->isHeldByMe());
}

void tst_PyLockContract::unthreadedLockIsReleasedByAnotherThread()
{
    if (!word().isPyLock())
        return;
    const auto lock = makeUnthreaded();
    VERIFY_RESULT(lock->acquire(0s));
    QCOMPARE(inThread([&] { return codeOf(makeUnthreaded()->release()); }), LockErrc());
    QVERIFY(!lock->isHeldByMe());
    QVERIFY(!lockExists());
    QCOMPARE(codeOf(lock->release()), LockErrc::NotLocked);
}

void tst_PyLockContract::threadedAndUnthreadedObjectsExcludeEachOther()
{
    if (!belongsToThread())
        return;
    const auto lock = make();
    VERIFY_RESULT(lock->acquire(0s));
    const auto other = makeUnthreaded();
    QVERIFY(!other->isHeldByMe());
    QCOMPARE(codeOf(other->acquire(0s)), LockErrc::AlreadyLocked);
    QCOMPARE(codeOf(other->release()), LockErrc::NotMyLock);
}

void tst_PyLockContract::documentedLoopBreaksAndAcquires()
{
    if (!word().isPyLock())
        return;
    Actor holder;
    QCOMPARE(holder.say(QByteArray("acquire ") + word().word, path()), QByteArray("acquired"));
    const auto lock = make();
    int rounds = 0;
    while (!lock->isHeldByMe() && ++rounds < 10) {
        if (codeOf(lock->acquire(50ms)) == LockErrc::LockTimeout) {
            VERIFY_RESULT(lock->breakLock());
            VERIFY_RESULT(lock->acquire());
        }
    }
    QCOMPARE(rounds, 1);
    QCOMPARE(holder.say(QByteArray("mine ") + word().word, path()), QByteArray("no"));
}

void tst_PyLockContract::allBreakersOfAStaleLockSucceed()
{
    // QLockFile's staleLockRace, with our kinds: all notice a stale lock at the same time, and each acquires it
    // eventually.
    if (!word().isPyLock())
        return; // any contender replaces a stale openlock
    if (isUnthreaded())
        return; // these contenders are threads, and such a lock belongs to all of them: they do not wait for each other
    constexpr int Contenders = 6;
    for (int round = 0; round < 2; ++round) {
        {
            Actor holder;
            QCOMPARE(holder.say(QByteArray("acquire ") + word().word, path()), QByteArray("acquired"));
            holder.send("crash");
            QVERIFY(holder.waitForEnd());
        }
        std::vector<std::string> failures(Contenders);
        {
            std::vector<std::jthread> threads;
            for (auto &failure : failures) {
                threads.emplace_back([&failure, this] {
                    const auto lock = make();
                    const auto broken = lock->breakStaleLock();
                    // By the time of the check, another contender may hold it.
                    if (!broken && broken.error().code != LockErrc::BreakRefused)
                        failure = broken.error().message().toStdString();
                    const auto acquired = lock->acquire(20s);
                    const auto released = acquired ? lock->release() : acquired;
                    if (!released)
                        failure += ' ' + released.error().message().toStdString();
                });
            }
        }
        for (const auto &failure : failures)
            QVERIFY2(failure.empty(), failure.c_str());
    }
}

void tst_PyLockContract::lockInspectedByABreakerIsNotLost()
{
    if (word().isRow)
        return;
    const auto lock = make();
    VERIFY_RESULT(lock->acquire(0s));
    // Like a breaker that finds out only then that this is not the lock that it planned to break.
    const auto aside = directory() / "aside";
    std::filesystem::rename(path(), aside);
    std::filesystem::create_symlink("lockscope-break:0123456789ab", path());
    FaultySystemCalls calls;
    const auto restore = [&] {
        std::filesystem::remove(path());
        std::filesystem::rename(aside, path());
    };
    calls.before("ppoll", 3, restore);
    const ScopedSystemCalls scope(calls);
    QVERIFY(lock->isHeldByMe());
    VERIFY_RESULT(lock->release());
    QCOMPARE(filesInDirectory(), QStringList());
}

QTEST_GUILESS_MAIN(tst_PyLockContract)
#include "tst_pylockcontract.moc"
