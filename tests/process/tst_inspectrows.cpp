// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "lockscopectlcall.h"

#include <lockscope/inspector.h>
#include <lockscope/pylockfile.h>
#include <lockscope/wording.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/stat.h>

using namespace Lockscope;

/// A lock database is inspected row by row, and never opened as a database.
class tst_InspectRows : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    QString m_database;

    QList<QJsonObject> rows() const { return lockscopectl(words("inspect --json") << m_database).objects(); }
    void write(const char *suffix, const QByteArray &content) const
    {
        QFile file(m_database + QString::fromLatin1(suffix));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
    /// Rows as pylockfile writes them, with its own statements.
    CtlAnswer python(const QByteArray &statements) const
    {
        return callProgram(
            QStringLiteral("python3"),
            {QStringLiteral("-c"),
             QStringLiteral("import sqlite3, sys\nc = sqlite3.connect(sys.argv[1])\nc.execute('create table if not "
                            "exists locks(lock_file varchar(32), unique_name varchar(32))')\n%1\nc.commit()")
                 .arg(QString::fromUtf8(statements)),
             m_database});
    }

private Q_SLOTS:
    void init()
    {
        static int number = 0;
        m_database = m_dir.filePath(QStringLiteral("locks%1.db").arg(++number));
    }
    void eachRowHasItsHolder();
    void databaseWithoutRowsIsFree();
    void rowsOfTheOriginalAreRead();
    void scanListsRows();
    void thousandsOfRowsNeedLittleMemory();
    void databaseThatNeedsRecoveryIsReported();
    void nothingIsWrittenOrLocked();
    void noSystemCallChangesOrBlocksAnything_data();
    void noSystemCallChangesOrBlocksAnything();
    void ownDatabaseIsNotOpened();
};

void tst_InspectRows::eachRowHasItsHolder()
{
    const auto hold = [&](const char *name, QProcess &process) {
        process.start(lockscopectlProgram(), words("hold --json sqlite") << m_dir.filePath(QString::fromLatin1(name))
                                                                         << QStringLiteral("--database") << m_database);
        return process.waitForStarted() && (process.canReadLine() || process.waitForReadyRead());
    };
    QProcess first;
    QProcess second;
    QVERIFY(hold("one", first));
    QVERIFY(hold("two", second));
    auto objects = rows();
    QCOMPARE(objects.size(), 2);
    QCOMPARE(objects[0][u"path"].toString(), m_database);
    QCOMPARE(objects[0][u"row"].toString(), m_dir.filePath(QStringLiteral("one.lock")));
    QCOMPARE(objects[1][u"row"].toString(), m_dir.filePath(QStringLiteral("two.lock")));
    QCOMPARE(objects[0][u"owner"].toObject()[u"pid"].toInteger(), first.processId());
    QCOMPARE(objects[1][u"process"].toObject()[u"pid"].toInteger(), second.processId());
    for (const auto &object : objects) {
        QCOMPARE(object[u"format"].toString(), QStringLiteral("sqlite"));
        QCOMPARE(object[u"verdict"].toString(), QStringLiteral("held"));
        QCOMPARE(object[u"reason"].toString(), QStringLiteral("pid-alive"));
        QCOMPARE(object[u"break"].toObject()[u"action"].toString(), QStringLiteral("delete-row"));
    }
    first.kill();
    QVERIFY(first.waitForFinished());
    objects = rows();
    QCOMPARE(objects.size(), 2);
    QCOMPARE(objects[0][u"verdict"].toString(), QStringLiteral("stale"));
    QCOMPARE(objects[0][u"reason"].toString(), QStringLiteral("pid-dead"));
    QVERIFY(objects[0][u"process"].isNull());
    QCOMPARE(objects[1][u"verdict"].toString(), QStringLiteral("held"));
    const auto human = lockscopectl(words("inspect") << m_database);
    QCOMPARE(human.status, 1);
    QVERIFY2(human.out.contains("one.lock") && human.out.contains("stale    Process "), human.out);
    second.closeWriteChannel();
    QVERIFY(second.waitForFinished());
    QCOMPARE(rows().size(), 1);
}

void tst_InspectRows::databaseWithoutRowsIsFree()
{
    QCOMPARE(python("").status, 0);
    const auto objects = rows();
    QCOMPARE(objects.size(), 1);
    QVERIFY(!objects[0].contains(u"row"));
    QCOMPARE(objects[0][u"verdict"].toString(), QStringLiteral("free"));
    QCOMPARE(objects[0][u"confidence"].toString(), QStringLiteral("proved"));
}

void tst_InspectRows::rowsOfTheOriginalAreRead()
{
    const auto self = QByteArray::number(QCoreApplication::applicationPid());
    QCOMPARE(
        python("import socket\nh = socket.gethostname()\n"
               "c.execute('insert into locks values(?, ?)', ('/srv/a.lock', '/srv/' + h + '-e8da040." +
               self +
               "-886175548890551244'))\n"
               "c.execute('insert into locks values(?, ?)', ('/srv/b.lock', '/srv/mars.4242-886175548890551244'))\n"
               "c.execute('insert into locks values(?, ?)', ('/srv/c.lock', 'no name at all'))")
            .status,
        0);
    const auto objects = rows();
    QCOMPARE(objects.size(), 3);
    QCOMPARE(objects[0][u"verdict"].toString(), QStringLiteral("held"));
    QCOMPARE(objects[0][u"owner"].toObject()[u"thread"].toString(), QStringLiteral("e8da040"));
    QCOMPARE(objects[1][u"reason"].toString(), QStringLiteral("other-host"));
    QCOMPARE(objects[2][u"reason"].toString(), QStringLiteral("torn"));
}

void tst_InspectRows::scanListsRows()
{
    QVERIFY(QDir(m_dir.path()).mkdir(QStringLiteral("below")));
    m_database = m_dir.filePath(QStringLiteral("below/locks.lock"));
    QCOMPARE(python("for n in range(300): c.execute('insert into locks values(?, ?)', ('/srv/%d' % n, "
                    "'mars.4242-8134'))")
                 .status,
             0);
    const auto objects = lockscopectl(words("scan --json") << m_dir.filePath(QStringLiteral("below"))).objects();
    QCOMPARE(objects.size(), 300);
    QCOMPARE(objects.back()[u"row"].toString(), QStringLiteral("/srv/299"));
}

void tst_InspectRows::thousandsOfRowsNeedLittleMemory()
{
    const QByteArray insert = "for n in range(%1): c.execute('insert into locks values(?, ?)', ('/srv/%d' % n, "
                              "'mars.4242-8134'))";
    QCOMPARE(python(QByteArray(insert).replace("%1", "10000")).status, 0);
    QCOMPARE(rows().size(), 10'000);
    QCOMPARE(python(QByteArray(insert).replace("%1", "1")).status, 0);
    const auto reports = Inspector().inspectRows(m_database.toStdString());
    QCOMPARE(reports.size(), 10'001U);
    std::size_t content = 0;
    for (const auto &report : reports)
        content += report.content.size();
    QVERIFY2(content <= std::size_t{1} << 20, qPrintable(QString::number(content)));
    const auto &last = reports.back();
    QVERIFY(last.row.empty());
    QCOMPARE(last.verdict.state, Verdict::State::Unknown);
    QVERIFY2(text(last.verdict).contains(u"more than 10,000 rows, of which the first 10,000 are shown"),
             qPrintable(text(last.verdict)));
    QVERIFY2(!text(last.verdict).contains(u"16 MiB"), qPrintable(text(last.verdict)));
}

void tst_InspectRows::databaseThatNeedsRecoveryIsReported()
{
    QCOMPARE(python("c.execute('insert into locks values(?, ?)', ('/srv/a', 'mars.4242-8134'))").status, 0);
    write("-journal", QByteArray::fromHex("d9d505f920a163d7") + QByteArray(504, '\1'));
    auto objects = rows();
    QCOMPARE(objects.size(), 1);
    QCOMPARE(objects[0][u"verdict"].toString(), QStringLiteral("unknown"));
    QVERIFY2(objects[0][u"summary"].toString().contains(u"in the middle of a transaction"),
             qPrintable(objects[0][u"summary"].toString()));
    write("-journal", QByteArray(512, '\0'));
    QCOMPARE(rows().front()[u"row"].toString(), QStringLiteral("/srv/a"));
    QFile large(m_database);
    QVERIFY(large.resize(qint64{64} << 20));
    objects = rows();
    QCOMPARE(objects.size(), 1);
    QVERIFY2(objects[0][u"summary"].toString().contains(u"16 MiB"), qPrintable(objects[0][u"summary"].toString()));
}

void tst_InspectRows::nothingIsWrittenOrLocked()
{
    QProcess holder;
    holder.start(lockscopectlProgram(), words("hold sqlite") << m_dir.filePath(QStringLiteral("quiet"))
                                                             << QStringLiteral("--database") << m_database);
    QVERIFY(holder.waitForStarted() && holder.waitForReadyRead());
    const auto take = [&] {
        QByteArrayList pictures;
        // Not the -shm file, in which the holder keeps its own state.
        for (const char *suffix : {"", "-wal", "-journal"}) {
            struct stat status = {};
            const bool there = ::stat(qPrintable(m_database + QString::fromLatin1(suffix)), &status) == 0;
            QFile file(m_database + QString::fromLatin1(suffix));
            pictures << QByteArray::number(there) + ' ' + QByteArray::number(qlonglong{status.st_mtim.tv_nsec}) + ' ' +
                            QByteArray::number(qlonglong{status.st_ctim.tv_nsec}) + ' ' +
                            (file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
        }
        return pictures;
    };
    const auto before = take();
    QCOMPARE(rows().size(), 1);
    QCOMPARE(take(), before);
    // A writer with an exclusive lock is not waited for.
    QProcess writer;
    writer.start(QStringLiteral("python3"),
                 {QStringLiteral("-uc"),
                  QStringLiteral("import sqlite3, sys\nc = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
                                 "c.execute('begin immediate')\nprint('held')\nsys.stdin.read()"),
                  m_database});
    QVERIFY(writer.waitForStarted() && writer.waitForReadyRead());
    QCOMPARE(rows().size(), 1);
    writer.closeWriteChannel();
    QVERIFY(writer.waitForFinished());
    holder.closeWriteChannel();
    QVERIFY(holder.waitForFinished());
}

void tst_InspectRows::noSystemCallChangesOrBlocksAnything_data()
{
    QTest::addColumn<QByteArray>("mode");
    QTest::newRow("as this library writes it, with a log") << QByteArray("wal");
    QTest::newRow("as the original writes it, with a journal") << QByteArray("delete");
}

void tst_InspectRows::noSystemCallChangesOrBlocksAnything()
{
    QFETCH(QByteArray, mode);
    if (QStandardPaths::findExecutable(QStringLiteral("strace")).isEmpty())
        QSKIP("needs strace");
    QProcess writer;
    writer.start(QStringLiteral("/usr/bin/python3"),
                 {QStringLiteral("-uc"),
                  QStringLiteral("import sqlite3, sys\nc = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
                                 "c.execute('pragma journal_mode=' + sys.argv[2])\n"
                                 "c.execute('create table locks(lock_file varchar(32), unique_name varchar(32))')\n"
                                 "c.execute(\"insert into locks values('/srv/a', 'mars.4242-8134')\")\n"
                                 "c.execute('begin immediate')\nprint('held')\nsys.stdin.read()"),
                  m_database, QString::fromLatin1(mode)});
    QVERIFY(writer.waitForStarted() && writer.waitForReadyRead());
    QCOMPARE(QFile::exists(m_database + QStringLiteral("-wal")), mode == "wal");
    const auto trace = callProgram(
        QStringLiteral("strace"),
        QStringList(words("-f -qq -y -o /dev/stderr -e "
                          "trace=openat,open,creat,flock,fcntl,write,pwrite64,writev,ftruncate,truncate,unlink,"
                          "unlinkat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mkdir,mkdirat,chmod,"
                          "fchmod,fchmodat,utimensat,mmap,fsync,fdatasync,fallocate,kill"))
            << lockscopectlProgram() << words("inspect --json") << m_database);
    if (trace.err.contains("PTRACE"))
        QSKIP("needs permission to trace a program");
    QCOMPARE(trace.object()[u"row"].toString(), QStringLiteral("/srv/a"));
    QByteArrayList opened;
    static const QRegularExpression harmful(QStringLiteral(
        "(flock\\(|F_(OFD_)?SETLKW?|F_SETLEASE|O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|truncate\\(|unlink|"
        "rename|link(at)?\\(|mkdir|chmod|utimensat|PROT_WRITE, MAP_SHARED|sync\\(|fallocate|pwrite|creat\\()"));
    for (const auto &line : trace.err.split('\n')) {
        QVERIFY2(!harmful.match(QString::fromUtf8(line)).hasMatch(), line.constData());
        // strace prints the path that was opened in angle brackets.
        const auto result = line.mid(line.lastIndexOf(" = "));
        if (!line.contains("openat(") || line.contains("O_PATH") ||
            !result.contains(QByteArray("<" + m_database.toUtf8())))
            continue;
        opened << result.mid(result.lastIndexOf('/') + 1).chopped(1);
        QVERIFY2(line.contains("O_NONBLOCK") && line.contains("O_RDONLY"), line.constData());
    }
    // Check of the test itself. The shared memory of a log, in which its readers lock, must not be opened either.
    const auto name = QFileInfo(m_database).fileName().toUtf8();
    QVERIFY2(opened.contains(name), opened.join(' ').constData());
    QCOMPARE(opened.contains(QByteArray(name + "-wal")), mode == "wal");
    QVERIFY(!opened.contains(QByteArray(name + "-shm")));
    writer.closeWriteChannel();
    QVERIFY(writer.waitForFinished());
}

void tst_InspectRows::ownDatabaseIsNotOpened()
{
    const std::filesystem::path database = m_database.toStdString();
    SqliteLockFile lock(m_dir.filePath(QStringLiteral("ours")).toStdString(), database);
    QVERIFY(lock.acquire().has_value());
    // Closing any descriptor of the file would release SQLite's own locks of this process.
    const auto reports = Inspector().inspectRows(database);
    QCOMPARE(reports.size(), std::size_t{1});
    QVERIFY(reports.front().row.empty());
    QVERIFY(reports.front().verdict.state != Verdict::State::Stale);
    QVERIFY(reports.front().verdict.state != Verdict::State::Free);
    QVERIFY(lock.release().has_value());
}

QTEST_GUILESS_MAIN(tst_InspectRows)
#include "tst_inspectrows.moc"
