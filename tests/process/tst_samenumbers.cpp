// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "lockscopectlcall.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

/// Two tmpfs, and an overlay of both in `m`, with `m/low.lock` from the lower and `m/up.lock` from the upper layer,
/// which have the same inode number.
constexpr auto MakeOverlay = "set -e; cd \"$1\"; mkdir l u m; mount -t tmpfs l l; mount -t tmpfs u u; mkdir u/u u/w\n"
                             "i=0; while :; do i=$((i+1)); : > l/$i; : > u/u/x$i\n"
                             "a=$(stat -c %i l/$i); b=$(stat -c %i u/u/x$i)\n"
                             "if [ $a = $b ]; then mv l/$i l/low.lock; mv u/u/x$i u/u/up.lock; break; fi\n"
                             "if [ $a -lt $b ]; then : > l/more$i; else : > u/u/more$i; fi\n"
                             "done\n"
                             "mount -t overlay -o lowerdir=l,upperdir=u/u,workdir=u/w,xino=off o m\n"
                             "set +e\n";

/// Two subvolumes with the same inode numbers, on a file that serves as a disk.
constexpr auto MakeBtrfs =
    "set -e; cd \"$1\"; mkdir m; truncate -s 120M disk; mkfs.btrfs -q disk > mkfs.log; mount -o loop disk m\n"
    "btrfs -q subvolume create m/a; btrfs -q subvolume create m/b\n"
    ": > m/a/low.lock; : > m/b/up.lock\n"
    "set +e\n";

QString inNamespace(const QString &make, const QString &low, const QString &up, const QString &line)
{
    return make + u"\nlow=%1 up=%2\n"_s.arg(low, up) + line;
}

} // namespace

/// On overlayfs and btrfs several files can have the same inode number, and the kernel's lock table contains nothing
/// else.
class tst_SameNumbers : public QObject
{
    Q_OBJECT

    static CtlAnswer run(const QString &script)
    {
        const QTemporaryDir directory;
        QStringList words{u"--mount"_s};
        if (::geteuid() != 0)
            words << u"--user"_s << u"--map-root-user"_s;
        return callProgram(u"unshare"_s,
                           words + QStringList{u"bash"_s, u"-c"_s, script, lockscopectlProgram(), directory.path()});
    }

private Q_SLOTS:
    void lockIsNotAttributedToFileWithSameInodeNumber_data()
    {
        QTest::addColumn<QString>("make");
        QTest::addColumn<QString>("low");
        QTest::addColumn<QString>("up");
        QTest::newRow("overlay") << QString::fromLatin1(MakeOverlay) << u"m/low.lock"_s << u"m/up.lock"_s;
        QTest::newRow("btrfs") << QString::fromLatin1(MakeBtrfs) << u"m/a/low.lock"_s << u"m/b/up.lock"_s;
    }
    void lockIsNotAttributedToFileWithSameInodeNumber()
    {
        QFETCH(QString, make);
        QFETCH(QString, low);
        QFETCH(QString, up);
        const auto answer = run(inNamespace(
            make, low, up,
            QString::fromLatin1("[ -e $low ] && [ -e $up ] || { echo skip; exit 0; }\n"
                                "exec 8<>$low 9<>$up; flock 8\n"
                                "\"$0\" inspect --json $low; \"$0\" inspect --json $up; \"$0\" scan --json m | sort; "
                                "\"$0\" system --json\n"
                                "\"$0\" signal CONT $up; echo \"{\\\"status\\\":$?}\"\n"
                                "flock 9; \"$0\" inspect --json $up; \"$0\" system --json | grep -c \"$PWD/m\"\n"
                                "exec 8<&- 9<&-; cd /; umount -R \"$1\"/m || umount -lR \"$1\"/m\n")));
        if (answer.out.startsWith("skip") || answer.out.isEmpty())
            QSKIP(qPrintable(u"needs to mount such a file system: "_s + QString::fromUtf8(answer.err)));
        const auto lines = answer.objects();
        QVERIFY2(lines.size() > 6, QByteArray(answer.out + answer.err));
        QCOMPARE(lines.at(0)[u"verdict"].toString(), u"held"_s);
        QCOMPARE(lines.at(0)[u"confidence"].toString(), u"proved"_s);
        QVERIFY2(lines.at(1)[u"verdict"].toString() != u"held"_s || lines.at(1)[u"reason"].toString() == u"file-open"_s,
                 qPrintable(lines.at(1)[u"summary"].toString()));
        QVERIFY(lines.at(1)[u"kernelLocks"].toArray().isEmpty());
        const auto scanned = std::ranges::count_if(lines, [](const QJsonObject &line) {
            return line[u"reason"].toString() == u"kernel-lock-held"_s && line[u"path"].toString().startsWith(u"m/"_s);
        });
        QCOMPARE(scanned, 3); // inspect and scan of the first, inspect of the second when it is locked too
        const auto refused = std::ranges::find_if(lines, [](const auto &line) { return line.contains(u"status"); });
        QVERIFY(refused != lines.end());
        QCOMPARE((*refused)[u"status"].toInt(), 3);
        QVERIFY2(answer.out.trimmed().endsWith("2"), answer.out); // `system` distinguishes the two files
    }

    void otherUserGetsNoProof()
    {
        if (::geteuid() != 0)
            QSKIP("needs root, to hold a lock that another user cannot see");
        const auto answer = run(inNamespace(
            QString::fromLatin1(MakeOverlay), u"m/low.lock"_s, u"m/up.lock"_s,
            QString::fromLatin1("exec 8<>$low; flock 8; chmod 755 . m\n"
                                "setpriv --reuid=65534 --clear-groups \"$0\" inspect --json $up 8>&-; true\n")));
        if (answer.out.isEmpty())
            QSKIP("needs overlayfs");
        const auto report = answer.object();
        QCOMPARE(report[u"verdict"].toString(), u"held"_s);
        QCOMPARE(report[u"confidence"].toString(), u"presumed"_s);
        QCOMPARE(report[u"evidence"][0][u"id"].toString(), u"kernel-lock-same-number"_s);
    }
};

QTEST_GUILESS_MAIN(tst_SameNumbers)
#include "tst_samenumbers.moc"
