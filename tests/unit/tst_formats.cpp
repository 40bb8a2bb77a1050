// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/format.h"
#include "formats/pidfile.h"
#include "formats/zcformat.h"

#include <lockscope/lockformats.h>

#include <QFile>
#include <QTest>

#include <algorithm>

using namespace Lockscope;
using namespace Qt::StringLiterals;

using InodeType = InodeInfo::InodeType;
using Kind = Subject::KernelLockKind;
using Kinds = std::vector<Kind>;

Q_DECLARE_METATYPE(Kinds)

namespace {

constexpr qint64 NoPid = -1;

QByteArray sample(const QByteArray &name)
{
    QFile file(QStringLiteral(LOCKSCOPE_TEST_DATA "/formats/") + QString::fromUtf8(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("sample is missing");
}

Subject subjectOf(const QByteArray &name, const QByteArray &content, const Kinds &locks = {})
{
    Subject subject;
    subject.name = name.mid(name.lastIndexOf('/') + 1).toStdString();
    subject.inodeType = InodeType::Regular;
    subject.links = 1;
    subject.mode = 0644;
    subject.size = static_cast<std::uint64_t>(content.size());
    subject.content = content.toStdString();
    subject.kernelLocks = locks;
    return subject;
}

/// `flock zc-simple`: the IDs, best match first.
QByteArray idsOf(const Subject &subject)
{
    QByteArrayList ids;
    for (const auto &reading : readAll(subject))
        ids << QByteArray(reading.id.data(), static_cast<qsizetype>(reading.id.size()));
    return ids.join(' ');
}

void addKernelLockColumns()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<Kinds>("locks");
    QTest::addColumn<QByteArray>("ids");
}

void addSample(const char *row, const QByteArray &path, const Kinds &locks, const QByteArray &ids)
{
    QTest::newRow(row) << path << sample(path) << locks << ids;
}

void add(const char *row, const QByteArray &name, const QByteArray &content, const Kinds &locks, const QByteArray &ids)
{
    QTest::newRow(row) << name << content << locks << ids;
}

} // namespace

class tst_Formats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesAreOrderedBestFirst_data();
    void matchesAreOrderedBestFirst();
    void zcTextIsRead_data();
    void zcTextIsRead();
    void otherTextIsNotZc_data();
    void otherTextIsNotZc();
    void severalPidsInZcTextAreAmbiguous();
    void partiallyReadZcTextHasNoOwner();
    void pidTextIsRead_data();
    void pidTextIsRead();
    void pidFileWithMoreTextIsReported();
    void emptyPidFileIsIncomplete();
    void pidFileNameImprovesTheMatch();
    void emptyMarkersAreNotMistakenForKernelLocks();
    void unreadContentIsNotGuessed();
    void namesOfLocks_data();
    void namesOfLocks();
    void inodesThatCannotBeLocks();
    void everyFormatIsListedOnce();
};

void tst_Formats::matchesAreOrderedBestFirst_data()
{
    addKernelLockColumns();
    addSample("zc.lockfile with its default text", "zc.lockfile/Data.fs.lock", {}, "zc");
    addSample("zc.lockfile with pid and host name", "zc.lockfile/template-pid-hostname.lock", {}, "zc");
    addSample("zc.lockfile, held", "zc.lockfile/Data.fs.lock", {Kind::Flock}, "zc flock");
    addSample("zc.lockfile's SimpleLockFile, held", "zc.lockfile/simple.lock", {Kind::Flock}, "flock zc-simple");
    addSample("flock(1), held", "flock/empty.lock", {Kind::Flock}, "flock zc-simple");
    addSample("flock(1), released", "flock/empty.lock", {}, "flock zc-simple fcntl");
    addSample("lock_file 2.0, held", "lock_file-2.0/app.lock", {Kind::Fcntl}, "fcntl java");
    addSample("lock_file 2.0, kept", "lock_file-2.0/app.lock", {}, "flock zc-simple fcntl");
    addSample("fasteners, held", "fasteners/fast.lock", {Kind::Fcntl}, "fcntl java");
    addSample("gunicorn's pid file", "pidfile/gunicorn.pid", {}, "pid");
    addSample("celerybeat's pid file", "pidfile/celerybeat.pid", {}, "pid");
    addSample("pid file with spaces and zeros", "pidfile/fhs.pid", {}, "pid");
    addSample("pylockfile's PIDLockFile", "pylockfile/daemon.pid", {}, "pid");
    addSample("pid file of a daemon that keeps it locked", "pylockfile/daemon.pid", {Kind::Fcntl}, "pid fcntl");
    addSample("lock of an X server is not zc text", "counterexamples/.X77-lock", {}, "x11 pid");
    addSample("UUCP lock is not zc text", "counterexamples/LCK..ttyS0", {}, "uucp pid");
    addSample("picocom's UUCP lock is not zc text", "counterexamples/LCK..ttyUSB0_picocom", {}, "uucp pid");
    addSample("GnuPG's lock is not zc text", "counterexamples/pubring.kbx.lock", {}, "gnupg");
    addSample("npm's package-lock.json", "counterexamples/package-lock.json", {}, "");
    addSample("yarn.lock", "counterexamples/yarn.lock", {}, "");
    addSample("git's index, named .lock", "counterexamples/index.lock", {}, "git");
    add("zc text under another name", "state", " 4242\n", {}, "zc");
    add("zc template under another name, held", "state", " 4242 on box\n", {Kind::Flock}, "zc flock");
    add("ordinary text that begins with a space", "notes.txt", " 3 apples\n", {}, "");
    add("ordinary file that contains a number", "counter", "42\n", {}, "");
    add("zc text in a pid file", "app.pid", " 4242\n", {}, "zc pid");
    add("pid alone in a lock", "app.lock", "4242\n", {}, "pid fslock");
    add("two lines in a lock have another format", "app.lock", "4242\nbox\n", {}, "filelock-soft openlock");
    add("unknown content under an flock", "data.bin", "\x01\x02\x03", {Kind::Flock}, "flock");
    add("unknown content under a POSIX lock", "data.db", "SQLite format 3", {Kind::Fcntl}, "fcntl");
    add("both types of kernel lock", "both.lock", "", {Kind::Flock, Kind::Fcntl}, "flock fcntl zc-simple java");
    add("a lease alone is not a lock", "data.bin", "abc", {Kind::Lease}, "");
    add("empty file without a lock's name", "empty.txt", "", {}, "");
}

void tst_Formats::matchesAreOrderedBestFirst()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, content);
    QFETCH(Kinds, locks);
    QFETCH(QByteArray, ids);
    QVERIFY(content != "sample is missing");
    QCOMPARE(idsOf(subjectOf(name, content, locks)), ids);
}

void tst_Formats::zcTextIsRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("pid");
    QTest::addColumn<QByteArray>("hostname");
    const auto row = [](const char *name, const QByteArray &text, qint64 pid, const QByteArray &hostname = {}) {
        QTest::newRow(name) << text << pid << hostname;
    };
    row("{pid}", " 10602\n", 10602);
    row("{pid};{hostname}", " 10602;vm\n", 10602, "vm");
    row("{hostname};{pid}", " vm;10602\n", 10602, "vm");
    row("{pid} {hostname}", " 4242 build7.example.com\n", 4242, "build7.example.com");
    row("{hostname}:{pid}", " build7.example.com:4242\n", 4242, "build7.example.com");
    row("{pid}-{hostname}", " 4242-box\n", 4242, "box");
    row("{hostname}-{pid}", " box-4242\n", 4242, "box");
    row("{pid}@{hostname}", " 4242@vm2\n", 4242, "vm2");
    row("{pid}{hostname}", " 4242box\n", 4242, "box");
    row("{hostname}", " vm\n", NoPid, "vm");
    row("host name with digits", " web-12 4242\n", 4242, "web-12");
    row("host name is an address", " 10.0.0.5:4242\n", 4242, "10.0.0.5");
    row("pid={pid} host={hostname}", " pid=4242 host=box\n", 4242, "box");
    row("the word pid decides", " 12 workers, pid: 4242\n", 4242);
    row("a sentence", " locked by process 4242 on box\n", 4242, "box");
    row("a date beside the pid", " 4242 2026-11-20T10:20:30\n", 4242);
    row("a time stamp beside the pid", " 4242 1795217283\n", 4242);
    row("two lines", " 4242\nbox\n", 4242, "box");
    row("1.0.1 appends: the last counts", " 100\n 200\n 300\n", 300);
    row("host name in UTF-8 words", " 4242 Rechner b\xc3\xbcro\n", 4242);
    row("largest pid", " 4194304\n", 4194304);
    row("a number that is not a pid", " 4194305\n", NoPid);
    row("zero is not a pid", " 0\n", NoPid);
}

void tst_Formats::zcTextIsRead()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, pid);
    QFETCH(QByteArray, hostname);
    const auto claim = readZcText(text.toStdString());
    QVERIFY(claim);
    QCOMPARE(qint64{claim->pid.value_or(NoPid)}, pid);
    if (!hostname.isEmpty())
        QCOMPARE(QByteArray::fromStdString(claim->hostname.value_or("")), hostname);
}

void tst_Formats::otherTextIsNotZc_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("only a space") << " "_ba;
    QTest::newRow("space and line break") << " \n"_ba;
    QTest::newRow("no leading space") << "4242\n"_ba;
    QTest::newRow("two leading spaces") << "  4242\n"_ba;
    QTest::newRow("padding as in UUCP and X locks") << "      4242\n"_ba;
    QTest::newRow("no line break") << " 4242"_ba;
    QTest::newRow("two line breaks") << " 4242\n\n"_ba;
    QTest::newRow("a tab") << " 4242\tbox\n"_ba;
    QTest::newRow("a NUL byte") << QByteArray(" 4242\0x\n", 8);
    QTest::newRow("an escape sequence") << " 4242\x1b[31m\n"_ba;
    QTest::newRow("not UTF-8") << " 4242 \xff\xfe\n"_ba;
    QTest::newRow("a document that begins with a space") << (" 4242 " + QByteArray(2000, 'x') + "\n");
}

void tst_Formats::otherTextIsNotZc()
{
    QFETCH(QByteArray, text);
    QVERIFY(!readZcText(text.toStdString()));
}

void tst_Formats::severalPidsInZcTextAreAmbiguous()
{
    const auto claim = readZcText(" 100 200\n");
    QVERIFY(claim);
    QVERIFY(!claim->pid);
    QCOMPARE(claim->pids, (std::vector<std::int64_t>{100, 200}));
}

void tst_Formats::partiallyReadZcTextHasNoOwner()
{
    QByteArray lines;
    while (lines.size() < 64 * 1024)
        lines += " 1234\n";
    auto subject = subjectOf("app.lock", lines);
    subject.size += 6;
    const auto readings = readAll(subject);
    QCOMPARE(readings.size(), std::size_t{1});
    QCOMPARE(QByteArray::fromStdString(std::string(readings.front().id)), "zc"_ba);
    QVERIFY(readings.front().claim.isEmpty());
}

void tst_Formats::pidTextIsRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("fits");
    QTest::addColumn<qint64>("pid");
    QTest::newRow("pid and line break") << "4242\n"_ba << true << qint64{4242};
    QTest::newRow("no line break") << "4242"_ba << true << qint64{4242};
    QTest::newRow("leading spaces") << "      4242\n"_ba << true << qint64{4242};
    QTest::newRow("trailing spaces") << "4242  \r\n"_ba << true << qint64{4242};
    QTest::newRow("leading zeros") << "00025\n"_ba << true << qint64{25};
    QTest::newRow("more lines") << "4242\n/srv/data\n5432\n"_ba << true << qint64{4242};
    QTest::newRow("0 means no pid") << "0\n"_ba << true << NoPid;
    QTest::newRow("several zeros") << "0000"_ba << true << NoPid;
    QTest::newRow("negative") << "-4242\n"_ba << false << NoPid;
    QTest::newRow("larger than any pid") << "4194305\n"_ba << false << NoPid;
    QTest::newRow("many digits") << QByteArray(60000, '9') << false << NoPid;
    QTest::newRow("text after the number") << "4242 box\n"_ba << false << NoPid;
    QTest::newRow("word") << "none\n"_ba << false << NoPid;
    QTest::newRow("line break first") << "\n4242\n"_ba << false << NoPid;
    QTest::newRow("NUL byte after the number") << QByteArray("14530\0", 6) << false << NoPid;
    QTest::newRow("empty") << ""_ba << false << NoPid;
}

void tst_Formats::pidTextIsRead()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, fits);
    QFETCH(qint64, pid);
    const auto read = readPidText(text.toStdString());
    QCOMPARE(read.has_value(), fits);
    if (fits)
        QCOMPARE(qint64{read->pid.value_or(NoPid)}, pid);
}

void tst_Formats::pidFileWithMoreTextIsReported()
{
    const auto hasUnparsedText = [](const Subject &subject) {
        const auto readings = readAll(subject);
        return !readings.empty() && readings.front().id == "pid" && readings.front().hasUnparsedText;
    };
    QVERIFY(!hasUnparsedText(subjectOf("a.pid", "4242\n")));
    QVERIFY(!hasUnparsedText(subjectOf("a.pid", " 4242 \n\n")));
    QVERIFY(hasUnparsedText(subjectOf("several.pid", "4242\n4243\n")));
    QVERIFY(hasUnparsedText(subjectOf("far.pid", "4242\n" + QByteArray(4000, ' ') + "4243")));
    QCOMPARE(idsOf(subjectOf("qlockfile.pid", "4242\nmyapp\notherhost\n")), "qlockfile pid"_ba);
    auto huge = subjectOf("huge.pid", "4242\n\n\n\n");
    huge.size = 100000; // of which only the beginning was read
    QVERIFY(hasUnparsedText(huge));
}

void tst_Formats::emptyPidFileIsIncomplete()
{
    const auto readings = readAll(subjectOf("app.pid", ""));
    QCOMPARE(readings.size(), std::size_t{1});
    QVERIFY(readings.front().incomplete);
    QCOMPARE(readings.front().heldBy, HeldBy::Process);
}

void tst_Formats::pidFileNameImprovesTheMatch()
{
    const auto confidence = [](const QByteArray &name, const QByteArray &content) {
        const auto readings = readAll(subjectOf(name, content));
        return std::find_if(readings.begin(), readings.end(), [](const auto &reading) { return reading.id == "pid"; })
            ->confidence;
    };
    QVERIFY(confidence("app.pid", "4242\n") > confidence("app.pid", "4242"));
    QVERIFY(confidence("app.pid", "4242") > confidence("app.lock", "4242\n"));
    QVERIFY(confidence("app.lock", "4242\n") > confidence("app.lock", "0\n"));
}

void tst_Formats::emptyMarkersAreNotMistakenForKernelLocks()
{
    auto nobodyMayOpen = subjectOf("db.lck", "");
    nobodyMayOpen.mode = 0;
    QCOMPARE(idsOf(nobodyMayOpen), "pacman"_ba);

    auto twoNames = subjectOf("data.db.lock", "");
    twoNames.links = 2;
    QCOMPARE(idsOf(twoNames), ""_ba);
}

void tst_Formats::unreadContentIsNotGuessed()
{
    auto subject = subjectOf("app.pid", "4242\n");
    subject.content.clear();
    subject.contentRead = false;
    QCOMPARE(idsOf(subject), ""_ba);
    subject.name = "app.lock";
    subject.kernelLocks = {Kind::Flock};
    QCOMPARE(idsOf(subject), "flock"_ba);
}

void tst_Formats::namesOfLocks_data()
{
    QTest::addColumn<bool>("isLock");
    for (const auto *name : {"app.lock",
                             "README.lock",
                             "lock",
                             "LOCK",
                             ".lock",
                             "db.lck",
                             "x.pid",
                             "LCK..ttyS0",
                             "lock-frontend",
                             ".parentlock",
                             "write.lock",
                             "app.lockfile",
                             "lock.mdb",
                             ".X0-lock",
                             ".cargo-lock",
                             ".package-cache",
                             "SingletonLock",
                             ".#lk0x55.box.12",
                             ".~lock.report.odt#",
                             ".s.PGSQL.5432.lock",
                             "package.json.lock",
                             "pid",
                             "pidfile",
                             "nginx.pid.oldbin",
                             "mail.lok",
                             "repository.clonelock",
                             "sync.ffs_lock",
                             ".gdk_lock",
                             "sch.oa.cdslck",
                             "_lock",
                             "daily_lock",
                             "LOCK.jane"})
        QTest::newRow(name) << true;
    for (const auto *name : {"package-lock.json",
                             "yarn.lock",
                             "Cargo.lock",
                             "flake.lock",
                             "poetry.lock",
                             "Gemfile.lock",
                             "composer.lock",
                             "Pipfile.lock",
                             "pdm.lock",
                             "uv.lock",
                             "bun.lock",
                             "mix.lock",
                             "pubspec.lock",
                             "Podfile.lock",
                             "gradle.lockfile",
                             "pnpm-lock.yaml",
                             "block",
                             "clock",
                             "unlock",
                             "dpkg-lock",
                             "lock.c",
                             "rapid",
                             "game.block",
                             "wall.clock",
                             "Mr. Smith's padlock",
                             "lock.svg",
                             "README",
                             ".",
                             ""})
        QTest::newRow(name) << false;
}

void tst_Formats::namesOfLocks()
{
    QFETCH(bool, isLock);
    QCOMPARE(looksLikeLockName(QTest::currentDataTag()), isLock);
}

void tst_Formats::inodesThatCannotBeLocks()
{
    for (const auto type : {InodeType::Fifo, InodeType::Socket, InodeType::CharacterDevice, InodeType::BlockDevice}) {
        QVERIFY(!looksLikeLock("app.lock", type));
        auto subject = subjectOf("app.lock", "");
        subject.inodeType = type;
        subject.contentRead = false;
        QCOMPARE(idsOf(subject), ""_ba);
    }
    QVERIFY(looksLikeLock("README.lock", InodeType::Directory));
    QVERIFY(looksLikeLock("README.lock", InodeType::Symlink));
    QVERIFY2(!looksLikeLock("lock", InodeType::Directory), "/run/lock is a directory for locks");
    QVERIFY2(!looksLikeLock("pid", InodeType::Directory), "/var/spool/postfix/pid is a directory for PID files");
    QVERIFY2(!looksLikeLock("lazy_lock", InodeType::Directory), "a directory about locks");
}

void tst_Formats::everyFormatIsListedOnce()
{
    std::vector<std::string_view> ids;
    for (const auto &format : lockFormats()) {
        QVERIFY(!format.description.empty());
        ids.push_back(format.id);
    }
    // Guaranteed by lockscopectl since its first version.
    std::vector<std::string_view> promised = {
        "zc",
        "zc-simple",
        "link",
        "symlink",
        "mkdir",
        "sqlite",
        "pid",
        "openlock",
        "fcntl",
        "flock",
        "qlockfile",
        "filelock-soft",
        "filelock-lease",
        "filelock-strict",
        "filelock-rw",
        "portalocker-pid",
        "flufl",
        "gnupg",
        "emacs",
        "vim",
        "libreoffice",
        "msoffice",
        "firefox",
        "chromium",
        "mercurial",
        "git",
        "git-pid",
        "git-gc",
        "uucp",
        "x11",
        "postgresql",
        "mongod",
        "dnf",
        "dpkg",
        "pacman",
        "procmail",
        "liblockfile",
        "mutt",
        "dovecot",
        "borg",
        "restic",
        "terraform",
        "proper-lockfile",
        "npm",
        "vscode",
        "cargo",
        "gradle",
        "bazel",
        "ccache",
        "lucene",
        "derby",
        "h2",
        "hsqldb",
        "leveldb",
        "lmdb",
        "sqlite-db",
        "svn",
        "cvs",
        "bzr",
        "twisted",
        "parallel",
        "shadow",
        "lckpwdf",
        "lvm",
        "fslock",
        "java",
        "nix",
    };
    std::sort(ids.begin(), ids.end());
    QVERIFY2(std::ranges::adjacent_find(ids) == ids.end(), "duplicate ID");
    std::sort(promised.begin(), promised.end());
    QVERIFY(std::ranges::includes(ids, promised));
}

QTEST_GUILESS_MAIN(tst_Formats)
#include "tst_formats.moc"
