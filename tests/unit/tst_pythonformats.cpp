// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/pylockname.h"
#include "support/fakesurroundings.h"
#include "support/subjects.h"

#include <QTest>

using namespace Lockscope;
using namespace Qt::StringLiterals;

namespace {

void addColumns()
{
    QTest::addColumn<Scene>("scene");
    QTest::addColumn<QByteArray>("ids");
    QTest::addColumn<QByteArray>("words");
}

void row(const char *name, const Subject &subject, const QByteArray &ids, const QByteArray &words,
         const FakeSurroundings &around = {})
{
    QTest::newRow(name) << Scene{subject, around} << ids << words;
}

void none(const char *name, const Subject &subject, const FakeSurroundings &around = {})
{
    row(name, subject, {}, {}, around);
}

Subject linked(Subject subject)
{
    subject.links = 2;
    return subject;
}

Subject flocked(Subject subject)
{
    subject.kernelLocks = {Subject::KernelLockKind::Flock};
    return subject;
}

FakeSurroundings secondName(const std::string &name)
{
    FakeSurroundings around;
    around.names = {name};
    return around;
}

FakeSurroundings entries(const std::vector<std::string> &names)
{
    FakeSurroundings around;
    around.directories[""] = names;
    return around;
}

Subject executable(Subject subject)
{
    subject.mode = 0755;
    return subject;
}

constexpr auto Token = "2083263733558628120319096328722241326531727717360388346376";

} // namespace

class tst_PythonFormats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void uniqueNamesAreRead_data();
    void uniqueNamesAreRead();
    void uniqueNameWithOnePidIsUnambiguous();
    void otherNamesAreRejected_data();
    void otherNamesAreRejected();
    void locksAreRecognised_data();
    void locksAreRecognised();
    void damagedLocksAreHandled_data();
    void damagedLocksAreHandled();
    void companionFilesAreNamed();
    void removalOfLockIsDescribed();
    void holdCriterionIsReported();
    void leasesHaveTheirDuration();
};

void tst_PythonFormats::uniqueNamesAreRead_data()
{
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char *name, const QByteArray &words) { QTest::newRow(name) << words; };
    // Recorded.
    row("vm.10602-886175548890551244", "pid=10602 host=vm");
    row("vm-e8da040.10602-3828413708688825833", "pid=10602 host=vm thread=e8da040");
    row("vm-e8da040.106029081925898209015248", "pid=10602|1060290 host=vm thread=e8da040");
    row("vm-e8da040.10602846818874834937306", "pid=1060|10602|106028|1060284 host=vm thread=e8da040");
    row("vm.-e8da04010602", "pid=10602|4010602 host=vm");
    // A negative hash of any length.
    row("box-7f3a11c0.4242-8134", "pid=4242 host=box thread=7f3a11c0");
    row("box.4242-8134", "pid=4242 host=box");
    row("build7.example.com-b7dd6700.1-9223372036854775808", "pid=1 host=build7.example.com thread=b7dd6700");
    // A hash has no leading zero and is below 2^63.
    row("vm.42421900000000000000000", "pid=4242|42421 host=vm");
    row("vm.42429300000000000000000", "pid=42429 host=vm");
    row("vm.41943045000000000000000000", "pid=4194304 host=vm");
    // Of 32 bit Python.
    row("vm-b7dd6700.42422147483647", "pid=4242|42422|424221|4|42|424 host=vm thread=b7dd6700");
    // A short hash is rare, but its holder may be running nevertheless.
    row("vm-95b08080.70219472328746768146", "pid=70|702|7021|70219|702194 host=vm thread=95b08080");
    // Host names.
    row("web-12.4242-1", "pid=4242 host=web-12");
    row("app-5d4f9c-bcd45.4242-1", "pid=4242 host=app-5d4f9c-bcd45");
    row("10.0.0.5-7f3a11c0.4242-1", "pid=4242 host=10.0.0.5 thread=7f3a11c0");
    row("b\xc3\xbcro.4242-1", "pid=4242 host=b\xc3\xbcro");
    // Mkdir.
    row("vm.10602", "pid=10602 host=vm");
    row("vm.-7f3a11c04242", "pid=4242 host=vm thread=7f3a11c0");
    row("vm.-00a11c044242", "pid=4242 host=vm thread=00a11c04");
    row("vm.-12345678", "pid=8|78|678|5678|45678|345678|2345678 host=vm");
    row("vm.-abcdef0a4194304", "pid=4194304 host=vm thread=abcdef0a");
    // Older versions.
    row("vm-e8da040.10602", "pid=10602 host=vm thread=e8da040");
    row("vm.7f3a11c0e740-4242", "pid=4242 host=vm thread=7f3a11c0e740");
    row("vm.-4820f940-4242", "pid=4242 host=vm thread=4820f940");
    row("vm.MainThread-4242", "pid=4242 host=vm thread=MainThread");
    row("vm.Thread-1-4242", "pid=4242 host=vm thread=Thread-1");
    row("vm-e8da040-10602", "pid=10602 host=vm thread=e8da040");
    row("vm--10602", "pid=10602 host=vm");
    row("box.example.com--4242", "pid=4242 host=box.example.com");
    row("10.0.0.5--4242", "pid=4242 host=10.0.0.5");
    row("web-12--4242", "pid=4242 host=web-12");
    row("vm-e8da0.10602-886175548890551244", "pid=10602 host=vm thread=e8da0");
    row("vm-e8da0-10602", "pid=10602 host=vm thread=e8da0");
    row("vm-e8da0.10602", "pid=10602 host=vm thread=e8da0");
    row("vm.example.com-e8da040-10602", "pid=10602 host=vm.example.com thread=e8da040");
}

void tst_PythonFormats::uniqueNamesAreRead()
{
    QFETCH(QByteArray, words);
    const auto claim = readUniqueName(QTest::currentDataTag());
    QVERIFY(claim);
    QCOMPARE(inWords(*claim), words);
}

void tst_PythonFormats::uniqueNameWithOnePidIsUnambiguous()
{
    QCOMPARE(readUniqueName("vm.10602-886175548890551244").value_or(Claim()).pid, std::optional<std::int64_t>(10602));
    QCOMPARE(readUniqueName("vm-e8da040.106029081925898209015248").value_or(Claim()).pid, std::nullopt);
}

void tst_PythonFormats::otherNamesAreRejected_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const auto *name : {"vm",
                             "vm.",
                             ".4242",
                             "vm.0",
                             "vm.-",
                             "vm.--",
                             "-.-",
                             "vm.4242-",
                             "vm.04242-17",
                             "vm.4242-99999999999999999999999",
                             "alice@vm.4242",
                             "vm/x.4242-1",
                             "../vm.4242-1",
                             "data.db",
                             "data.tar.gz",
                             "vm:4242",
                             "vm-4242",
                             "notes-2026-11-20",
                             "vm.-e8dafff",
                             "vm.-E8DA0404242",
                             "vm\n.4242",
                             "photo.jpg-small"})
        QTest::newRow(name) << QByteArray(name);
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("a NUL byte") << QByteArray("vm\0.4242-1", 10);
    QTest::newRow("longer than any name") << (QByteArray(300, 'a') + ".4242-1");
    QTest::newRow("many digits") << ("vm." + QByteArray(200, '7'));
}

void tst_PythonFormats::otherNamesAreRejected()
{
    QFETCH(QByteArray, name);
    const auto claim = readUniqueName(name.toStdString());
    QVERIFY2(!claim, claim ? inWords(*claim).constData() : "");
}

void tst_PythonFormats::locksAreRecognised_data()
{
    addColumns();
    const auto data = [](const char *content) { return fileSubject("data.db.lock", content); };
    row("link", linked(data("")), "link", "pid=10602 host=vm", secondName("vm.10602-886175548890551244"));
    row("link, ambiguous PID", linked(data("")), "link", "pid=10602|1060290 host=vm thread=e8da040",
        secondName("vm-e8da040.106029081925898209015248"));
    row("link of 0.1", linked(data("")), "link", "pid=4242 host=vm thread=MainThread",
        secondName("vm.MainThread-4242"));
    row("link without its second name", linked(data("")), "link", "", {});
    none("link that is not empty", linked(data("x")), secondName("vm.10602-886175548890551244"));
    none("link of another name", linked(fileSubject("data.db", "")), secondName("vm.10602-886175548890551244"));

    row("symlink", linkSubject("data.db.lock", "vm-e8da040.10602846818874834937306"), "symlink",
        "pid=1060|10602|106028|1060284 host=vm thread=e8da040");
    row("symlink with a negative hash", linkSubject("a.lock", "box-7f3a11c0.4242-8134"), "symlink",
        "pid=4242 host=box thread=7f3a11c0");
    row("symlink of 0.2", linkSubject("a.lock", "box.7f3a11c0e740-4242"), "symlink",
        "pid=4242 host=box thread=7f3a11c0e740");
    row("symlink as documented", linkSubject("a.lock", "box-7f3a11c0-4242"), "symlink",
        "pid=4242 host=box thread=7f3a11c0");
    none("link to a file", linkSubject("a.lock", "../b.lock"));
    none("link to a folder of locks", linkSubject("lock", "/run/lock"));
    none("symlink of another name", linkSubject("data.db", "box-7f3a11c0.4242-8134"));

    row("mkdir", directorySubject("data.db.lock"), "mkdir", "pid=10602|4010602 host=vm", entries({"vm.-e8da04010602"}));
    row("mkdir without a thread", directorySubject("a.lock"), "mkdir", "pid=10602 host=vm", entries({"vm.10602"}));
    row("mkdir, incomplete", directorySubject("a.lock"), "proper-lockfile mkdir", "", entries({}));
    none("folder with another file", directorySubject("a.lock"), entries({"README"}));
    none("folder with several files", directorySubject("a.lock"), entries({"vm.10602", "vm.10603"}));
    none("folder of another name", directorySubject("a"), entries({"vm.10602"}));

    row("sqlite", sampleSubject("pylockfile/sqlite/tmpdo2k2fsp"), "sqlite sqlite-db", "");
    const auto empty = fileSubject("a.db", QByteArray("SQLite format 3\0", 16) + QByteArray(4080, '\0'));
    FakeSurroundings log;
    log.files["a.db-wal"] = "\x06\x17tablelockslocks\x02"
                            "CREATE TAB";
    row("sqlite, in use", empty, "sqlite sqlite-db", "", log);
    row("another database", empty, "sqlite-db", "");
    none("text about such a table",
         fileSubject("a.sql", "CREATE TABLE locks(lock_file varchar(32), unique_name varchar(32));\n"));

    row("openlock", sampleSubject("openlock/openlock.lock"), "openlock filelock-soft", "pid=10730 name=fish_worker");
    row("openlock without a name", fileSubject("openlock.lock", "4242\n\n"), "openlock pid", "pid=4242");
    row("openlock, incomplete", fileSubject("openlock.lock", "42"), "openlock pid", "");
    row("openlock under another name", fileSubject("fish.lock", "4242\nfish_worker\n"), "openlock filelock-soft",
        "pid=4242 name=fish_worker");
    none("two lines in another file", fileSubject("notes.txt", "4242\nfish_worker\n"));
    row("two lines, no trailing line break", fileSubject("fish.lock", "4242\nfish_worker"), "owner-text", "pid=4242");
    row("two lines with a path", fileSubject("fish.lock", "4242\n/usr/bin/fish\n"), "owner-text", "pid=4242");

    row("qlockfile", sampleSubject("qlockfile/qt6.lock"), "qlockfile",
        "pid=11378 host=vm name=q boot=54f649c9-f369-4b78-bd4d-ef8fa2c6733b");
    row("qlockfile under any name", fileSubject("state", sampleSubject("qlockfile/qt6.lock").content.c_str()),
        "qlockfile", "pid=11378 host=vm name=q boot=54f649c9-f369-4b78-bd4d-ef8fa2c6733b");
    row("qlockfile in a container", fileSubject("a.lock", "4242\napp\nbox\n\n\n"), "qlockfile",
        "pid=4242 host=box name=app");
    row("qlockfile of three lines", fileSubject("a.lock", "4242\nmy app\nbox\n"), "qlockfile",
        "pid=4242 host=box name=my app");
    row("five other lines", fileSubject("a.lock", "4242\napp\nbox\nmachine\nboot\n"), "owner-text", "pid=4242");
    row("four lines", fileSubject("a.lock", "4242\napp\nbox\n\n"), "owner-text", "pid=4242");

    row("filelock-soft 3.25", fileSubject("a.lock", "10664\nvm\n"), "filelock-soft openlock", "pid=10664 host=vm");
    row("filelock-soft", fileSubject("soft.lock", "10664\nvm\n"_ba + Token + "\n"), "filelock-soft",
        "pid=10664 host=vm boot=54f649c9-f369-4b78-bd4d-ef8fa2c6733b");
    row("filelock-soft until 3.24", executable(fileSubject("soft.lock", "")), "flock zc-simple fcntl filelock-soft",
        "");
    row("filelock's flock", flocked(executable(fileSubject("app.lock", ""))), "flock zc-simple", "");
    row("filelock-soft of macOS", fileSubject("soft.lock", "10664\nvm\n1795217283123456\n"), "filelock-soft",
        "pid=10664 host=vm");
    row("three lines without a token", fileSubject("soft.lock", "10664\nvm\n123 456\n"), "owner-text", "pid=10664");
    row("filelock-lease",
        fileSubject("a.lock", "filelock/2\npid=10664\nhost=vm\nmode=lease\ntoken=47e0c9967012e451d121186af56b1731\n"
                              "duration=30.0\nstart="_ba +
                                  Token + "\n"),
        "filelock-lease", "pid=10664 host=vm boot=54f649c9-f369-4b78-bd4d-ef8fa2c6733b");
    row("a lease of another version", fileSubject("a.lock", "filelock/22\npid=1\n"), "owner-text", "pid=1");

    FakeSurroundings claims;
    claims.directories["st.lock.filelock"] = {"claims"};
    row("filelock-strict, free", sampleSubject("py-filelock/strict/st.lock"), "filelock-strict", "", claims);
    const std::string held = "held-v1-47e0c9967012e451d121186af56b1731.claim";
    const auto claim = sampleSubject("py-filelock/strict/st.lock.filelock/claims/" + QByteArray::fromStdString(held));
    claims.directories["st.lock.filelock/claims"] = {held};
    claims.files["st.lock.filelock/claims/" + held] = claim.content;
    row("filelock-strict", sampleSubject("py-filelock/strict/st.lock"), "filelock-strict",
        "pid=10664 host=vm boot=54f649c9-f369-4b78-bd4d-ef8fa2c6733b", claims);
    row("filelock-strict, its claim", claim, "filelock-strict",
        "pid=10664 host=vm boot=54f649c9-f369-4b78-bd4d-ef8fa2c6733b");
    row("filelock-rw, writer", sampleSubject("py-filelock/soft_rw_write/foo.lock.write"), "filelock-rw",
        "pid=10664 host=vm");
    row("filelock-rw, reader",
        fileSubject("foo.lock.readers/47e0c9967012e451d121186af56b1731.10664",
                    sampleSubject("py-filelock/soft_rw_write/foo.lock.write").content.c_str()),
        "filelock-rw", "pid=10664 host=vm");
    none("another file named .write", fileSubject("a.write", "token\n1\nvm\n"));

    FakeSurroundings pidFile;
    pidFile.files["daemon.pid"] = "4242";
    row("portalocker-pid, its lock", fileSubject("daemon.pid.lock", ""), "portalocker-pid flock zc-simple fcntl",
        "pid=4242", pidFile);
    row("portalocker-pid, its lock held", flocked(fileSubject("daemon.pid.lock", "")),
        "portalocker-pid flock zc-simple", "pid=4242", pidFile);
    FakeSurroundings lockFile;
    lockFile.files["daemon.pid.lock"] = "";
    row("portalocker-pid", fileSubject("daemon.pid", "4242"), "portalocker-pid pid", "pid=4242", lockFile);
    row("a pid file without a lock", fileSubject("daemon.pid", "4242"), "pid", "pid=4242");
    pidFile.files["daemon.pid"] = "4242\n";
    row("pid file of another program", fileSubject("daemon.pid.lock", ""), "flock zc-simple fcntl", "", pidFile);

    row("flufl", linked(sampleSubject("flufl.lock/held/master.lck")), "flufl", "pid=10602 host=localhost",
        secondName("master.lck|localhost|10602|8756800902146811457"));
    row("flufl with a separator in its path", fileSubject("b.lck", "/srv/a|1/b.lck|build7.example.com|4242|17"),
        "flufl", "pid=4242 host=build7.example.com");
    row("flufl of Windows", fileSubject("b.lck", "b.lck^box^4242^17"), "flufl", "pid=4242 host=box");
    none("flufl's waiter", fileSubject("b.lck|box|4242|17", "b.lck|box|4242|17"));
    none("a table's row", fileSubject("table.txt", "a|b|3|4"));

    row("twisted", linkSubject("twistd.lock", "4242"), "twisted", "pid=4242");
    none("link to a number that is no pid", linkSubject("twistd.lock", "0"));
    none("link to a number under another name", linkSubject("latest", "4242"));
}

void tst_PythonFormats::locksAreRecognised()
{
    QFETCH(Scene, scene);
    QFETCH(QByteArray, ids);
    QFETCH(QByteArray, words);
    const auto subject = scene.seen();
    QCOMPARE(idsOf(subject), ids);
    if (!ids.isEmpty())
        QCOMPARE(inWords(readAll(subject).front().claim), words);
}

void tst_PythonFormats::damagedLocksAreHandled_data()
{
    locksAreRecognised_data();
}

void tst_PythonFormats::damagedLocksAreHandled()
{
    QFETCH(Scene, scene);
    showDamaged(scene.seen());
}

void tst_PythonFormats::companionFilesAreNamed()
{
    using Names = std::vector<std::string>;
    const Scene link{linked(fileSubject("a.lock", "")), secondName("vm.10602-17")};
    QCOMPARE(readingOf(link.seen(), "link").companions, Names{"vm.10602-17"});

    const std::string claim = "master.lck|localhost|10602|8756800902146811457";
    const Scene flufl{linked(sampleSubject("flufl.lock/held/master.lck")), secondName(claim)};
    QCOMPARE(readingOf(flufl.seen(), "flufl").companions, Names{claim});
    // The text alone names no file to remove.
    const Scene alone{sampleSubject("flufl.lock/held/master.lck"), secondName("another")};
    QCOMPARE(readingOf(alone.seen(), "flufl").companions, Names{});
}

void tst_PythonFormats::removalOfLockIsDescribed()
{
    const Scene directory{directorySubject("a.lock"), entries({"vm.10602"})};
    QCOMPARE(readingOf(directory.seen(), "mkdir").breakAction, "rmdir");
    QCOMPARE(readingOf(linkSubject("a.lock", "vm.10602-17"), "symlink").breakAction, "unlink");
    QCOMPARE(readingOf(sampleSubject("pylockfile/sqlite/tmpdo2k2fsp"), "sqlite").breakAction, "delete-row");
    QVERIFY(!readingOf(sampleSubject("py-filelock/strict/st.lock"), "filelock-strict").neverBreak.empty());
    QVERIFY(readingOf(fileSubject("a.lock", "filelock/2\nmode=lease\n"), "filelock-lease").neverBreak.empty());
    QVERIFY(!readingOf(fileSubject("a.lock", "filelock/2\nmode=shared\n"), "filelock-lease").neverBreak.empty());
}

void tst_PythonFormats::holdCriterionIsReported()
{
    // That there is no claim must be observed, not guessed.
    Scene strict{sampleSubject("py-filelock/strict/st.lock"), {}};
    QCOMPARE(readingOf(strict.seen(), "filelock-strict").heldBy, HeldBy::Process);
    strict.around.directories["st.lock.filelock/claims"] = {};
    QCOMPARE(readingOf(strict.seen(), "filelock-strict").heldBy, HeldBy::Nobody);
    strict.around.directories["st.lock.filelock/claims"] = {"intent-v1-47e0c9967012e451d121186af56b1731.claim"};
    QCOMPARE(readingOf(strict.seen(), "filelock-strict").heldBy, HeldBy::Exists);

    QVERIFY(readingOf(sampleSubject("flufl.lock/held/master.lck"), "flufl").hasUnparsedText);
    QVERIFY(!readingOf(fileSubject("b.lck", "b.lck|box|4242|17"), "flufl").hasUnparsedText);
}

void tst_PythonFormats::leasesHaveTheirDuration()
{
    using namespace std::chrono_literals;
    const auto lease = [](const QByteArray &duration) {
        const QByteArray text = "filelock/2\npid=1\nhost=vm\nmode=lease\nduration=" + duration + "\n";
        return readingOf(fileSubject("a.lock", text), "filelock-lease").heartbeat;
    };
    QCOMPARE(lease("30.0"), std::optional(30000ms));
    QCOMPARE(lease("0.25"), std::optional(250ms));
    for (const auto *wrong : {"", "-1", "0", "nan", "inf", "1e300", "30s", "0x10"})
        QVERIFY2(!lease(wrong), wrong);
    QCOMPARE(readingOf(sampleSubject("flufl.lock/held/master.lck"), "flufl").heartbeat, std::optional(10000ms));
}

QTEST_GUILESS_MAIN(tst_PythonFormats)
#include "tst_pythonformats.moc"
