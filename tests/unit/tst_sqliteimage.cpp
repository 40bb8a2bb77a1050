// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "formats/lockrows.h"
#include "formats/sqliteimage.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using namespace Lockscope;

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A database that a program has open, with its log beside it.
class OpenDatabase
{
public:
    explicit OpenDatabase(const char *mode)
    {
        sqlite3_open(path().constData(), &m_database);
        run(QByteArray("PRAGMA journal_mode=") + mode);
        run("PRAGMA wal_autocheckpoint=0");
        run("CREATE TABLE locks(lock_file varchar(32), unique_name varchar(32))");
    }
    ~OpenDatabase() { sqlite3_close(m_database); }
    OpenDatabase(const OpenDatabase &) = delete;
    OpenDatabase &operator=(const OpenDatabase &) = delete;

    void run(const QByteArray &statement)
    {
        char *error = nullptr;
        const int result = sqlite3_exec(m_database, statement.constData(), nullptr, nullptr, &error);
        QVERIFY2(result == SQLITE_OK, error);
    }
    void lock(int number)
    {
        run("INSERT INTO locks VALUES('/srv/" + QByteArray::number(number) + "', 'box.4242-8134')");
    }
    QByteArray file() const { return bytesOf(QString::fromUtf8(path())); }
    QByteArray log() const { return bytesOf(QString::fromUtf8(path()) + QStringLiteral("-wal")); }

    /// The number of rows that the next reader would see; -1 if that cannot be determined.
    int rows() const { return rowsOf(file(), log()); }
    static int rowsOf(const QByteArray &file, const QByteArray &log)
    {
        const auto image = sqliteImage(file.toStdString(), log.toStdString());
        const auto found = image ? readLockRows(*image) : std::nullopt;
        return found ? static_cast<int>(found->rows.size()) : -1;
    }

private:
    QByteArray path() const { return m_directory.filePath(QStringLiteral("locks.db")).toUtf8(); }

    QTemporaryDir m_directory;
    sqlite3 *m_database = nullptr;
};

} // namespace

/// A database and its log are put together as SQLite itself would read them, without SQLite opening them.
class tst_SqliteImage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsOfDatabaseAreRead()
    {
        OpenDatabase database("DELETE");
        QCOMPARE(database.rows(), 0);
        database.lock(1);
        database.lock(2);
        QCOMPARE(database.rows(), 2);
        const auto rows = readLockRows(sqliteImage(database.file().toStdString(), {}).value());
        QCOMPARE(rows->rows.front().path, std::string("/srv/1"));
        QCOMPARE(rows->rows.front().uniqueName, std::string("box.4242-8134"));
        QCOMPARE(countRows(sqliteImage(database.file().toStdString(), {}).value(), "locks"), std::size_t{2});
        QVERIFY(!countRows(sqliteImage(database.file().toStdString(), {}).value(), "others"));
    }
    void rowsInTheLogAreRead()
    {
        OpenDatabase database("WAL");
        database.lock(1);
        QVERIFY(!database.log().isEmpty());
        QCOMPARE(database.rows(), 1);
        QCOMPARE(OpenDatabase::rowsOf(database.file(), {}), -1); // the table itself is still in the log
        database.run("PRAGMA wal_checkpoint(PASSIVE)");
        QCOMPARE(OpenDatabase::rowsOf(database.file(), {}), 1);
        database.lock(2);
        QCOMPARE(database.rows(), 2);
        database.run("DELETE FROM locks");
        QCOMPARE(database.rows(), 0);
        for (int number = 0; number < 500; ++number)
            database.lock(number);
        QCOMPARE(database.rows(), 500);
        database.run("PRAGMA wal_checkpoint(RESTART)");
        database.lock(500);
        QCOMPARE(database.rows(), 501); // the new log is followed by the rest of the old one
        database.run("DELETE FROM locks WHERE lock_file != '/srv/7'");
        database.run("VACUUM");
        QCOMPARE(database.rows(), 1);
    }
    void uncommittedRowsAreIgnored()
    {
        OpenDatabase database("WAL");
        database.lock(1);
        const auto before = database.log();
        database.lock(2);
        const auto after = database.log();
        QVERIFY(after.size() > before.size());
        // A writer was killed, or is still writing: an incomplete transaction at the end is ignored.
        for (auto size = before.size(); size < after.size(); size += 97)
            QCOMPARE(OpenDatabase::rowsOf(database.file(), after.left(size)), 1);
        QCOMPARE(OpenDatabase::rowsOf(database.file(), after), 2);
        auto damaged = after;
        damaged[before.size() + 200] = static_cast<char>(damaged[before.size() + 200] ^ 1);
        QCOMPARE(OpenDatabase::rowsOf(database.file(), damaged), 1);
    }
    void damagedFilesAreHandled()
    {
        OpenDatabase database("WAL");
        for (int number = 0; number < 40; ++number)
            database.lock(number);
        database.run("PRAGMA wal_checkpoint(PASSIVE)");
        const auto whole = database.file();
        for (qsizetype size = 0; size < whole.size(); size += 61)
            OpenDatabase::rowsOf(whole.left(size), {});
        for (qsizetype at = 0; at < whole.size(); at += 13) {
            auto damaged = whole;
            damaged[at] = static_cast<char>(damaged[at] ^ 0x41);
            OpenDatabase::rowsOf(damaged, {});
        }
        QVERIFY(!sqliteImage({}, {}));
        QVERIFY(!sqliteImage(std::string(LargestSqliteImage + 1, 'x'), {}));
    }
    void endlessTableIsRejected()
    {
        OpenDatabase database("DELETE");
        database.run("DROP TABLE locks");
        database.run("CREATE VIEW locks AS WITH RECURSIVE n(lock_file, unique_name) AS (SELECT 1, 2 UNION ALL SELECT "
                     "lock_file + 1, 2 FROM n) SELECT * FROM n WHERE lock_file < 0");
        QCOMPARE(database.rows(), -1);
    }
    void journalInUseIsReported()
    {
        using namespace std::string_view_literals;
        QVERIFY(isRollbackJournalInUse("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"sv));
        QVERIFY(!isRollbackJournalInUse("\0\0\0\0\0\0\0\0"sv));
        QVERIFY(!isRollbackJournalInUse({}));
    }
};

QTEST_GUILESS_MAIN(tst_SqliteImage)
#include "tst_sqliteimage.moc"
