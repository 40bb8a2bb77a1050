// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "lockscopectlcall.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>

/// Paths that are not locks, or not of the expected type: each gets an answer, no command hangs or leaves files.
class tst_LockscopectlInput : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    QString path(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)); }
    QStringList entries() const
    {
        return QDir(m_dir.path()).entryList(QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    static bool write(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    }
    static bool makeSocket(const QString &path)
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const auto bytes = QFile::encodeName(path);
        if (static_cast<std::size_t>(bytes.size()) >= sizeof address.sun_path)
            return false;
        std::memcpy(address.sun_path, bytes.constData(), static_cast<std::size_t>(bytes.size()));
        const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const bool made = ::bind(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
        ::close(fd);
        return made;
    }

private Q_SLOTS:
    /// QTemporaryDir cannot remove names that are not UTF-8.
    void cleanupTestCase() { shell(QStringLiteral("rm -rf \"$1/odd\""), {m_dir.path()}); }

    void initTestCase()
    {
        QVERIFY(m_dir.isValid());
        QVERIFY(QDir(m_dir.path()).mkdir(QStringLiteral("folder.lock")));
        QCOMPARE(::mkfifo(qPrintable(path("fifo.lock")), 0600), 0);
        QVERIFY(makeSocket(path("socket.lock")));
        QCOMPARE(::symlink("nowhere/at/all", qPrintable(path("dangling.lock"))), 0);
        QCOMPARE(::symlink("loop.lock", qPrintable(path("loop.lock"))), 0);
        QVERIFY(write(path("sparse.lock"), {}));
        QCOMPARE(::truncate(qPrintable(path("sparse.lock")), 1LL << 30), 0);
        QVERIFY(write(path("binary.lock"), QByteArray("\x00\xff\x7f\x1b[2J\x80", 8) + QByteArray(100000, '\xfe')));
        QVERIFY(write(path("secret.lock"), " 1234\n"));
        QCOMPARE(::chmod(qPrintable(path("secret.lock")), 0), 0);
        QCOMPARE(::chmod(qPrintable(m_dir.path()), 0755), 0);
    }

    /// Before `--`, it means standard input, which is empty here.
    void dashAfterDoubleDashIsAFile()
    {
        for (const char *call : {"inspect --json", "inspect --check", "scan --json", "who --json", ""}) {
            const auto line =
                QStringLiteral("mkdir -p \"$1/dash\" && cd \"$1/dash\" && echo 1 > ./- && \"$0\" %1 -- -");
            const auto answer = shell(line.arg(QLatin1String(call)), {m_dir.path()});
            const bool isFile = QByteArray(call) == "inspect --check" ? answer.status != 2 : !answer.out.isEmpty();
            QVERIFY2(isFile, QByteArray(call + (": " + answer.err)).constData());
        }
        QCOMPARE(shell(QStringLiteral("cd \"$1/dash\" && \"$0\" inspect --json -"), {m_dir.path()}).out, QByteArray());
    }

    void inspectReportsEveryFileType_data()
    {
        QTest::addColumn<QString>("lock");
        QTest::newRow("directory") << path("folder.lock");
        QTest::newRow("FIFO") << path("fifo.lock");
        QTest::newRow("character device") << QStringLiteral("/dev/zero");
        QTest::newRow("socket") << path("socket.lock");
        QTest::newRow("dangling link") << path("dangling.lock");
        QTest::newRow("looping link") << path("loop.lock");
        QTest::newRow("1 GB") << path("sparse.lock");
        QTest::newRow("binary content") << path("binary.lock");
    }

    void inspectReportsEveryFileType()
    {
        QFETCH(QString, lock);
        const auto before = entries();
        const auto answer = lockscopectl(words("inspect --json") << lock);
        QCOMPARE(answer.status, 0);
        QCOMPARE(answer.err, QByteArray());
        const auto report = answer.object();
        QCOMPARE(report[u"path"].toString(), lock);
        QVERIFY(!report.contains(u"error"));
        const auto verdict = report[u"verdict"].toString();
        // A recently changed empty directory may be a lock with a heartbeat.
        const bool mayBeHeld = lock.endsWith(QStringLiteral("folder.lock")) &&
                               report[u"confidence"].toString() == QStringLiteral("presumed");
        QVERIFY2(verdict == QStringLiteral("unknown") || verdict == QStringLiteral("free") ||
                     (verdict == QStringLiteral("held") && mayBeHeld),
                 qPrintable(verdict));
        QVERIFY(!report[u"summary"].toString().isEmpty());
        const auto human = lockscopectl(words("inspect") << lock);
        QCOMPARE(human.status, 0);
        QVERIFY(!human.out.contains('\x1b'));
        QVERIFY(!human.out.contains('\0'));
        QCOMPARE(entries(), before);
    }

    void inspectFailsOnInaccessiblePaths_data()
    {
        QTest::addColumn<QString>("lock");
        QTest::addColumn<QString>("verdict");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("missing") << path("missing.lock") << QStringLiteral("absent") << QByteArray("ENOENT");
        QTest::newRow("missing directory")
            << path("missing/x.lock") << QStringLiteral("absent") << QByteArray("ENOENT");
        QTest::newRow("below a looping link")
            << path("loop.lock/x.lock") << QStringLiteral("unknown") << QByteArray("ELOOP");
        QTest::newRow("name too long") << m_dir.filePath(QString(300, u'x')) << QStringLiteral("unknown")
                                       << QByteArray("ENAMETOOLONG");
    }

    void inspectFailsOnInaccessiblePaths()
    {
        QFETCH(QString, lock);
        QFETCH(QString, verdict);
        QFETCH(QByteArray, reason);
        const auto answer = lockscopectl(words("inspect --json") << lock);
        QCOMPARE(answer.status, 4);
        QVERIFY2(answer.err.contains(lock.toUtf8()) && answer.err.contains(reason), answer.err);
        const auto report = answer.object();
        QCOMPARE(report[u"path"].toString(), lock);
        QCOMPARE(report[u"verdict"].toString(), verdict);
        QCOMPARE(report[u"reason"].toString(),
                 verdict == QStringLiteral("absent") ? QStringLiteral("absent") : QStringLiteral("unreadable"));
        QCOMPARE(report.contains(u"error"), verdict != QStringLiteral("absent"));
    }

    void inspectContinuesAfterAFailure()
    {
        const auto answer =
            lockscopectl(words("inspect --json") << path("missing.lock") << path("binary.lock") << path("fifo.lock"));
        QCOMPARE(answer.status, 4);
        QCOMPARE(answer.objects().size(), 3);
        QCOMPARE(answer.err.count('\n'), 1);
    }

    void unreadableFileIsUnknown()
    {
        if (!canBecomeNobody())
            QSKIP("needs root (CAP_SETUID) and a build directory that the user nobody can enter");
        const auto answer = lockscopectlAsNobody(words("inspect --json") << path("secret.lock"));
        QCOMPARE(answer.status, 4);
        QVERIFY2(answer.err.contains("secret.lock") && answer.err.contains("openat") && answer.err.contains("EACCES"),
                 answer.err);
        const auto report = answer.object();
        QCOMPARE(report[u"verdict"].toString(), QStringLiteral("unknown"));
        QCOMPARE(report[u"reason"].toString(), QStringLiteral("unreadable"));
        const auto error = report[u"error"].toObject();
        QCOMPARE(error.keys(), words("call code message"));
        QCOMPARE(error[u"code"].toString(), QStringLiteral("EACCES"));
        QCOMPARE(error[u"message"].toString(), QStringLiteral("Permission denied"));
    }

    void nonUtf8NameIsKeptAsBytes()
    {
        const auto answer =
            shell(QStringLiteral("cd \"$1\" && mkdir -p odd && name=\"odd/$(printf 'n\\377\\303\\266.lock')\" "
                                 "&& : >\"$name\" && \"$0\" inspect --json \"$name\" "
                                 "&& \"$0\" inspect \"$name\" >&2"),
                  {m_dir.path()});
        QCOMPARE(answer.status, 0);
        const auto report = answer.object();
        QCOMPARE(report[u"path"].toString(), QStringLiteral("odd/n\\xff\u00f6.lock"));
        QCOMPARE(QByteArray::fromBase64(report[u"pathBase64"].toString().toLatin1()),
                 QByteArray("odd/n\xff\xc3\xb6.lock"));
        QVERIFY(answer.err.contains("path       odd/n\\xff\xc3\xb6.lock"));

        const auto scan = lockscopectl(words("scan --json") << m_dir.filePath(QStringLiteral("odd")));
        QVERIFY(scan.object()[u"path"].toString().endsWith(QStringLiteral("/odd/n\\xff\u00f6.lock")));
        QVERIFY(scan.object().contains(u"pathBase64"));
    }

    void escapeSequencesInNamesAreEscaped()
    {
        const QString name = path("two\nlines\x1b[31m.lock");
        QVERIFY(write(name, {}));
        const auto answer = lockscopectl(words("inspect") << name);
        QCOMPARE(answer.status, 0);
        QVERIFY(!answer.out.contains('\x1b'));
        QVERIFY2(answer.out.contains("two\\x0alines\\x1b[31m.lock\n"), answer.out);

        const auto json = lockscopectl(words("inspect --json") << name);
        QCOMPARE(json.out.count('\n'), 1);
        QVERIFY(!json.out.contains('\x1b'));
        QCOMPARE(json.object()[u"path"].toString(), name);
        QVERIFY(!json.object().contains(u"pathBase64"));

        const auto run = lockscopectl(words("run zc") << name << words("-- true"));
        QCOMPARE(run.status, 0);
        const auto missing = lockscopectl(words("run zc") << name + QStringLiteral("/x") << words("-- true"));
        QCOMPARE(missing.status, 4);
        QVERIFY(!missing.err.contains('\x1b'));
        QCOMPARE(missing.err.count('\n'), 1);
        QVERIFY(QFile::remove(name));
    }

    void onlyRegularFilesAreLocked_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QString>("lock");
        for (const char *kind : {"zc", "zc-simple", "fcntl"}) {
            QTest::addRow("%s on a directory", kind) << QByteArray(kind) << path("folder.lock");
            QTest::addRow("%s on a FIFO", kind) << QByteArray(kind) << path("fifo.lock");
            QTest::addRow("%s on a device", kind) << QByteArray(kind) << QStringLiteral("/dev/zero");
            QTest::addRow("%s on a socket", kind) << QByteArray(kind) << path("socket.lock");
            QTest::addRow("%s on a dangling link", kind) << QByteArray(kind) << path("dangling.lock");
            QTest::addRow("%s on a looping link", kind) << QByteArray(kind) << path("loop.lock");
        }
    }

    void onlyRegularFilesAreLocked()
    {
        QFETCH(QByteArray, kind);
        QFETCH(QString, lock);
        const auto before = entries();
        for (const char *command : {"run ", "hold "}) {
            auto call = words(command + kind) << lock;
            if (call.first() == QStringLiteral("run"))
                call << words("-- true");
            const auto answer = lockscopectl(call);
            QCOMPARE(answer.status, 4);
            QCOMPARE(answer.out, QByteArray());
            QVERIFY2(answer.err.contains(lock.toUtf8()), answer.err);
            QCOMPARE(answer.err.count('\n'), 1);
        }
        QCOMPARE(entries(), before);
    }

    void acquireFailsWithoutPermission()
    {
        if (!canBecomeNobody())
            QSKIP("needs root (CAP_SETUID) and a build directory that the user nobody can enter");
        const auto before = entries();
        for (const char *kind : {"zc", "zc-simple", "fcntl"}) {
            for (const auto &lock : {path("new.lock"), path("secret.lock")}) {
                const auto answer =
                    lockscopectlAsNobody(words("run") << QString::fromLatin1(kind) << lock << words("-- true"));
                QCOMPARE(answer.status, 4);
                QVERIFY2(answer.err.contains(lock.toUtf8()) && answer.err.contains("EACCES"), answer.err);
            }
        }
        QCOMPARE(entries(), before);
    }

    void fullDiskLeavesNoFiles()
    {
        if (callProgram(QStringLiteral("unshare"), words("-m true")).status != 0)
            QSKIP("needs CAP_SYS_ADMIN, to mount a small file system in its own mount namespace");
        const auto answer =
            shell(QStringLiteral("unshare -m /bin/sh -c '"
                                 "mount -t tmpfs -o size=64k none \"$1\" || exit 99; cd \"$1\" || exit 99; "
                                 "head -c 65536 /dev/zero >filler; "
                                 "\"$0\" run zc zc.lock -- true; echo $?; "
                                 "\"$0\" hold zc zc.lock; echo $?; "
                                 "\"$0\" run fcntl fcntl.lock -- true; echo $?; "
                                 "ls' \"$0\" \"$1\""),
                  {path("folder.lock")});
        if (answer.status == 99)
            QSKIP("needs CAP_SYS_ADMIN, to mount a small file system in its own mount namespace");
        QCOMPARE(answer.out, QByteArray("4\n4\n0\nfiller\n"));
        QCOMPARE(answer.err.count("ENOSPC"), 2);
    }
};

QTEST_GUILESS_MAIN(tst_LockscopectlInput)
#include "tst_lockscopectlinput.moc"
