// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "lockscopectlcall.h"
#include "support/brokenscene.h"
#include "support/locktest.h"

#include <lockscope/breaker.h>
#include <lockscope/wording.h>

#include <QTest>

#include <unistd.h>

using namespace Lockscope;
namespace fs = std::filesystem;

/// Companion files of removed locks are found, and cleaned up only if their owner has provably exited.
class tst_Orphans : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_directory.emplace(); }

    void leftoverOfExitedProcessIsFound_data();
    void leftoverOfExitedProcessIsFound();
    void leftoverOfRunningProcessIsKept_data() { leftoverOfExitedProcessIsFound_data(); }
    void leftoverOfRunningProcessIsKept();
    void leftoverOfAnotherHostIsKept();
    void ordinaryFileIsKept_data();
    void ordinaryFileIsKept();
    void fileWithOtherContentIsKept_data();
    void fileWithOtherContentIsKept();
    void quarantineOfAnotherUserIsKept();
    void companionOfExistingLockIsNoOrphan();
    void ownerFileInLockDirectoryIsNoOrphan();
    void emptyDirectoryIsKept();
    void linksAreNotFollowed();
    void cleanedFileCanBeRestored();
    void fileChangedSinceItWasFoundIsKept();

private:
    using Leave = void (*)(const fs::path &directory, pid_t owner, const std::string &host);
    Orphans::Found found() const { return Orphans::find({m_directory->path()}); }

    std::optional<TestDirectory> m_directory;
};

void tst_Orphans::leftoverOfExitedProcessIsFound_data()
{
    QTest::addColumn<Leave>("leave");
    const auto row = [](const char *kind, Leave leave) { QTest::newRow(kind) << leave; };
    row("link-unique", [](const fs::path &directory, pid_t owner, const std::string &host) {
        makeFile(directory / (host + "-7f3a11c0." + std::to_string(owner) + "-8134"));
    });
    row("filelock-break", [](const fs::path &directory, pid_t owner, const std::string &) {
        makeFile(directory / ("app.lock.break." + std::to_string(owner) + ".0123456789abcdef0123456789abcdef"));
    });
    row("flufl-claim", [](const fs::path &directory, pid_t owner, const std::string &host) {
        makeFile(directory / ("app.lck|" + host + '|' + std::to_string(owner) + "|123456789"));
    });
    row("gnupg-temporary", [](const fs::path &directory, pid_t owner, const std::string &host) {
        makeFile(directory / (".#lk0x000055d0c0ffee00." + host + '.' + std::to_string(owner)));
    });
    row("liblockfile-temporary", [](const fs::path &directory, pid_t owner, const std::string &host) {
        auto number = std::to_string(owner);
        number.insert(0, number.size() < 5 ? 5 - number.size() : 0, '0');
        makeFile(directory / (".lk" + number + 'a' + host.substr(0, host.find('.'))));
    });
    row("unfinished-mark", [](const fs::path &directory, pid_t owner, const std::string &) {
        makeFile(directory / ("app.lock." + std::to_string(owner) + "-1234567890123.new"));
    });
    row("qlockfile-rmlock", [](const fs::path &directory, pid_t owner, const std::string &host) {
        makeFile(directory / "app.lock.rmlock",
                 QByteArray::number(owner) + "\ntst_orphans\n" + QByteArray::fromStdString(host) + '\n');
    });
}

void tst_Orphans::leftoverOfExitedProcessIsFound()
{
    QFETCH(const Leave, leave);
    leave(m_directory->path(), exitedProcess(), ownHostname());
    const auto orphans = found().orphans;
    QCOMPARE(orphans.size(), std::size_t{1});
    QCOMPARE(orphans.front().kind, std::string(QTest::currentDataTag()));
    QVERIFY2(orphans.front().isProved, qPrintable(text(orphans.front().verdict)));
    const auto broken = Orphans::clean(orphans.front());
    QVERIFY2(broken, qPrintable(broken ? QString() : broken.error().message()));
    QVERIFY(!fs::exists(orphans.front().path));
    QVERIFY(found().orphans.empty());
}

void tst_Orphans::leftoverOfRunningProcessIsKept()
{
    QFETCH(const Leave, leave);
    leave(m_directory->path(), ::getpid(), ownHostname());
    const auto before = snapshotOf(m_directory->path());
    for (const auto &orphan : found().orphans) {
        QVERIFY2(!orphan.isProved, qPrintable(text(orphan.verdict)));
        QVERIFY(!Orphans::clean(orphan));
    }
    QCOMPARE(snapshotOf(m_directory->path()), before);
}

void tst_Orphans::leftoverOfAnotherHostIsKept()
{
    makeFile(*m_directory / ("elsewhere-7f3a11c0." + std::to_string(exitedProcess()) + "-8134"));
    const auto orphans = found().orphans;
    QCOMPARE(orphans.size(), std::size_t{1});
    QVERIFY(!orphans.front().isProved);
    QCOMPARE(Orphans::clean(orphans.front()).error().code, LockErrc::BreakRefused);
    QVERIFY(fs::exists(orphans.front().path));
}

void tst_Orphans::ordinaryFileIsKept_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char *name :
         {"HOST.20231231-2359", "HOST-20231231.2359-17", "HOST-backup.20231231", "HOST.202312312359",
          "HOST.20231231235959123456", "HOST-20231231-2359", "HOST-7f3a11c0-20231231", "HOST.4194000-8134",
          "HOST-7f3a11c0.20231231-8134", "notes.2359-20231231120000.new", "notes.2359-123456.new"})
        QTest::newRow(name) << QByteArray(name).replace("HOST", QByteArray::fromStdString(ownHostname()));
}

/// A name that matches that of an exited process is no proof: ordinary empty files have such names.
void tst_Orphans::ordinaryFileIsKept()
{
    QFETCH(const QByteArray, name);
    const auto file = makeFile(*m_directory / name.toStdString());
    for (const auto &orphan : found().orphans) {
        QVERIFY2(!orphan.isProved, qPrintable(text(orphan.verdict)));
        QVERIFY(!Orphans::clean(orphan));
    }
    QVERIFY(fs::exists(file));
}

void tst_Orphans::fileWithOtherContentIsKept_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("like an unfinished marker") << QByteArray("export.PID-1700000000.new");
    QTest::newRow("like a lock that py-filelock broke")
        << QByteArray("notes.break.PID.d41d8cd98f00b204e9800998ecf8427e");
    QTest::newRow("like a claim of flufl.lock") << QByteArray("a|HOST|PID|12");
}

/// The names are rare but not impossible; the content decides.
void tst_Orphans::fileWithOtherContentIsKept()
{
    QFETCH(QByteArray, name);
    name.replace("HOST", QByteArray::fromStdString(ownHostname())).replace("PID", QByteArray::number(exitedProcess()));
    const auto file = makeFile(*m_directory / name.toStdString(), "my data\n");
    for (const auto &orphan : found().orphans)
        QVERIFY2(!orphan.isProved, qPrintable(text(orphan.verdict)));
    QVERIFY(fs::exists(file));
}

/// Its journal is not accessible; the lock may have been broken by force, and then it never expires.
void tst_Orphans::quarantineOfAnotherUserIsKept()
{
    makeFile(*m_directory / ".lockscope-0123456789ab", "4711\n");
    const auto orphans = found().orphans;
    QCOMPARE(orphans.size(), std::size_t{1});
    QVERIFY(!orphans.front().isProved);
}

void tst_Orphans::companionOfExistingLockIsNoOrphan()
{
    const auto owner = exitedProcess();
    const auto unique = *m_directory / (ownHostname() + "-7f3a11c0." + std::to_string(owner) + "-8134");
    makeFile(unique);
    fs::create_hard_link(unique, *m_directory / "app.lock");
    QVERIFY(found().orphans.empty());
}

/// Of a mkdir lock, and of one in quarantine.
void tst_Orphans::ownerFileInLockDirectoryIsNoOrphan()
{
    const auto pid = std::to_string(exitedProcess());
    for (const char *directory : {"app.lock", ".lockscope-0123456789ab"}) {
        fs::create_directory(*m_directory / directory);
        makeFile(*m_directory / directory / (ownHostname() + ".-7f3a11c0" + pid));
        makeFile(*m_directory / directory / (ownHostname() + "-7f3a11c0." + pid + "-8134"));
    }
    QVERIFY(std::ranges::none_of(found().orphans, [](const Orphan &orphan) { return orphan.kind == "link-unique"; }));
}

void tst_Orphans::emptyDirectoryIsKept()
{
    fs::create_directory(*m_directory / "app.lock");
    const auto orphans = found().orphans;
    QCOMPARE(orphans.size(), std::size_t{1});
    QCOMPARE(orphans.front().kind, std::string("mkdir-empty"));
    QVERIFY(!orphans.front().isProved);
}

void tst_Orphans::linksAreNotFollowed()
{
    const TestDirectory elsewhere;
    makeFile(elsewhere / ("app.lock." + std::to_string(exitedProcess()) + "-1234567890123.new"));
    fs::create_directory_symlink(elsewhere.path(), *m_directory / "link");
    QVERIFY(found().orphans.empty());
}

void tst_Orphans::cleanedFileCanBeRestored()
{
    const auto pid = std::to_string(exitedProcess());
    const auto left =
        makeFile(*m_directory / ("app.lock." + pid + "-1234567890123.new"), QByteArray::fromStdString(' ' + pid));
    const auto before = snapshotOf(m_directory->path());
    const auto directory = QString::fromStdString(m_directory->path().native());
    const auto listed = lockscopectl({QStringLiteral("orphans"), QStringLiteral("--json"), directory});
    QCOMPARE(listed.status, 0);
    QVERIFY(fs::exists(left));
    const auto human = lockscopectl({QStringLiteral("orphans"), directory});
    QVERIFY2(human.out.startsWith(QByteArray("orphan   " + QByteArray::fromStdString(left.native()) + " (")),
             human.out);
    const auto cleaned =
        lockscopectl({QStringLiteral("orphans"), QStringLiteral("--clean"), QStringLiteral("--json"), directory});
    QCOMPARE(cleaned.status, 0);
    QVERIFY(!fs::exists(left));
    const auto none = lockscopectl({QStringLiteral("orphans"), directory});
    QCOMPARE(none.out, QByteArray("No companion file without a lock was found.\n"));
    QCOMPARE(lockscopectl({QStringLiteral("undo")}).status, 0);
    QCOMPARE(snapshotOf(m_directory->path()), before);
}

void tst_Orphans::fileChangedSinceItWasFoundIsKept()
{
    const auto name = *m_directory / (ownHostname() + "-7f3a11c0." + std::to_string(exitedProcess()) + "-8134");
    makeFile(name);
    const auto orphan = found().orphans.front();
    fs::create_hard_link(name, *m_directory / "app.lock"); // it became a lock
    QCOMPARE(Orphans::clean(orphan).error().code, LockErrc::NothingToBreak);
    QVERIFY(fs::exists(name));
}

QTEST_GUILESS_MAIN(tst_Orphans)
#include "tst_orphans.moc"
