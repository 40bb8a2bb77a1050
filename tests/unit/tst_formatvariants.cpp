// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/subjectrows.h"

#include <memory>

using namespace Lockscope;
using namespace Qt::StringLiterals;

namespace {

/// The first block of a swap file.
QByteArray swap(const char *magic, const char *version, std::uint32_t pid, const char *user, const char *host)
{
    QByteArray block(4096, '\0');
    const auto put = [&](qsizetype at, const QByteArray &text) { block.replace(at, text.size(), text); };
    put(0, magic);
    put(2, version);
    for (int byte = 0; byte < 4; ++byte)
        block[24 + byte] = static_cast<char>(pid >> (8 * byte) & 0xff);
    put(28, user);
    put(68, host);
    put(108, "/home/jane/notes.txt");
    return block;
}

Subject withEntries(const QByteArray &path, const std::vector<std::string> &entries)
{
    static std::vector<std::unique_ptr<FakeSurroundings>> kept;
    auto around = std::make_unique<FakeSurroundings>();
    around->directories[""] = entries;
    auto subject = directorySubject(path);
    subject.surroundings = around.get();
    kept.push_back(std::move(around));
    return subject;
}

} // namespace

/// What programs write in other versions, on other systems and for other hosts than the recorded files: the best match
/// and its owner.
class tst_FormatVariants : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ownersAreRead_data();
    void ownersAreRead();
    void documentsAreNotLocks_data();
    void documentsAreNotLocks();
    void textThatNamesAnOwnerIsNotADocument_data();
    void textThatNamesAnOwnerIsNotADocument();
};

void tst_FormatVariants::ownersAreRead_data()
{
    QTest::addColumn<Subject>("subject");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char *name, const Subject &subject, const QByteArray &words) {
        QTest::newRow(name) << subject << words;
    };
    const auto file = [](const char *path, const QByteArray &content) { return fileSubject(path, content); };
    const auto link = [](const char *path, const QByteArray &target) { return linkSubject(path, target); };

    row("zc 1.0.1: piled-up pids", file("var/Data.fs.lock", " 100\n 200\n 4242\n"), "zc: pid=4242");
    row("zc: host before pid", file("var/a.lock", " build-7.example.com;4242\n"),
        "zc: pid=4242 host=build-7.example.com");
    row("zc: surrounding words", file("var/a.lock", " pid 4242 on build7\n"), "zc: pid=4242 host=build7");
    row("zc: host with digits", file("var/a.lock", " 4242;web-12\n"), "zc: pid=4242 host=web-12");
    row("pylockfile: host with dots and dashes", link("x/data.lock", "build-7.example.com-7f3a11c0.4242-8134"),
        "symlink: pid=4242 host=build-7.example.com thread=7f3a11c0");
    row("pylockfile: thread of seven digits", link("x/data.lock", "vm-e8da040.10602-886175548890551244"),
        "symlink: pid=10602 host=vm thread=e8da040");
    row("pylockfile 0.9.1: no hash", link("x/data.lock", "vm-e8da040.10602"),
        "symlink: pid=10602 host=vm thread=e8da040");
    row("pylockfile 0.2: dot first", link("x/data.lock", "vm.e8da040-10602"),
        "symlink: pid=10602 host=vm thread=e8da040");
    row("pylockfile's directory without thread", withEntries("x/data.lock", {"vm.10602"}), "mkdir: pid=10602 host=vm");
    row("QLockFile without machine and boot", file("x/a.lock", "4242\nfileman\nbox\n\n\n"),
        "qlockfile: pid=4242 host=box name=fileman");
    row("KLockFile's three lines", file("x/a.lock", "4242\nkonqueror\nbox.example.com\n"),
        "qlockfile: pid=4242 host=box.example.com name=konqueror");
    row("py-filelock on macOS", file("x/a.lock", "4242\nmac.local\n1795000000123456\n"),
        "filelock-soft: pid=4242 host=mac.local");
    row("py-filelock on Windows", file("x/a.lock", "4242\nDESKTOP-1A2B3C\n133456789012345678\n"),
        "filelock-soft: pid=4242 host=DESKTOP-1A2B3C");
    row("py-filelock's lease",
        file("x/a.lock", "filelock/2\npid=4242\nhost=box\nmode=lease\ntoken=0123\nduration=30.0\n"),
        "filelock-lease: pid=4242 host=box");
    row("flufl.lock on Windows", file("locks/master.lck", "locks/master.lck^box.example.com^4242^8134"),
        "flufl: pid=4242 host=box.example.com");
    row("flufl.lock with another separator", file("locks/master.lck", "/srv/locks/master.lck~box~4242~8134"),
        "flufl: pid=4242 host=box");
    row("GnuPG: host with dots", file("g/pubring.kbx.lock", "      4242\nbuild-7.example.com\n"),
        "gnupg: pid=4242 host=build-7.example.com");
    row("Emacs through a Windows server",
        link("x/.#notes.org", "jane@box.4242\xef\x80\xa2"
                              "1700000000"),
        "emacs: pid=4242 host=box name=jane boot=1700000000");
    row("Emacs: a user with an @", link("x/.#notes.org", "jane@example.com@box.lan.4242"),
        "emacs: pid=4242 host=box.lan name=jane@example.com");
    row("Emacs without links", file("x/.#notes.org", "jane@box.4242:1700000000"),
        "emacs: pid=4242 host=box name=jane boot=1700000000");
    row("Vim, encrypted", file("x/.notes.txt.swp", swap("bC", "VIM 9.1", 4242, "jane", "box")),
        "vim: pid=4242 host=box name=jane");
    row("Vim, other letter", file("x/.notes.txt.swo", swap("b0", "VIM 7.4", 4242, "jane", "build-7.example.com")),
        "vim: pid=4242 host=build-7.example.com name=jane");
    row("Neovim", file("swap/%home%jane%notes.txt.swp", swap("b0", "VIM 8.1", 4242, "jane", "box")),
        "vim: pid=4242 host=box name=jane");
    row("nano", file("x/.notes.txt.swp", swap("b0", "nano 7.2", 4242, "jane", "box").left(1024)),
        "vim: pid=4242 host=box name=jane");
    row("nano 7.2 itself", sampleSubject("vim/.nano.txt.swp"), "vim: pid=24434 host=vm name=root");
    row("Mercurial before links", file(".hg/wlock", "box:4242"), "mercurial: pid=4242 host=box");
    row("Mercurial, ancient", link(".hg/wlock", "4242"), "mercurial: pid=4242");
    row("Mercurial's store", link("store/lock", "build-7.example.com/f0000000:4242"),
        "mercurial: pid=4242 host=build-7.example.com");
    row("git's pid", file(".git/index~pid.lock", "pid 4242\n"), "git-pid: pid=4242");
    row("git gc with a full name", file(".git/gc.pid", "4242 build-7.example.com"),
        "git-gc: pid=4242 host=build-7.example.com");
    row("UUCP in four bytes", file("lock/LCK..ttyS0", QByteArray("\x92\x10\0\0", 4)), "uucp: pid=4242");
    row("UUCP of picocom, short", file("lock/LCK..ttyUSB0", "  42\n"), "uucp: pid=42");
    row("a PostgreSQL socket", file("run/.s.PGSQL.5432.lock", "4242\n/srv/main\n1795000000\n5432\n/run\n"),
        "postgresql: pid=4242");
    row("PostgreSQL, single user", file("main/postmaster.pid", "-4242\n/srv/main\n1795000000\n5432\n"),
        "postgresql: pid=4242");
    row("PostgreSQL, truncated", file("main/postmaster.pid", "4242\n/srv/main\n1795000000\n54"),
        "postgresql: pid=4242");
    row("MongoDB after a clean exit", file("db/mongod.lock", ""), "mongod:");
    row("MongoDB", file("db/mongod.lock", "4242\n"), "mongod: pid=4242");
    row("borg: host with dashes", withEntries("repo/lock.exclusive", {"build-7.example.com@90520730730497.4242-0"}),
        "borg: pid=4242 host=build-7.example.com@90520730730497 thread=0");
    row("Chromium: host with dashes", link("p/SingletonLock", "build-7.example.com-4242"),
        "chromium: pid=4242 host=build-7.example.com");
    row("Firefox on this host", link("p/lock", "127.0.1.1:+4242"), "firefox: pid=4242 host=127.0.1.1");
    row("ccache: host with dashes", link("c/x.lock", "build-7-4242-139872348-1700000000.123456789"),
        "ccache: pid=4242 host=build-7 thread=139872348");
    row("Dovecot with a line break", file("m/dovecot.index.log.lock", "4242:box.example.com\n"),
        "dovecot: pid=4242 host=box.example.com");
    row("CVSNT's brackets", file("r/#cvs.rfl.(build7).4242", ""), "cvs: pid=4242 host=build7");
    row("CVS: host with dots", file("r/#cvs.wfl.build7.example.com.4242", ""), "cvs: pid=4242 host=build7.example.com");
    row("HSQLDB 1.7", file("db/test.lck", QByteArray::fromHex("000001a21077b757")), "hsqldb:");
    row("Gradle's first protocol",
        file("g/modules-2.lock", QByteArray::fromHex("0101") +
                                     QByteArray::fromHex("0300009d151122334455667788000434323432") +
                                     QByteArray(2, '\0')),
        "gradle: pid=4242");
    row("MS Office: two bytes per letter",
        file("d/~$report.docx",
             [] {
                 QByteArray bytes(162, '\0');
                 bytes[0] = 4;
                 bytes.replace(1, 4, "\x8e\x52\x93\x63");
                 bytes[54] = 2;
                 bytes.replace(56, 4, QByteArray::fromHex("715c3075"));
                 return bytes;
             }()),
        "msoffice: name=\xe5\xb1\xb1\xe7\x94\xb0");
    row("Twisted", link("run/twistd.lock", "4242"), "twisted: pid=4242");
    row("shadow-utils", file("etc/group.lock", QByteArray("4242\0", 5)), "shadow: pid=4242");
}

void tst_FormatVariants::ownersAreRead()
{
    QFETCH(Subject, subject);
    QFETCH(QByteArray, words);
    const auto readings = readAll(subject);
    QVERIFY(!readings.empty());
    const auto &first = readings.front();
    const auto claim = inWords(first.claim);
    QCOMPARE(QByteArray(first.id.data(), static_cast<qsizetype>(first.id.size())) + ':' +
                 (claim.isEmpty() ? QByteArray() : ' ' + claim),
             words);
}

void tst_FormatVariants::documentsAreNotLocks_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("content");
    const auto row = [](const QByteArray &name, const QByteArray &content) {
        QTest::newRow(name.constData()) << name << content;
    };
    row("package-lock.json", "{\n  \"name\": \"x\",\n  \"lockfileVersion\": 3\n}\n");
    row("yarn.lock", "# yarn lockfile v1\n\n\"a@^1\":\n  version \"1.0.0\"\n");
    row("Cargo.lock", "version = 3\n\n[[package]]\nname = \"x\"\n");
    row("flake.lock", "{\n  \"nodes\": {}\n}\n");
    row("poetry.lock", "# This file is generated\n[[package]]\nname = \"x\"\n");
    row("composer.lock", "{\n  \"packages\": []\n}\n");
    row("Gemfile.lock", "GEM\n  remote: https://rubygems.org/\n");
    row("Pipfile.lock", "{\n  \"_meta\": {}\n}\n");
    row("mix.lock", "%{\n  \"a\": {:hex, :a, \"1.0\"}\n}\n");
    row("pnpm-lock.yaml", "lockfileVersion: '6.0'\n");
    row("bun.lock", "{\n  \"lockfileVersion\": 1\n}\n");
    row("bun.lockb", QByteArray("#!/usr/bin/env bun\nbun-lockfile-format-v0\n\0\0", 45));
    row("pubspec.lock", "packages:\n  a:\n    version: 1\n");
    row("Podfile.lock", "PODS:\n  - A (1.0)\n");
    row("uv.lock", "version = 1\nrequires-python = \">=3.8\"\n");
    row("letter.txt", "Dear Jane,\nthe key is under the mat.\n");
}

void tst_FormatVariants::documentsAreNotLocks()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, content);
    const auto subject = fileSubject("x/" + name, content);
    QCOMPARE(idsOf(subject), QByteArray());
    QVERIFY(isDocument(subject) || !looksLikeLock(subject.name, subject.inodeType));
}

void tst_FormatVariants::textThatNamesAnOwnerIsNotADocument_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("JSON with a pid") << "{\n  \"pid\": 4242,\n  \"start\": 1\n}\n"_ba;
    QTest::newRow("an owner") << "Owner: jane\nSince: yesterday\n"_ba;
    QTest::newRow("a process") << "held by process 4242 since noon\n"_ba;
    // A file of unknown format may still be a lock.
    QTest::newRow("outputs of a job") << "results/sample a.bam\nresults/sample b.bam\n"_ba;
    QTest::newRow("a letter") << "Dear Jane,\nthe key is under the mat.\n"_ba;
    QTest::newRow("bytes") << QByteArray("some words\0and zeros", 20);
    QTest::newRow("a word") << "busy\n"_ba;
    QTest::newRow("empty") << QByteArray();
}

void tst_FormatVariants::textThatNamesAnOwnerIsNotADocument()
{
    QFETCH(QByteArray, content);
    QVERIFY(!isDocument(fileSubject("x/app.lock", content)));
}

QTEST_GUILESS_MAIN(tst_FormatVariants)
#include "tst_formatvariants.moc"
