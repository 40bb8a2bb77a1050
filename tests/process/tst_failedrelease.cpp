// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"
#include "support/faultysystemcalls.h"
#include "support/kindtest.h"
#include "support/leftovers.h"
#include "system/sqliteconnection.h"

#include <QScopeGuard>
#include <QTest>

#include <sys/mount.h>
#include <unistd.h>

using namespace Lockscope;
using namespace std::chrono_literals;

/// An object that could not remove its marker still holds it, and can release it again.
class tst_FailedRelease : public KindTest
{
    Q_OBJECT

public:
    tst_FailedRelease()
        : KindTest(Words::Markers)
    {}

private Q_SLOTS:
    void readOnlyFileSystem();
    void refusedRemoval_data();
    void refusedRemoval();
    void fileInTheLockDirectory();
    void busyDatabase();
    void databaseError();
    void sharedLock();
    void destructorRetries();
    void destructorThatFailsForgetsTheLock();

private:
    bool isMkdir() const { return word().word == std::string_view("mkdir"); }
    std::string removingCall() const { return isMkdir() ? "renameat2" : "unlinkat"; }
    void checkStillHeldBy(const LockFile &lock) const;
    void checkReleased(const LockFile &lock) const;
};

void tst_FailedRelease::checkStillHeldBy(const LockFile &lock) const
{
    QVERIFY(lock.isHeldByMe());
    QVERIFY(lock.isLocked().value());
    QCOMPARE(heldMarkers(), std::size_t{1});
    QCOMPARE(codeOf(makeRival()->acquire(0s)), LockErrc::AlreadyLocked);
    if (word().isPyLock() && word().word != std::string_view("pid")) // which belongs to the process
        QCOMPARE(codeOf(makeRival()->release()), LockErrc::NotMyLock);
}

void tst_FailedRelease::checkReleased(const LockFile &lock) const
{
    QVERIFY(!lock.isHeldByMe());
    QCOMPARE(heldMarkers(), std::size_t{0});
    QCOMPARE(holdings(), QByteArrayList());
    QCOMPARE(filesInDirectory(), QStringList());
    const auto next = makeRival();
    VERIFY_RESULT(next->acquire(0s));
    VERIFY_RESULT(next->release());
}

void tst_FailedRelease::readOnlyFileSystem()
{
    if (word().isRow)
        return;
    const auto lock = make();
    VERIFY_RESULT(lock->acquire(0s));
    {
        const auto place = directory();
        if (::mount(place.c_str(), place.c_str(), nullptr, MS_BIND, nullptr) != 0)
            QSKIP("needs a bind mount, which is refused here");
        const auto unmount = qScopeGuard([&] { ::umount2(place.c_str(), MNT_DETACH); });
        QCOMPARE(::mount(nullptr, place.c_str(), nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY, nullptr), 0);
        const auto result = lock->release();
        QCOMPARE(codeOf(result), LockErrc::UnlockFailed);
        QCOMPARE(result.error().systemErrno, EROFS);
        QVERIFY(lock->isHeldByMe());
    }
    checkStillHeldBy(*lock);
    VERIFY_RESULT(lock->release());
    checkReleased(*lock);
}

void tst_FailedRelease::refusedRemoval_data()
{
    QTest::addColumn<int>("error");
    for (const int error : {EACCES, EROFS, EIO, EBUSY})
        QTest::newRow(::strerrorname_np(error)) << error;
}

void tst_FailedRelease::refusedRemoval()
{
    if (word().isRow)
        return;
    QFETCH(const int, error);
    const auto lock = make();
    VERIFY_RESULT(lock->acquire(0s));
    FaultySystemCalls faulty;
    faulty.failAlways(removingCall(), error);
    for (int attempt = 0; attempt < 3; ++attempt) {
        const ScopedSystemCalls scope(faulty);
        const auto result = lock->release();
        QCOMPARE(codeOf(result), LockErrc::UnlockFailed);
        QCOMPARE(result.error().systemErrno, error);
    }
    checkStillHeldBy(*lock);
    VERIFY_RESULT(lock->release());
    checkReleased(*lock);
}

/// Like the original, whose rmdir() fails; but there the owner's file is already lost.
void tst_FailedRelease::fileInTheLockDirectory()
{
    if (!isMkdir())
        return;
    const auto lock = make();
    VERIFY_RESULT(lock->acquire(0s));
    writeFile(path() / "notes", "important\n");
    const auto result = lock->release();
    QCOMPARE(codeOf(result), LockErrc::UnlockFailed);
    QCOMPARE(result.error().systemErrno, ENOTEMPTY);
    QCOMPARE(contentOf(path() / "notes"), QByteArray("important\n"));
    checkStillHeldBy(*lock);
    std::filesystem::remove(path() / "notes");
    VERIFY_RESULT(lock->release());
    checkReleased(*lock);
}

void tst_FailedRelease::busyDatabase()
{
    if (!word().isRow)
        return;
    const auto lock = make();
    VERIFY_RESULT(lock->acquire(0s));
    {
        auto writer =
            SqliteConnection::open(databaseBeside(path()), SqliteConnection::Mode::ReadWrite, 1s, LockErrc::ReadFailed);
        VERIFY_RESULT(writer);
        VERIFY_RESULT(writer->execute("BEGIN IMMEDIATE"));
        QCOMPARE(codeOf(lock->release()), LockErrc::UnlockFailed); // after ten seconds
        QVERIFY(lock->isHeldByMe());
        VERIFY_RESULT(writer->execute("COMMIT"));
    }
    checkStillHeldBy(*lock);
    VERIFY_RESULT(lock->release());
    checkReleased(*lock);
}

void tst_FailedRelease::databaseError()
{
    if (!word().isRow)
        return;
    const auto lock = make();
    VERIFY_RESULT(lock->acquire(0s));
    auto writer =
        SqliteConnection::open(databaseBeside(path()), SqliteConnection::Mode::ReadWrite, 1s, LockErrc::ReadFailed);
    VERIFY_RESULT(writer);
    VERIFY_RESULT(writer->execute("ALTER TABLE locks RENAME TO other"));
    QCOMPARE(codeOf(lock->release()), LockErrc::UnlockFailed);
    VERIFY_RESULT(writer->execute("ALTER TABLE other RENAME TO locks"));
    checkStillHeldBy(*lock);
    VERIFY_RESULT(lock->release());
    checkReleased(*lock);
}

/// If two objects hold one lock, either may release it after the other failed to.
void tst_FailedRelease::sharedLock()
{
    if (!word().isPyLock() || word().isRow)
        return;
    const auto first = make();
    const auto second = make();
    VERIFY_RESULT(first->acquire(0s));
    FaultySystemCalls faulty;
    faulty.fail(removingCall(), EACCES);
    {
        const ScopedSystemCalls scope(faulty);
        QCOMPARE(codeOf(second->release()), LockErrc::UnlockFailed);
    }
    QVERIFY(second->isHeldByMe());
    checkStillHeldBy(*first);
    VERIFY_RESULT(second->release());
    QCOMPARE(filesInDirectory(), QStringList());
    QCOMPARE(codeOf(first->release()), LockErrc::NotLocked);
    checkReleased(*first);
}

void tst_FailedRelease::destructorRetries()
{
    if (word().isRow)
        return;
    auto lock = make();
    VERIFY_RESULT(lock->acquire(0s));
    FaultySystemCalls faulty;
    faulty.fail(removingCall(), EACCES);
    {
        const ScopedSystemCalls scope(faulty);
        QCOMPARE(codeOf(lock->release()), LockErrc::UnlockFailed);
    }
    lock.reset();
    checkReleased(*make());
}

void tst_FailedRelease::destructorThatFailsForgetsTheLock()
{
    if (word().isRow)
        return;
    const auto descriptors = openDescriptors();
    auto lock = make();
    VERIFY_RESULT(lock->acquire(0s));
    const auto files = filesInDirectory();
    FaultySystemCalls faulty;
    faulty.failAlways(removingCall(), EACCES);
    {
        const ScopedSystemCalls scope(faulty);
        lock.reset();
    }
    QCOMPARE(heldMarkers(), std::size_t{0});
    QCOMPARE(openDescriptors(), descriptors);
    QCOMPARE(filesInDirectory(), files); // it still names its owner
}

QTEST_GUILESS_MAIN(tst_FailedRelease)
#include "tst_failedrelease.moc"
