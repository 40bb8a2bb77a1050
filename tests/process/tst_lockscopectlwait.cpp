// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "lockholder.h"
#include "lockscopectlcall.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

/// The command wait, and the reports of run and hold while they wait.
class tst_LockscopectlWait : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    QString path(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)); }
    static QString write(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? path : QString();
    }
    static void start(QProcess &process, const char *line, const QString &lock, const QStringList &more = {})
    {
        process.start(lockscopectlProgram(), words(line) << lock << more);
    }
    /// The next line on standard error.
    static QByteArray nextMessage(QProcess &process)
    {
        process.setReadChannel(QProcess::StandardError);
        return lineOf(process).trimmed();
    }
    /// Without the process name, which may still be that of the shell before its exec.
    static QByteArray holderText(const LockHolder &holder)
    {
        return "held by process " + QByteArray::number(holder.pid()) + " (";
    }
    static bool ends(QProcess &process) { return process.waitForFinished(20000); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_dir.isValid());
        if (const auto missing = LockHolder::missing(LockHolder::Kind::FlockCommand); !missing.isEmpty())
            QSKIP(qPrintable(QStringLiteral("needs ") + missing));
    }

    void waitReturnsAtOnceIfFreeOrAbsent()
    {
        for (const auto &lock : {write(path("free.lock"), " 42424\n"), path("absent.lock")}) {
            const auto answer = lockscopectl(words("wait") << lock);
            QCOMPARE(answer.status, 0);
            QCOMPARE(answer.out, QByteArray());
            QCOMPARE(answer.err, QByteArray());
        }
        const auto json = lockscopectl(words("wait --json") << path("absent.lock")).object();
        QCOMPARE(json.keys(), words("event milliseconds path summary verdict"));
        QCOMPARE(json[u"event"].toString(), QStringLiteral("absent"));
    }

    void waitReturnsAfterRelease()
    {
        const auto lock = path("released.lock");
        LockHolder holder(LockHolder::Kind::FlockCommand, lock);
        QVERIFY(holder.isHolding());
        QProcess wait;
        start(wait, "wait", lock);
        const auto message = nextMessage(wait);
        QVERIFY2(
            message.startsWith(QByteArray("lockscopectl: waiting for " + lock.toUtf8() + ", " + holderText(holder))),
            message);
        QVERIFY2(message.contains("), user ") && message.contains(", running since "), message);
        QCOMPARE(wait.state(), QProcess::Running);
        holder.finish();
        QVERIFY(ends(wait));
        QCOMPARE(wait.exitCode(), 0);
        QCOMPARE(wait.readAllStandardError(), QByteArray());
    }

    void waitReturnsAfterMarkerIsRemoved_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"link", "symlink", "mkdir"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }

    void waitReturnsAfterMarkerIsRemoved()
    {
        QFETCH(QString, kind);
        QProcess hold;
        hold.start(lockscopectlProgram(), words("hold") << kind << path("marked"));
        QVERIFY(hold.waitForReadyRead(20000));
        QProcess wait;
        start(wait, "wait --json", path("marked.lock"));
        QVERIFY2(nextMessage(wait).contains(QByteArray("held by process " + QByteArray::number(hold.processId()))),
                 "not named");
        hold.closeWriteChannel();
        QVERIFY(ends(wait));
        QCOMPARE(wait.exitCode(), 0);
        const auto end = QJsonDocument::fromJson(wait.readAllStandardOutput()).object();
        QCOMPARE(end[u"event"].toString(), QStringLiteral("absent"));
        QVERIFY(ends(hold));
    }

    void timeoutExitsWithOne()
    {
        const auto lock = path("timeout.lock");
        LockHolder holder(LockHolder::Kind::FlockCommand, lock);
        QVERIFY(holder.isHolding());
        for (const char *call : {"wait --timeout 0", "wait --timeout 0.1", "wait --quiet --timeout 0.1"}) {
            const auto answer = lockscopectl(words(call) << lock);
            QCOMPARE(answer.status, 1);
            QCOMPARE(answer.out, QByteArray());
            QVERIFY2(answer.err.contains(QByteArray(lock.toUtf8() + ": still not free: ")), answer.err);
            QCOMPARE(answer.err.contains("waiting for"), QByteArray(call) == "wait --timeout 0.1");
        }
        // The timeout expires before the program waits.
        QCOMPARE(lockscopectl(words("wait --timeout 0.000001") << lock).status, 1);
        const auto json = lockscopectl(words("wait --json --timeout 0.1") << lock).object();
        QCOMPARE(json[u"event"].toString(), QStringLiteral("timeout"));
        QCOMPARE(json[u"verdict"].toString(), QStringLiteral("held"));
    }

    void waitContinuesWhileUnknown()
    {
        const auto lock = write(path("unknown.lock"), "");
        QProcess wait;
        start(wait, "wait", lock);
        auto message = nextMessage(wait);
        QVERIFY2(message.contains("whose state is unknown: An empty lock file"), message);
        message = nextMessage(wait);
        QVERIFY2(message.contains("ends when a process acquires and releases the lock, or when it is removed"),
                 message);
        // The first report may be about the open file. The release is noticed only if the lock on it was seen.
        for (int attempt = 0; attempt < 10 && wait.state() == QProcess::Running; ++attempt) {
            LockHolder holder(LockHolder::Kind::FlockCommand, lock);
            QVERIFY(holder.isHolding());
            do
                message = nextMessage(wait);
            while (!message.isEmpty() && !message.contains(holderText(holder)));
            QVERIFY(!message.isEmpty());
            holder.finish();
            wait.waitForFinished(5000);
        }
        QCOMPARE(wait.state(), QProcess::NotRunning);
        QCOMPARE(wait.exitCode(), 0);
        const auto quiet = lockscopectl(words("wait --quiet --timeout 0") << write(path("quiet.lock"), ""));
        QCOMPARE(quiet.status, 1);
    }

    void waitContinuesUntilStaleLockIsBroken()
    {
        const auto dead = callProgram(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), QStringLiteral("echo $$")});
        const auto lock = write(path("stale.pid"), dead.out.trimmed() + "\n");
        QProcess wait;
        start(wait, "wait", lock);
        const auto message = nextMessage(wait);
        QVERIFY2(message.contains("which is stale and can be removed with 'lockscopectl break'"), message);
        QCOMPARE(wait.state(), QProcess::Running);
        QVERIFY(QFile::remove(lock));
        QVERIFY(ends(wait));
        QCOMPARE(wait.exitCode(), 0);
    }

    void waitFailsIfNotALock()
    {
        const auto directory = lockscopectl(words("wait") << m_dir.path());
        QCOMPARE(directory.status, 4);
        QVERIFY2(directory.err.contains(m_dir.path().toUtf8()), directory.err);
        const auto unreadable = lockscopectl(words("wait") << m_dir.filePath(QString(300, u'x')));
        QCOMPARE(unreadable.status, 4);
        QCOMPARE(lockscopectl(words("wait")).status, 2);
        QCOMPARE(lockscopectl(words("wait a b")).status, 2);
        // A script with an unset path variable must not continue.
        const auto empty = lockscopectl({QStringLiteral("wait"), QString()});
        QCOMPARE(empty.status, 2);
        QVERIFY2(empty.err.contains("an operand is empty"), empty.err);
    }

    /// flock(1) locks any file or directory, such as the script that is running.
    void waitEndsIfOrdinaryFileIsReleased_data()
    {
        QTest::addColumn<bool>("isDirectory");
        QTest::newRow("text") << false;
        QTest::newRow("directory") << true;
    }
    void waitEndsIfOrdinaryFileIsReleased()
    {
        QFETCH(bool, isDirectory);
        const auto path = m_dir.filePath(isDirectory ? QStringLiteral("data") : QStringLiteral("script.sh"));
        if (isDirectory)
            QVERIFY(QDir().mkdir(path));
        else
            write(path, "#!/bin/sh\necho This is not a lock.\n");
        QCOMPARE(lockscopectl(words("wait") << path).status, 4);
        QProcess holder;
        holder.start(QStringLiteral("flock"),
                     {path, QStringLiteral("sh"), QStringLiteral("-c"), QStringLiteral("echo locked; read -r line")});
        QVERIFY(holder.waitForReadyRead(60000));
        QProcess wait;
        start(wait, "wait", path);
        QVERIFY(nextMessage(wait).contains("held by process"));
        holder.write("\n");
        QVERIFY(holder.waitForBytesWritten());
        QVERIFY(ends(wait));
        QVERIFY2(wait.exitCode() == 0, wait.readAllStandardError());
        QVERIFY(ends(holder));
    }

    void runAndHoldReportTheHolder_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QStringList>("more");
        QTest::newRow("run") << QStringLiteral("run") << words("-- true");
        QTest::newRow("run with a timeout") << QStringLiteral("run") << words("--timeout 60 -- true");
        QTest::newRow("hold") << QStringLiteral("hold") << QStringList();
    }

    void runAndHoldReportTheHolder()
    {
        QFETCH(QString, command);
        QFETCH(QStringList, more);
        const auto lock = path("awaited.lock");
        LockHolder holder(LockHolder::Kind::FlockCommand, lock);
        QVERIFY(holder.isHolding());
        QProcess waiter;
        waiter.start(lockscopectlProgram(), QStringList{command, QStringLiteral("zc-simple"), lock} << more);
        const auto message = nextMessage(waiter);
        QVERIFY2(
            message.startsWith(QByteArray("lockscopectl: waiting for " + lock.toUtf8() + ", " + holderText(holder))),
            message);
        holder.finish();
        waiter.closeWriteChannel();
        QVERIFY(ends(waiter));
        QCOMPARE(waiter.exitCode(), 0);
        QCOMPARE(waiter.readAllStandardError(), QByteArray());
    }

    void nextHolderIsReported()
    {
        // A link that always exists, so that each holder has a known name.
        const auto lock = path("changing.lock");
        const auto lockOf = [&](qint64 pid) {
            QFile::remove(path("new"));
            QFile::link(QStringLiteral("%1-7f3a11c0.%2-8134").arg(QSysInfo::machineHostName()).arg(pid), path("new"));
            return ::rename(qPrintable(path("new")), qPrintable(lock)) == 0;
        };
        QProcess first;
        QProcess second;
        for (auto *process : {&first, &second}) {
            process->start(QStringLiteral("cat"), {});
            QVERIFY(process->waitForStarted());
        }
        QVERIFY(lockOf(first.processId()));
        QProcess waiter;
        waiter.start(lockscopectlProgram(), words("run symlink") << path("changing") << words("--timeout 60 -- true"));
        const auto named = [&](const QProcess &process) {
            return nextMessage(waiter).contains(
                QByteArray("held by process " + QByteArray::number(process.processId()) + " (cat)"));
        };
        QVERIFY(named(first));
        QVERIFY(lockOf(second.processId()));
        QVERIFY(named(second));
        QVERIFY(QFile::remove(lock));
        QVERIFY(ends(waiter));
        QCOMPARE(waiter.exitCode(), 0);
        for (auto *process : {&first, &second}) {
            process->closeWriteChannel();
            QVERIFY(ends(*process));
        }
    }

    void inheritedLockIsReportedWithItsOtherHolders()
    {
        const auto lock = path("inherited.lock");
        const auto answer =
            shell(QStringLiteral("exec 9>\"$1\"; flock 9; \"$0\" run zc-simple \"$1\" --timeout 3 -- true"), {lock});
        QCOMPARE(answer.status, 1);
        QVERIFY2(answer.err.contains(": waiting for ") && answer.err.contains(", held by process "), answer.err);
    }

    void quietSilencesTheReport()
    {
        const auto lock = path("quiet.lock");
        LockHolder holder(LockHolder::Kind::FlockCommand, lock);
        QVERIFY(holder.isHolding());
        // Longer than the delay of the report.
        const auto answer = lockscopectl(words("run zc-simple") << lock << words("--quiet --timeout 2 -- true"));
        QCOMPARE(answer.status, 1);
        QCOMPARE(answer.err.count('\n'), 1);
        QVERIFY2(answer.err.contains(": still held by process "), answer.err);
    }
};

QTEST_GUILESS_MAIN(tst_LockscopectlWait)
#include "tst_lockscopectlwait.moc"
