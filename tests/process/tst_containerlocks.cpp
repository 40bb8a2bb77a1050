// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "lockscopectlcall.h"
#include "support/actor.h"
#include "support/locktest.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>
#include <filesystem>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

/// Runs a line of sh as the first process of its own PID namespace, as in a container; "$0" is lockscopectl, "$1" the
/// lock. The last command replaces the shell, and inherits a lock that the shell holds.
CtlAnswer inContainer(const QString &line, const std::filesystem::path &path)
{
    return callProgram(u"unshare"_s,
                       {u"--user"_s, u"--map-root-user"_s, u"--pid"_s, u"--fork"_s, u"--mount-proc"_s, u"bash"_s,
                        u"-c"_s, line, lockscopectlProgram(), QString::fromStdString(path.native())});
}

bool hasContainers()
{
    return inContainer(u"true"_s, {}).status == 0;
}

} // namespace

/// Inside a PID namespace, the kernel's lock table omits locks that were acquired by a process that has exited, or by
/// processes outside.
class tst_ContainerLocks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!hasContainers())
            QSKIP("needs user and PID namespaces");
    }

    void flockAcquiredByExitedCommandIsHeld_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << ""_ba;
        QTest::newRow("zc.lockfile") << " 4242\n"_ba;
    }
    void flockAcquiredByExitedCommandIsHeld()
    {
        QFETCH(QByteArray, content);
        const TestDirectory directory;
        const auto path = makeFile(directory / "job.lock", content);
        const auto answer = inContainer(
            u"exec 9<>\"$1\"; flock -n 9; \"$0\" inspect --json \"$1\"; \"$0\" system --json; true"_s, path);
        const auto objects = answer.objects();
        QVERIFY2(objects.size() >= 2, answer.err);
        QCOMPARE(objects.at(0)[u"verdict"].toString(), u"held"_s);
        QCOMPARE(objects.at(0)[u"confidence"].toString(), u"proved"_s);
        QCOMPARE(objects.at(0)[u"process"][u"name"].toString(), u"bash"_s);
        // The table also shows locks of open file descriptions from outside.
        const auto listed = std::find_if(objects.begin() + 1, objects.end(), [&](const auto &object) {
            return object[u"path"].toString() == QString::fromStdString(path.native());
        });
        QVERIFY(listed != objects.end());
        QCOMPARE((*listed)[u"kernelLocks"][0][u"holders"][0][u"name"].toString(), u"bash"_s);
    }

    void forcedBreakIsRefused()
    {
        const TestDirectory directory;
        const auto path = makeFile(directory / "job.pid", "4242\n");
        const auto answer =
            inContainer(u"exec 9<>\"$1\"; flock 9; \"$0\" break --force --json \"$1\"; exit $?"_s, path);
        QCOMPARE(answer.status, 3);
        QVERIFY(std::filesystem::exists(path));
    }

    void watchReportsIt()
    {
        const TestDirectory directory;
        const auto path = makeFile(directory / "job.lock", "x");
        const auto answer = inContainer(u"coproc \"$0\" watch --json --no-history \"$1\"; "
                                        "while read -r -u ${COPROC[0]} line; do echo \"$line\"; case $line in "
                                        "*'\"ready\"'*) exec 9<>\"$1\"; flock 9;; "
                                        "*'\"acquired\"'*) exec 9<&-;; *'\"released\"'*) break;; esac; done"_s,
                                        path);
        QByteArrayList events;
        for (const auto &object : answer.objects())
            events << object[u"event"].toString().toLatin1();
        QCOMPARE(events, (QByteArrayList{"appeared", "ready", "acquired", "released"}));
    }

    void flockFromOutsideIsUnknown()
    {
        const TestDirectory directory;
        const auto path = makeFile(directory / "job.lock", " 4242\n");
        Actor actor;
        QCOMPARE(actor.say("flock", path), "held"_ba);
        const auto report = inContainer(u"\"$0\" inspect --json \"$1\""_s, path).object();
        QCOMPARE(report[u"verdict"].toString(), u"unknown"_s);
        QCOMPARE(report[u"reason"].toString(), u"other-pid-namespace"_s);
        QVERIFY(report[u"break"][u"refused"].toString().contains(u"outside of this container cannot be seen"));
        const auto forced = inContainer(u"\"$0\" break --force \"$1\"; exit $?"_s, path);
        QCOMPARE(forced.status, 3);
        QVERIFY2(forced.err.contains("break it on the host"), forced.err);
    }

    /// Nothing shows whether a process outside has a lock on it.
    void unreadableFileIsNotBrokenByForce()
    {
        constexpr uid_t Unmapped = 65534;
        const TestDirectory directory;
        const auto path = makeFile(directory / "job.pid", "4242\n");
        if (::chown(path.c_str(), Unmapped, Unmapped) != 0)
            QSKIP("needs root, for a file of another user");
        std::filesystem::permissions(path, std::filesystem::perms(0600));
        Actor actor;
        QCOMPARE(actor.say("flock", path), "held"_ba);
        const auto forced = inContainer(u"\"$0\" break --force \"$1\"; exit $?"_s, path);
        QCOMPARE(forced.status, 4); // it cannot be read
        QVERIFY2(forced.err.contains("break it on the host"), forced.err);
        QVERIFY(std::filesystem::exists(path));
    }

    /// The locked inode is that of the overlay, which only the mount namespace of its holder contains.
    void lockThroughOverlayOfAnotherUserIsNotFree()
    {
        if (::geteuid() != 0)
            QSKIP("needs root, to mount an overlay");
        const TestDirectory directory;
        std::filesystem::permissions(directory.path(), std::filesystem::perms(0755));
        for (const char *name : {"lower", "upper", "work", "merged"})
            std::filesystem::create_directory(directory / name);
        const auto path = makeFile(directory / "upper" / "Data.fs.lock", " 4242\n");
        const auto line =
            u"cd \"$1\" && mount -t overlay o -o lowerdir=lower,upperdir=upper,workdir=work merged || exit; "
            "exec 8<>merged/Data.fs.lock; flock 8; nsenter -t $PPID -m setpriv --reuid=65534 "
            "--regid=65534 --clear-groups \"$0\" inspect --json \"$1/upper/Data.fs.lock\" 8<&-"_s;
        const auto answer = callProgram(u"unshare"_s, {u"--mount"_s, u"bash"_s, u"-c"_s, line, lockscopectlProgram(),
                                                       QString::fromStdString(directory.path().native())});
        if (answer.objects().empty())
            QSKIP("cannot mount an overlay, or the user nobody cannot run lockscopectl");
        QCOMPARE(answer.objects().at(0)[u"verdict"].toString(), u"unknown"_s);
        QCOMPARE(lockscopectl({u"inspect"_s, u"--json"_s, QString::fromStdString(path.native())})
                     .object()[u"verdict"]
                     .toString(),
                 u"free"_s);
    }
    void posixLockFromOutsideIsHeld()
    {
        const TestDirectory directory;
        const auto path = makeFile(directory / "job.lock", "x");
        Actor actor;
        QCOMPARE(actor.say("posix", path), "held"_ba);
        const auto report = inContainer(u"\"$0\" inspect --json \"$1\""_s, path).object();
        QCOMPARE(report[u"verdict"].toString(), u"held"_s);
        QCOMPARE(report[u"confidence"].toString(), u"proved"_s);
        QCOMPARE(report[u"kernelLocks"][0][u"type"].toString(), u"posix"_s);
        const auto scanned = inContainer(u"\"$0\" scan --json \"$(dirname \"$1\")\""_s, path).object();
        QCOMPARE(scanned[u"verdict"].toString(), u"held"_s);
    }
};

QTEST_GUILESS_MAIN(tst_ContainerLocks)
#include "tst_containerlocks.moc"
