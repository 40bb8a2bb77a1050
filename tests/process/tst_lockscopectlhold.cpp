// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "lockholder.h"
#include "lockscopectlcall.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdio>

#include <sys/types.h>

/// The command hold: prints a line when the lock is acquired, and holds it until standard input ends or a signal
/// arrives.
class tst_LockscopectlHold : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    QString path(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)); }
    static QByteArray nextLine(QProcess &process) { return lineOf(process).trimmed(); }
    static void start(QProcess &process, const QByteArray &line, const QString &lock)
    {
        process.start(lockscopectlProgram(), words(line) << lock);
    }
    /// Whether the process blocks SIGTERM, which it does in order to read the signal from a descriptor.
    static bool looksAfterSignals(qint64 pid)
    {
        QFile status(QStringLiteral("/proc/%1/status").arg(pid));
        if (!status.open(QIODevice::ReadOnly))
            return false;
        constexpr QByteArrayView Blocked("\nSigBlk:\t");
        const auto text = status.readAll();
        const auto mask = text.mid(text.indexOf(Blocked) + Blocked.size(), 16).toULongLong(nullptr, 16);
        return (mask & (1ULL << (SIGTERM - 1))) != 0;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_dir.isValid()); }

    /// For openlock, the program executes itself again.
    void processKeepsItsName()
    {
        QProcess hold;
        start(hold, "hold openlock", path("named.lock"));
        QVERIFY2(nextLine(hold).startsWith("acquired"), hold.readAllStandardError());
        QFile name(QStringLiteral("/proc/%1/comm").arg(hold.processId()));
        QVERIFY(name.open(QIODevice::ReadOnly));
        QCOMPARE(name.readAll(), QByteArray("lockscopectl\n"));
        hold.closeWriteChannel();
        QVERIFY(hold.waitForFinished());
    }

    void lockIsHeldUntilInputEnds_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<bool>("fileStays");
        QTest::newRow("zc") << QByteArray("zc") << true;
        QTest::newRow("zc-simple") << QByteArray("zc-simple") << true;
        QTest::newRow("fcntl") << QByteArray("fcntl") << false;
    }

    void lockIsHeldUntilInputEnds()
    {
        QFETCH(QByteArray, kind);
        QFETCH(bool, fileStays);
        const auto lock = path("input.lock");
        QFile::remove(lock);
        QProcess hold;
        start(hold, "hold --json " + kind, lock);
        const auto acquired = QJsonDocument::fromJson(nextLine(hold)).object();
        QCOMPARE(acquired.keys(), words("event kind path pid"));
        QCOMPARE(acquired[u"event"].toString(), QStringLiteral("acquired"));
        QCOMPARE(acquired[u"kind"].toString(), QString::fromLatin1(kind));
        QCOMPARE(acquired[u"path"].toString(), lock);
        QCOMPARE(acquired[u"pid"].toInteger(), hold.processId());

        const auto report = lockscopectl(words("inspect --json") << lock).object();
        QCOMPARE(report[u"verdict"].toString(), QStringLiteral("held"));
        QCOMPARE(report[u"process"].toObject()[u"pid"].toInteger(), hold.processId());
        hold.write("what is written here does not matter\n");
        QCOMPARE(lockscopectl(words("hold --timeout 0 " + kind) << lock).status, 1);

        hold.closeWriteChannel();
        QVERIFY(hold.waitForFinished());
        QCOMPARE(hold.exitStatus(), QProcess::NormalExit);
        QCOMPARE(hold.exitCode(), 0);
        const auto released = QJsonDocument::fromJson(hold.readAllStandardOutput()).object();
        QCOMPARE(released.keys(), words("event kind path pid"));
        QCOMPARE(released[u"event"].toString(), QStringLiteral("released"));
        QCOMPARE(QFileInfo::exists(lock), fileStays);
    }

    void signalReleasesTheLock_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGHUP") << SIGHUP;
    }

    void signalReleasesTheLock()
    {
        QFETCH(int, number);
        const auto lock = path("signal.lock");
        QProcess hold;
        start(hold, "hold fcntl", lock);
        QCOMPARE(nextLine(hold),
                 "acquired fcntl " + lock.toUtf8() + " (process " + QByteArray::number(hold.processId()) + ")");
        ::kill(static_cast<pid_t>(hold.processId()), number);
        QVERIFY(hold.waitForFinished());
        QCOMPARE(hold.exitStatus(), QProcess::NormalExit);
        QCOMPARE(hold.exitCode(), 0);
        QVERIFY(hold.readAllStandardOutput().startsWith("released fcntl "));
        QVERIFY(!QFileInfo::exists(lock));
    }

    void signalEndsTheWaitWithoutResidue()
    {
        if (const auto missing = LockHolder::missing(LockHolder::Kind::FcntlLockf); !missing.isEmpty())
            QSKIP(qPrintable(QStringLiteral("needs ") + missing));
        const auto lock = path("waiting.lock");
        LockHolder holder(LockHolder::Kind::FcntlLockf, lock);
        QVERIFY(holder.isHolding());
        QProcess hold;
        start(hold, "hold fcntl", lock);
        QVERIFY(hold.waitForStarted());
        QTRY_VERIFY(looksAfterSignals(hold.processId()));
        QVERIFY(!hold.waitForFinished(100));
        hold.terminate();
        QVERIFY(hold.waitForFinished());
        QCOMPARE(hold.exitStatus(), QProcess::NormalExit);
        QCOMPARE(hold.exitCode(), 128 + SIGTERM);
        QCOMPARE(hold.readAllStandardOutput(), QByteArray());
        QCOMPARE(hold.readAllStandardError(), QByteArray());
        QCOMPARE(lockscopectl(words("inspect --json") << lock).object()[u"process"].toObject()[u"pid"].toInteger(),
                 holder.pid());
    }

    void lockIsReleasedAtOnceWithoutInput()
    {
        for (const char *input : {"</dev/null", "<&-"}) {
            const auto lock = path("no input.lock");
            const auto answer =
                shell(QStringLiteral("\"$0\" hold --json zc \"$1\" ") + QString::fromLatin1(input), {lock});
            QCOMPARE(answer.status, 0);
            QCOMPARE(answer.err, QByteArray());
            QCOMPARE(answer.objects().size(), 2);
        }
    }

    void lockIsReleasedIfTheReaderExits()
    {
        if (const auto missing = LockHolder::missing(LockHolder::Kind::FcntlLockf); !missing.isEmpty())
            QSKIP(qPrintable(QStringLiteral("needs ") + missing));
        const auto lock = path("reader.lock");
        LockHolder holder(LockHolder::Kind::FcntlLockf, lock);
        QVERIFY(holder.isHolding());
        QProcess hold;
        QProcess reader;
        hold.setStandardOutputProcess(&reader);
        start(hold, "hold fcntl", lock);
        reader.start(QStringLiteral("true"), {});
        QVERIFY(reader.waitForFinished());
        QVERIFY(hold.waitForStarted());
        QVERIFY(!hold.waitForFinished(100));
        holder.kill();
        QVERIFY(hold.waitForFinished());
        QCOMPARE(hold.exitStatus(), QProcess::NormalExit);
        QCOMPARE(hold.readAllStandardError(), QByteArray());
        QVERIFY(!QFileInfo::exists(lock));
    }

    void waiterAcquiresAfterRelease()
    {
        const auto lock = path("handover.lock");
        QProcess first;
        start(first, "hold zc", lock);
        QVERIFY(nextLine(first).startsWith("acquired"));
        QProcess second;
        start(second, "hold zc --timeout 20", lock);
        QVERIFY(second.waitForStarted());
        QVERIFY(!second.waitForFinished(100));
        QCOMPARE(second.bytesAvailable(), 0);
        first.closeWriteChannel();
        QVERIFY(nextLine(second).startsWith("acquired"));
        second.closeWriteChannel();
        QVERIFY(second.waitForFinished());
        QCOMPARE(second.exitCode(), 0);
        QVERIFY(first.waitForFinished());
    }

    void tooFewDescriptorsFailWithoutHanging()
    {
        const auto lock = path("few.lock");
        for (int limit = 3; limit < 14; ++limit) {
            for (const char *call :
                 {"hold zc \"$1\" --timeout 1", "hold link \"$1\" --timeout 1", "run zc \"$1\" --timeout 1 -- true"}) {
                const auto line = QStringLiteral("ulimit -n %1; timeout 20 \"$0\" %2 </dev/null")
                                      .arg(QString::number(limit), QString::fromLatin1(call));
                const auto answer = shell(line, {lock});
                const bool isReported = answer.status == 0 || !answer.err.isEmpty() || limit == 3;
                QVERIFY2(answer.status < 124 && isReported, qPrintable(line + QString::number(answer.status)));
            }
        }
    }

    void lossIsReportedWithTheNewHolder()
    {
        if (const auto missing = LockHolder::missing(LockHolder::Kind::FlockCommand); !missing.isEmpty())
            QSKIP(qPrintable(QStringLiteral("needs ") + missing));
        const auto lock = path("lost.lock");
        const auto aside = path("lost.lock.new");
        QProcess hold;
        start(hold, "hold --json zc", lock);
        QVERIFY(nextLine(hold).contains("acquired"));
        const auto holder = hold.processId();
        const LockHolder newcomer(LockHolder::Kind::FlockCommand, aside);
        QVERIFY(newcomer.isHolding());
        QVERIFY(::rename(QFile::encodeName(aside).constData(), QFile::encodeName(lock).constData()) == 0);
        const auto lost = QJsonDocument::fromJson(nextLine(hold)).object();
        QVERIFY(hold.waitForFinished());
        QCOMPARE(hold.exitStatus(), QProcess::NormalExit);
        QCOMPARE(hold.exitCode(), 4);
        QCOMPARE(lost.keys(), words("event kind owner path pid process verdict"));
        QCOMPARE(lost[u"event"].toString(), QStringLiteral("lost"));
        QCOMPARE(lost[u"path"].toString(), lock);
        QCOMPARE(lost[u"pid"].toInteger(), holder);
        QCOMPARE(lost[u"verdict"].toString(), QStringLiteral("held"));
        QCOMPARE(lost[u"process"].toObject()[u"pid"].toInteger(), newcomer.pid());
        QCOMPARE(hold.readAllStandardOutput(), QByteArray());
        const auto error = hold.readAllStandardError();
        QVERIFY(error.contains(lock.toUtf8()));
        QVERIFY(error.contains(QByteArray::number(newcomer.pid())));
    }

    void removalIsReported_data()
    {
        QTest::addColumn<QByteArray>("kind");
        for (const char *kind : {"zc", "zc-simple", "fcntl"})
            QTest::newRow(kind) << QByteArray(kind);
    }

    void removalIsReported()
    {
        QFETCH(QByteArray, kind);
        const auto lock = path("removed.lock");
        QProcess hold;
        start(hold, "hold " + kind, lock);
        QVERIFY(nextLine(hold).startsWith("acquired"));
        QVERIFY(QFile::remove(lock));
        QCOMPARE(nextLine(hold).left(5 + kind.size()), QByteArray("lost " + kind));
        QVERIFY(hold.waitForFinished());
        QCOMPARE(hold.exitCode(), 4);
        QVERIFY(hold.readAllStandardError().contains("removed"));
        QVERIFY(!QFileInfo::exists(lock));
    }

    void replacedFileIsNotRemoved()
    {
        const auto lock = path("replaced.lock");
        QProcess hold;
        start(hold, "hold fcntl", lock);
        QVERIFY(nextLine(hold).startsWith("acquired"));
        QVERIFY(QFile::remove(lock));
        QFile other(lock);
        QVERIFY(other.open(QIODevice::WriteOnly));
        hold.closeWriteChannel();
        QVERIFY(hold.waitForFinished());
        QCOMPARE(hold.exitCode(), 4);
        QVERIFY(hold.readAllStandardError().contains(lock.toUtf8()));
        QVERIFY(QFileInfo::exists(lock));
    }
};

QTEST_GUILESS_MAIN(tst_LockscopectlHold)
#include "tst_lockscopectlhold.moc"
