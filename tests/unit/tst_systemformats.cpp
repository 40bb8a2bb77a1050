// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/fakesurroundings.h"
#include "support/subjectrows.h"

#include <QTest>

#include <cstring>

using namespace Lockscope;
using namespace Qt::StringLiterals;

using Kind = Subject::KernelLockKind;

namespace {

QByteArray nativeBytes(std::int32_t number)
{
    QByteArray bytes(sizeof number, '\0');
    std::memcpy(bytes.data(), &number, sizeof number);
    return bytes;
}

} // namespace

class tst_SystemFormats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void locksAreRecognised_data();
    void locksAreRecognised();
    void similarFilesAreNot_data();
    void similarFilesAreNot();
    void incompleteFilesAreReported_data();
    void incompleteFilesAreReported();
    void damagedFilesAreHandled();

    void serialLineIsLockedUnderSeveralNames();
    void startOfPostgresqlServerIsRead();
    void neverBreakReasonIsReported_data();
    void neverBreakReasonIsReported();
    void companionsAreNamed();
    void liblockfileWithoutAPidIsKeptFresh();
    void remainderOfALongerPidIsIgnored();
};

void tst_SystemFormats::locksAreRecognised_data()
{
    addRecognisedColumns();
    const auto process = HeldBy::Process;
    const auto kernel = HeldBy::KernelLock;
    const auto exists = HeldBy::Exists;

    addRecognised("UUCP, standard format", sampleSubject("uucp/LCK..ttyS0"), "uucp pid", "pid=4242", process);
    addRecognised("UUCP by picocom",
                  fileSubject("lock/LCK..ttyUSB0", sampleSubject("uucp/LCK..ttyUSB0_picocom").content.c_str()),
                  "uucp pid", "pid=4242", process);
    addRecognised("UUCP, a short pid with zeros", fileSubject("LCK..ttyS1", "0025\n"), "uucp pid", "pid=25", process);
    addRecognised("UUCP by minicom", fileSubject("LCK..ttyS0", "      4242 minicom jane\n"), "uucp",
                  "pid=4242 name=minicom", process);
    addRecognised("UUCP in four bytes", fileSubject("LCK..ttyS0", nativeBytes(4242)), "uucp", "pid=4242", process);
    addRecognised("UUCP by numbers", fileSubject("LCK.004.064", "      4242\n"), "uucp pid", "pid=4242", process);
    addRecognised("X server", sampleSubject("x11/.X77-lock"), "x11 pid", "pid=10655", process);
    addRecognised("postmaster.pid", sampleSubject("postgresql/postmaster.pid"), "postgresql pid", "pid=11661", process);
    addRecognised("PostgreSQL's socket", sampleSubject("postgresql/.s.PGSQL.54999.lock"), "postgresql", "pid=21219",
                  process);
    addRecognised("PostgreSQL, single-user", fileSubject("postmaster.pid", "-4242\n/srv/data\n1795217283\n0\n"),
                  "postgresql", "pid=4242", process);
    addRecognised("PostgreSQL 8", fileSubject("postmaster.pid", "4242\n/srv/data\n  5432001    65536\n"),
                  "postgresql pid", "pid=4242", process);
    addRecognised("mongod, exited cleanly", sampleSubject("mongodb/mongod.lock"), "mongod flock zc-simple fcntl", "",
                  kernel);
    addRecognised("mongod, held", withLock(fileSubject("db/mongod.lock", "4242\n"), Kind::Flock),
                  "mongod fslock pid flock", "pid=4242", kernel);
    addRecognised("mongod, crashed", fileSubject("db/mongod.lock", "4242\n"), "mongod pid fslock", "pid=4242", kernel);
    addRecognised("dnf", sampleSubject("dnf/rpmdb_lock.pid"), "dnf pid", "pid=4242", process);
    addRecognised("dpkg", sampleSubject("dpkg/lock"), "dpkg flock zc-simple fcntl", "", kernel);
    addRecognised("dpkg, held", withLock(sampleSubject("dpkg/lock"), Kind::Fcntl), "dpkg fcntl java", "", kernel);
    addRecognised("dpkg's front ends", sampleSubject("dpkg/lock-frontend"), "dpkg flock zc-simple fcntl", "", kernel);
    addRecognised("apt's archives", fileSubject("archives/lock", ""), "dpkg flock zc-simple fcntl", "", kernel);
    addRecognised("pacman", withMode(sampleSubject("pacman/db.lck"), 0), "pacman", "", exists);
    addRecognised("pacman, copied without its mode", sampleSubject("pacman/db.lck"), "pacman flock zc-simple fcntl", "",
                  exists);
    addRecognised("pacman, other directory", withMode(fileSubject("db/db.lck", ""), 0), "pacman", "", exists);
    addRecognised("procmail", withMode(sampleSubject("procmail/box.lock"), 0444), "procmail pid", "", exists);
    addRecognised("procmail, copied without its mode", sampleSubject("procmail/box.lock"), "procmail pid", "", exists);
    addRecognised("dotlockfile", sampleSubject("liblockfile/dotlockfile.lock"), "liblockfile pid", "",
                  HeldBy::Heartbeat);
    addRecognised("lockfile-create", sampleSubject("liblockfile/lockfile-create.lock"), "liblockfile pid", "",
                  HeldBy::Heartbeat);
    addRecognised("dotlockfile -p", fileSubject("mail/jane.lock", "4242\n"), "liblockfile pid fslock", "pid=4242",
                  process);
    addRecognised("mutt_dotlock", withMode(sampleSubject("mutt/inbox.lock"), 0), "mutt", "", exists);
    addRecognised("Dovecot", sampleSubject("dovecot/dovecot-uidlist.lock"), "dovecot",
                  "pid=4242 host=build7.example.com", process);
    addRecognised("Dovecot's mailbox", fileSubject("mail/jane.lock", "4242:box\n"), "dovecot", "pid=4242 host=box",
                  process);
    addRecognised("shadow-utils", sampleSubject("shadow/passwd.lock"), "shadow", "pid=21173", process);
    addRecognised("lckpwdf", sampleSubject("shadow/.pwd.lock"), "lckpwdf flock zc-simple fcntl", "", kernel);
    addRecognised("lckpwdf, held", withLock(sampleSubject("shadow/.pwd.lock"), Kind::Fcntl), "lckpwdf fcntl java", "",
                  kernel);
    addRecognised("LVM, held", withLock(fileSubject("lvm/V_vg0", ""), Kind::Flock), "lvm flock zc-simple", "", kernel);
    addRecognised("LVM's own", fileSubject("lvm/P_global", ""), "lvm flock zc-simple fcntl", "", kernel);
    addRecognised("LVM, beside a lock", fileSubject("lvm/V_vg-data.1:aux", ""), "lvm", "", kernel);
    addRecognised("fslock, held", withLock(sampleSubject("fslock/withpid.lock"), Kind::Flock), "fslock pid flock",
                  "pid=4242", kernel);
    addRecognised("fslock's bytes without a lock are a pid file", sampleSubject("fslock/withpid.lock"), "pid fslock",
                  "pid=4242", process);
    // Plain PID files.
    addRecognised("gunicorn", sampleSubject("pidfile/gunicorn.pid"), "pid", "pid=4242", process);
    addRecognised("celerybeat", sampleSubject("pidfile/celerybeat.pid"), "pid", "pid=4242", process);
    addRecognised("Filesystem Hierarchy Standard", sampleSubject("pidfile/fhs.pid"), "pid", "pid=25", process);
    addRecognised("cron, with its flock", withLock(fileSubject("crond.pid", "4242\n"), Kind::Flock), "cron pid flock",
                  "pid=4242", HeldBy::KernelLock);
    addRecognised("yum", fileSubject("run/yum.pid", "4242"), "pid", "pid=4242", process);
    auto nightlyone = fileSubject("app.lck", "4242\n");
    nightlyone.links = 2;
    addRecognised("nightlyone, while its second name exists", nightlyone, "pid", "pid=4242", process);
}

void tst_SystemFormats::locksAreRecognised()
{
    compareRecognised();
}

void tst_SystemFormats::similarFilesAreNot_data()
{
    QTest::addColumn<Subject>("subject");
    QTest::addColumn<QByteArray>("ids");
    const auto row = [](const char *name, const Subject &subject, const QByteArray &ids) {
        QTest::newRow(name) << subject << ids;
    };
    const auto emptyLock = "flock zc-simple fcntl"_ba;

    row("a serial line without a name", fileSubject("LCK..", "4242\n"), "pid");
    row("LCK and a word", fileSubject("LCK.txt", "some text\n"), "");
    row("an X display without a number", fileSubject(".X-lock", "     10655\n"), "pid");
    row("an X display with a word", fileSubject(".Xfoo-lock", "     10655\n"), "pid");
    row("a PostgreSQL socket without a number", fileSubject(".s.PGSQL.x.lock", "some text\n"), "");
    row("same lines under another name", fileSubject("app.lock", "4242\n/srv/data\n1795217283\n5432\n"), "owner-text");
    row("mongod's name in a longer one", fileSubject("mongod.lock.bak", "4242\n"), "");
    row("lock in another directory", fileSubject("srv/lock", ""), emptyLock);
    row("dpkg's name with text", fileSubject("dpkg/lock", "some text\n"), "");
    row("dpkg's name under an flock", withLock(fileSubject("dpkg/lock", ""), Kind::Flock), "flock zc-simple");
    row("pacman's name with text", fileSubject("pacman/db.lck", "some text\n"), "");
    row("procmail's 0 in an ordinary file", fileSubject("counter", "0"), "");
    row("another digit", withMode(fileSubject("box.lock", "1"), 0444), "pid");
    row("liblockfile's 0 in a pid file", fileSubject("app.pid", "0\n"), "pid");
    row("a pid beside no mailbox", fileSubject("app.lock", "4242\n"), "pid fslock");
    row("mutt's name and mode with text", withMode(fileSubject("inbox.lock", "text\n"), 0), "");
    row("mutt's mode under another name", withMode(fileSubject("inbox", ""), 0), "");
    row("host first", fileSubject("inbox.lock", "box:4242"), "owner-text");
    row("no host", fileSubject("inbox.lock", "4242:"), "");
    row("no pid", fileSubject("inbox.lock", ":box"), "");
    row("a pid with zeros and a host", fileSubject("inbox.lock", "0042:box"), "");
    row("a pid, a host and more", fileSubject("inbox.lock", "4242:box\nmore\n"), "");
    row("a path after the pid", fileSubject("inbox.lock", "4242:/srv/x"), "");
    row("shadow's text in another lock", fileSubject("etc/hosts.lock", QByteArray("14530\0", 6)), "owner-text");
    row("shadow's name without the NUL byte", fileSubject("etc/group.lock", "14530\n"), "pid fslock");
    row("shadow's name with other content", fileSubject("srv/group.lock", "root:x:0:\n"), "");
    row("lckpwdf's name with text", fileSubject("etc/.pwd.lock", "text\n"), "");
    row("LVM's name in another directory", fileSubject("srv/V_vg0", ""), "");
    row("LVM's directory, another name", fileSubject("lvm/lvm.conf", ""), "");
    row("LVM's directory, no volume group", fileSubject("lvm/V_", ""), "");
    row("LVM's name with text", fileSubject("lvm/V_vg0", "text\n"), "");
    row("text under an flock", withLock(fileSubject("app.lock", "4242 apples\n"), Kind::Flock), "flock");
    row("a long text under an flock", withLock(fileSubject("app.lock", "4242\n" + QByteArray(40, 'x')), Kind::Flock),
        "flock");
    row("an ordinary text", fileSubject("lock", "do not touch this\n"), "");
    row("package-lock.json", sampleSubject("counterexamples/package-lock.json"), "");
    row("yarn.lock", sampleSubject("counterexamples/yarn.lock"), "");
    for (const auto *name : {"LCK..ttyS0", ".X77-lock", "postmaster.pid", "mongod.lock", "dpkg/lock", "pacman/db.lck",
                             "etc/.pwd.lock", "lvm/V_vg0", "etc/shadow.lock", "inbox.lock"}) {
        auto directory = directorySubject(name);
        QTest::addRow("a directory called %s", name) << directory << ""_ba;
        auto fifo = directory;
        fifo.inodeType = InodeInfo::InodeType::Fifo;
        QTest::addRow("a FIFO called %s", name) << fifo << ""_ba;
    }
}

void tst_SystemFormats::similarFilesAreNot()
{
    QFETCH(Subject, subject);
    QFETCH(QByteArray, ids);
    QCOMPARE(idsOf(subject), ids);
}

void tst_SystemFormats::incompleteFilesAreReported_data()
{
    QTest::addColumn<Subject>("subject");
    QTest::addColumn<QByteArray>("id");
    const auto row = [](const char *name, const QByteArray &path, const QByteArray &content, const QByteArray &id) {
        QTest::newRow(name) << fileSubject(path, content) << id;
    };
    row("UUCP, empty", "LCK..ttyS0", "", "uucp");
    row("UUCP, no pid", "LCK..ttyS0", "someone\n", "uucp");
    row("UUCP, four bytes that are not a pid", "LCK..ttyS0", nativeBytes(-1), "uucp");
    row("UUCP, only zeros", "LCK..ttyS0", nativeBytes(0), "uucp");
    row("X server, empty", ".X0-lock", "", "x11");
    row("X server, ten bytes", ".X0-lock", "     4242\n", "x11");
    row("X server, twelve bytes", ".X0-lock", "       4242\n", "x11");
    row("X server, no line break", ".X0-lock", "       4242", "x11");
    row("X server, zero", ".X0-lock", "         0\n", "x11");
    row("postmaster.pid, empty", "postmaster.pid", "", "postgresql");
    row("postmaster.pid, one line", "postmaster.pid", "4242\n", "postgresql");
    row("postmaster.pid, truncated", "postmaster.pid", "4242\n/srv/da", "postgresql");
    row("postmaster.pid, too many lines", "postmaster.pid", "4242\n/srv/data\n" + QByteArray(60, '\n'), "postgresql");
    row("PostgreSQL's socket, empty", ".s.PGSQL.5432.lock", "", "postgresql");
    row("dnf, empty", "download_lock.pid", "", "dnf");
    row("dnf, no pid", "download_lock.pid", "x", "dnf");
    row("shadow-utils, empty", "etc/shadow.lock", "", "shadow");
    row("shadow-utils, no pid", "etc/shadow.lock", QByteArray("x\0", 2), "shadow");
}

void tst_SystemFormats::incompleteFilesAreReported()
{
    QFETCH(Subject, subject);
    QFETCH(QByteArray, id);
    const auto readings = readAll(subject);
    QVERIFY(!readings.empty());
    QCOMPARE(QByteArray(readings.front().id.data(), static_cast<qsizetype>(readings.front().id.size())), id);
    QVERIFY(readings.front().incomplete);
    QVERIFY(readings.front().claim.isEmpty());
}

void tst_SystemFormats::damagedFilesAreHandled()
{
    for (const auto *path :
         {"uucp/LCK..ttyS0", "x11/.X77-lock", "postgresql/postmaster.pid", "postgresql/.s.PGSQL.54999.lock",
          "dnf/rpmdb_lock.pid", "procmail/box.lock", "liblockfile/dotlockfile.lock", "dovecot/dovecot-uidlist.lock",
          "shadow/passwd.lock", "fslock/withpid.lock"}) {
        const auto subject = sampleSubject(path);
        showDamaged(subject);
        showDamaged(withLock(subject, Kind::Flock));
    }
    showDamaged(fileSubject("mongod.lock", "4242\n"));
    showDamaged(fileSubject("LCK..ttyS0", "      4242 minicom jane\n"));
    showDamaged(fileSubject("LCK..ttyS0", nativeBytes(4242)));
}

void tst_SystemFormats::serialLineIsLockedUnderSeveralNames()
{
    FakeSurroundings around;
    around.names = {"LCK.004.064", "notes.txt", "LCK...4242"};
    auto subject = sampleSubject("uucp/LCK..ttyS0");
    subject.links = 4;
    subject.surroundings = &around;
    QCOMPARE(readingOf(subject, "uucp").companions, (std::vector<std::string>{"LCK.004.064", "LCK...4242"}));
}

void tst_SystemFormats::startOfPostgresqlServerIsRead()
{
    const auto startOf = [](const Subject &subject) { return readingOf(subject, "postgresql").claim.startTime; };
    QCOMPARE(startOf(sampleSubject("postgresql/postmaster.pid")), WallTime(std::chrono::seconds(1795217283)));
    QVERIFY(!startOf(fileSubject("postmaster.pid", "4242\n/srv/data\n  5432001    65536\n")));
    QVERIFY(!startOf(fileSubject("postmaster.pid", "4242\n/srv/data\n99999999999999999999999999\n5432\n")));
    QVERIFY(!startOf(fileSubject("postmaster.pid", "4242\n/srv/data\n9999999999999\n5432\n")));
}

void tst_SystemFormats::neverBreakReasonIsReported_data()
{
    QTest::addColumn<Subject>("subject");
    QTest::addColumn<bool>("mustStay");
    QTest::newRow("postgresql") << sampleSubject("postgresql/postmaster.pid") << true;
    QTest::newRow("postgresql, empty") << fileSubject("postmaster.pid", "") << true;
    QTest::newRow("mongod") << sampleSubject("mongodb/mongod.lock") << true;
    QTest::newRow("dpkg") << sampleSubject("dpkg/lock") << true;
    QTest::newRow("postgresql's socket") << sampleSubject("postgresql/.s.PGSQL.54999.lock") << false;
    QTest::newRow("uucp") << sampleSubject("uucp/LCK..ttyS0") << false;
    QTest::newRow("x11") << sampleSubject("x11/.X77-lock") << false;
    QTest::newRow("pacman") << sampleSubject("pacman/db.lck") << false;
    QTest::newRow("shadow") << sampleSubject("shadow/passwd.lock") << false;
}

void tst_SystemFormats::neverBreakReasonIsReported()
{
    QFETCH(Subject, subject);
    QFETCH(bool, mustStay);
    const auto first = readAll(subject).front();
    QCOMPARE(!first.neverBreak.empty(), mustStay);
    QCOMPARE(QByteArray::fromStdString(std::string(first.breakAction)), "unlink"_ba);
}

void tst_SystemFormats::companionsAreNamed()
{
    FakeSurroundings around;
    around.files[".s.PGSQL.54999"] = "";
    auto socketLock = sampleSubject("postgresql/.s.PGSQL.54999.lock");
    QVERIFY(readingOf(socketLock, "postgresql").companions.empty());
    socketLock.surroundings = &around;
    QCOMPARE(readingOf(socketLock, "postgresql").companions, std::vector<std::string>{".s.PGSQL.54999"});

    around.names = {"passwd.21173", "passwd.4242"};
    auto accounts = sampleSubject("shadow/passwd.lock");
    accounts.surroundings = &around;
    QVERIFY(readingOf(accounts, "shadow").companions.empty());
    accounts.links = 2;
    QCOMPARE(readingOf(accounts, "shadow").companions, std::vector<std::string>{"passwd.21173"});
}

void tst_SystemFormats::liblockfileWithoutAPidIsKeptFresh()
{
    const auto without = readingOf(sampleSubject("liblockfile/dotlockfile.lock"), "liblockfile");
    QCOMPARE(without.heartbeat, std::chrono::milliseconds(300000));
    const auto with = readingOf(fileSubject("mail/jane.lock", "4242\n"), "liblockfile");
    QVERIFY(!with.heartbeat);
    QVERIFY(!with.programRule.empty());
}

void tst_SystemFormats::remainderOfALongerPidIsIgnored()
{
    const auto fslock = withLock(fileSubject("app.lock", "42\n456\n"), Kind::Flock);
    QCOMPARE(inWords(readingOf(fslock, "fslock").claim), "pid=42"_ba);
}

QTEST_GUILESS_MAIN(tst_SystemFormats)
#include "tst_systemformats.moc"
