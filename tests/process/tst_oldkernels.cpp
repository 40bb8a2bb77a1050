// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "lockscopectlcall.h"
#include "support/brokenscene.h"
#include "support/locktest.h"

#include <QFile>
#include <QProcess>
#include <QTest>

#include <cstddef>

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

using namespace Qt::StringLiterals;

namespace {

/// Lets one system call of this process and of the programs that it executes fail with this error. Async-signal-safe.
void refuse(unsigned call, unsigned error)
{
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

} // namespace

/// lockscopectl on kernels without newer system calls (RHEL 8 has Linux 4.18), and in containers whose seccomp profile
/// is older than the calls.
class tst_OldKernels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commandsWork_data();
    void commandsWork();

private:
    static CtlAnswer call(const QStringList &arguments);
};

void tst_OldKernels::commandsWork_data()
{
    QTest::addColumn<int>("call");
    QTest::addColumn<int>("error");
    const std::pair<const char *, int> calls[] = {{"openat2", SYS_openat2},
                                                  {"statx", SYS_statx},
                                                  {"renameat2", SYS_renameat2},
                                                  {"close_range", SYS_close_range},
                                                  {"kcmp", SYS_kcmp},
                                                  {"pidfd_open", SYS_pidfd_open},
                                                  {"pidfd_send_signal", SYS_pidfd_send_signal}};
    for (const auto &[name, number] : calls) {
        QTest::addRow("%s, old kernel", name) << number << ENOSYS;
        QTest::addRow("%s, old seccomp profile", name) << number << EPERM;
    }
}

CtlAnswer tst_OldKernels::call(const QStringList &arguments)
{
    QFETCH(int, call);
    QFETCH(int, error);
    QProcess process;
    process.setChildProcessModifier([=] { refuse(static_cast<unsigned>(call), static_cast<unsigned>(error)); });
    process.start(lockscopectlProgram(), arguments);
    process.closeWriteChannel();
    if (!process.waitForFinished(120'000))
        process.kill();
    return {process.exitCode(), process.exitStatus() == QProcess::CrashExit, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

void tst_OldKernels::commandsWork()
{
    const TestDirectory directory;
    const auto path = [&](const char *name) { return QString::fromStdString((directory / name).native()); };
    qputenv("XDG_STATE_HOME", QFile::encodeName(path("state")));
    makeFile(directory / "stale.pid", QByteArray::number(exitedProcess()) + "\n");
    QProcess holder;
    holder.start(u"flock"_s, {path("job.lock"), u"sh"_s, u"-c"_s, u"echo held; exec sleep 1000"_s});
    QVERIFY(holder.waitForReadyRead(60'000));

    const auto inspected = call({u"inspect"_s, u"--json"_s, path("stale.pid"), path("job.lock")});
    const auto reports = inspected.objects();
    QVERIFY2(reports.size() == 2, inspected.err.constData());
    QCOMPARE(reports.first()[u"verdict"].toString(), u"stale"_s);
    QCOMPARE(reports.last()[u"verdict"].toString(), u"held"_s);
    const auto scanned = call({u"scan"_s, path("")});
    QVERIFY2(scanned.status == 1 && scanned.out.contains("job.lock"), scanned.err.constData());
    QCOMPARE(call({u"system"_s}).status, 0);
    QVERIFY(call({u"who"_s, path("job.lock")}).out.contains("flock"));

    const auto broken = call({u"break"_s, path("stale.pid")});
    QVERIFY2(broken.status == 0 && !QFile::exists(path("stale.pid")), broken.err.constData());
    const auto restored = call({u"undo"_s});
    QVERIFY2(restored.status == 0 && QFile::exists(path("stale.pid")), restored.err.constData());
    for (const auto &kind : {u"pid"_s, u"mkdir"_s, u"link"_s, u"symlink"_s, u"openlock"_s, u"zc"_s, u"fcntl"_s}) {
        const auto run = call({u"run"_s, kind, path("own"), u"--"_s, u"true"_s});
        QVERIFY2(run.status == 0, run.err.constData());
    }
    const auto signalled = call({u"signal"_s, u"KILL"_s, path("job.lock")});
    QVERIFY2(signalled.status == 0, signalled.err.constData());
    QVERIFY(holder.waitForFinished());
}

QTEST_GUILESS_MAIN(tst_OldKernels)
#include "tst_oldkernels.moc"
