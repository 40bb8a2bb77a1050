// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/locktest.h"

#include "system/inotify.h"
#include "system/systemcalls.h"
#include "system/wakeup.h"

#include <QTest>

#include <thread>

#include <fcntl.h>
#include <unistd.h>

using namespace Lockscope;
using namespace Qt::StringLiterals;

class tst_Inotify : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noChangeNoEvent();
    void newFilesAreReportedByName();
    void hostileNamesAreUnchanged();
    void watchByDescriptorFollowsTheInode();
    void linkIsNotFollowedOnRequest();
    void removedWatchReportsNothing();
    void thousandsOfEventsAreInOrder();
    void failuresNameCallAndPath();
    void tooManyInstancesIsAFailure();
    void eventFdWakesPoll();
    void drainedEventFdIsNotReadable();
};

void tst_Inotify::noChangeNoEvent()
{
    const TestDirectory directory;
    auto inotify = Inotify::create();
    QVERIFY(inotify);
    QVERIFY(inotify->add(directory.path(), IN_CREATE));
    QVERIFY(inotify->read().empty());
}

void tst_Inotify::newFilesAreReportedByName()
{
    const TestDirectory directory;
    auto inotify = Inotify::create();
    const auto watch = inotify->add(directory.path(), IN_CREATE | IN_DELETE);
    QVERIFY(watch);
    makeFile(directory / "a.lock");
    makeFile(directory / "b.lock");
    std::filesystem::remove(directory / "a.lock");
    const auto events = inotify->read();
    QCOMPARE(events.size(), 3U);
    QCOMPARE(events[0].watch, *watch);
    QCOMPARE(events[0].mask, std::uint32_t{IN_CREATE});
    QCOMPARE(events[0].name, "a.lock");
    QCOMPARE(events[1].name, "b.lock");
    QCOMPARE(events[2].mask, std::uint32_t{IN_DELETE});
    QCOMPARE(events[2].name, "a.lock");
    QVERIFY(inotify->read().empty());
}

void tst_Inotify::hostileNamesAreUnchanged()
{
    const TestDirectory directory;
    auto inotify = Inotify::create();
    QVERIFY(inotify->add(directory.path(), IN_CREATE));
    const std::vector<std::string> names = {"two\nlines", "\xff", std::string(255, 'n')};
    for (const auto &name : names)
        makeFile(directory / name);
    std::vector<std::string> seen;
    for (const auto &event : inotify->read())
        seen.push_back(event.name);
    QCOMPARE(seen, names);
}

void tst_Inotify::watchByDescriptorFollowsTheInode()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "file");
    auto inotify = Inotify::create();
    FileDescriptor fd(::open(path.c_str(), O_RDWR | O_CLOEXEC));
    QVERIFY(inotify->add(fd.get(), IN_CLOSE_WRITE | IN_DONT_FOLLOW));
    // Later meanings of the name do not matter.
    std::filesystem::rename(path, directory / "moved");
    makeFile(path);
    QVERIFY(inotify->read().empty());
    fd.reset();
    const auto events = inotify->read();
    QCOMPARE(events.size(), 1U);
    QCOMPARE(events[0].mask, std::uint32_t{IN_CLOSE_WRITE});
    QCOMPARE(events[0].name, "");
}

void tst_Inotify::linkIsNotFollowedOnRequest()
{
    const TestDirectory directory;
    std::filesystem::create_symlink("nowhere", directory / "link");
    auto inotify = Inotify::create();
    QVERIFY(inotify->add(directory / "link", IN_DELETE_SELF | IN_DONT_FOLLOW));
    const auto followed = inotify->add(directory / "link", IN_DELETE_SELF);
    QVERIFY(!followed);
    QCOMPARE(followed.error().systemErrno, ENOENT);
}

void tst_Inotify::removedWatchReportsNothing()
{
    const TestDirectory directory;
    auto inotify = Inotify::create();
    const auto watch = inotify->add(directory.path(), IN_CREATE);
    inotify->remove(*watch);
    makeFile(directory / "file");
    const auto events = inotify->read();
    QCOMPARE(events.size(), 1U);
    QCOMPARE(events[0].mask, std::uint32_t{IN_IGNORED});
}

void tst_Inotify::thousandsOfEventsAreInOrder()
{
    const TestDirectory directory;
    auto inotify = Inotify::create();
    QVERIFY(inotify->add(directory.path(), IN_CREATE));
    // More events than one read returns.
    constexpr int Count = 5'000;
    for (int i = 0; i < Count; ++i)
        makeFile(directory / std::to_string(i));
    const auto events = inotify->read();
    QCOMPARE(events.size(), std::size_t{Count});
    QCOMPARE(events.front().name, "0");
    QCOMPARE(events.back().name, std::to_string(Count - 1));
}

void tst_Inotify::failuresNameCallAndPath()
{
    auto inotify = Inotify::create();
    const auto watch = inotify->add(std::filesystem::path("/nowhere/at all"), IN_CREATE);
    QVERIFY(!watch);
    QCOMPARE(watch.error().systemErrno, ENOENT);
    QCOMPARE(watch.error().call, "inotify_add_watch");
    QCOMPARE(watch.error().path, std::filesystem::path("/nowhere/at all"));
}

class NoInstancesLeft : public SystemCalls
{
public:
    int inotifyInit(int) override
    {
        errno = EMFILE;
        return -1;
    }
};

void tst_Inotify::tooManyInstancesIsAFailure()
{
    NoInstancesLeft calls;
    const ScopedSystemCalls scope(calls);
    const auto inotify = Inotify::create();
    QVERIFY(!inotify);
    QCOMPARE(inotify.error().systemErrno, EMFILE);
    QCOMPARE(inotify.error().call, "inotify_init1");
    const auto message = inotify.error().message();
    QVERIFY2(message.startsWith(QStringLiteral("cannot read: inotify_init1")), qPrintable(message)); // without a path
    QVERIFY2(message.contains(QStringLiteral("max_user_instances")), qPrintable(message));
}

void tst_Inotify::eventFdWakesPoll()
{
    const auto wakeUp = WakeUp::create();
    QVERIFY(wakeUp);
    pollfd woken = {wakeUp->fd(), POLLIN, 0};
    QCOMPARE(::poll(&woken, 1, 0), 0);
    std::jthread other([&wakeUp] { wakeUp->wake(); });
    QCOMPARE(::poll(&woken, 1, 20'000), 1);
}

void tst_Inotify::drainedEventFdIsNotReadable()
{
    const auto wakeUp = WakeUp::create();
    QVERIFY(wakeUp);
    errno = 7;
    wakeUp->wake();
    wakeUp->wake();
    QCOMPARE(errno, 7);
    wakeUp->drain();
    pollfd woken = {wakeUp->fd(), POLLIN, 0};
    QCOMPARE(::poll(&woken, 1, 0), 0);
    wakeUp->drain();
    wakeUp->wake();
    QCOMPARE(::poll(&woken, 1, 0), 1);
}

QTEST_GUILESS_MAIN(tst_Inotify)
#include "tst_inotify.moc"
