// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/kindtest.h"

#include "support/leftovers.h"

#include <QDir>
#include <QTest>

#include <sqlite3.h>
#include <sys/stat.h>

const LockWord &KindTest::word() const
{
    QFETCH_GLOBAL(const QByteArray, word);
    return lockWord(word.toStdString());
}

namespace {

/// The rows of the lock in the database.
QByteArrayList rows(const std::filesystem::path &database, const std::filesystem::path &lock)
{
    QByteArrayList found;
    sqlite3 *connection = nullptr;
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_open_v2(database.c_str(), &connection, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK) {
        sqlite3_busy_timeout(connection, 10'000);
        sqlite3_prepare_v2(connection, "SELECT unique_name FROM locks WHERE lock_file = ?", -1, &statement, nullptr);
        sqlite3_bind_text(statement, 1, lock.c_str(), -1, SQLITE_STATIC);
        while (sqlite3_step(statement) == SQLITE_ROW)
            found += static_cast<const char *>(sqlite3_column_blob(statement, 0));
    }
    sqlite3_finalize(statement);
    sqlite3_close(connection);
    return found;
}

} // namespace

QStringList KindTest::filesInDirectory() const
{
    auto names =
        QDir(m_directory->path()).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::Hidden | QDir::System);
    names.removeIf([](const QString &name) { return name.startsWith(QStringLiteral("locks.db")); });
    return names;
}

QStringList KindTest::filesExceptQuarantine() const
{
    auto names = filesInDirectory();
    names.removeIf([](const QString &name) { return name.startsWith(QStringLiteral(".lockscope-")); });
    return names;
}

QByteArrayList KindTest::holdings() const
{
    if (word().place) {
        QByteArrayList found;
        for (const auto &holding : word().place->holdings(path()))
            found += QByteArray::fromStdString(holding);
        return found;
    }
    if (word().isRow)
        return rows(databaseBeside(path()), path());
    if (!word().isMarker())
        return kernelLocksOn(path());
    struct stat status = {};
    if (::lstat(path().c_str(), &status) != 0)
        return {};
    return {QByteArray::number(quint64{status.st_ino}) + ' ' + QByteArray::number(qint64{status.st_mtim.tv_sec}) + '.' +
            QByteArray::number(qint64{status.st_mtim.tv_nsec})};
}

bool KindTest::lockExists() const
{
    return !word().isFile() ? !holdings().isEmpty() : std::filesystem::exists(std::filesystem::symlink_status(path()));
}

void KindTest::removeByForce() const
{
    if (word().place) {
        word().place->removeByForce(path());
        return;
    }
    if (!word().isRow) {
        std::filesystem::remove_all(path());
        return;
    }
    sqlite3 *connection = nullptr;
    sqlite3_open_v2(databaseBeside(path()).c_str(), &connection, SQLITE_OPEN_READWRITE, nullptr);
    sqlite3_busy_timeout(connection, 10'000);
    const auto deleted = sqlite3_exec(connection, "DELETE FROM locks", nullptr, nullptr, nullptr);
    sqlite3_close(connection);
    QCOMPARE(deleted, SQLITE_OK);
}

void KindTest::initTestCase_data()
{
    QTest::addColumn<QByteArray>("word");
    for (const auto &word : lockWords())
        if (m_words == Words::All || word.isMarker() == (m_words == Words::Markers))
            QTest::newRow(word.word) << QByteArray(word.word);
}

void KindTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
    m_descriptorsBefore = openDescriptors();
}

void KindTest::cleanup()
{
    QCOMPARE(openDescriptors(), m_descriptorsBefore);
    QVERIFY(openInotifies() <= 4);
    QCOMPARE(heldInodes(), std::size_t{0});
    QCOMPARE(heldMarkers(), std::size_t{0});
    m_directory.reset();
}
