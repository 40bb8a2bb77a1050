// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "lockscopectlcall.h"
#include "support/brokenscene.h"
#include "support/locktest.h"

#include <QStandardPaths>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

/// bindfs shows `below` as `shown`, which contains the stale lock app.pid and the free lock app.zc.lock.
constexpr auto MakeMount =
    R"sh(ctl=$0; cd "$1" && mkdir below shown && export XDG_STATE_HOME=$PWD/state || exit
echo %1 > below/app.pid; printf ' %1\n' > below/app.zc.lock
state() { "$ctl" inspect --json "$@" | sed 's/.*"verdict":"\([a-z]*\)".*/\1/'; }
bindfs below shown || { echo skip; exit; }
)sh";

} // namespace

/// bindfs shows the files of another directory with the same inode numbers, but a kernel lock on one path is not on the
/// file at the other.
class tst_FuseViews : public QObject
{
    Q_OBJECT

    const pid_t m_exited = exitedProcess();

    /// The output lines of the script, which runs in its own mount namespace so that the mount ends with it.
    QByteArrayList run(const QString &script) const
    {
        const TestDirectory directory;
        QStringList words{u"--mount"_s};
        if (::geteuid() != 0)
            words << u"--user"_s << u"--map-root-user"_s;
        words << u"bash"_s << u"-c"_s << QString::fromLatin1(MakeMount).arg(m_exited) + script << lockscopectlProgram()
              << QString::fromStdString(directory.path().native());
        auto lines = callProgram(u"unshare"_s, words).out.split('\n');
        lines.removeAll({});
        return lines;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(u"bindfs"_s).isEmpty() ||
            run(u"echo mounted"_s) != QByteArrayList{"mounted"})
            QSKIP("needs bindfs and /dev/fuse");
    }

    void underlyingFileWithoutKernelLockHasVerdict()
    {
        QCOMPARE(run(u"state below/app.pid below/app.zc.lock"_s), (QByteArrayList{"stale", "free"}));
    }

    void lockOnUnderlyingFileIsDetected()
    {
        const auto lines = run(u"exec 8<>below/app.pid 9<>below/app.zc.lock; flock 8; flock 9; "
                               "state shown/app.pid shown/app.zc.lock; \"$ctl\" inspect shown/app.zc.lock; "
                               "\"$ctl\" break --force shown/app.pid; echo $?; cat below/app.pid"_s);
        QCOMPARE(lines.mid(0, 2), (QByteArrayList{"unknown", "unknown"}));
        QVERIFY2(lines[2].contains("holds a kernel lock on a file with the same inode number"), lines[2]);
        QCOMPARE(lines.mid(lines.size() - 2), (QByteArrayList{"3", QByteArray::number(m_exited)}));
    }

    void lockThroughTheMountIsDetected()
    {
        QCOMPARE(run(u"exec 8<>shown/app.pid 9<>shown/app.zc.lock; flock 8; flock 9; "
                     "state below/app.pid below/app.zc.lock; \"$ctl\" break below/app.pid 2>/dev/null; echo $?"_s),
                 (QByteArrayList{"held", "unknown", "3"})); // bindfs has the first file open
    }

    void lockedUnderlyingFileIsNotDeleted()
    {
        QCOMPARE(run(u"exec 9<>below/app.pid; \"$ctl\" break --force shown/app.pid >/dev/null 2>&1; echo $?; flock 9; "
                     "id=$(\"$ctl\" broken --json | sed 's/.*\"id\":\"\\([0-9a-f]*\\)\".*/\\1/'); "
                     "\"$ctl\" broken --delete $id 2>/dev/null; echo $?; flock -u 9; "
                     "\"$ctl\" broken --delete $id >/dev/null; echo $?"_s),
                 (QByteArrayList{"0", "3", "0"}));
    }
};

QTEST_GUILESS_MAIN(tst_FuseViews)
#include "tst_fuseviews.moc"
