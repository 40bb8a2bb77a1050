// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/procparse.h"

#include <QTest>

using namespace Lockscope;
using namespace Qt::StringLiterals;

class tst_ProcParse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statIsRead_data();
    void statIsRead();
    void kernelThreadsAreRecognisedByTheirFlags();
    void invalidStatIsAbsent_data();
    void invalidStatIsAbsent();
    void statusHasUserProcessAndPids();
    void statusWithoutTheFieldsStaysEmpty();
    void commandLineIsSplitAtNuls_data();
    void commandLineIsSplitAtNuls();
    void blockedSystemCallIsRead_data();
    void blockedSystemCallIsRead();
    void bootTimeIsFound();
    void containerIsRecognised_data();
    void containerIsRecognised();
    void mountsAreRead();
    void mountPointsAreUnescaped();
    void invalidMountLinesAreIgnored();
    void layersOfOverlayAreRead();
};

const QByteArray StatTail =
    " S 1 42 42 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 3 0 987654 5500928 380 18446744073709551615 0\n";

void tst_ProcParse::statIsRead_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("plain") << "sleep"_ba;
    QTest::newRow("spaces") << "tmux: server"_ba;
    QTest::newRow("closing bracket and fields") << ") Z 1 2 3"_ba;
    QTest::newRow("only brackets") << "(()))("_ba;
    QTest::newRow("line break") << "two\nlines"_ba;
    QTest::newRow("not UTF-8") << "\xff\xfe"_ba;
    QTest::newRow("empty") << ""_ba;
}

void tst_ProcParse::statIsRead()
{
    QFETCH(QByteArray, name);
    const auto stat = ProcParse::stat(QByteArray("42 (" + name + ')' + StatTail).toStdString());
    QVERIFY(stat);
    QCOMPARE(stat->pid, 42);
    QCOMPARE(QByteArray::fromStdString(stat->name), name);
    QCOMPARE(stat->state, 'S');
    QCOMPARE(stat->ppid, 1);
    QCOMPARE(stat->threads, 3);
    QCOMPARE(stat->startTicks, 987654U);
}

void tst_ProcParse::kernelThreadsAreRecognisedByTheirFlags()
{
    const auto thread =
        ProcParse::stat("2 (kthreadd) S 0 0 0 0 -1 2129984 0 0 0 0 0 0 0 0 20 0 1 0 7 0 0 18446744073709551615\n");
    QVERIFY(thread);
    QVERIFY(thread->isKernelThread());
    QVERIFY(!ProcParse::stat("42 (kthreadd)" + StatTail.toStdString())->isKernelThread());
}

void tst_ProcParse::invalidStatIsAbsent_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("no name") << "42 S 1"_ba;
    QTest::newRow("reversed brackets") << "42 )sleep("_ba + StatTail;
    QTest::newRow("cut off") << "42 (sleep) S 1 42"_ba;
    QTest::newRow("no pid") << "(sleep)"_ba + StatTail;
    QTest::newRow("pid with letters") << "4x2 (sleep)"_ba + StatTail;
    QTest::newRow("long state") << "42 (sleep) SS 1 42 42 0 -1 0 1 2 3 4 5 6 7 8 20 0 3 0 987654\n"_ba;
    QTest::newRow("start too large") << "42 (a) S 1 42 42 0 -1 0 1 2 3 4 5 6 7 8 20 0 3 0 99999999999999999999\n"_ba;
    QTest::newRow("NULs") << QByteArray(500, '\0');
}

void tst_ProcParse::invalidStatIsAbsent()
{
    QFETCH(QByteArray, text);
    QVERIFY(!ProcParse::stat(text.toStdString()));
}

void tst_ProcParse::statusHasUserProcessAndPids()
{
    const auto status = ProcParse::status("Name:\tUid:\t7\nState:\tS (sleeping)\nTgid:\t40\nPid:\t42\n"
                                          "Uid:\t1000\t0\t0\t0\nNStgid:\t40\t1\nNSpid:\t42\t5\t1\n");
    QCOMPARE(status.uid, 1000);
    QCOMPARE(status.threadGroup, 40);
    QCOMPARE(status.namespacePids, (std::vector<std::int64_t>{42, 5, 1}));
}

void tst_ProcParse::statusWithoutTheFieldsStaysEmpty()
{
    const auto status = ProcParse::status("Name:\tx\nUid:\tmany\nNSpid:\nUid");
    QCOMPARE(status.uid, -1);
    QCOMPARE(status.threadGroup, 0);
    QVERIFY(status.namespacePids.empty());
}

void tst_ProcParse::commandLineIsSplitAtNuls_data()
{
    using Arguments = std::vector<std::string>;
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Arguments>("arguments");
    QTest::newRow("kernel thread") << ""_ba << Arguments{};
    QTest::newRow("two") << QByteArray("sh\0-c\0", 6) << Arguments{"sh", "-c"};
    QTest::newRow("empty argument inside") << QByteArray("a\0\0b\0", 5) << Arguments{"a", "", "b"};
    QTest::newRow("empty argument at the end") << QByteArray("a\0\0", 3) << Arguments{"a", ""};
    QTest::newRow("title without a terminator") << "nginx: master"_ba << Arguments{"nginx: master"};
}

void tst_ProcParse::commandLineIsSplitAtNuls()
{
    QFETCH(QByteArray, bytes);
    QFETCH(std::vector<std::string>, arguments);
    QCOMPARE(ProcParse::commandLine(bytes.toStdString()), arguments);
}

void tst_ProcParse::blockedSystemCallIsRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isBlocked");
    QTest::newRow("fcntl") << "72 0x3 0x26 0x7ffc0000 0x0 0x0 0x0 0x7ffc 0x7f00\n"_ba << true;
    QTest::newRow("running") << "running\n"_ba << false;
    QTest::newRow("blocked outside a system call") << "-1 0x7ffc0000 0x7f000000\n"_ba << false;
    QTest::newRow("empty") << ""_ba << false;
    QTest::newRow("decimal arguments") << "72 3 38 0\n"_ba << false;
    QTest::newRow("cut off") << "72 0x3"_ba << false;
}

void tst_ProcParse::blockedSystemCallIsRead()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isBlocked);
    const auto call = ProcParse::blockedCall(text.toStdString());
    QCOMPARE(call.has_value(), isBlocked);
    if (call) {
        QCOMPARE(call->number, 72);
        QCOMPARE(call->first, 3U);
        QCOMPARE(call->second, 0x26U);
    }
}

void tst_ProcParse::bootTimeIsFound()
{
    QCOMPARE(ProcParse::bootSeconds("cpu  1\nintr 5\nbtime 1700000000\nprocesses 9\n"), 1700000000);
    QVERIFY(!ProcParse::bootSeconds("cpu  1\nbtime soon\n"));
    QVERIFY(!ProcParse::bootSeconds(""));
}

void tst_ProcParse::containerIsRecognised_data()
{
    QTest::addColumn<QByteArray>("cgroup");
    QTest::addColumn<QByteArray>("container");
    const auto id = "0123456789abcdef"_ba.repeated(4);
    const auto other = "fedcba9876543210"_ba.repeated(4);
    QTest::newRow("host, v2") << "0::/user.slice/user-1000.slice/session-2.scope\n"_ba
                              << ""_ba;
    QTest::newRow("host, v1") << "9:name=systemd:/\n8:pids:/user.slice\n0::/\n"_ba
                              << ""_ba;
    QTest::newRow("own root in a cgroup namespace") << "0::/\n"_ba
                                                    << ""_ba;
    QTest::newRow("docker, v2") << "0::/system.slice/docker-" + id + ".scope\n" << id;
    QTest::newRow("docker, v1") << "12:pids:/docker/" + id + "\n1:name=systemd:/docker/" + id + '\n' << id;
    QTest::newRow("systemd in docker") << "0::/system.slice/docker-" + id + ".scope/init.scope\n" << id;
    QTest::newRow("docker in docker") << "0::/docker/" + id + "/docker/" + other + '\n' << other;
    QTest::newRow("podman") << "0::/machine.slice/libpod-" + id + ".scope/container\n" << id;
    QTest::newRow("podman, cgroupfs") << "0::/libpod_parent/libpod-" + id + '\n' << id;
    QTest::newRow("podman's monitor") << "0::/machine.slice/libpod-conmon-" + id + ".scope\n"
                                      << ""_ba;
    QTest::newRow("containerd, kubernetes")
        << "0::/kubepods.slice/kubepods-pod1.slice/cri-containerd-" + id + ".scope\n"
        << id;
    QTest::newRow("kubernetes, v1") << "4:memory:/kubepods/burstable/pod7/" + id + '\n' << id;
    QTest::newRow("cri-o") << "0::/kubepods.slice/crio-" + id + ".scope\n" << id;
    QTest::newRow("cri-o's monitor") << "0::/kubepods.slice/crio-conmon-" + id + ".scope\n"
                                     << ""_ba;
    QTest::newRow("lxc, v1") << "4:memory:/lxc/web/init.scope\n"_ba
                             << "web"_ba;
    QTest::newRow("lxc, v2") << "0::/lxc.payload.web/system.slice\n"_ba
                             << "web"_ba;
    QTest::newRow("lxc's monitor") << "0::/lxc.monitor.web\n"_ba
                                   << ""_ba;
    QTest::newRow("nspawn") << "0::/machine.slice/machine-deb\\x2d12.scope/payload\n"_ba
                            << "deb-12"_ba;
    QTest::newRow("nspawn as a service") << "0::/machine.slice/systemd-nspawn@deb.service/payload\n"_ba
                                         << "deb"_ba;
    QTest::newRow("a virtual machine") << "0::/machine.slice/machine-qemu\\x2d1\\x2dvm.scope/libvirt\n"_ba
                                       << ""_ba;
    QTest::newRow("63 digits") << "0::/docker/" + id.left(63) + '\n' << ""_ba;
    QTest::newRow("upper-case digits") << "0::/docker/" + id.toUpper() + '\n' << ""_ba;
    QTest::newRow("no path") << "0:\n::\n\n"_ba
                             << ""_ba;
}

void tst_ProcParse::containerIsRecognised()
{
    QFETCH(QByteArray, cgroup);
    QFETCH(QByteArray, container);
    QCOMPARE(QByteArray::fromStdString(ProcParse::containerId(cgroup.toStdString())), container);
}

void tst_ProcParse::mountsAreRead()
{
    const auto mounts = ProcParse::mountInfo(
        "36 35 98:1 /mnt1 /mnt2 rw,noatime master:1 propagate_from:2 - ext3 /dev/root rw,errors=continue\n"
        "22 1 0:21 / /proc rw - proc proc rw\n");
    QCOMPARE(mounts.size(), 2U);
    QCOMPARE(mounts[0].id, 36);
    QCOMPARE(mounts[0].major, 98U);
    QCOMPARE(mounts[0].minor, 1U);
    QCOMPARE(mounts[0].root, "/mnt1");
    QCOMPARE(mounts[0].mountPoint, "/mnt2");
    QCOMPARE(mounts[0].options, "rw,noatime");
    QCOMPARE(mounts[0].type, "ext3");
    QCOMPARE(mounts[0].source, "/dev/root");
    QCOMPARE(mounts[0].superOptions, "rw,errors=continue");
    QCOMPARE(mounts[1].type, "proc");
}

void tst_ProcParse::mountPointsAreUnescaped()
{
    const auto mounts = ProcParse::mountInfo("36 35 0:1 / /a\\040b\\012c\\134d\\9 rw - tmpfs x\\043y rw\n");
    QCOMPARE(mounts.size(), 1U);
    QCOMPARE(mounts[0].mountPoint, "/a b\nc\\d\\9");
    QCOMPARE(mounts[0].source, "x#y");
}

void tst_ProcParse::invalidMountLinesAreIgnored()
{
    QVERIFY(ProcParse::mountInfo("").empty());
    QVERIFY(ProcParse::mountInfo("36 35 98:0 / / rw no dash here\n").empty());
    QVERIFY(ProcParse::mountInfo("36 35 98 / / rw - ext4 x rw\n").empty());
    QVERIFY(ProcParse::mountInfo("x 35 98:0 / / rw - ext4 x rw\n").empty());
    QVERIFY(ProcParse::mountInfo("36 35 98:0 / / rw -\n").empty());
}

void tst_ProcParse::layersOfOverlayAreRead()
{
    const auto layers = [](const std::string &options) {
        const auto mounts = ProcParse::mountInfo("36 35 0:1 / /over rw - overlay none " + options + '\n');
        return mounts.size() == 1 ? ProcParse::overlayLayers(mounts[0]) : std::vector<std::string>{"no mount"};
    };
    using Paths = std::vector<std::string>;
    QCOMPARE(layers("rw,lowerdir=/a:b,upperdir=/up,workdir=/work,uuid=on"), (Paths{"/a", "b", "/up"}));
    // As a kernel prints `-o lowerdir=/a\\,b c\\:d:/low`.
    QCOMPARE(layers("rw,lowerdir=/a\\134\\054b\\040c\\134:d:/low"), (Paths{"/a,b c:d", "/low"}));
    QCOMPARE(layers("rw,lowerdir=/a::/data,upperdir=/x:y"), (Paths{"/a", "/data", "/x:y"}));
    QCOMPARE(layers("ro,lowerdir+=/a:b,lowerdir+=/c,datadir+=/d"), (Paths{"/a:b", "/c", "/d"}));
    QCOMPARE(layers("rw,lowerdir,upperdir="), Paths());
}

QTEST_GUILESS_MAIN(tst_ProcParse)
#include "tst_procparse.moc"
