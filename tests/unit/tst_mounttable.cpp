// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/fakeproc.h"

#include "system/mounts.h"
#include "system/overlaylayers.h"

#include <QTest>

#include <algorithm>

using namespace Lockscope;
using namespace Qt::StringLiterals;

class tst_MountTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pathLiesOnTheNearestMountAbove_data();
    void pathLiesOnTheNearestMountAbove();
    void overlayWithRemoteLayerIsRemote_data();
    void overlayWithRemoteLayerIsRemote();
    void relativePathsAreAbsent();
    void overlayAtRelativeMountPoint();
    void missingTableHasNoMounts();
    void remoteFileSystems_data();
    void remoteFileSystems();
    void lockScopeDependsOnFileSystem_data();
    void lockScopeDependsOnFileSystem();
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
    QTest::newRow("deep below the mount point") << "/srv/a/b/c"_ba
                                                << "nfs4"_ba << 40U;
    QTest::newRow("a name with the same prefix") << "/srvx/a"_ba
                                                 << "ext4"_ba << 0U;
    QTest::newRow("nested mount, with a space") << "/srv/local disk/x"_ba
                                                << "xfs"_ba << 1U;
    QTest::newRow("the later of two mounts at one path") << "/tmp/x"_ba
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

void tst_MountTable::overlayWithRemoteLayerIsRemote_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<bool>("isRemote");
    QTest::newRow("local layers") << "lowerdir=/etc:/srv/local\\040disk/low,upperdir=/tmp/up"_ba << false;
    QTest::newRow("remote lower layer") << "lowerdir=/etc:/srv/low,upperdir=/tmp/up,workdir=/tmp/work"_ba << true;
    QTest::newRow("remote upper layer") << "lowerdir=/etc,upperdir=/srv/up,workdir=/srv/work"_ba << true;
    QTest::newRow("one option per layer") << "lowerdir+=/etc,lowerdir+=/srv/low"_ba << true;
    QTest::newRow("a FUSE file system") << "lowerdir=/media/cloud/low"_ba << true;
    QTest::newRow("a layer on such an overlay") << "lowerdir=/mnt/inner/low"_ba << true;
    QTest::newRow("the overlay hides its own layer") << "lowerdir=/mnt/over"_ba << true;
    QTest::newRow("relative to the directory of a remote layer") << "lowerdir=low,upperdir=/srv/up"_ba << true;
}

void tst_MountTable::overlayWithRemoteLayerIsRemote()
{
    QFETCH(QByteArray, options);
    QFETCH(bool, isRemote);
    const FakeProc proc;
    // A copied table is not necessarily in the order of mounting.
    const auto overlay = "8 1 0:45 / /mnt/over rw - overlay none rw," + options + '\n';
    proc.write("self/mountinfo", overlay + "7 1 0:44 / /mnt/inner rw - overlay none rw,lowerdir=/srv/a:/etc\n" + Table +
                                     "6 1 0:43 / /media/cloud rw - fuse.rclone cloud: rw\n" +
                                     "9 1 0:46 / /mnt/over rw - nfs4 server:/hidden rw\n");
    const auto mount = MountTable(ProcRoot(proc.path())).mountOf(8);
    QVERIFY(mount);
    QCOMPARE(mount->fileSystem.type, "overlay");
    QCOMPARE(mount->fileSystem.remote, isRemote);
}

void tst_MountTable::relativePathsAreAbsent()
{
    const FakeProc proc;
    proc.write("self/mountinfo", Table);
    const MountTable mounts{ProcRoot(proc.path())};
    QVERIFY(!mounts.mountOf("srv/x"));
    QVERIFY(!mounts.mountOf(""));
}

void tst_MountTable::missingTableHasNoMounts()
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

void tst_MountTable::lockScopeDependsOnFileSystem_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<QByteArray>("reach");
    QTest::addColumn<bool>("isKnown");
    const auto row = [](const char *name, const char *type, const char *options, const char *reach, bool isKnown) {
        QTest::newRow(name) << QByteArray(type) << QByteArray(options) << QByteArray(reach) << isKnown;
    };
    row("ext4", "ext4", "rw", "local", false);
    row("NFS 4", "nfs4", "rw,vers=4.2,local_lock=none,addr=10.98.0.1", "server", false);
    row("NFS without the option", "nfs4", "rw", "server", false);
    row("NFS with nolock", "nfs", "rw,vers=3,nolock,local_lock=all", "none", true);
    row("NFS with local flocks", "nfs", "rw,local_lock=flock", "none", true);
    row("sshfs", "fuse.sshfs", "rw,user_id=0", "none", true);
    row("GlusterFS", "fuse.glusterfs", "rw", "server", false);
    row("unknown FUSE", "fuse.of-tomorrow", "rw", "none", false);
    row("FUSE on local files", "fuse.bindfs", "rw", "local", false);
    row("CIFS", "cifs", "rw,vers=3.1.1", "server", false);
    row("CIFS without byte-range locks", "cifs", "rw,nobrl", "none", false);
    row("Lustre", "lustre", "rw,flock", "server", false);
    row("Lustre with local flocks", "lustre", "rw,localflock", "none", false);
    row("Ceph", "ceph", "rw", "server", false);
}

void tst_MountTable::lockScopeDependsOnFileSystem()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, options);
    QFETCH(QByteArray, reach);
    QFETCH(bool, isKnown);
    const FakeProc proc;
    proc.write("self/mountinfo", "5 1 0:42 / /srv/x rw - " + type + " source " + options + '\n');
    const auto mount = MountTable(ProcRoot(proc.path())).mountOf("/srv/x/app.lock");
    QVERIFY(mount);
    QCOMPARE(toWord(mount->fileSystem.lockReach), reach.toStdString());
    QCOMPARE(isKnownToLockLocally(mount->fileSystem), isKnown);
}

/// As the kernel shows a mount that is outside the root of the process.
void tst_MountTable::overlayAtRelativeMountPoint()
{
    const FakeProc proc;
    const QByteArray line = "36 35 0:50 / null rw - overlay o rw,lowerdir=l,upperdir=/up/u,workdir=w\n";
    proc.write("self/mountinfo", line);
    const auto mounts = ProcParse::mountInfo(line.toStdString());
    QCOMPARE(mounts.size(), 1U);
    const auto paths = overlayLayerPaths(mounts.front());
    QVERIFY(std::ranges::count(paths, "/up/l") == 1);
    QVERIFY(!OverlayLayers(ProcRoot(proc.path())).overlayOf("relative.lock"));
}

QTEST_GUILESS_MAIN(tst_MountTable)
#include "tst_mounttable.moc"
