// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/fakeproc.h"

#include "system/mounts.h"

#include <QTest>

using namespace Lockscope;
using namespace Qt::StringLiterals;

class tst_MountTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pathLiesOnTheNearestMountAbove_data();
    void pathLiesOnTheNearestMountAbove();
    void relativePathsAreAbsent();
    void withoutATableNothingIsKnown();
    void remoteFileSystems_data();
    void remoteFileSystems();
};

const QByteArray Table = "1 0 254:0 / / rw - ext4 /dev/vda rw\n"
                         "2 1 0:40 / /srv rw - nfs4 server:/export rw\n"
                         "3 2 254:1 / /srv/local\\040disk rw - xfs /dev/vdb rw\n"
                         "4 1 0:41 / /tmp rw - tmpfs first rw\n"
                         "5 1 0:42 / /tmp rw - tmpfs second rw\n";

void tst_MountTable::pathLiesOnTheNearestMountAbove_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<uint>("minor");
    QTest::newRow("the root itself") << "/"_ba
                                     << "ext4"_ba << 0U;
    QTest::newRow("below the root") << "/etc/passwd"_ba
                                    << "ext4"_ba << 0U;
    QTest::newRow("the mount point itself") << "/srv"_ba
                                            << "nfs4"_ba << 40U;
    QTest::newRow("deep below") << "/srv/a/b/c"_ba
                                << "nfs4"_ba << 40U;
    QTest::newRow("a name that begins alike") << "/srvx/a"_ba
                                              << "ext4"_ba << 0U;
    QTest::newRow("a mount in a mount, with a blank") << "/srv/local disk/x"_ba
                                                      << "xfs"_ba << 1U;
    QTest::newRow("the later of two at one place") << "/tmp/x"_ba
                                                   << "tmpfs"_ba << 42U;
}

void tst_MountTable::pathLiesOnTheNearestMountAbove()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, type);
    QFETCH(uint, minor);
    const FakeProc proc;
    proc.write("self/mountinfo", Table);
    const auto mount = MountTable(ProcRoot(proc.path())).mountOf(path.toStdString());
    QVERIFY(mount);
    QCOMPARE(mount->fileSystem.type, type.toStdString());
    QCOMPARE(mount->minor, minor);
    QCOMPARE(mount->fileSystem.remote, type == "nfs4");
}

void tst_MountTable::relativePathsAreAbsent()
{
    const FakeProc proc;
    proc.write("self/mountinfo", Table);
    const MountTable mounts{ProcRoot(proc.path())};
    QVERIFY(!mounts.mountOf("srv/x"));
    QVERIFY(!mounts.mountOf(""));
}

void tst_MountTable::withoutATableNothingIsKnown()
{
    const FakeProc proc;
    QVERIFY(!MountTable(ProcRoot(proc.path())).mountOf("/srv"));
}

void tst_MountTable::remoteFileSystems_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<bool>("isRemote");
    for (const char *type : {"nfs", "nfs4", "cifs", "smb3", "9p", "ceph", "virtiofs", "fuse.sshfs", "fuse.glusterfs",
                             "fuse", "fuse.of-tomorrow", "lustre", "vboxsf", "gfs2"})
        QTest::newRow(type) << QByteArray(type) << true;
    for (const char *type :
         {"ext4", "xfs", "btrfs", "tmpfs", "overlay", "proc", "zfs", "fuseblk", "fuse.ntfs-3g", "vfat", "", "nfsd"})
        QTest::newRow(*type ? type : "unknown") << QByteArray(type) << false;
}

void tst_MountTable::remoteFileSystems()
{
    QFETCH(QByteArray, type);
    QFETCH(bool, isRemote);
    QCOMPARE(isRemoteFileSystem(type.toStdString()), isRemote);
}

QTEST_GUILESS_MAIN(tst_MountTable)
#include "tst_mounttable.moc"
