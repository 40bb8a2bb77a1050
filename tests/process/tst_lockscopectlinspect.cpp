// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "lockholder.h"
#include "lockscopectlcall.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

Q_DECLARE_METATYPE(LockHolder::Kind)

/// The command inspect, on locks that other programs hold, have held or did not release.
class tst_LockscopectlInspect : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    QString path(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)); }
    static QJsonObject inspect(const QString &path) { return lockscopectl(words("inspect --json") << path).object(); }
    static QString write(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? path : QString();
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_dir.isValid()); }

    /// Only root can determine that a process of another user has the file open.
    void hiddenOpenFilesLeavePidUndecided()
    {
        if (!canBecomeNobody())
            QSKIP("needs root and setpriv, to become another user");
        QVERIFY(QFile::setPermissions(m_dir.path(), QFileDevice::Permissions(0x7755)));
        const auto lock = write(path("number.pid"), shell(QStringLiteral("echo $$")).out);
        QVERIFY(QFile::setPermissions(lock, QFileDevice::Permissions(0x6644)));
        QFile open(lock);
        QVERIFY(open.open(QIODevice::ReadWrite));
        const auto seen = lockscopectlAsNobody(words("inspect --json") << lock).object();
        QCOMPARE(seen[u"verdict"].toString(), QStringLiteral("unknown"));
        QVERIFY(seen[u"summary"].toString().contains(u"Run as root"));
        open.close();
        QCOMPARE(inspect(lock)[u"verdict"].toString(), QStringLiteral("stale"));
    }

    /// Its clocks differ, so its start time is not the recorded one; an unprivileged user cannot read its namespace.
    void processInTimeNamespaceIsNotRecycled()
    {
        const QStringList inNamespace{QStringLiteral("-T"),   QStringLiteral("--boottime"),
                                      QStringLiteral("5000"), QStringLiteral("--monotonic"),
                                      QStringLiteral("5000"), QStringLiteral("--fork")};
        if (!canBecomeNobody() ||
            callProgram(QStringLiteral("unshare"), QStringList(inNamespace) << QStringLiteral("true")).status != 0)
            QSKIP("needs root, setpriv and time namespaces");
        QVERIFY(QFile::setPermissions(m_dir.path(), QFileDevice::Permissions(0x7755)));
        QProcess holder;
        const auto script = QStringLiteral(
            "import os, sys\n"
            "start = open('/proc/self/stat').read().rsplit(')', 1)[1].split()[19]\n"
            "boot = int(open('/proc/sys/kernel/random/boot_id').read().strip().replace('-', ''), 16)\n"
            "lock = open(sys.argv[1], 'w')\n"
            "lock.write('%d\\n%s\\n%d\\n' % (os.getpid(), os.uname().nodename, (boot << 64) | int(start)))\n"
            "lock.close()\n"
            "print('held', flush=True)\n"
            "sys.stdin.read()\n");
        const auto lock = path("model.lock");
        holder.start(QStringLiteral("unshare"),
                     QStringList(inNamespace) << QStringLiteral("python3") << QStringLiteral("-c") << script << lock);
        QVERIFY(holder.waitForReadyRead(30000));
        const auto asRoot = inspect(lock);
        QCOMPARE(asRoot[u"verdict"].toString(), QStringLiteral("held"));
        const auto asNobody = lockscopectlAsNobody(words("inspect --json") << lock).object();
        QVERIFY2(asNobody[u"verdict"].toString() != u"stale", qPrintable(asNobody[u"summary"].toString()));
        holder.closeWriteChannel();
        QVERIFY(holder.waitForFinished());
    }

    void holderIsNamedAndItsExitFreesTheLock_data()
    {
        QTest::addColumn<LockHolder::Kind>("kind");
        QTest::addColumn<QString>("type");
        QTest::newRow("zc.lockfile LockFile") << LockHolder::Kind::ZcLockFile << QStringLiteral("flock");
        QTest::newRow("zc.lockfile SimpleLockFile") << LockHolder::Kind::ZcSimple << QStringLiteral("flock");
        QTest::newRow("fcntl.lockf") << LockHolder::Kind::FcntlLockf << QStringLiteral("posix");
        QTest::newRow("flock(1)") << LockHolder::Kind::FlockCommand << QStringLiteral("flock");
        QTest::newRow("OFD lock") << LockHolder::Kind::Ofd << QStringLiteral("ofd");
        QTest::newRow("flock of an exited creator") << LockHolder::Kind::InheritedFlock << QStringLiteral("flock");
    }

    void holderIsNamedAndItsExitFreesTheLock()
    {
        QFETCH(LockHolder::Kind, kind);
        QFETCH(QString, type);
        if (const auto missing = LockHolder::missing(kind); !missing.isEmpty())
            QSKIP(qPrintable(QStringLiteral("needs ") + missing));
        const QString lock = path(QTest::currentDataTag()) + QStringLiteral(".lock");
        LockHolder holder(kind, lock);
        QVERIFY(holder.isHolding());

        const auto answer = lockscopectl(words("inspect --json") << lock);
        QCOMPARE(answer.status, 0);
        QCOMPARE(answer.err, QByteArray());
        const auto held = answer.object();
        QCOMPARE(held[u"path"].toString(), lock);
        QCOMPARE(held[u"verdict"].toString(), QStringLiteral("held"));
        QCOMPARE(held[u"confidence"].toString(), QStringLiteral("proved"));
        QCOMPARE(held[u"reason"].toString(), QStringLiteral("kernel-lock-held"));
        const auto kernelLocks = held[u"kernelLocks"].toArray();
        QCOMPARE(kernelLocks.size(), 1);
        const auto kernelLock = kernelLocks[0].toObject();
        QCOMPARE(kernelLock[u"type"].toString(), type);
        QCOMPARE(kernelLock[u"mode"].toString(), QStringLiteral("write"));
        QCOMPARE(kernelLock[u"start"].toInteger(-1), 0);
        QVERIFY(kernelLock[u"end"].isNull());
        const auto holders = kernelLock[u"holders"].toArray();
        QCOMPARE(holders.size(), 1);
        QCOMPARE(holders[0].toObject()[u"pid"].toInteger(), holder.pid());
        QCOMPARE(holders[0].toObject()[u"name"].toString(), QString::fromUtf8(holder.name()));
        QCOMPARE(held[u"process"].toObject()[u"pid"].toInteger(), holder.pid());

        holder.kill();
        // The state of an empty file is unknown without a kernel lock; the text of zc identifies the format.
        const bool isZc = QFileInfo(lock).size() > 0;
        QTRY_COMPARE_WITH_TIMEOUT(inspect(lock)[u"verdict"].toString(),
                                  isZc ? QStringLiteral("free") : QStringLiteral("unknown"), 1000);
        const auto after = inspect(lock);
        QCOMPARE(after[u"reason"].toString(),
                 isZc ? QStringLiteral("kernel-lock-free") : QStringLiteral("no-owner-recorded"));
        QCOMPARE(after[u"kernelLocks"].toArray().size(), 0);
        QVERIFY(after[u"process"].isNull());
    }

    void missingProcDoesNotMakeAFileAbsent()
    {
        if (::geteuid() != 0 || QStandardPaths::findExecutable(QStringLiteral("unshare")).isEmpty())
            QSKIP("needs root and unshare: to unmount /proc in a mount namespace");
        const auto lock = write(path("app.pid"), "1\n");
        for (const bool asJson : {true, false}) {
            QProcess process;
            process.start(QStringLiteral("unshare"),
                          {QStringLiteral("-m"), QStringLiteral("sh"), QStringLiteral("-c"),
                           QStringLiteral("umount -l /proc && exec \"$@\""), QStringLiteral("sh"),
                           lockscopectlProgram(), QStringLiteral("inspect"),
                           asJson ? QStringLiteral("--json") : QStringLiteral("--"), lock});
            QVERIFY(process.waitForFinished());
            const auto output = process.readAllStandardOutput();
            if (output.isEmpty())
                QSKIP("needs its own mount namespace");
            const QByteArray all = output + process.readAllStandardError();
            QVERIFY2(all.contains("/proc is not mounted") && !all.contains("No such file"), all.constData());
            if (asJson)
                QCOMPARE(QJsonDocument::fromJson(output).object()[u"verdict"].toString(), QStringLiteral("unknown"));
        }
    }

    /// The kinds pid and openlock lock any path.
    void lockWithoutTheNameOfALockIsHeld_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("pid") << QStringLiteral("pid");
        QTest::newRow("openlock") << QStringLiteral("openlock");
    }
    void lockWithoutTheNameOfALockIsHeld()
    {
        QFETCH(QString, kind);
        const auto lock = path("application");
        const auto answer =
            lockscopectl({QStringLiteral("run"), kind, lock, QStringLiteral("--"), lockscopectlProgram(),
                          QStringLiteral("inspect"), QStringLiteral("--json"), lock});
        QCOMPARE(answer.object()[u"verdict"].toString(), QStringLiteral("held"));
        QCOMPARE(answer.object()[u"reason"].toString(), QStringLiteral("pid-alive"));
    }

    void textOfAnExitedHolderIsIgnored()
    {
        // The text names a running process, this one, but only the kernel lock counts.
        const auto lock = write(path("text.lock"), " " + QByteArray::number(QCoreApplication::applicationPid()) + "\n");
        const auto answer = lockscopectl(words("inspect --json") << lock);
        QCOMPARE(answer.status, 0);
        const auto report = answer.object();
        QCOMPARE(report[u"verdict"].toString(), QStringLiteral("free"));
        QCOMPARE(report[u"owner"].toObject()[u"pid"].toInteger(), QCoreApplication::applicationPid());
    }

    void reportHasAllFields()
    {
        if (const auto missing = LockHolder::missing(LockHolder::Kind::ZcLockFile); !missing.isEmpty())
            QSKIP(qPrintable(QStringLiteral("needs ") + missing));
        const auto lock = path("fields.lock");
        LockHolder holder(LockHolder::Kind::ZcLockFile, lock);
        QVERIFY(holder.isHolding());
        const auto report = inspect(lock);
        QCOMPARE(report.keys(), words("ageSeconds break companions confidence created evidence fileSystem format "
                                      "formats kernelLocks modified owner path process reason summary verdict"));
        QCOMPARE(report[u"format"].toString(), QStringLiteral("zc"));
        QCOMPARE(report[u"formats"].toArray().first().toObject().keys(), words("confidence id"));
        QCOMPARE(report[u"owner"].toObject().keys(), words("bootId hostname name pid pids startTime thread"));
        QCOMPARE(report[u"process"].toObject().keys(),
                 words("commandLine container name pid pidNamespace ppid startTime state user"));
        const auto kernelLock = report[u"kernelLocks"].toArray().first().toObject();
        QCOMPARE(kernelLock.keys(), words("end holders meaning mode start type waiters"));
        QCOMPARE(kernelLock[u"holders"].toArray().first().toObject().keys(), words("fd name pid source"));
        auto evidenceKeys = report[u"evidence"].toArray().first().toObject().keys();
        evidenceKeys.removeAll(QStringLiteral("source"));
        QCOMPARE(evidenceKeys, words("fact id supports"));
        QCOMPARE(report[u"fileSystem"].toObject().keys(), words("lockReach remote type"));
        QCOMPARE(report[u"break"].toObject().keys(), words("action refused"));
        static const QRegularExpression time(QStringLiteral("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$"));
        QVERIFY(time.match(report[u"modified"].toString()).hasMatch());
        QVERIFY(time.match(report[u"process"].toObject()[u"startTime"].toString()).hasMatch());
        QVERIFY(report[u"ageSeconds"].toDouble(-1) >= 0);
    }

    /// If a value is not known, its key is present with null or an empty list.
    void fieldsArePresentIfUnknown_data()
    {
        QTest::addColumn<QString>("lock");
        QTest::addColumn<bool>("lockExists");
        QTest::addColumn<int>("status");
        QTest::newRow("absent") << path("nothing.lock") << false << 4;
        QTest::newRow("unreadable") << write(path("in the way.lock"), "1\n") + QStringLiteral("/x.lock") << false << 4;
        QTest::newRow("empty") << write(path("empty.lock"), {}) << true << 0;
        QTest::newRow("unrecognised") << write(path("odd.lock"), "\x01\x02\x03") << true << 0;
    }
    void fieldsArePresentIfUnknown()
    {
        QFETCH(QString, lock);
        QFETCH(bool, lockExists);
        QFETCH(int, status);
        const auto answer = lockscopectl(words("inspect --json") << lock);
        QCOMPARE(answer.status, status);
        const auto report = answer.object();
        for (const auto &key : words("ageSeconds break companions confidence created evidence fileSystem format "
                                     "formats kernelLocks modified owner path process reason summary verdict"))
            QVERIFY2(report.contains(key), qPrintable(key));
        QVERIFY(report[u"process"].isNull());
        QVERIFY(report[u"kernelLocks"].isArray() && report[u"kernelLocks"].toArray().isEmpty());
        QVERIFY(report[u"companions"].isArray() && report[u"evidence"].isArray() && report[u"formats"].isArray());
        QCOMPARE(report[u"modified"].isNull(), !lockExists);
        QCOMPARE(report[u"ageSeconds"].isNull(), !lockExists);
        const auto owner = report[u"owner"].toObject();
        QCOMPARE(owner.keys(), words("bootId hostname name pid pids startTime thread"));
        QVERIFY(owner[u"pid"].isNull() && owner[u"hostname"].isNull() && owner[u"startTime"].isNull());
        QVERIFY(owner[u"pids"].isArray());
    }

    void waitersAreNamed()
    {
        if (const auto missing = LockHolder::missing(LockHolder::Kind::FlockCommand); !missing.isEmpty())
            QSKIP(qPrintable(QStringLiteral("needs ") + missing));
        const auto lock = path("waited.lock");
        LockHolder holder(LockHolder::Kind::FlockCommand, lock);
        QVERIFY(holder.isHolding());
        QProcess waiter;
        waiter.start(QStringLiteral("flock"), {lock, QStringLiteral("true")});
        QVERIFY(waiter.waitForStarted());
        const auto waiters = [&] {
            return inspect(lock)[u"kernelLocks"].toArray().first().toObject()[u"waiters"].toArray();
        };
        QTRY_COMPARE(waiters().size(), 1);
        QCOMPARE(waiters().first().toObject()[u"pid"].toInteger(), waiter.processId());
        QCOMPARE(waiters().first().toObject()[u"name"].toString(), QStringLiteral("flock"));
        holder.kill();
        QVERIFY(waiter.waitForFinished());
    }

    void stalePidFileExitsWithOne()
    {
        // The PID of a child that has been reaped: it has exited, and the PID has not been reused yet.
        const auto child = callProgram(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), QStringLiteral("echo $$")});
        const auto lock = write(path("stale.pid"), child.out.trimmed() + "\n");
        const auto answer = lockscopectl(words("inspect --json") << lock);
        const auto report = answer.object();
        QCOMPARE(report[u"verdict"].toString(), QStringLiteral("stale"));
        QCOMPARE(report[u"confidence"].toString(), QStringLiteral("proved"));
        QCOMPARE(report[u"reason"].toString(), QStringLiteral("pid-dead"));
        QCOMPARE(answer.status, 1);

        const auto both = lockscopectl({QStringLiteral("inspect"), lock, path("not there.lock")});
        QCOMPARE(both.status, 4);
    }

    void checkReportsTheStateAsExitStatus()
    {
        const auto dead = callProgram(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), QStringLiteral("echo $$")});
        const auto check = [](const QString &lock) { return lockscopectl(words("inspect --check") << lock); };
        const auto isSilent = [](const CtlAnswer &answer) { return answer.out.isEmpty() && answer.err.isEmpty(); };
        const auto stale = check(write(path("check.pid"), dead.out.trimmed() + "\n"));
        QCOMPARE(stale.status, 1);
        QVERIFY(isSilent(stale));
        const auto free = check(write(path("check.lock"), " 42424\n"));
        QCOMPARE(free.status, 11);
        QVERIFY(isSilent(free));
        const auto unknown = check(write(path("check odd.lock"), "\x01\x02\x03"));
        QCOMPARE(unknown.status, 12);
        QVERIFY(isSilent(unknown));
        const auto absent = check(path("check absent.lock"));
        QCOMPARE(absent.status, 13);
        QVERIFY(isSilent(absent));
        QFile file(path("check.lock"));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QCOMPARE(::flock(file.handle(), LOCK_EX), 0);
        const auto held = check(path("check.lock"));
        QCOMPARE(held.status, 10);
        QVERIFY(isSilent(held));
        QCOMPARE(lockscopectl(words("--check") << path("check.lock")).status, 10);

        const auto failed = check(path("check.pid") + QStringLiteral("/") + QString(300, u'x'));
        QVERIFY2(failed.status == 4 || failed.status == 13, failed.err);
        const auto unreadable = check(m_dir.filePath(QString(300, u'x')));
        QCOMPARE(unreadable.status, 4);
        QVERIFY2(unreadable.err.contains("ENAMETOOLONG"), unreadable.err);
        const auto two = lockscopectl(words("inspect --check") << path("check.lock") << path("check.pid"));
        QCOMPARE(two.status, 2);
        QVERIFY2(two.err.contains("--check takes one PATH"), two.err);
        QCOMPARE(lockscopectl(words("inspect --check --json") << path("check.lock")).status, 2);
        QCOMPARE(lockscopectl(words("inspect --check")).status, 2);
    }

    void pathsAreReadFromStandardInput()
    {
        const auto lock = write(path("input.lock"), " 42424\n");
        const auto odd = write(path("in\nput.lock"), " 42424\n");
        const auto lines = shell(QStringLiteral("echo \"$1\" | \"$0\" inspect --json -"), {lock});
        QCOMPARE(lines.status, 0);
        QCOMPARE(lines.object()[u"path"].toString(), lock);
        const auto between = shell(QStringLiteral("echo \"$1\" | \"$0\" inspect --json \"$2\" - \"$2\""), {lock, odd});
        QCOMPARE(between.objects().size(), 3);
        QCOMPARE(between.objects().at(1)[u"path"].toString(), lock);
        const auto zeroes =
            shell(QStringLiteral("printf '%s\\0%s' \"$1\" \"$2\" | \"$0\" inspect --json -0 -"), {odd, lock});
        QCOMPARE(zeroes.objects().size(), 2);
        QCOMPARE(zeroes.objects().first()[u"path"].toString(), odd);
        const auto nothing = shell(QStringLiteral("\"$0\" inspect - </dev/null"));
        QCOMPARE(nothing.status, 0);
        QCOMPARE(nothing.out, QByteArray());
        const auto unused = lockscopectl(words("inspect -0") << lock);
        QCOMPARE(unused.status, 2);
        QVERIFY2(unused.err.contains("add the operand -"), unused.err);
    }

    void pathsFromAPipeAreInspectedAsTheyArrive()
    {
        const auto lock = write(path("piped.lock"), " 42424\n");
        QProcess inspect;
        inspect.start(lockscopectlProgram(), words("inspect --json -"));
        const auto answer = [&] {
            inspect.write(lock.toUtf8() + '\n');
            while (!inspect.canReadLine() && inspect.waitForReadyRead(20000)) {
            }
            return QJsonDocument::fromJson(inspect.readLine()).object()[u"verdict"].toString();
        };
        QVERIFY(inspect.waitForStarted());
        QCOMPARE(answer(), QStringLiteral("free"));
        QFile file(lock);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QCOMPARE(::flock(file.handle(), LOCK_EX), 0);
        QCOMPARE(answer(), QStringLiteral("held"));
        inspect.closeWriteChannel();
        QVERIFY(inspect.waitForFinished());
        QCOMPARE(inspect.exitCode(), 0);
    }

    void stateIsPrintedOnce_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("firstLine");
        const auto dead = callProgram(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), QStringLiteral("echo $$")});
        const auto pid = dead.out.trimmed();
        const auto own = QByteArray::number(QCoreApplication::applicationPid());
        QTest::newRow("stale") << write(path("once stale.pid"), pid + "\n")
                               << QByteArray("stale    Process " + pid + " is no longer running on this host.");
        QTest::newRow("probably held") << write(path("once held.pid"), own + "\n")
                                       << QByteArray("held     Probably: process " + own +
                                                     " (tst_lockscopect), recorded in the lock, is running.");
        QTest::newRow("free") << write(path("once free.lock"), " 1\n") << QByteArray("free     No process holds ");
        QTest::newRow("unknown") << write(path("once unknown.lock"), "garbage\n")
                                 << QByteArray("unknown  Its content matches no known format.");
        QTest::newRow("absent") << path("once absent.lock") << QByteArray("absent   There is no such file.");
    }

    void stateIsPrintedOnce()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, firstLine);
        const auto answer = lockscopectl(words("inspect") << file);
        QVERIFY2(answer.out.startsWith(firstLine), answer.out);
    }

    void humanOutputBeginsWithStateAndReason()
    {
        if (const auto missing = LockHolder::missing(LockHolder::Kind::ZcLockFile); !missing.isEmpty())
            QSKIP(qPrintable(QStringLiteral("needs ") + missing));
        const auto lock = path("human.lock");
        LockHolder holder(LockHolder::Kind::ZcLockFile, lock);
        QVERIFY(holder.isHolding());
        const auto answer = lockscopectl({QStringLiteral("inspect"), lock, lock});
        QCOMPARE(answer.status, 0);
        const auto lines = answer.out.split('\n');
        QVERIFY2(lines[0].startsWith("held     "), lines[0]);
        QCOMPARE(lines[1], QByteArray("         path       " + lock.toUtf8()));
        const QByteArray named = "\n         holder     process " + QByteArray::number(holder.pid()) + " (python3";
        QVERIFY2(answer.out.contains(named), answer.out);
        QVERIFY(answer.out.contains("\n         evidence   held"));
        QVERIFY(!answer.out.contains('\x1b'));
        QCOMPARE(answer.out.count("\n\nheld "), 1);
    }

    void adviceNamesTheCommandThatHelps()
    {
        const auto dead = callProgram(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), QStringLiteral("echo $$")});
        const auto stale = write(path("it's stale.pid"), dead.out.trimmed() + "\n");
        auto quoted = stale;
        quoted.replace(QStringLiteral("'"), QStringLiteral("'\\''"));
        const auto remove = lockscopectl(words("inspect") << stale);
        const QByteArray removal =
            "\n         advice     remove it with: lockscopectl break '" + quoted.toUtf8() + "'\n";
        QVERIFY2(remove.out.contains(removal), remove.out);

        const auto lock = write(path("helpful.lock"), " 1\n");
        const auto free = lockscopectl(words("inspect") << lock);
        QVERIFY2(!free.out.contains("advice"), free.out);
        QVERIFY2(free.out.contains(" note "), free.out);
        QFile file(lock);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QCOMPARE(::flock(file.handle(), LOCK_EX), 0);
        const auto held = lockscopectl(words("inspect") << lock);
        const QByteArray signal =
            "\n         advice     end the holder with: lockscopectl signal TERM " + lock.toUtf8() + "\n";
        QVERIFY2(held.out.contains(signal), held.out);
    }

    /// Only the kernel's table has the PID of the process that acquired the lock, which may belong to another one now.
    void signalIsNotAdvisedIfTheHolderIsNotProven()
    {
        if (!canBecomeNobody())
            QSKIP("needs root (CAP_SETUID) and a build directory that the user nobody can enter");
        QCOMPARE(::chmod(qPrintable(m_dir.path()), 0755), 0);
        const auto lock = path("of root.lock");
        LockHolder holder(LockHolder::Kind::FlockCommand, lock);
        QVERIFY(holder.isHolding());
        const auto inspected = lockscopectlAsNobody(words("inspect") << lock);
        QVERIFY2(inspected.out.startsWith("held     A process that cannot be seen from here "), inspected.out);
        QVERIFY2(!inspected.out.contains("(flock)"), inspected.out);
        QVERIFY2(!inspected.out.contains("signal"), inspected.out);
        QCOMPARE(lockscopectlAsNobody(words("signal TERM") << lock).status, 3);
        QVERIFY(lockscopectl(words("inspect") << lock).out.contains("end the holder with: lockscopectl signal TERM"));
    }

    void colourDependsOnTheTerminal()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("script")).isEmpty())
            QSKIP("needs script(1)");
        const auto lock = write(path("colour.lock"), {});
        const auto inTerminal = [&](const QString &settings) {
            return callProgram(QStringLiteral("script"),
                               {QStringLiteral("-qec"),
                                QStringLiteral("env %1 '%2' inspect '%3'").arg(settings, lockscopectlProgram(), lock),
                                QStringLiteral("/dev/null")})
                .out;
        };
        QVERIFY(inTerminal(QStringLiteral("TERM=xterm")).contains("\x1b["));
        QVERIFY(!inTerminal(QStringLiteral("TERM=xterm NO_COLOR=1")).contains("\x1b["));
        QVERIFY(!inTerminal(QStringLiteral("TERM=dumb")).contains("\x1b["));
    }
};

QTEST_GUILESS_MAIN(tst_LockscopectlInspect)
#include "tst_lockscopectlinspect.moc"
