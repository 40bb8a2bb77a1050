// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"
#include "support/kindtest.h"
#include "support/leftovers.h"
#include "support/pythonname.h"
#include "support/waiter.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Lockscope;
using namespace std::chrono_literals;

namespace {

const std::string Python = "/usr/bin/python3";

/// The kind with which the original contends; a reader is excluded by the exclusive form.
QByteArray peerKindOf(const LockWord &word)
{
    const QByteArray name = word.word;
    if (word.type == KernelLock::Type::Flock || word.isMarker())
        return name;
    return word.isShared || name == "fcntl-keep" ? "lockf-keep" : "lockf";
}

/// One of the Python originals, in its own process.
class Peer : public Actor
{
public:
    Peer()
        : Actor({Python, "-B", "-u", LOCKSCOPE_PYTHON_PEER})
    {}
};

/// A name of pylockfile's with placeholders for everything that differs between processes: the thread in hexadecimal,
/// which is not padded with zeros, the PID, and the hash at the end of a link's name.
QByteArray withoutNumbers(const std::string &name, qint64 pid)
{
    const QRegularExpression link(QStringLiteral("(?:(-)[0-9a-f]{1,8})?\\.%1-?[0-9]+$").arg(pid));
    const QRegularExpression fileOfDirectory(QStringLiteral("\\.(?:(-)[0-9a-f]{1,8})?%1$").arg(pid));
    return QString::fromStdString(name)
        .replace(link, QStringLiteral("\\1THREAD.PID HASH"))
        .replace(fileOfDirectory, QStringLiteral(".\\1THREAD PID"))
        .toUtf8();
}

/// All visible properties of a lock file, link or directory.
QByteArray fileState(const std::filesystem::path &path, qint64 pid)
{
    struct stat status = {};
    if (::lstat(path.c_str(), &status) != 0)
        return "no file";
    QByteArray state = QByteArray::number(status.st_mode, 8) + ' ' + QByteArray::number(quint64{status.st_nlink}) + ' ';
    if (S_ISLNK(status.st_mode))
        return state + withoutNumbers(std::filesystem::read_symlink(path), pid);
    if (S_ISREG(status.st_mode))
        return state + contentOf(path)
                           .replace(QByteArray::number(pid), "PID")
                           .replace("lockactor", "PROGRAM")
                           .replace("pythonpeer", "PROGRAM");
    for (const auto &entry : std::filesystem::directory_iterator(path))
        state += withoutNumbers(entry.path().filename(), pid) + ' ' + fileState(entry.path(), pid);
    return state;
}

} // namespace

/// Each kind together with the Python original with which it is compatible.
class tst_Interop : public KindTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void peerIsRefusedWhileHeld();
    void isRefusedWhilePeerHolds();
    void acquiresAfterPeerReleases_data();
    void acquiresAfterPeerReleases();
    void peerAcquiresAfterRelease();
    void lockOfKilledPeerCanBeAcquired();
    void filesAreIdentical();
    void lossIsReportedAfterPeerBreaks();
    void mixedProcessesAlternate();
};

void tst_Interop::initTestCase()
{
    if (!std::filesystem::exists(Python) || Peer().say("has zc.lockfile") != "yes" ||
        Peer().say("has lockfile") != "yes")
        QSKIP("needs zc.lockfile and lockfile for /usr/bin/python3 (Debian: python3-zc.lockfile, python3-lockfile)");
}

void tst_Interop::peerIsRefusedWhileHeld()
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

void tst_Interop::isRefusedWhilePeerHolds()
{
    Peer peer;
    QCOMPARE(peer.say("acquire " + peerKindOf(word()), path()), QByteArray("acquired"));
    const auto lock = make();
    const auto refused = lock->acquire(0s);
    QCOMPARE(codeOf(refused), LockErrc::AlreadyLocked);
    // If a hash begins with digits, the PID before it is ambiguous.
    if (word().writes || word().isMarker())
        QVERIFY(std::ranges::count(refused.error().claim.value_or(Claim()).pids, peer.pid()) == 1);
    QCOMPARE(codeOf(lock->acquire(60ms)), LockErrc::LockTimeout);
    QVERIFY(lock->isLocked().value());
    QCOMPARE(codeOf(lock->breakStaleLock()), LockErrc::BreakRefused);
    QCOMPARE(peer.say("release", path()), QByteArray("released"));
    QVERIFY(!lock->isLocked().value());
    VERIFY_RESULT(lock->acquire(0s));
}

void tst_Interop::acquiresAfterPeerReleases_data()
{
    QTest::addColumn<bool>("isTimed");
    QTest::addColumn<bool>("isKilled");
    QTest::newRow("release, timeout") << true << false;
    QTest::newRow("release, no timeout") << false << false;
    QTest::newRow("SIGKILL, timeout") << true << true;
    QTest::newRow("SIGKILL, no timeout") << false << true;
}

void tst_Interop::acquiresAfterPeerReleases()
{
    QFETCH(const bool, isTimed);
    QFETCH(const bool, isKilled);
    Peer peer;
    QCOMPARE(peer.say("acquire " + peerKindOf(word()), path()), QByteArray("acquired"));
    const auto lock = make();
    Waiter waiter(*lock, isTimed ? Timeout(20s) : Timeout());
    QVERIFY(waiter.isAsleep());
    if (isKilled && word().isMarker()) {
        // A marker outlives its holder: breaking it frees the lock.
        peer.kill(SIGKILL);
        QVERIFY(peer.waitForEnd());
        if (word().outlivesItsHolder())
            VERIFY_RESULT(makeRival()->breakStaleLock());
    } else if (isKilled)
        peer.kill(SIGKILL);
    else
        QCOMPARE(peer.say("release", path()), QByteArray("released"));
    const auto start = std::chrono::steady_clock::now();
    VERIFY_RESULT(waiter.result());
    QVERIFY(waiter.acquiredAt() - start < 5s);
    QVERIFY(lock->isHeldByMe());
}

void tst_Interop::peerAcquiresAfterRelease()
{
    const auto lock = make();
    VERIFY_RESULT(lock->acquire(0s));
    Peer peer;
    peer.send("acquire " + peerKindOf(word()) + ' ' + Actor::word(path()) + " ever");
    if (!word().isMarker() && word().type != KernelLock::Type::Flock)
        QTRY_COMPARE(kernelWaitersOn(path()), 1);
    VERIFY_RESULT(lock->release());
    QCOMPARE(peer.listen(), QByteArray("acquired"));
    QCOMPARE(codeOf(lock->acquire(0s)), LockErrc::AlreadyLocked);
}

void tst_Interop::lockOfKilledPeerCanBeAcquired()
{
    {
        Peer peer;
        QCOMPARE(peer.say("acquire " + peerKindOf(word()), path()), QByteArray("acquired"));
        peer.kill(SIGKILL);
        QVERIFY(peer.waitForEnd());
    }
    QVERIFY(lockExists());
    const auto lock = make();
    QCOMPARE(lock->isLocked().value(), word().outlivesItsHolder());
    if (word().outlivesItsHolder()) {
        QCOMPARE(codeOf(lock->acquire(0s)), LockErrc::AlreadyLocked);
        VERIFY_RESULT(lock->breakStaleLock());
        QCOMPARE(filesExceptQuarantine(), QStringList());
    }
    VERIFY_RESULT(lock->acquire(0s));
    VERIFY_RESULT(lock->release());
}

void tst_Interop::filesAreIdentical()
{
    if (word().isShared || word().isRow)
        return;
    const auto theirs = directory() / "theirs.lock";
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
        QCOMPARE(filesInDirectory(), QStringList());
    }
}

void tst_Interop::lossIsReportedAfterPeerBreaks()
{
    // openlock cannot break locks.
    if (!word().isMarker() || word().replaces)
        return;
    const auto lock = make();
    VERIFY_RESULT(lock->acquire(0s));
    Peer peer;
    QCOMPARE(peer.say("break " + peerKindOf(word()), path()), QByteArray("broken"));
    QVERIFY(!lock->isHeldByMe());
    QCOMPARE(peer.say("acquire " + peerKindOf(word()), path()), QByteArray("acquired"));
    QCOMPARE(codeOf(lock->release()), LockErrc::NotMyLock);
    QCOMPARE(peer.say("mine", path()), QByteArray("yes"));
    QCOMPARE(codeOf(lock->acquire(0s)), LockErrc::AlreadyLocked);
    QCOMPARE(peer.say("release", path()), QByteArray("released"));
    QCOMPARE(filesInDirectory(), QStringList());
}

void tst_Interop::mixedProcessesAlternate()
{
    if (word().isShared)
        return;
    constexpr int OfEach = 4;
    // Increase it for more certainty than a test run has time for.
    bool isSet = false;
    const int wanted = qEnvironmentVariableIntValue("LOCKSCOPE_STRESS_ROUNDS", &isSet);
    const int rounds = isSet ? wanted : 50;
    const auto counter = directory() / "counter";
    writeFile(counter);
    const QByteArray work = ' ' + Actor::word(path()) + ' ' + Actor::word(counter) + ' ' + QByteArray::number(rounds);
    Peer peers[OfEach];
    Actor actors[OfEach];
    for (auto &peer : peers)
        peer.send("count " + peerKindOf(word()) + work);
    for (auto &actor : actors)
        actor.send(QByteArray("count ") + word().word + work);
    for (auto &peer : peers)
        QCOMPARE(peer.listen(), QByteArray("counted"));
    for (auto &actor : actors)
        QCOMPARE(actor.listen(), QByteArray("counted"));
    QCOMPARE(contentOf(counter), QByteArray::number(2 * OfEach * rounds));
    std::filesystem::remove(counter);
    QCOMPARE(filesInDirectory(), word().removes ? QStringList() : QStringList{QStringLiteral("app.lock")});
}

int main(int argc, char *argv[])
{
    restartWithPythonInName(argv);
    QCoreApplication app(argc, argv);
    tst_Interop test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_interop.moc"
