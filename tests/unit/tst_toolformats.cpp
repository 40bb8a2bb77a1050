// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/bytes.h"
#include "support/fakesurroundings.h"
#include "support/subjectrows.h"

#include <QTest>

using namespace Lockscope;
using namespace Qt::StringLiterals;

using Kind = Subject::KernelLockKind;

namespace {

const QByteArray ObjectName(64, 'a'); // a SHA-256

QByteArray encrypted()
{
    QByteArray bytes;
    for (int at = 0; at < 200; ++at)
        bytes += static_cast<char>(at * 37 + 11);
    return bytes;
}

/// The content that Gradle writes: a state, followed by the holder.
QByteArray gradle(const QByteArray &state, const QByteArray &owner = {})
{
    return state + owner;
}

const QByteArray GradleOwner("\x03\0\0\x9d\x15\x11\x22\x33\x44\x55\x66\x77\x88\0\x04"
                             "4242\0\0",
                             21);

FakeSurroundings besideCurrent()
{
    FakeSurroundings around;
    around.files["CURRENT"] = "MANIFEST-000001\n";
    return around;
}

FakeSurroundings besideDatabase()
{
    FakeSurroundings around;
    around.files["a.db"] = sampleSubject("sqlite/wal.db").content;
    return around;
}

FakeSurroundings borgDirectory(const std::vector<std::string> &entries)
{
    FakeSurroundings around;
    around.directories[""] = entries;
    return around;
}

FakeSurroundings besideSemaphore(const std::vector<std::string> &holders)
{
    FakeSurroundings around;
    around.files["id-job"] = "";
    around.names = holders;
    return around;
}

Subject semaphore(std::uint32_t links)
{
    auto subject = fileSubject("id-job/id-job", "");
    subject.links = links;
    return subject;
}

FakeSurroundings terraformNote()
{
    FakeSurroundings around;
    around.files[".terraform.tfstate.lock.info"] = sampleSubject("terraform/.terraform.tfstate.lock.info").content;
    return around;
}

} // namespace

class tst_ToolFormats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void locksAreRecognised_data();
    void locksAreRecognised();
    void similarFilesAreNot_data();
    void similarFilesAreNot();
    void incompleteFilesAreReported_data();
    void incompleteFilesAreReported();
    void damagedFilesAreHandled_data();
    void damagedFilesAreHandled();

    void borgDirectoryIsRemovedWithItsEntry();
    void rosterOfSeveralHostsHasUnparsedText();
    void heartbeatsAreNamed();
    void neverBreakReasonIsReported_data();
    void neverBreakReasonIsReported();
    void lmdbNamesReadersAndWriter();
    void numbersAreParsedWithinBounds();
};

void tst_ToolFormats::locksAreRecognised_data()
{
    static const auto InDatabase = besideCurrent();
    static const auto InBorg = borgDirectory({"vm.example.com@52540012.4242-0"});
    static const auto InTerraform = terraformNote();
    static const auto BesideDatabase = besideDatabase();
    static const auto Semaphore = besideSemaphore({});
    static const auto HeldByTwo = besideSemaphore({"4242@vm", "4243@vm"});
    static const auto HeldAcross = besideSemaphore({"4242@vm", "17@box"});
    addRecognisedColumns();
    const auto kernel = HeldBy::KernelLock;
    const auto exists = HeldBy::Exists;
    const auto heartbeat = HeldBy::Heartbeat;

    addRecognised("a holder of GNU parallel's semaphore", within(fileSubject("id-job/4242@vm", ""), Semaphore),
                  "parallel flock zc-simple fcntl", "pid=4242 host=vm", HeldBy::Process);
    addRecognised("GNU parallel's semaphore", within(semaphore(3), HeldByTwo), "parallel", "pid=4242|4243 host=vm",
                  HeldBy::Process);
    addRecognised("GNU parallel's semaphore, free", within(semaphore(1), Semaphore), "parallel", "", HeldBy::Nobody);
    addRecognised("GNU parallel's semaphore, unknown holder", within(semaphore(2), Semaphore), "parallel", "",
                  HeldBy::Exists);
    addRecognised("GNU parallel's semaphore of two hosts", within(semaphore(3), HeldAcross), "parallel",
                  "pid=4242 host=vm", HeldBy::Process);

    addRecognised("borg 1, alone", within(directorySubject("repo/lock.exclusive"), InBorg), "borg",
                  "pid=4242 host=vm.example.com@52540012 thread=0", HeldBy::Process);
    addRecognised("borg 1, shared",
                  fileSubject("lock.roster", R"({"exclusive": [], "shared": [["vm.example.com@52540012", 4242, 0]]})"),
                  "borg", "pid=4242 host=vm.example.com@52540012", HeldBy::Process);
    addRecognised("borg 1, shared by two",
                  fileSubject("lock.roster", R"({"shared": [["vm@1", 4242, 0], ["vm@1", 4243, 0]], "exclusive": []})"),
                  "borg", "pid=4242|4243 host=vm@1", HeldBy::Process);
    addRecognised("borg 1, shared by no process", fileSubject("lock.roster", R"({"exclusive": [], "shared": []})"),
                  "borg", "", HeldBy::Process);
    addRecognised("borg 2", sampleSubject("borg/borg2_lock.json"), "borg", "pid=4242 host=vm@52540012 thread=0",
                  heartbeat);
    addRecognised("borg 2, in its directory",
                  fileSubject("locks/" + ObjectName, sampleSubject("borg/borg2_lock.json").content.c_str()), "borg",
                  "pid=4242 host=vm@52540012 thread=0", heartbeat);
    addRecognised("restic", fileSubject("locks/" + ObjectName, encrypted()), "restic", "", heartbeat);
    addRecognised("Terraform's info file", sampleSubject("terraform/.terraform.tfstate.lock.info"), "terraform",
                  "host=vm name=root", kernel);
    addRecognised("Terraform's state", within(fileSubject("terraform.tfstate", "{}"), InTerraform), "terraform",
                  "host=vm name=root", kernel);
    addRecognised("Terraform's first state, held",
                  withLock(within(fileSubject("terraform.tfstate", ""), InTerraform), Kind::Fcntl), "terraform fcntl",
                  "host=vm name=root", kernel);
    addRecognised("Cargo's build directory", sampleSubject("cargo/.cargo-lock"), "cargo flock zc-simple fcntl", "",
                  kernel);
    addRecognised("Cargo's packages, held", withLock(sampleSubject("cargo/.package-cache"), Kind::Flock),
                  "cargo flock zc-simple", "", kernel);
    addRecognised("Cargo's packages, exclusive", fileSubject(".cargo/.package-cache-mutate", ""),
                  "cargo flock zc-simple fcntl", "", kernel);
    addRecognised("rustc, held", withLock(fileSubject("app-1x2y/s-h5x2p9b0qk-1vmbc2e.lock", ""), Kind::Flock),
                  "cargo flock zc-simple", "", kernel);
    addRecognised("Gradle", sampleSubject("gradle/modules-2.lock"), "gradle", "pid=4242", kernel);
    addRecognised("Gradle, held", withLock(sampleSubject("gradle/modules-2.lock"), Kind::Fcntl), "gradle fcntl",
                  "pid=4242", kernel);
    addRecognised("Gradle 1", fileSubject("a.lock", gradle(QByteArray("\x01\x01", 2), GradleOwner)), "gradle",
                  "pid=4242", kernel);
    addRecognised("Gradle 2", fileSubject("a.lock", gradle(QByteArray("\x02\0\0\0\x05", 5), GradleOwner)), "gradle",
                  "pid=4242", kernel);
    addRecognised("Gradle 3, early", fileSubject("a.lock", gradle(QByteArray("\x03\0\0\0\x05", 5), GradleOwner)),
                  "gradle", "pid=4242", kernel);
    addRecognised("Gradle, released", fileSubject("a.lock", gradle(QByteArray(17, '\x03'))), "gradle", "", kernel);
    addRecognised("Gradle 1, released", fileSubject("a.lock", QByteArray("\x01\0", 2)), "gradle", "", kernel);
    addRecognised("Bazel", sampleSubject("bazel/lock"), "bazel", "pid=4242", kernel);
    addRecognised("Bazel, held", withLock(sampleSubject("bazel/lock"), Kind::Fcntl), "bazel fcntl", "pid=4242", kernel);
    addRecognised("Lucene", sampleSubject("lucene/write.lock"), "lucene flock zc-simple fcntl", "", kernel);
    addRecognised("Lucene, held", withLock(sampleSubject("lucene/write.lock"), Kind::Fcntl), "lucene fcntl java", "",
                  kernel);
    addRecognised("Elasticsearch's node", fileSubject("nodes/node.lock", ""), "lucene flock zc-simple fcntl", "",
                  kernel);
    addRecognised("Derby's UUID", sampleSubject("derby/db.lck"), "derby", "", kernel);
    addRecognised("Derby 10.14's UUID", sampleSubject("derby/10.14/db.lck"), "derby", "", kernel);
    addRecognised("Derby 10.14", sampleSubject("derby/10.14/dbex.lck"), "derby", "", kernel);
    addRecognised("H2, by its file", sampleSubject("h2/file.lock.db"), "h2", "", exists);
    addRecognised("H2, by a socket", sampleSubject("h2/socket.lock.db"), "h2", "host=localhost", exists);
    addRecognised("HSQLDB 2.6", sampleSubject("hsqldb/hs.lck"), "hsqldb", "", HeldBy::Heartbeat);
    addRecognised("Derby", sampleSubject("derby/dbex.lck"), "derby flock zc-simple fcntl", "", kernel);
    addRecognised("Derby, held", withLock(sampleSubject("derby/dbex.lck"), Kind::Fcntl), "derby fcntl java", "",
                  kernel);
    addRecognised("H2", sampleSubject("h2/test.lock.db"), "h2", "", exists);
    addRecognised("H2 by socket",
                  fileSubject("test.lock.db", "#FileLock\n#Fri Nov 20 23:45:00 UTC 2026\nid=193a1f6cb6f8a1\n"
                                              "ipAddress=10.0.0.5\nmethod=socket\nport=9094\n"),
                  "h2", "host=10.0.0.5", exists);
    addRecognised(
        "H2 server",
        fileSubject("test.lock.db", "#FileLock\r\nid=193a1f6cb6f8a1\r\nmethod=file\r\nserver=10.0.0.5\\:9092\r\n"),
        "h2", "host=10.0.0.5", exists);
    addRecognised("HSQLDB", sampleSubject("hsqldb/test.lck"), "hsqldb", "", heartbeat);
    addRecognised("LevelDB", within(sampleSubject("leveldb/LOCK"), InDatabase), "leveldb flock zc-simple fcntl", "",
                  kernel);
    addRecognised("LevelDB, held", withLock(within(sampleSubject("leveldb/LOCK"), InDatabase), Kind::Fcntl),
                  "leveldb fcntl java", "", kernel);
    addRecognised("LMDB", sampleSubject("lmdb/lock.mdb"), "lmdb", "pid=16311", kernel);
    addRecognised(
        "LMDB, held, without a directory",
        withLock(fileSubject("data.mdb-lock", QByteArray::fromStdString(sampleSubject("lmdb/lock.mdb").content)),
                 Kind::Fcntl),
        "lmdb fcntl", "pid=16311", kernel);
    addRecognised("SQLite", sampleSubject("sqlite/wal.db"), "sqlite-db", "", kernel);
    addRecognised("SQLite, held", withLock(sampleSubject("sqlite/wal.db"), Kind::Fcntl), "sqlite-db fcntl", "", kernel);
    addRecognised("SQLite's shared memory", sampleSubject("sqlite/wal.db-shm"), "sqlite-db", "", kernel);
    addRecognised("SQLite's log", sampleSubject("sqlite/wal.db-wal"), "sqlite-db", "", HeldBy::None);
    addRecognised("SQLite's journal", fileSubject("a.db-journal", "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7 and pages"),
                  "sqlite-db", "", HeldBy::None);
    addRecognised("SQLite's journal, empty", within(fileSubject("a.db-journal", ""), BesideDatabase), "sqlite-db", "",
                  HeldBy::None);
    addRecognised("SQLite's shared memory, not initialised",
                  within(fileSubject("a.db-shm", QByteArray(100, '\0')), BesideDatabase), "sqlite-db", "", kernel);
    addRecognised("Java", withLock(sampleSubject("java/java.lock"), Kind::Fcntl), "fcntl java", "", kernel);
    addRecognised("java.util.logging", fileSubject("log/java0.log.lck", ""), "java flock zc-simple fcntl", "", kernel);
    addRecognised("Eclipse, held", withLock(fileSubject(".metadata/.lock", ""), Kind::Fcntl), "java fcntl", "", kernel);
    addRecognised("Hadoop, held", withLock(fileSubject("name/in_use.lock", "4242@box"), Kind::Fcntl), "java fcntl",
                  "pid=4242 host=box", kernel);
}

void tst_ToolFormats::locksAreRecognised()
{
    compareRecognised();
}

void tst_ToolFormats::similarFilesAreNot_data()
{
    static const FakeSurroundings Alone;
    QTest::addColumn<Subject>("subject");
    QTest::addColumn<QByteArray>("ids");
    const auto row = [](const char *name, const Subject &subject, const QByteArray &ids = {}) {
        QTest::newRow(name) << subject << ids;
    };
    const auto emptyLock = "flock zc-simple fcntl"_ba;

    row("a number and a host in another directory", within(fileSubject("jobs/4242@vm", ""), Alone), emptyLock);
    row("a file with the name of the directory", within(fileSubject("job/job", ""), Alone));
    row("a directory with another name", within(directorySubject("repo/exclusive"), Alone));
    row("JSON with some of borg's keys", fileSubject("state.json", R"({"hostid": "vm", "processid": 4242})"));
    row("JSON with borg's keys of other types",
        fileSubject("state.json", R"({"exclusive": 1, "hostid": "vm", "processid": "4242", "time": 0})"));
    row("borg with an invalid pid",
        fileSubject("state.json", R"({"exclusive": true, "hostid": "vm", "processid": 1e300, "time": ""})"));
    row("borg with half a pid",
        fileSubject("state.json", R"({"exclusive": true, "hostid": "vm", "processid": 42.5, "time": ""})"));
    row("JSON of great depth", fileSubject("state.json", QByteArray(60000, '{')));
    row("an array", fileSubject("lock.json", "[[[]]]"));
    row("package-lock.json", sampleSubject("counterexamples/package-lock.json"));
    row("another encrypted object", fileSubject("data/" + ObjectName, encrypted()));
    row("text in restic's place", fileSubject("locks/" + ObjectName, QByteArray(200, 'x')));
    row("a large object in restic's place", fileSubject("locks/" + ObjectName, encrypted().repeated(40)));
    row("a name with capitals in restic's place", fileSubject("locks/" + ObjectName.toUpper(), encrypted()));
    row("Terraform's state with an unrelated info file", within(fileSubject("terraform.tfstate", "{}"), Alone));
    row("a lock file of Terraform's providers", fileSubject(".terraform.lock.hcl", "provider {}\n"));
    row("an info without a dot", fileSubject("state.lock.info", R"({"ID": "1", "Operation": ""})"));
    row("Cargo's name with text", fileSubject("debug/.cargo-lock", "text\n"));
    row("Cargo's name under an fcntl lock", withLock(fileSubject("debug/.cargo-lock", ""), Kind::Fcntl), "fcntl java");
    row("Cargo.lock", fileSubject("Cargo.lock", "[[package]]\n"));
    row("Cargo.lock, empty", fileSubject("Cargo.lock", ""));
    row("a name shorter than rustc's", fileSubject("s-a-b.lock", ""), emptyLock);
    row("a name with capitals, unlike rustc's", fileSubject("s-H5X2P9B0QK-1vmbc2e.lock", ""), emptyLock);
    row("gradle.lockfile", fileSubject("gradle.lockfile", "com.example:a:1.0=compile\n"));
    row("Gradle's state of an unknown version", fileSubject("a.lock", QByteArray(17, '\x04')));
    row("Gradle's state of another length", fileSubject("a.lock", QByteArray(16, '\x03')));
    row("Gradle's bytes under another name", fileSubject("a.bin", QByteArray(17, '\x03')));
    row("Gradle with trailing bytes", fileSubject("a.lock", QByteArray("\x01\x01", 2) + GradleOwner + "more"));
    row("Gradle with an invalid pid",
        fileSubject("a.lock", QByteArray("\x01\x01", 2) + QByteArray(GradleOwner).replace("4242", "42x2")));
    row("Bazel's lines in another order", fileSubject("lock", "owner=client\npid=4242\n"), "owner-text");
    row("Bazel's first line alone", fileSubject("lock", "pid=4242\n"), "owner-text");
    row("Bazel's lines under another name", fileSubject("settings.txt", "pid=4242\nowner=client\n"));
    row("Bazel's invalid pid", fileSubject("lock", "pid=0\nowner=client\n"));
    row("MODULE.bazel.lock", fileSubject("MODULE.bazel.lock", "{}\n"));
    row("Lucene's name with text", fileSubject("index/write.lock", "x"));
    row("Lucene's name under an flock", withLock(fileSubject("index/write.lock", ""), Kind::Flock), "flock zc-simple");
    row("Derby's name with text", fileSubject("db.lck", "text\n"));
    row("Derby's length and too little", fileSubject("db.lck", QByteArray("\0$5bf6", 6)));
    row("Derby's length and no UUID", fileSubject("db.lck", QByteArray("\0$", 2) + QByteArray(36, 'x')));
    row("Derby's UUID and more",
        fileSubject("db.lck", QByteArray::fromStdString(sampleSubject("derby/db.lck").content) + "x"));
    row("H2's properties under another name", fileSubject("test.db", "#FileLock\nid=1\nmethod=file\n"));
    row("HSQLDB's word under another name", fileSubject("test.txt", "HSQLLOCK12345678"));
    row("HSQLDB's name, another word", fileSubject("test.lck", "HSQLOOPS12345678"));
    row("LOCK without other files", within(sampleSubject("leveldb/LOCK"), Alone), "leveldb " + emptyLock);
    row("LOCK with unknown surroundings", sampleSubject("leveldb/LOCK"), "leveldb " + emptyLock);
    row("LMDB's name, another magic", fileSubject("lock.mdb", QByteArray(8192, '\0')));
    row("LMDB's bytes under another name",
        fileSubject("data.bin", QByteArray::fromStdString(sampleSubject("lmdb/lock.mdb").content)));
    row("a text about SQLite", fileSubject("notes.txt", "SQLite format 3 is"));
    row("a log's name", fileSubject("a.db-wal", "text\n"));
    row("a journal's name", fileSubject("a.db-journal", "text\n"));
    row("shared memory's name", fileSubject("a.db-shm", QByteArray(32768, '\0')));
    row("a lock of no Java program", fileSubject("java.lock", ""), emptyLock);
    row("Hadoop's name with text", fileSubject("in_use.lock", "nobody@box and more"));
    for (const auto *name : {"debug/.cargo-lock", "write.lock", "dbex.lck", "lock.roster", "test.lock.db", "test.lck",
                             "lock.mdb", "a.db-shm"}) {
        auto fifo = fileSubject(name, "");
        fifo.inodeType = InodeInfo::InodeType::Fifo;
        QTest::addRow("a FIFO called %s", name) << fifo << ""_ba;
    }
}

void tst_ToolFormats::similarFilesAreNot()
{
    QFETCH(Subject, subject);
    QFETCH(QByteArray, ids);
    QCOMPARE(idsOf(subject), ids);
}

void tst_ToolFormats::incompleteFilesAreReported_data()
{
    static const auto Empty = borgDirectory({});
    static const auto Odd = borgDirectory({"README", "vm@1.x-0", "vm@1.0-0", ".4242-0", "vm@1.4242-XY"});
    QTest::addColumn<Subject>("subject");
    QTest::addColumn<QByteArray>("id");
    const auto row = [](const char *name, const Subject &subject, const QByteArray &id) {
        QTest::newRow(name) << subject << id;
    };
    row("borg's directory, empty", within(directorySubject("lock.exclusive"), Empty), "borg");
    row("borg's directory with another file", within(directorySubject("lock.exclusive"), Odd), "borg");
    row("borg's roster, empty", fileSubject("lock.roster", ""), "borg");
    row("borg's roster, truncated", fileSubject("lock.roster", R"({"shared": [["vm@1", 42)"), "borg");
    row("borg's roster with words", fileSubject("lock.roster", R"({"shared": "vm"})"), "borg");
    row("borg's roster without pids", fileSubject("lock.roster", R"({"shared": [["vm@1", 4242, 0], ["vm@1", -1, 0]]})"),
        "borg");
    row("Terraform's info file, empty", fileSubject(".terraform.tfstate.lock.info", ""), "terraform");
    row("Terraform's info file with other content", fileSubject(".terraform.tfstate.lock.info", "{}"), "terraform");
    row("H2, empty", fileSubject("test.lock.db", ""), "h2");
    row("H2, truncated", fileSubject("test.lock.db", "#FileLock\n#Fri Nov 20"), "h2");
    row("HSQLDB, truncated", fileSubject("test.lck", "HSQLLOCK\0\0"), "hsqldb");
}

void tst_ToolFormats::incompleteFilesAreReported()
{
    QFETCH(Subject, subject);
    QFETCH(QByteArray, id);
    const auto match = readingOf(subject, id.toStdString());
    QVERIFY(match.incomplete);
    QVERIFY(match.claim.isEmpty());
    QCOMPARE(idsOf(subject).split(' ').front(), id);
}

void tst_ToolFormats::damagedFilesAreHandled_data()
{
    QTest::addColumn<Subject>("subject");
    for (const auto *path : {"borg/borg2_lock.json", "terraform/.terraform.tfstate.lock.info", "gradle/modules-2.lock",
                             "bazel/lock", "derby/db.lck", "h2/test.lock.db", "hsqldb/test.lck", "lmdb/lock.mdb",
                             "sqlite/wal.db", "sqlite/wal.db-shm", "sqlite/wal.db-wal"}) {
        // Only the beginning of large files is read.
        constexpr std::size_t Beginning = 400;
        auto subject = sampleSubject(path);
        subject.content.resize(std::min(subject.content.size(), Beginning));
        QTest::newRow(path) << subject;
    }
    QTest::newRow("lock.roster") << fileSubject("lock.roster", R"({"shared": [["vm@1", 4242, 0]], "exclusive": []})");
    QTest::newRow("in_use.lock") << fileSubject("in_use.lock", "4242@box");
}

void tst_ToolFormats::damagedFilesAreHandled()
{
    QFETCH(Subject, subject);
    showDamaged(subject);
    showDamaged(withLock(subject, Kind::Fcntl));
}

void tst_ToolFormats::borgDirectoryIsRemovedWithItsEntry()
{
    const auto one = borgDirectory({"my-host@52540012.4242-7f3a"});
    const auto match = readingOf(within(directorySubject("lock.exclusive"), one), "borg");
    QCOMPARE(match.breakAction, std::string_view("rmdir"));
    QCOMPARE(inWords(match.claim), "pid=4242 host=my-host@52540012 thread=7f3a"_ba);
    QVERIFY(!match.hasUnparsedText);

    const auto two = borgDirectory({"vm@1.4242-0", "other@2.4243-0"});
    QVERIFY(readingOf(within(directorySubject("lock.exclusive"), two), "borg").hasUnparsedText);
}

void tst_ToolFormats::rosterOfSeveralHostsHasUnparsedText()
{
    const auto match = readingOf(
        fileSubject("lock.roster", R"({"shared": [["vm@1", 4242, 0], ["other@2", 4243, 0]], "exclusive": []})"),
        "borg");
    QVERIFY(match.hasUnparsedText);
    QCOMPARE(inWords(match.claim), "pid=4242 host=vm@1"_ba);
}

void tst_ToolFormats::heartbeatsAreNamed()
{
    using std::chrono::milliseconds;
    QCOMPARE(readingOf(sampleSubject("hsqldb/test.lck"), "hsqldb").heartbeat, milliseconds(10100));
    QCOMPARE(readingOf(sampleSubject("borg/borg2_lock.json"), "borg").heartbeat, milliseconds(1800000));
    QCOMPARE(readingOf(fileSubject("locks/" + ObjectName, encrypted()), "restic").heartbeat, milliseconds(1800000));
}

void tst_ToolFormats::neverBreakReasonIsReported_data()
{
    static const auto InDatabase = besideCurrent();
    QTest::addColumn<Subject>("subject");
    QTest::addColumn<bool>("mustStay");
    for (const auto *path : {"lucene/write.lock", "derby/db.lck", "derby/dbex.lck", "lmdb/lock.mdb", "sqlite/wal.db",
                             "sqlite/wal.db-shm", "sqlite/wal.db-wal"})
        QTest::newRow(path) << sampleSubject(path) << true;
    QTest::newRow("leveldb/LOCK") << within(sampleSubject("leveldb/LOCK"), InDatabase) << true;
    static const auto Semaphore = besideSemaphore({});
    QTest::newRow("a holder of GNU parallel's semaphore")
        << within(fileSubject("id-job/4242@vm", ""), Semaphore) << true;
    for (const auto *path : {"h2/test.lock.db", "hsqldb/test.lck", "borg/borg2_lock.json"})
        QTest::newRow(path) << sampleSubject(path) << false;
}

void tst_ToolFormats::neverBreakReasonIsReported()
{
    QFETCH(Subject, subject);
    QFETCH(bool, mustStay);
    QCOMPARE(!readAll(subject).front().neverBreak.empty(), mustStay);
}

void tst_ToolFormats::lmdbNamesReadersAndWriter()
{
    auto subject = sampleSubject("lmdb/lock.mdb");
    const auto put = [&](std::size_t offset, std::uint32_t number) {
        for (std::size_t at = 0; at < 4; ++at)
            subject.content[offset + at] = static_cast<char>(number >> (8 * at));
    };
    put(128 + 64 + 8, 4242);
    put(128 + 3 * 64 + 8, 4242);       // another thread of it
    put(128 + 4 * 64 + 8, 0xffffffff); // no pid
    put(0x48, 4250);
    const auto match = readingOf(subject, "lmdb");
    QCOMPARE(inWords(match.claim), "pid=16311|4242|4250 thread=4250"_ba);
    QVERIFY(!match.claim.pid);
    QVERIFY(!match.hasUnparsedText);
    subject.size += 65536;
    QVERIFY(readingOf(subject, "lmdb").hasUnparsedText);
}

void tst_ToolFormats::numbersAreParsedWithinBounds()
{
    constexpr std::string_view Bytes("\x01\x02\x03\xff\0", 5);
    QCOMPARE(bigEndian(Bytes, 0, 4), 0x010203ffULL);
    QCOMPARE(littleEndian(Bytes, 0, 4), 0xff030201ULL);
    QCOMPARE(bigEndian(Bytes, 3, 2), 0xff00ULL);
    QVERIFY(!bigEndian(Bytes, 2, 4));
    QVERIFY(!littleEndian(Bytes, 6, 0));
    QVERIFY(!littleEndian(Bytes, static_cast<std::size_t>(-1), 4));
    QCOMPARE(bigEndian("\xff\xff\xff\xff\xff\xff\xff\xff", 0, 8), ~0ULL);
    QCOMPARE(javaText(std::string_view("\0\2abc", 5), 0), "ab");
    QVERIFY(!javaText(std::string_view("\0\4abc", 5), 0));
    QVERIFY(!javaText("a", 0));
}

QTEST_GUILESS_MAIN(tst_ToolFormats)
#include "tst_toolformats.moc"
