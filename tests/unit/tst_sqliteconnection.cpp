// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/sqliteconnection.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <string>

using namespace Lockscope;
using namespace std::chrono_literals;
using Mode = SqliteConnection::Mode;
using Step = SqliteStatement::Step;

class tst_SqliteConnection : public QObject
{
    Q_OBJECT

    std::filesystem::path file() const { return m_directory->filePath(QStringLiteral("test.db")).toStdString(); }
    std::unique_ptr<QTemporaryDir> m_directory;

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void whatIsBoundComesBackAsItWas()
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

    void aBusyDatabaseIsNoFailure()
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

    void failuresNameTheFileAndSayWhy()
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
