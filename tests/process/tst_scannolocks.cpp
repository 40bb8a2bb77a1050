// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "lockscopectlcall.h"

#include <QDir>
#include <QFile>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

/// Directories and links that have the name of a lock, but are not locks.
class tst_ScanNoLocks : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;

    /// Its path; empty if it could not be created.
    QString make(const QString &name, const QByteArray &content = {}) const
    {
        const auto path = m_directory->filePath(name);
        QFile file(path);
        const bool isMade = QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly) &&
                            file.write(content) == content.size();
        return isMade ? path : QString();
    }

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }
    void packagesAndLinksToDirectoriesAreNotListed();
    void otherRecordsAreListedOnlyWithAll();
    void scanAndInspectAgreeOnPidFile();
    void directoriesOfFormatsAreWellKnown();
};

void tst_ScanNoLocks::packagesAndLinksToDirectoriesAreNotListed()
{
    make(QStringLiteral("zc.lockfile/__init__.py"));
    make(QStringLiteral("python3-zc.lockfile/copyright"));
    make(QStringLiteral("sync/rwlock/struct.RwLock.html"));
    for (int number = 0; number < 40; ++number)
        make(QStringLiteral("many.lock/%1").arg(number));
    QVERIFY(QDir().mkdir(m_directory->filePath(QStringLiteral("place"))));
    QVERIFY(QFile::link(QStringLiteral("place"), m_directory->filePath(QStringLiteral("lock"))));
    QVERIFY(
        QFile::link(m_directory->filePath(QStringLiteral("place")), m_directory->filePath(QStringLiteral("a.lock"))));
    // These may be locks.
    QVERIFY(QDir().mkdir(m_directory->filePath(QStringLiteral("empty.lock"))));
    make(QStringLiteral("owner.lock/owner"));
    QVERIFY(QFile::link(QStringLiteral("nowhere"), m_directory->filePath(QStringLiteral("b.lock"))));
    make(QStringLiteral("file"));
    QVERIFY(QFile::link(QStringLiteral("file"), m_directory->filePath(QStringLiteral("c.lock"))));

    QStringList found;
    for (const auto &object : lockscopectl(words("scan --json") << m_directory->path()).objects())
        found += object[u"path"].toString().section(u'/', -1);
    found.sort();
    QCOMPARE(found, (QStringList{QStringLiteral("b.lock"), QStringLiteral("c.lock"), QStringLiteral("empty.lock"),
                                 QStringLiteral("owner.lock")}));

    const auto link = lockscopectl(words("inspect --json") << m_directory->filePath(QStringLiteral("a.lock"))).object();
    QCOMPARE(link[u"format"].toString(), QStringLiteral("none"));
    QVERIFY(link[u"summary"].toString().startsWith(u"Not a lock: a symbolic link"));
}

void tst_ScanNoLocks::otherRecordsAreListedOnlyWithAll()
{
    const auto path = make(QStringLiteral("run/sm-notify.pid"), "10130\n");
    const auto found = lockscopectl(words("scan --json") << m_directory->path());
    QCOMPARE(found.status, 0);
    QCOMPARE(found.objects().size(), 0);
    const auto all = lockscopectl(words("scan --json --all") << m_directory->path()).object();
    QCOMPARE(all[u"path"].toString(), path);
    QCOMPARE(all[u"format"].toString(), QStringLiteral("none"));
    QCOMPARE(all[u"formats"][0][u"id"].toString(), QStringLiteral("sm-notify"));
    QVERIFY(all[u"summary"].toString().startsWith(u"Not a lock: the record that sm-notify has run"));
    QCOMPARE(lockscopectl(words("break --force") << path).status, 3);
    QVERIFY(QFile::exists(path));
}

/// Found by a scan or given by a user, the same file has the same verdict.
void tst_ScanNoLocks::scanAndInspectAgreeOnPidFile()
{
    const auto path = make(QStringLiteral("dbus/pid"), shell(QStringLiteral("echo $$")).out);
    const auto found = lockscopectl(words("scan --json") << m_directory->path()).object();
    const auto given = lockscopectl(words("inspect --json") << path).object();
    QCOMPARE(found[u"format"].toString(), QStringLiteral("dbus"));
    QCOMPARE(given[u"verdict"].toString(), QStringLiteral("stale"));
    QCOMPARE(given[u"verdict"], found[u"verdict"]);
    QCOMPARE(given[u"reason"], found[u"reason"]);
}

void tst_ScanNoLocks::directoriesOfFormatsAreWellKnown()
{
    const auto home = m_directory->filePath(QStringLiteral("home"));
    const auto path = make(QStringLiteral("home/.mozilla/firefox/abc.default/.parentlock"));
    const auto environment = QStringLiteral("HOME=") + home;
    const auto answer = callProgram(QStringLiteral("env"), {environment, lockscopectlProgram(), QStringLiteral("scan"),
                                                            QStringLiteral("--well-known"), QStringLiteral("--json")});
    QStringList found;
    for (const auto &object : answer.objects())
        found += object[u"path"].toString();
    QVERIFY2(found.contains(path), answer.out);
    QCOMPARE(found.count(path), 1);
}

QTEST_GUILESS_MAIN(tst_ScanNoLocks)
#include "tst_scannolocks.moc"
