// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"
#include "support/kindtest.h"
#include "support/leftovers.h"
#include "support/waiter.h"

#include <QTest>

#include <signal.h>
#include <sys/stat.h>

using namespace Lockscope;
using namespace std::chrono_literals;

namespace {

const std::string Python = "/usr/bin/python3";

/// The original's side of a way to lock; a reader is kept out by the exclusive form.
QByteArray peerKindOf(const LockWord &word)
{
    const QByteArray name = word.word;
    if (word.type == KernelLock::Type::Flock)
        return name;
    return word.isShared || name == "fcntl-keep" ? "lockf-keep" : "lockf";
}

/// One of the Python originals, in a process of its own.
class Peer : public Actor
{
public:
    Peer()
        : Actor({Python, "-B", "-u", LOCKSCOPE_PYTHON_PEER})
    {}
};

QByteArray fileState(const std::filesystem::path &path, qint64 pid)
{
    struct stat status = {};
    if (::stat(path.c_str(), &status) != 0)
        return "no file";
    return QByteArray::number(status.st_mode & 07777, 8) + ' ' +
           contentOf(path).replace(QByteArray::number(pid), "PID");
}

} // namespace

/// Each kind beside the Python original that it speaks with.
class tst_Interop : public KindTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void weHoldAndTheyAreRefused();
    void theyHoldAndWeAreRefused();
    void weGetItWhenTheyRelease_data();
    void weGetItWhenTheyRelease();
    void theyGetItWhenWeRelease();
    void whatTheyLeaveBehindIsNoObstacle();
    void filesAreTheSame();
    void mixedProcessesTakeTurns();
};

void tst_Interop::initTestCase()
{
    if (!std::filesystem::exists(Python) || Peer().say("has zc.lockfile") != "yes")
        QSKIP("needs zc.lockfile for /usr/bin/python3 (Debian: python3-zc.lockfile)");
}

void tst_Interop::weHoldAndTheyAreRefused()
{
    const auto lock = make();
    Peer peer;
    for (int round = 0; round < 2; ++round) {
        VERIFY_RESULT(lock->acquire(0s));
        const auto content = word().writes ? contentOf(path()) : QByteArray();
        QCOMPARE(peer.say("acquire " + peerKindOf(word()), path()), QByteArray("refused"));
        QVERIFY(lock->isHeldByMe());
        if (word().writes)
            QCOMPARE(contentOf(path()), content);
        VERIFY_RESULT(lock->release());
        QCOMPARE(peer.say("acquire " + peerKindOf(word()), path()), QByteArray("acquired"));
        QCOMPARE(peer.say("release", path()), QByteArray("released"));
    }
}

void tst_Interop::theyHoldAndWeAreRefused()
{
    Peer peer;
    QCOMPARE(peer.say("acquire " + peerKindOf(word()), path()), QByteArray("acquired"));
    const auto lock = make();
    const auto refused = lock->acquire(0s);
    QCOMPARE(codeOf(refused), LockErrc::AlreadyLocked);
    if (word().writes)
        QCOMPARE(refused.error().claim.value_or(Claim()).pid, peer.pid());
    QCOMPARE(codeOf(lock->acquire(60ms)), LockErrc::LockTimeout);
    QVERIFY(lock->isLocked().value());
    QCOMPARE(codeOf(lock->breakLock()), LockErrc::BreakRefused);
    QCOMPARE(peer.say("release", path()), QByteArray("released"));
    QVERIFY(!lock->isLocked().value());
    VERIFY_RESULT(lock->acquire(0s));
}

void tst_Interop::weGetItWhenTheyRelease_data()
{
    QTest::addColumn<bool>("isTimed");
    QTest::addColumn<bool>("isKilled");
    QTest::newRow("release, waiting with a limit") << true << false;
    QTest::newRow("release, waiting for ever") << false << false;
    QTest::newRow("SIGKILL, waiting with a limit") << true << true;
    QTest::newRow("SIGKILL, waiting for ever") << false << true;
}

void tst_Interop::weGetItWhenTheyRelease()
{
    QFETCH(const bool, isTimed);
    QFETCH(const bool, isKilled);
    Peer peer;
    QCOMPARE(peer.say("acquire " + peerKindOf(word()), path()), QByteArray("acquired"));
    const auto lock = make();
    Waiter waiter(*lock, isTimed ? Timeout(20s) : Timeout());
    QVERIFY(waiter.isAsleep());
    if (isKilled)
        peer.kill(SIGKILL);
    else
        QCOMPARE(peer.say("release", path()), QByteArray("released"));
    const auto start = std::chrono::steady_clock::now();
    VERIFY_RESULT(waiter.result());
    QVERIFY(waiter.acquiredAt() - start < 5s);
    QVERIFY(lock->isHeldByMe());
}

void tst_Interop::theyGetItWhenWeRelease()
{
    const auto lock = make();
    VERIFY_RESULT(lock->acquire(0s));
    Peer peer;
    peer.tell("acquire " + peerKindOf(word()) + ' ' + Actor::word(path()) + " ever");
    if (word().type != KernelLock::Type::Flock)
        QTRY_COMPARE(kernelWaitersOn(path()), 1);
    VERIFY_RESULT(lock->release());
    QCOMPARE(peer.listen(), QByteArray("acquired"));
    QCOMPARE(codeOf(lock->acquire(0s)), LockErrc::AlreadyLocked);
}

void tst_Interop::whatTheyLeaveBehindIsNoObstacle()
{
    {
        Peer peer;
        QCOMPARE(peer.say("acquire " + peerKindOf(word()), path()), QByteArray("acquired"));
        peer.kill(SIGKILL);
        QVERIFY(peer.waitForEnd());
    }
    QVERIFY(std::filesystem::exists(path()));
    const auto lock = make();
    QVERIFY(!lock->isLocked().value());
    VERIFY_RESULT(lock->acquire(0s));
    VERIFY_RESULT(lock->release());
}

void tst_Interop::filesAreTheSame()
{
    if (word().isShared)
        return;
    const auto theirs = folder() / "theirs.lock";
    Peer peer;
    Actor actor;
    for (const mode_t mask : {0022, 0077, 0002}) {
        QCOMPARE(peer.say("umask " + QByteArray::number(mask, 8)), QByteArray("masked"));
        QCOMPARE(actor.say("umask " + QByteArray::number(mask, 8)), QByteArray("masked"));
        QCOMPARE(peer.say("acquire " + peerKindOf(word()), theirs), QByteArray("acquired"));
        QCOMPARE(actor.say(QByteArray("acquire ") + word().word, path()), QByteArray("acquired"));
        QCOMPARE(fileState(path(), actor.pid()), fileState(theirs, peer.pid()));
        QCOMPARE(peer.say("release", theirs), QByteArray("released"));
        QCOMPARE(actor.say(QByteArray("release ") + word().word, path()), QByteArray("released"));
        QCOMPARE(fileState(path(), actor.pid()), fileState(theirs, peer.pid()));
        std::filesystem::remove(path());
        std::filesystem::remove(theirs);
    }
}

void tst_Interop::mixedProcessesTakeTurns()
{
    if (word().isShared)
        return;
    constexpr int OfEach = 4;
    constexpr int Rounds = 50;
    const auto counter = folder() / "counter";
    writeFile(counter);
    const QByteArray work = ' ' + Actor::word(path()) + ' ' + Actor::word(counter) + ' ' + QByteArray::number(Rounds);
    Peer peers[OfEach];
    Actor actors[OfEach];
    for (auto &peer : peers)
        peer.tell("count " + peerKindOf(word()) + work);
    for (auto &actor : actors)
        actor.tell(QByteArray("count ") + word().word + work);
    for (auto &peer : peers)
        QCOMPARE(peer.listen(), QByteArray("counted"));
    for (auto &actor : actors)
        QCOMPARE(actor.listen(), QByteArray("counted"));
    QCOMPARE(contentOf(counter), QByteArray::number(2 * OfEach * Rounds));
    std::filesystem::remove(counter);
    QCOMPARE(filesInFolder(), word().removes ? QStringList() : QStringList{QStringLiteral("app.lock")});
}

QTEST_GUILESS_MAIN(tst_Interop)
#include "tst_interop.moc"
