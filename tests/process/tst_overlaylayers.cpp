// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "lockscopectlcall.h"
#include "support/brokenscene.h"
#include "support/locktest.h"

#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

/// Creates, in its own directory, an overlay `over` of `up` and `low`, each with the stale lock app.pid and the free
/// lock app.zc. `state FILE...` prints the verdict of each file.
constexpr auto MakeOverlay =
    R"sh(ctl=$0; cd "$1" && mkdir c && mount -t tmpfs none c && cd c && mkdir up work low over link && ln -s ../low ../up link
for layer in up low; do echo %1 > $layer/$layer.pid; printf ' %1\n' > $layer/$layer.zc.lock; done
state() { "$ctl" inspect --json "$@" | sed 's/.*"verdict":"\([a-z]*\)".*/\1/'; }
mount -t overlay -o %2 none over || { echo skip; exit; }
)sh";

constexpr auto RelativeLayers = "lowerdir=low,upperdir=up,workdir=work";

} // namespace

/// Programs use a file in a layer of an overlay through the mount, where it is another inode: neither their locks nor
/// their open files are visible on the file in the layer.
class tst_OverlayLayers : public QObject
{
    Q_OBJECT

    /// The output lines of the script; skips the test if no overlay can be mounted.
    static QByteArrayList run(const QString &script, const QString &options = QString::fromLatin1(RelativeLayers))
    {
        const TestDirectory directory;
        QStringList words{u"--mount"_s};
        if (::geteuid() != 0)
            words << u"--user"_s << u"--map-root-user"_s;
        words << u"bash"_s << u"-c"_s
              << QString::fromLatin1(MakeOverlay).arg(QString::number(exitedProcess()), options) + script
              << lockscopectlProgram() << QString::fromStdString(directory.path().native());
        const auto answer = callProgram(u"unshare"_s, words);
        auto lines = answer.out.split('\n');
        lines.removeAll({});
        if (lines.isEmpty() || lines.first() == "skip")
            return {};
        return lines;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (run(u"echo mounted"_s).isEmpty())
            QSKIP("needs to mount an overlay");
    }

    void fileInLayerIsNeitherStaleNorFree_data()
    {
        QTest::addColumn<QString>("options");
        QTest::newRow("relative") << QString::fromLatin1(RelativeLayers);
        QTest::newRow("absolute") << u"lowerdir=$PWD/low,upperdir=$PWD/up,workdir=work"_s;
        QTest::newRow("by symbolic links") << u"lowerdir=$PWD/link/low,upperdir=link/up,workdir=work"_s;
    }
    void fileInLayerIsNeitherStaleNorFree()
    {
        QFETCH(QString, options);
        QCOMPARE(run(u"state up/up.pid up/up.zc.lock low/low.pid low/low.zc.lock; mkdir bound; mount --bind up bound; "
                     "state bound/up.pid"_s,
                     options),
                 QByteArrayList(5, "unknown"));
    }

    /// Neither message nor evidence claims that a file whose locks cannot be seen has no kernel lock.
    void kernelLockIsNotRuledOutInLayer()
    {
        const auto lines =
            run(u"for layer in up low; do echo text > $layer/text.lock; : > $layer/empty.lock; done; "
                "exec 8<>over/text.lock 9<>over/empty.lock; flock 8; flock 9; "
                "\"$ctl\" inspect up/text.lock up/empty.lock low/text.lock low/empty.lock low/low.zc.lock "
                "over/text.lock; echo $PWD"_s);
        const auto text = lines.join('\n');
        QVERIFY2(!text.contains("o process holds") && !text.contains("reports no lock"), text);
        QCOMPARE(text.count(QByteArray("Inspect " + lines.last() + "/over/")), 5);
        QCOMPARE(text.count("\nheld "), 1);
    }

    void mountPointIsNamed()
    {
        const auto lines = run(u"\"$ctl\" inspect up/up.pid; echo $PWD"_s);
        QVERIFY2(lines.first().contains(QByteArray("Inspect " + lines.last() + "/over/up.pid instead.")),
                 lines.first());
    }

    void fileHasVerdictThroughTheMount()
    {
        QCOMPARE(run(u"state over/up.pid over/low.pid"_s), (QByteArrayList{"stale", "stale"}));
        if (canProveFree())
            QCOMPARE(run(u"state over/up.zc.lock over/low.zc.lock"_s), (QByteArrayList{"free", "free"}));
    }

    void fileOfLowerLayerIsBrokenAndRestored()
    {
        QCOMPARE(run(u"export XDG_STATE_HOME=$PWD/state; ln -s $(hostname)-%1 low/SingletonLock; "
                     "for lock in low.pid SingletonLock; do \"$ctl\" break over/$lock >/dev/null; echo $?; "
                     "test -e over/$lock -o -L over/$lock; echo $?; "
                     "\"$ctl\" undo >/dev/null; echo $?; state over/$lock; done"_s.arg(exitedProcess())),
                 (QByteArrayList{"0", "1", "0", "stale", "0", "1", "0", "stale"}));
    }

    void directoryOfLowerLayerIsKeptWithReason()
    {
        // Only root may use this option.
        const auto option = ::geteuid() == 0 ? u"redirect_dir=off"_s : u"userxattr"_s;
        const auto lines = run(
            u"umount over; mkdir low/dir.lock; touch low/dir.lock/$(uname -n).%1; mount -t overlay -o "
            "lowerdir=low,upperdir=up,workdir=work,%2 none over; \"$ctl\" break "
            "over/dir.lock 2>&1; test -d over/dir.lock && echo kept"_s.arg(QString::number(exitedProcess()), option));
        QVERIFY2(lines.join().contains("lower layer of an overlay"), lines.join());
        QCOMPARE(lines.last(), "kept"_ba);
    }

    /// In a user namespace, the overlay cannot copy a file whose owner is not mapped.
    void fileOfUnknownOwnerIsKeptWithReason()
    {
        if (::geteuid() != 0)
            QSKIP("needs root, for a file of another user");
        const auto lines =
            run(u"umount over; chmod 755 ..; chmod 777 . up work low over; chown 12345 low/low.pid; mkdir -m 777 "
                u"state; setpriv "
                "--reuid=65534 --regid=65534 --clear-groups unshare --user --map-root-user --mount sh -c '"
                "mount -t overlay -o lowerdir=low,upperdir=up,workdir=work,userxattr none over || exit; "
                "XDG_STATE_HOME=$PWD/state \"$0\" break over/low.pid 2>&1; cat over/low.pid' \"$ctl\""_s);
        if (lines.isEmpty())
            QSKIP("needs overlays in user namespaces");
        QVERIFY2(lines.first().contains("has no ID in this user namespace"), lines.join('\n'));
        QCOMPARE(lines.last(), QByteArray::number(lines.last().toInt()));
    }

    void fileHasVerdictAfterUnmount()
    {
        QCOMPARE(run(u"umount over; state up/up.pid low/low.pid"_s), (QByteArrayList{"stale", "stale"}));
    }

    void processOfOtherPidNamespaceMayHoldIt()
    {
        QCOMPARE(
            run(u"coproc unshare --pid --fork --mount-proc bash -c 'echo $$ > over/in.pid; exec 9<>over/up.zc.lock; "
                "flock 9; echo locked; read -r line'; read -r -u ${COPROC[0]} line; "
                "state up/in.pid up/up.zc.lock over/up.zc.lock; echo >&${COPROC[1]}"_s),
            (QByteArrayList{"unknown", "unknown", "held"}));
    }

    void lockOnFileInLayerIsHeld()
    {
        QCOMPARE(run(u"exec 9<>up/up.zc.lock; flock 9; state up/up.zc.lock"_s), QByteArrayList{"held"});
    }

    void scanReportsTheSameVerdicts()
    {
        QCOMPARE(run(u"\"$ctl\" scan --json up low | grep -c '\"verdict\":\"unknown\"'"_s), QByteArrayList{"4"});
    }

    void overlayOfOtherMountNamespaceCounts()
    {
        QCOMPARE(
            run(u"coproc unshare --mount bash -c 'echo ready; read -r line'; read -r -u ${COPROC[0]} line; "
                "umount over; state up/up.pid; pid=$COPROC_PID; echo >&${COPROC[1]}; wait $pid; state up/up.pid"_s),
            (QByteArrayList{"unknown", "stale"}));
    }

    void overlayThatHidesItsOwnLayersIsNoLayer()
    {
        QCOMPARE(run(u"umount over; mount -t overlay -o lowerdir=$PWD/low,upperdir=$PWD/up,workdir=work none up; "
                     "state up/up.pid low/low.pid"_s),
                 (QByteArrayList{"stale", "unknown"}));
    }
};

QTEST_GUILESS_MAIN(tst_OverlayLayers)
#include "tst_overlaylayers.moc"
