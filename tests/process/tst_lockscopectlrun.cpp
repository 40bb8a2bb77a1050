// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "lockholder.h"
#include "lockscopectlcall.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/types.h>

Q_DECLARE_METATYPE(LockHolder::Kind)

/// The command run: holds the lock exactly while COMMAND runs, and returns its exit status.
class tst_LockscopectlRun : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    QString path(const QString &name) const { return m_dir.filePath(name); }
    static QStringList call(const char *kind, const QString &lock, const QStringList &command)
    {
        return QStringList{QStringLiteral("run"), QString::fromLatin1(kind), lock, QStringLiteral("--")} << command;
    }
    static QStringList sh(const char *line) { return words("/bin/sh -c") << QString::fromLatin1(line); }
    /// Reads a line that the command prints.
    static QByteArray nextLine(QProcess &process) { return lineOf(process).trimmed(); }
    static void addOriginals()
    {
        QTest::addColumn<LockHolder::Kind>("original");
        QTest::addColumn<QByteArray>("kind");
        QTest::newRow("zc and zc.lockfile") << LockHolder::Kind::ZcLockFile << QByteArray("zc");
        QTest::newRow("zc-simple and zc.lockfile") << LockHolder::Kind::ZcSimple << QByteArray("zc-simple");
        QTest::newRow("fcntl and fcntl.lockf") << LockHolder::Kind::FcntlLockf << QByteArray("fcntl");
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_dir.isValid());
        // A directory in PATH that cannot be searched turns "not found" into "permission denied".
        qputenv("PATH", "/usr/local/bin:/usr/bin:/bin");
    }

    void statusOfTheCommandIsReturned_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<int>("status");
        QTest::newRow("success") << sh("exit 0") << 0;
        QTest::newRow("failure") << sh("exit 42") << 42;
        QTest::newRow("signal") << sh("kill -KILL $$") << 128 + SIGKILL;
        QTest::newRow("own SIGTERM") << sh("kill -TERM $$") << 128 + SIGTERM;
        QTest::newRow("not found") << words("lockscope-no-such-command") << 127;
        QTest::newRow("no such path") << words("/nowhere/command") << 127;
        QTest::newRow("empty name") << QStringList{QString()} << 127;
        QTest::newRow("not executable") << words("/etc/passwd") << 126;
        QTest::newRow("a directory") << words("/tmp") << 126;
    }

    void statusOfTheCommandIsReturned()
    {
        QFETCH(QStringList, command);
        QFETCH(int, status);
        for (const char *kind : {"zc", "zc-simple", "fcntl"}) {
            const auto lock = path(QStringLiteral("status.lock"));
            const auto answer = lockscopectl(call(kind, lock, command));
            QCOMPARE(answer.status, status);
            QCOMPARE(answer.crashed, false);
            QCOMPARE(answer.out, QByteArray());
            QCOMPARE(!answer.err.isEmpty(), status == 127 || status == 126);
            QVERIFY(LockHolder::canBeAcquired(LockHolder::Kind::FcntlLockf, lock));
            QVERIFY(!QFileInfo::exists(lock) || QFile::remove(lock));
        }
    }

    void commandReceivesItsArgumentsUnchanged()
    {
        const auto answer = shell(QStringLiteral("\"$0\" run zc \"$1\" -- printf '<%s>' \"$(printf 'a\\377b')\" "
                                                 "--json -- '' \"x y\""),
                                  {path(QStringLiteral("words.lock"))});
        QCOMPARE(answer.status, 0);
        QCOMPARE(answer.out, QByteArray("<a\xff"
                                        "b><--json><--><><x y>"));
    }

    void pathMayBeginWithADash()
    {
        const auto answer =
            shell(QStringLiteral("cd \"$1\" && \"$0\" run zc -- -dash.lock -- test -s ./-dash.lock"), {m_dir.path()});
        QCOMPARE(answer.err, QByteArray());
        QCOMPARE(answer.status, 0);
    }

    void optionsAreAcceptedAnywhereBeforeDoubleDash()
    {
        const auto lock = path(QStringLiteral("options.lock"));
        const auto answer = lockscopectl(QStringList{
            QStringLiteral("run"), QStringLiteral("--timeout=0"), QStringLiteral("zc"), QStringLiteral("--template"),
            QStringLiteral("me={pid}"), lock, QStringLiteral("--"), QStringLiteral("cat"), lock});
        QCOMPARE(answer.status, 0);
        QVERIFY2(answer.out.startsWith(" me=") && answer.out.endsWith('\n'), answer.out);
    }

    void originalIsExcludedWhileTheCommandRuns_data() { addOriginals(); }
    void originalIsExcludedWhileTheCommandRuns()
    {
        QFETCH(LockHolder::Kind, original);
        QFETCH(QByteArray, kind);
        if (const auto missing = LockHolder::missing(original); !missing.isEmpty())
            QSKIP(qPrintable(QStringLiteral("needs ") + missing));
        const auto lock = path(QString::fromLatin1(kind) + QStringLiteral("-excludes.lock"));
        QProcess run;
        run.start(lockscopectlProgram(), call(kind, lock, sh("echo running; cat >/dev/null")));
        QCOMPARE(nextLine(run), QByteArray("running"));
        QVERIFY(!LockHolder::canBeAcquired(original, lock));
        run.closeWriteChannel();
        QVERIFY(run.waitForFinished());
        QCOMPARE(run.exitCode(), 0);
        QVERIFY(LockHolder::canBeAcquired(original, lock));
    }

    void lockOfTheOriginalBlocksTheCommand_data() { addOriginals(); }
    void lockOfTheOriginalBlocksTheCommand()
    {
        QFETCH(LockHolder::Kind, original);
        QFETCH(QByteArray, kind);
        if (const auto missing = LockHolder::missing(original); !missing.isEmpty())
            QSKIP(qPrintable(QStringLiteral("needs ") + missing));
        const auto lock = path(QString::fromLatin1(kind) + QStringLiteral("-refused.lock"));
        const auto mark = path(QStringLiteral("mark"));
        LockHolder holder(original, lock);
        QVERIFY(holder.isHolding());
        for (const char *timeout : {"0", "0.1"}) {
            const auto answer = lockscopectl(QStringList{QStringLiteral("run"), QString::fromLatin1(kind), lock,
                                                         QStringLiteral("--timeout"), QString::fromLatin1(timeout),
                                                         QStringLiteral("--"), QStringLiteral("touch"), mark});
            QCOMPARE(answer.status, 1);
            QCOMPARE(answer.out, QByteArray());
            const QByteArray named = "held by process " + QByteArray::number(holder.pid()) + " (" + holder.name() + ")";
            QVERIFY2(answer.err.contains(named), answer.err);
            QVERIFY2(answer.err.contains(lock.toUtf8()), answer.err);
            QVERIFY(!QFileInfo::exists(mark));
        }
    }

    void waiterAcquiresAfterTheHolderIsKilled_data() { addOriginals(); }
    void waiterAcquiresAfterTheHolderIsKilled()
    {
        QFETCH(LockHolder::Kind, original);
        QFETCH(QByteArray, kind);
        if (const auto missing = LockHolder::missing(original); !missing.isEmpty())
            QSKIP(qPrintable(QStringLiteral("needs ") + missing));
        const auto lock = path(QString::fromLatin1(kind) + QStringLiteral("-waited.lock"));
        for (const char *timeout : {"", "--timeout=20"}) {
            LockHolder holder(original, lock);
            QVERIFY(holder.isHolding());
            QProcess run;
            run.start(lockscopectlProgram(), QStringList{QStringLiteral("run"), QString::fromLatin1(kind), lock}
                                                 << words(timeout) << words("-- echo got"));
            QVERIFY(run.waitForStarted());
            QVERIFY(!run.waitForFinished(100));
            holder.kill();
            QVERIFY(run.waitForFinished());
            QCOMPARE(run.exitCode(), 0);
            QCOMPARE(run.readAllStandardOutput(), QByteArray("got\n"));
        }
    }

    void readersShareAndKeepTheFile()
    {
        const auto lock = path(QStringLiteral("shared.lock"));
        const auto shared = QStringList{QStringLiteral("run"), QStringLiteral("fcntl"), lock}
                            << words("--shared --keep");
        QProcess first;
        first.start(lockscopectlProgram(), QStringList(shared)
                                               << QStringLiteral("--") << sh("echo in; cat >/dev/null"));
        QCOMPARE(nextLine(first), QByteArray("in"));
        QCOMPARE(lockscopectl(QStringList(shared) << words("--timeout 0 -- true")).status, 0);
        QCOMPARE(lockscopectl(QStringList{QStringLiteral("run"), QStringLiteral("fcntl"), lock}
                              << words("--timeout 0 -- true"))
                     .status,
                 1);
        first.closeWriteChannel();
        QVERIFY(first.waitForFinished());
        QVERIFY(QFileInfo::exists(lock));
        QCOMPARE(lockscopectl(call("fcntl", lock, words("true"))).status, 0);
        QVERIFY(!QFileInfo::exists(lock));
    }

    void signalsAreForwarded_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGHUP") << SIGHUP;
    }

    void signalsAreForwarded()
    {
        QFETCH(int, number);
        const auto lock = path(QStringLiteral("signal.lock"));
        QProcess handled;
        handled.start(lockscopectlProgram(),
                      call("fcntl", lock, sh("trap 'exit 33' TERM INT HUP; echo ready; while :; do sleep 0.01; done")));
        QCOMPARE(nextLine(handled), QByteArray("ready"));
        ::kill(static_cast<pid_t>(handled.processId()), number);
        QVERIFY(handled.waitForFinished());
        QCOMPARE(handled.exitStatus(), QProcess::NormalExit);
        QCOMPARE(handled.exitCode(), 33);
        QVERIFY(!QFileInfo::exists(lock));

        QProcess killed;
        killed.start(lockscopectlProgram(), call("fcntl", lock, sh("echo ready; exec cat")));
        QCOMPARE(nextLine(killed), QByteArray("ready"));
        ::kill(static_cast<pid_t>(killed.processId()), number);
        QVERIFY(killed.waitForFinished());
        QCOMPARE(killed.exitStatus(), QProcess::NormalExit);
        QCOMPARE(killed.exitCode(), 128 + number);
        QVERIFY(!QFileInfo::exists(lock));
    }

    void signalEndsTheWait()
    {
        if (const auto missing = LockHolder::missing(LockHolder::Kind::FcntlLockf); !missing.isEmpty())
            QSKIP(qPrintable(QStringLiteral("needs ") + missing));
        const auto lock = path(QStringLiteral("interrupted.lock"));
        LockHolder holder(LockHolder::Kind::FcntlLockf, lock);
        QVERIFY(holder.isHolding());
        QProcess run;
        run.start(lockscopectlProgram(), call("fcntl", lock, words("true")));
        QVERIFY(run.waitForStarted());
        QVERIFY(!run.waitForFinished(100));
        run.terminate();
        QVERIFY(run.waitForFinished());
        QCOMPARE(run.exitStatus(), QProcess::CrashExit);
    }

    void commandDoesNotInheritTheLock_data()
    {
        QTest::addColumn<QByteArray>("kind");
        for (const char *kind : {"zc", "zc-simple", "fcntl"})
            QTest::newRow(kind) << QByteArray(kind);
    }

    void commandDoesNotInheritTheLock()
    {
        QFETCH(QByteArray, kind);
        const auto lock = path(QStringLiteral("inherited.lock"));
        QProcess run;
        run.start(lockscopectlProgram(), call(kind, lock, sh("echo $$; exec sleep 100")));
        const auto command = nextLine(run).toInt();
        QVERIFY(command > 0);
        ::kill(static_cast<pid_t>(run.processId()), SIGKILL);
        QVERIFY(run.waitForFinished());
        // The command continues, and would keep an inherited flock or OFD lock held.
        QCOMPARE(::kill(command, 0), 0);
        const auto answer = lockscopectl(QStringList{QStringLiteral("run"), QString::fromLatin1(kind), lock}
                                         << words("--timeout 0 -- true"));
        ::kill(command, SIGKILL);
        QCOMPARE(answer.status, 0);
    }

    void systemErrorExitsWithFour_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QString>("lock");
        QTest::addColumn<QByteArray>("reason");
        for (const char *kind : {"zc", "fcntl"}) {
            QTest::addRow("%s in a missing directory", kind)
                << QByteArray(kind) << QStringLiteral("/nowhere/x.lock") << QByteArray("ENOENT");
            QTest::addRow("%s on a directory", kind)
                << QByteArray(kind) << m_dir.path() << QByteArray("not a regular file");
            QTest::addRow("%s below a file", kind)
                << QByteArray(kind) << QStringLiteral("/etc/passwd/x.lock") << QByteArray("ENOTDIR");
        }
    }

    void systemErrorExitsWithFour()
    {
        QFETCH(QByteArray, kind);
        QFETCH(QString, lock);
        QFETCH(QByteArray, reason);
        const auto answer = lockscopectl(call(kind, lock, words("true")));
        QCOMPARE(answer.status, 4);
        QVERIFY2(answer.err.contains(lock.toUtf8()) && answer.err.contains(reason), answer.err);
    }
};

QTEST_GUILESS_MAIN(tst_LockscopectlRun)
#include "tst_lockscopectlrun.moc"
