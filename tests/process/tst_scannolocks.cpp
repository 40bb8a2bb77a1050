// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "lockscopectlcall.h"

#include <QDir>
#include <QFile>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

/// Directories and links that have the name of a lock, and are none.
class tst_ScanNoLocks : public QObject
{
    Q_OBJECT

    QTemporaryDir m_directory;

    void make(const QString &name) const
    {
        const auto path = m_directory.filePath(name);
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
    }

private Q_SLOTS:
    void packagesAndLinksToDirectoriesAreNotListed();
};

void tst_ScanNoLocks::packagesAndLinksToDirectoriesAreNotListed()
{
    make(QStringLiteral("zc.lockfile/__init__.py"));
    make(QStringLiteral("python3-zc.lockfile/copyright"));
    for (int number = 0; number < 40; ++number)
        make(QStringLiteral("many.lock/%1").arg(number));
    QVERIFY(QDir().mkdir(m_directory.filePath(QStringLiteral("place"))));
    QVERIFY(QFile::link(QStringLiteral("place"), m_directory.filePath(QStringLiteral("lock"))));
    QVERIFY(QFile::link(m_directory.filePath(QStringLiteral("place")), m_directory.filePath(QStringLiteral("a.lock"))));
    // These may be locks.
    QVERIFY(QDir().mkdir(m_directory.filePath(QStringLiteral("empty.lock"))));
    make(QStringLiteral("owner.lock/owner"));
    QVERIFY(QFile::link(QStringLiteral("nowhere"), m_directory.filePath(QStringLiteral("b.lock"))));
    make(QStringLiteral("file"));
    QVERIFY(QFile::link(QStringLiteral("file"), m_directory.filePath(QStringLiteral("c.lock"))));

    QStringList found;
    for (const auto &object : lockscopectl(words("scan --json") << m_directory.path()).objects())
        found += object[u"path"].toString().section(u'/', -1);
    found.sort();
    QCOMPARE(found, (QStringList{QStringLiteral("b.lock"), QStringLiteral("c.lock"), QStringLiteral("empty.lock"),
                                 QStringLiteral("owner.lock")}));

    const auto link = lockscopectl(words("inspect --json") << m_directory.filePath(QStringLiteral("a.lock"))).object();
    QCOMPARE(link[u"format"].toString(), QStringLiteral("none"));
    QVERIFY(link[u"summary"].toString().startsWith(u"Not a lock: a symbolic link"));
}

QTEST_GUILESS_MAIN(tst_ScanNoLocks)
#include "tst_scannolocks.moc"
