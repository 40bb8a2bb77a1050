// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/sqliteconnection.h"

#include <QDataStream>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <numeric>
#include <string>

#include <sys/stat.h>

using namespace Lockscope;
using namespace std::chrono_literals;
using Mode = SqliteConnection::Mode;
using Step = SqliteStatement::Step;

namespace {

bool write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

} // namespace

class tst_SqliteConnection : public QObject
{
    Q_OBJECT

    std::filesystem::path file() const { return m_directory->filePath(QStringLiteral("test.db")).toStdString(); }
    std::unique_ptr<QTemporaryDir> m_directory;

    void makeDatabase() const
    {
        auto connection = SqliteConnection::open(file(), Mode::Create, 0ms, LockErrc::StateFailed).value();
        QVERIFY(connection.execute("CREATE TABLE t (n)"));
    }
    bool canRead() const
    {
        auto connection = SqliteConnection::open(file(), Mode::ReadWrite, 0ms, LockErrc::StateFailed);
        return connection && connection->execute("SELECT * FROM t");
    }

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void boundValuesRoundTrip()
    {
        auto connection = SqliteConnection::open(file(), Mode::Create, 0ms, LockErrc::StateFailed).value();
        QVERIFY(connection.execute("CREATE TABLE t (a, b, c, d)"));
        auto insert = connection.prepare("INSERT INTO t VALUES (?1, ?2, ?3, ?4)").value();
        const std::string bytes("\0\xff\n", 3);
        insert.bind(1, std::string_view("wört"));
        insert.bind(2, std::int64_t{1} << 60);
        insert.bindBytes(3, bytes);
        insert.bindNull(4);
        QCOMPARE(insert.step().value(), Step::Done);
        QCOMPARE(connection.changes(), 1);

        auto select = connection.prepare("SELECT * FROM t").value();
        QCOMPARE(select.step().value(), Step::Row);
        QCOMPARE(select.bytes(0), std::string("wört"));
        QCOMPARE(select.number(1), std::int64_t{1} << 60);
        QCOMPARE(select.bytes(2), bytes);
        QVERIFY(select.isNull(3));
        QCOMPARE(select.step().value(), Step::Done);
    }

    void busyDatabaseIsNoFailure()
    {
        auto first = SqliteConnection::open(file(), Mode::Create, 0ms, LockErrc::StateFailed).value();
        QVERIFY(first.execute("CREATE TABLE t (n); BEGIN IMMEDIATE"));
        auto second = SqliteConnection::open(file(), Mode::ReadWrite, 0ms, LockErrc::StateFailed).value();
        auto insert = second.prepare("INSERT INTO t VALUES (1)").value();
        QCOMPARE(insert.step().value(), Step::Busy);
        QVERIFY(second.isBusy());
        insert.clear();
        QVERIFY(first.execute("COMMIT"));
        QCOMPARE(insert.step().value(), Step::Done);
    }

    /// The database of another user may have a journal that names any file as the super-journal of the transaction.
    void superJournalIsNotDeleted()
    {
        makeDatabase();
        const auto precious = m_directory->filePath(QStringLiteral("precious"));
        QVERIFY(write(precious, "x"));
        // https://www.sqlite.org/fileformat.html#the_rollback_journal
        const QByteArray magic = QByteArray::fromHex("d9d505f920a163d7");
        const auto name = precious.toUtf8();
        QByteArray journal;
        QDataStream stream(&journal, QIODevice::WriteOnly);
        constexpr quint32 PageSize = 4096;
        stream.writeRawData(magic.constData(), 8);
        stream << quint32{0} << quint32{0x1234} << quint32{2} << quint32{512} << PageSize;
        stream.writeRawData(QByteArray(512 - 28, '\0').constData(), 512 - 28);
        const auto sum = std::accumulate(name.begin(), name.end(), quint32{0});
        stream << quint32{0x40000000 / PageSize + 1};
        stream.writeRawData(name.constData(), static_cast<int>(name.size()));
        stream << static_cast<quint32>(name.size()) << sum;
        stream.writeRawData(magic.constData(), 8);
        QVERIFY(write(m_directory->filePath(QStringLiteral("test.db-journal")), journal));
        canRead();
        QVERIFY(QFile::exists(precious));
    }

    void fifoNextToTheDatabaseIsNotOpened_data()
    {
        QTest::addColumn<QString>("suffix");
        QTest::newRow("rollback journal") << QStringLiteral("-journal");
        QTest::newRow("write-ahead log") << QStringLiteral("-wal");
    }
    void fifoNextToTheDatabaseIsNotOpened()
    {
        QFETCH(const QString, suffix);
        makeDatabase();
        const auto fifo = m_directory->filePath(QStringLiteral("test.db") + suffix).toUtf8();
        QCOMPARE(::mkfifo(fifo.constData(), 0600), 0);
        canRead(); // returns
        QVERIFY(QFile::exists(QString::fromUtf8(fifo)));
    }

    void failuresNameFileAndReason()
    {
        const auto missing = SqliteConnection::open(file(), Mode::ReadWrite, 0ms, LockErrc::StateFailed);
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, LockErrc::StateFailed);
        QCOMPARE(missing.error().path, file());

        QFile garbage(m_directory->filePath(QStringLiteral("test.db")));
        QVERIFY(garbage.open(QIODevice::WriteOnly));
        garbage.write(QByteArray(4096, 'x'));
        garbage.close();
        auto opened = SqliteConnection::open(file(), Mode::ReadWrite, 0ms, LockErrc::StateFailed).value();
        const auto refused = opened.execute("CREATE TABLE t (n)");
        QVERIFY(!refused);
        QVERIFY(refused.error().message().contains(QLatin1String("not a database")));
        QCOMPARE(opened.lastResult(), SQLITE_NOTADB);
    }
};

QTEST_GUILESS_MAIN(tst_SqliteConnection)
#include "tst_sqliteconnection.moc"
