// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/locktest.h"

#include "system/heldinodes.h"
#include "system/systemcalls.h"

#include <QTest>

#include <atomic>
#include <functional>
#include <future>
#include <latch>
#include <thread>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Lockscope;

using Form = HeldInodes::Form;

class tst_HeldInodes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inodesAreRegisteredSeparately();
    void descriptorIsClosedAtOnceWithoutPosixLocks();
    void descriptorIsParkedUntilPosixLockIsReleased();
    void reusedDescriptorIsNotClosed();
    void parkedDescriptorKeepsTheLock();
    void forkedChildOwnsNothingAndClosesNothing();
    void forkDoesNotBlockWhileGuardIsInUse();
    void forkWhileAnotherThreadHoldsGuard();
    void guardsOfDevicesAreIndependent();
};

static const HeldInodes::Key SomeKey = {1, 2};
static const HeldInodes::Key OtherKey = {1, 3};

static HeldInodes::Holding holdingOf(const void *owner, Form form)
{
    return {owner, currentThread(), true, form};
}

static bool isOpen(int fd)
{
    return ::fcntl(fd, F_GETFD) != -1;
}

static HeldInodes::Key keyOf(const FileDescriptor &fd)
{
    struct stat status = {};
    ::fstat(fd.get(), &status);
    return HeldInodes::Key::of(status);
}

static FileDescriptor someDescriptor()
{
    return FileDescriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC));
}

void tst_HeldInodes::inodesAreRegisteredSeparately()
{
    auto &held = HeldInodes::instance();
    const auto guard = held.guard(SomeKey.device);
    const int first = 0;
    const int second = 0;
    held.enter(SomeKey, holdingOf(&first, Form::Flock));
    held.enter(SomeKey, holdingOf(&second, Form::Posix));
    held.enter(OtherKey, holdingOf(&first, Form::Flock));
    QCOMPARE(held.on(SomeKey).size(), 2U);
    QVERIFY(held.hasPosix(SomeKey));
    QVERIFY(!held.hasPosix(OtherKey));
    QCOMPARE(held.size(), 2U);

    held.leave(SomeKey, &second);
    QCOMPARE(held.on(SomeKey).size(), 1U);
    QCOMPARE(held.on(SomeKey).front().owner, &first);
    QVERIFY(!held.hasPosix(SomeKey));
    held.leave(SomeKey, &first);
    held.leave(SomeKey, &first);
    held.leave(OtherKey, &first);
    QCOMPARE(held.size(), 0U);
    QVERIFY(held.on(SomeKey).empty());
}

void tst_HeldInodes::descriptorIsClosedAtOnceWithoutPosixLocks()
{
    auto fd = someDescriptor();
    const auto key = keyOf(fd);
    auto &held = HeldInodes::instance();
    const auto guard = held.guard(key.device);
    const int owner = 0;
    held.enter(key, holdingOf(&owner, Form::Ofd));
    const int number = fd.get();
    held.close(key, std::move(fd));
    QVERIFY(!isOpen(number));
    held.leave(key, &owner);
}

void tst_HeldInodes::descriptorIsParkedUntilPosixLockIsReleased()
{
    auto fd = someDescriptor();
    const auto key = keyOf(fd);
    auto &held = HeldInodes::instance();
    const auto guard = held.guard(key.device);
    const int posix = 0;
    const int flock = 0;
    held.enter(key, holdingOf(&posix, Form::Posix));
    held.enter(key, holdingOf(&flock, Form::Flock));
    const int number = fd.get();
    held.close(key, std::move(fd));
    QVERIFY(isOpen(number));
    held.leave(key, &flock);
    QVERIFY(isOpen(number));
    held.leave(key, &posix);
    QVERIFY(!isOpen(number));
    QCOMPARE(held.size(), 0U);
}

void tst_HeldInodes::reusedDescriptorIsNotClosed()
{
    auto &held = HeldInodes::instance();
    const auto guard = held.guard(SomeKey.device);
    auto fd = someDescriptor();
    const int number = fd.get();
    held.close(SomeKey, std::move(fd));
    QVERIFY(isOpen(number));
    ::close(number);
}

void tst_HeldInodes::parkedDescriptorKeepsTheLock()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "file");
    const FileDescriptor locked(::open(path.c_str(), O_RDWR | O_CLOEXEC));
    struct flock range = {};
    range.l_type = F_WRLCK;
    QCOMPARE(::fcntl(locked.get(), F_SETLK, &range), 0);
    struct stat status = {};
    QCOMPARE(::fstat(locked.get(), &status), 0);
    const auto key = HeldInodes::Key::of(status);

    auto &held = HeldInodes::instance();
    const auto guard = held.guard(key.device);
    const int owner = 0;
    held.enter(key, holdingOf(&owner, Form::Posix));
    held.close(key, FileDescriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC)));
    QCOMPARE(locksOn(path).size(), 1U);
    held.leave(key, &owner);
    // Proves that closing would release it.
    QVERIFY(locksOn(path).empty());
}

/// Runs a check in a forked child; true if the check succeeds.
static bool holdsInChild(const std::function<bool()> &check)
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(check() ? 0 : 1);
    int status = 0;
    return ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void tst_HeldInodes::forkedChildOwnsNothingAndClosesNothing()
{
    auto &held = HeldInodes::instance();
    const int owner = 0;
    auto fd = someDescriptor();
    const int number = fd.get();
    {
        const auto guard = held.guard(SomeKey.device);
        held.enter(SomeKey, holdingOf(&owner, Form::Posix));
        held.close(SomeKey, std::move(fd));
    }
    QVERIFY(holdsInChild([&] {
        const auto guard = held.guard(SomeKey.device);
        const bool isEmpty = held.size() == 0 && !held.hasPosix(SomeKey) && held.on(SomeKey).empty();
        // And the registry is usable.
        held.enter(OtherKey, holdingOf(&owner, Form::Flock));
        return isEmpty && held.size() == 1 && isOpen(number);
    }));
    const auto guard = held.guard(SomeKey.device);
    QVERIFY(held.hasPosix(SomeKey));
    held.leave(SomeKey, &owner);
}

void tst_HeldInodes::forkDoesNotBlockWhileGuardIsInUse()
{
    auto &held = HeldInodes::instance();
    std::atomic<bool> enough = false;
    const int owner = 0;
    std::jthread busy([&] {
        while (!enough) {
            const auto guard = held.guard(SomeKey.device);
            held.enter(SomeKey, holdingOf(&owner, Form::Flock));
            held.leave(SomeKey, &owner);
        }
    });
    bool allWell = true;
    for (int i = 0; i < 50 && allWell; ++i)
        allWell = holdsInChild([&] {
            const auto guard = held.guard(SomeKey.device);
            return held.size() == 0;
        });
    enough = true;
    QVERIFY(allWell);
}

/// It may hold the guard for a long time if a file system does not respond.
void tst_HeldInodes::forkWhileAnotherThreadHoldsGuard()
{
    auto &held = HeldInodes::instance();
    std::latch isHeld(1);
    std::latch enough(1);
    std::jthread inside([&] {
        const auto guard = held.guard(SomeKey.device);
        isHeld.count_down();
        enough.wait();
    });
    isHeld.wait();
    const bool isUsable = holdsInChild([&] { return held.guard(SomeKey.device).owns_lock(); });
    enough.count_down();
    QVERIFY(isUsable);
}

void tst_HeldInodes::guardsOfDevicesAreIndependent()
{
    auto &held = HeldInodes::instance();
    const auto guard = held.guard(SomeKey.device);
    auto other = std::async(std::launch::async, [&held] { return held.guard(SomeKey.device + 1).owns_lock(); });
    QCOMPARE(other.wait_for(std::chrono::seconds(60)), std::future_status::ready);
    QVERIFY(other.get());
}

QTEST_GUILESS_MAIN(tst_HeldInodes)
#include "tst_heldinodes.moc"
