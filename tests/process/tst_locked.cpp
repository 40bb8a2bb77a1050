// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"
#include "support/kindtest.h"

#include <lockscope/pylockfile.h>

#include <QTest>

#include <thread>

#include <stdexcept>
#include <string>

using namespace Lockscope;
using namespace std::chrono_literals;

namespace {

template <typename T>
LockErrc codeOf(const Result<T> &result)
{
    return result.has_value() ? LockErrc() : result.error().code;
}

} // namespace

class tst_Locked : public KindTest
{
    Q_OBJECT

    QByteArray rivalTo(const char *step) const { return QByteArray(step) + ' ' + word().rival; }

private Q_SLOTS:
    void runsWithTheLockHeld()
    {
        const auto lock = make();
        Actor actor;
        auto refusalWhile = locked(*lock, 0s, [&] { return actor.say(rivalTo("acquire"), path()); });
        for (int round = 0; round < 2; ++round) {
            QCOMPARE(refusalWhile().value(), QByteArray("failed AlreadyLocked"));
            QVERIFY(!lock->isHeldByMe());
        }
        QCOMPARE(actor.say(rivalTo("acquire"), path()), QByteArray("acquired"));
    }

    void doesNotRunWithoutTheLock()
    {
        Actor actor;
        QCOMPARE(actor.say(rivalTo("acquire"), path()), QByteArray("acquired"));
        const auto lock = make();
        int calls = 0;
        QCOMPARE(codeOf(locked(*lock, 0s, [&] { ++calls; })()), LockErrc::AlreadyLocked);
        QCOMPARE(codeOf(locked(*lock, 20ms, [&] { return ++calls; })()), LockErrc::LockTimeout);
        QCOMPARE(calls, 0);
    }

    void waitsForTheLock()
    {
        Actor actor;
        QCOMPARE(actor.say(rivalTo("acquire"), path()), QByteArray("acquired"));
        actor.send(rivalTo("release") + ' ' + Actor::word(path()));
        const auto lock = make();
        QCOMPARE(locked(*lock, {}, [] { return 7; })().value(), 7);
        QCOMPARE(actor.listen(), QByteArray("released"));
    }

    void releasesWhenTheCallableThrows()
    {
        const auto lock = make();
        auto thrower = locked(*lock, 0s, []() -> int { throw std::runtime_error("no"); });
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, static_cast<void>(thrower()));
        QVERIFY(!lock->isHeldByMe());
        Actor actor;
        QCOMPARE(actor.say(rivalTo("acquire"), path()), QByteArray("acquired"));
    }

    void lossWhileItRunsIsAFailure()
    {
        const auto lock = make();
        bool lockExisted = false;
        const auto result = locked(*lock, 0s, [&] {
            lockExisted = std::filesystem::remove_all(lock->path()) > 0;
            return 7;
        })();
        if (lockExisted)
            QCOMPARE(codeOf(result), word().isPyLock() ? LockErrc::NotLocked : LockErrc::NotMyLock);
    }

    void passesArgumentsAndResultsOn()
    {
        const auto lock = make();
        auto join = locked(*lock, 0s, [](std::unique_ptr<std::string> first, const std::string &second) {
            return std::make_unique<std::string>(*first + second);
        });
        QCOMPARE(*join(std::make_unique<std::string>("a"), "b").value(), std::string("ab"));
        auto refuse = locked(*lock, 0s, [](int code) -> Result<int> {
            return code == 0 ? Result<int>(1) : Failure::of(LockErrc::ReadFailed, {});
        });
        QCOMPARE(refuse(0).value(), 1);
        QCOMPARE(codeOf(refuse(1)), LockErrc::ReadFailed);
        auto nothing = locked(*lock, 0s, []() -> Result<void> { return {}; });
        VERIFY_RESULT(nothing());
        auto length = locked(*lock, 0s, &std::string::length);
        QCOMPARE(length(std::string("four")).value(), std::size_t{4});
    }

    void pathUsesTheDefaultKind()
    {
        // A lock belongs to a thread, so rivals are created by another thread.
        const auto makeOther = [this] {
            std::unique_ptr<LockFile> made;
            std::thread([&] { made = defaultLock(path()); }).join();
            return made;
        };
        const auto other = makeOther();
        int calls = 0;
        auto guarded = locked(path(), 0s, [&] {
            ++calls;
            return codeOf(makeOther()->acquire(0s));
        });
        QCOMPARE(guarded().value(), LockErrc::AlreadyLocked);
        VERIFY_RESULT(other->acquire(0s));
        QCOMPARE(codeOf(guarded()), LockErrc::AlreadyLocked);
        QCOMPARE(codeOf(locked(path(), 20ms, [&] { ++calls; })()), LockErrc::LockTimeout);
        QCOMPARE(calls, 1);
        VERIFY_RESULT(other->release());
        auto copy = guarded;
        QVERIFY(copy().has_value());
        QCOMPARE(filesInDirectory(), QStringList());
    }

    void nestedCallUsesTheLockOfItsThread()
    {
        int calls = 0;
        auto inner = locked(path(), 0s, [&] { ++calls; });
        // As in pylockfile, acquisitions are not counted: the inner call releases the lock.
        QCOMPARE(codeOf(locked(path(), 0s, [&] { return inner(); })()), LockErrc::NotLocked);
        QCOMPARE(calls, 1);
        QCOMPARE(filesInDirectory(), QStringList());
    }

    void systemRefusalIsAFailure()
    {
        QCOMPARE(codeOf(locked(directory() / "missing" / "app", {}, [] {})()), LockErrc::LockFailed);
    }
};

QTEST_GUILESS_MAIN(tst_Locked)
#include "tst_locked.moc"
