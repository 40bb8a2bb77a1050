// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/kindtest.h"

#include <lockscope/result.h>

#include <QRegularExpression>
#include <QTest>

#include <chrono>
#include <mutex>

using namespace Lockscope;
using namespace std::chrono_literals;

/// Each kind with the lock guards of the standard library.
class tst_LockGuards : public KindTest
{
    Q_OBJECT

private Q_SLOTS:
    void worksWithTheStandardGuards();
    void standardNamesThrowTheOriginalsExceptions();
};

void tst_LockGuards::worksWithTheStandardGuards()
{
    const auto lock = make();
    {
        const std::unique_lock guard(*lock);
        QVERIFY(lock->isHeldByMe());
        const auto rival = makeRival();
        QVERIFY(!rival->try_lock());
        QVERIFY(!rival->try_lock_for(1ms));
        QVERIFY(!rival->try_lock_for(std::chrono::duration<double, std::pico>(1)));
        QVERIFY(!rival->try_lock_until(std::chrono::system_clock::now() + 1ms));
        QVERIFY(!rival->try_lock_until(std::chrono::steady_clock::time_point::min()));
        const std::unique_lock inVain(*rival, 1ms);
        QVERIFY(!inVain.owns_lock());
    }
    QVERIFY(!lock->isHeldByMe());
    const auto another = makeByWord(word().word, directory() / "another.lock");
    {
        const std::scoped_lock guard(*lock, *another);
        QVERIFY(lock->isHeldByMe());
        QVERIFY(another->isHeldByMe());
    }
    QVERIFY(!lock->isHeldByMe());
    QVERIFY(lock->try_lock_until(std::chrono::steady_clock::now() + 20s));
    lock->unlock();
    QVERIFY(!lock->isHeldByMe());
}

void tst_LockGuards::standardNamesThrowTheOriginalsExceptions()
{
    const auto lock = make();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("app.lock: not locked")));
    lock->unlock();
    lock->lock();
    if (!word().reacquires)
        QVERIFY_THROWS_EXCEPTION(AlreadyLocked, lock->lock());
    const auto rival = makeRival();
    QVERIFY_THROWS_EXCEPTION(LockError, rival->lock());
    try {
        rival->lock();
    } catch (const std::system_error &error) {
        QVERIFY(error.code() == std::errc::resource_deadlock_would_occur);
    }
    const auto impossible = makeByWord(word().word, directory() / "missing" / "app.lock");
    QVERIFY_THROWS_EXCEPTION(LockFailed, impossible->lock());
    QVERIFY_THROWS_EXCEPTION(LockFailed, impossible->try_lock());
    QVERIFY_THROWS_EXCEPTION(LockFailed, impossible->try_lock_for(1ms));
}

QTEST_GUILESS_MAIN(tst_LockGuards)
#include "tst_lockguards.moc"
