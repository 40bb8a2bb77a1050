// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
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

Subject fcntlLocked(Subject subject)
{
    subject.kernelLocks = {Subject::KernelLockKind::Fcntl};
    return subject;
}

/// The first block of a swap file.
QByteArray swapBlock(const QByteArray &version, quint32 pid, bool modified = false)
{
    QByteArray block(4096, '\0');
    block.replace(0, 2, "b0");
    block.replace(2, version.size(), version);
    for (int byte = 0; byte < 4; ++byte)
        block[24 + byte] = static_cast<char>(pid >> (8 * byte));
    block.replace(28, 4, "jane");
    block.replace(68, 3, "box");
    block.replace(108, 9, "notes.txt");
    block[1007] = modified ? '\x55' : '\0';
    return block;
}

/// What Word writes for a user of this name.
QByteArray ownerFile(const QString &name)
{
    QByteArray file(162, '\0');
    const auto bytes = name.toLatin1();
    file[0] = static_cast<char>(bytes.size());
    file.replace(1, bytes.size(), bytes);
    file[54] = static_cast<char>(name.size());
    for (int at = 0; at < name.size(); ++at) {
        file[56 + 2 * at] = static_cast<char>(name[at].unicode() & 0xff);
        file[57 + 2 * at] = static_cast<char>(name[at].unicode() >> 8);
    }
    return file;
}

constexpr auto ObjectName = "83baae61804e65cc73a7201a7252750c76066a30\n";

} // namespace

class tst_EditorFormats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void editorLocksAreRecognised_data();
    void editorLocksAreRecognised();
    void programLocksAreRecognised_data();
    void programLocksAreRecognised();
    void damagedEditorLocksAreHandled_data();
    void damagedEditorLocksAreHandled();
    void damagedProgramLocksAreHandled_data();
    void damagedProgramLocksAreHandled();
    void companionFilesAreNamed();
    void refusedRemovalHasAReason_data();
    void refusedRemovalHasAReason();
    void directoriesAreRemovedAsDirectories();
    void partlyUnderstoodOwnerIsReported();
    void lockNamesAreRecognised();
};

void tst_EditorFormats::editorLocksAreRecognised_data()
{
    addColumns();
    row("emacs", linkSubject(".#notes.org", "alice@build7.example.com.4242:1700000000"), "emacs",
        "pid=4242 host=build7.example.com name=alice boot=1700000000");
    row("emacs without a boot time", linkSubject(".#a", "a@b.c@box.4242"), "emacs", "pid=4242 host=box name=a@b.c");
    row("emacs on a Windows share",
        linkSubject(".#a", "jane@box.4242\xef\x80\xa2"
                           "1700000000"),
        "emacs", "pid=4242 host=box name=jane boot=1700000000");
    row("emacs without links", fileSubject(".#a", "jane@box.4242:1700000000"), "emacs",
        "pid=4242 host=box name=jane boot=1700000000");
    none("CVS's copy of a file", fileSubject(".#main.c.1.4", "int main() {}\n"));
    none("emacs, another name", linkSubject("notes.org", "alice@box.4242:1700000000"));
    none("emacs without a pid", linkSubject(".#a", "alice@box"));
    none("emacs with a word for a boot", linkSubject(".#a", "alice@box.4242:soon"));

    row("vim", sampleSubject("vim/.notes.txt.swp"), "vim", "pid=11496 host=vm name=root");
    row("vim, released", fileSubject(".a.swo", swapBlock("VIM 9.0", 0)), "vim", "host=box name=jane");
    row("neovim", fileSubject(".a.swp", swapBlock("VIM 8.1", 4242, true)), "vim", "pid=4242 host=box name=jane");
    row("vim under another name", fileSubject("%home%jane%a.swp", swapBlock("VIM 9.0", 4242)), "vim",
        "pid=4242 host=box name=jane");
    row("nano", fileSubject(".a.swp", swapBlock("nano 7.2", 4242).left(1024)), "vim", "pid=4242 host=box name=jane");
    row("vim, invalid pid", fileSubject(".a.swp", swapBlock("VIM 9.0", 0xffffffff)), "vim", "host=box name=jane");
    none("vim, cut off", fileSubject(".a.swp", swapBlock("VIM 9.0", 4242).left(1023)));
    none("swap file of another", fileSubject(".a.swp", QByteArray(4096, 'b')));

    row("libreoffice", sampleSubject("libreoffice/.~lock.report.odt#"), "libreoffice", "host=vm name=Jane D, Jr. Doe");
    row("libreoffice, no display name", fileSubject(".~lock.a.ods#", ",jane,box,20.11.2026 23:45,file:///x;"),
        "libreoffice", "host=box name=jane");
    row("libreoffice, incomplete", fileSubject(".~lock.a.ods#", "Jane,jane,box,20.11.2026"), "libreoffice", "");
    row("libreoffice, trailing backslash", fileSubject(".~lock.a.ods#", "a,b,c,d,e\\"), "libreoffice", "");
    const QByteArray uri = "?boot=54f649c9-f369-4b78-bd4d-ef8fa2c6733b;";
    row("DocumentLock", fileSubject(".~lock.a.ods#", "Jane\\, D,jane,box,20.11.2026 23:45,lockscope:kate/4242" + uri),
        "libreoffice", "pid=4242 host=box name=kate boot=54f649c9-f369-4b78-bd4d-ef8fa2c6733b");
    row("DocumentLock, encoded program", fileSubject(".~lock.a.ods#", ",jane,box,,lockscope:My%20Editor/4242" + uri),
        "libreoffice", "pid=4242 host=box boot=54f649c9-f369-4b78-bd4d-ef8fa2c6733b");
    row("DocumentLock, no PID", fileSubject(".~lock.a.ods#", "Jane,jane,box,,lockscope:kate/0" + uri), "libreoffice",
        "host=box name=Jane");
    none("libreoffice under another name", fileSubject("a.csv", "Jane,jane,box,20.11.2026 23:45,file:///x;"));

    row("word", sampleSubject("msoffice/~$port.docx"), "msoffice", "name=Jane Doe");
    row("excel", sampleSubject("msoffice/~$budget.xlsx"), "msoffice", "name=Jane Doe");
    row("word, non-ASCII name", fileSubject("~$a.docx", ownerFile(u"J\u00e4ne"_s)), "msoffice", "name=J\xc3\xa4ne");
    none("office, another size", fileSubject("~$a.docx", ownerFile(u"Jane"_s) + "x"));
    none("office, names of two lengths", fileSubject("~$a.docx", ownerFile(u"Jane"_s).replace(54, 1, "\x03")));
    none("office under another name", fileSubject("a.docx", ownerFile(u"Jane"_s)));

    row("vscode", fileSubject("code.lock", "4242"), "vscode pid", "pid=4242");
    none("another's code.lock", fileSubject("code.lock", "main\n"));

    row("firefox", linkSubject("lock", "192.168.1.20:+4242"), "firefox", "pid=4242 host=192.168.1.20");
    row("firefox without fcntl", linkSubject("lock", "127.0.1.1:4242"), "firefox mercurial", "pid=4242 host=127.0.1.1");
    row("firefox's file", fileSubject(".parentlock", ""), "firefox flock zc-simple fcntl", "");
    row("firefox's file, held", fcntlLocked(fileSubject(".parentlock", "")), "firefox fcntl java", "");
    none("firefox, another name", linkSubject("latest", "192.168.1.20:+4242"));
    row("firefox, no address", linkSubject("lock", "192.168.1:+4242"), "owner-link", "pid=4242 host=192.168.1");

    row("chromium", linkSubject("SingletonLock", "build-7-4242"), "chromium", "pid=4242 host=build-7");
    row("chromium, unusual target", linkSubject("SingletonLock", "nobody"), "chromium", "");
    none("chromium, another name", linkSubject("Singleton", "build-7-4242"));
}

void tst_EditorFormats::editorLocksAreRecognised()
{
    QFETCH(Scene, scene);
    QFETCH(QByteArray, ids);
    QFETCH(QByteArray, words);
    const auto subject = scene.seen();
    QCOMPARE(idsOf(subject), ids);
    if (!ids.isEmpty())
        QCOMPARE(inWords(readAll(subject).front().claim), words);
}

void tst_EditorFormats::programLocksAreRecognised_data()
{
    addColumns();
    row("gnupg", sampleSubject("counterexamples/pubring.kbx.lock"), "gnupg", "pid=4242 host=vm");
    row("gnupg's own file", linked(fileSubject(".#lk0x55d0.box.4242", "      4242\nbox\n")), "gnupg",
        "pid=4242 host=box");
    row("gnupg's file without a lock", fileSubject(".#lk0x55d0.box.4242", "      4242\nbox\n"), "gnupg-prepared", "");
    none("gnupg, nine places", fileSubject("a.lock", "     4242\nb x\n"));
    none("gnupg, no host", fileSubject("a.lock", "      4242\n/\n"));

    row("mercurial", linkSubject("mercurial/wlock", "vm/f0000012:4242"), "mercurial", "pid=4242 host=vm");
    row("mercurial's store", linkSubject("store/lock", "build7.example.com:4242"), "mercurial",
        "pid=4242 host=build7.example.com");
    row("mercurial without links", fileSubject(".hg/wlock", "box/f0000012:4242"), "mercurial", "pid=4242 host=box");
    row("mercurial, ancient", linkSubject(".hg/wlock", "4242"), "mercurial twisted", "pid=4242");
    row("mercurial, other path", fileSubject("lock", "box:4242"), "owner-text", "pid=4242 host=box");
    none("mercurial, no pid", linkSubject(".hg/wlock", "box:"));

    row("git's index", sampleSubject("git/index.lock"), "git", "");
    row("git's index, still empty", fileSubject(".git/index.lock", ""), "git flock zc-simple fcntl", "");
    row("git's reference", fileSubject("heads/main.lock", ObjectName), "git", "");
    row("git's HEAD", fileSubject("repo.git/HEAD.lock", "ref: refs/heads/main\n"), "git", "");
    row("git's packed references", fileSubject("x/packed-refs.lock", "# pack-refs with: peeled fully-peeled sorted \n"),
        "git", "");
    FakeSurroundings owner;
    owner.files["index~pid.lock"] = "pid 4242\n";
    row("git's index with an owner", fileSubject(".git/index.lock", "DIRC"), "git", "pid=4242", owner);
    row("git's owner of a lock", fileSubject(".git/index~pid.lock", "pid 4242\n"), "git-pid", "pid=4242");
    none("git's owner without a pid", fileSubject(".git/index~pid.lock", "pid\n"));
    row("git gc", sampleSubject("git/gc.pid"), "git-gc", "pid=11569 host=vm");
    none("another's index.lock", fileSubject("app/index.lock", "what it indexes\n"));

    const QByteArray database("SQLite format 3\0", 16);
    row("svn", fileSubject(".svn/wc.db", database + "CREATE TABLE WC_LOCK (wc_id INTEGER"), "svn sqlite-db", "");
    row("svn before 1.7", fileSubject(".svn/lock", ""), "svn flock zc-simple fcntl", "");
    row("another wc.db", fileSubject("wc.db", database + "CREATE TABLE t (a)"), "sqlite-db", "");

    row("cvs", directorySubject("#cvs.lock"), "cvs proper-lockfile mkdir", "");
    row("cvs, a reader", fileSubject("#cvs.rfl.build7.example.com.4242", ""), "cvs flock zc-simple fcntl",
        "pid=4242 host=build7.example.com");
    row("cvsnt, a writer", fileSubject("#cvs.wfl.(box).4242", ""), "cvs flock zc-simple fcntl", "pid=4242 host=box");
    none("cvs, a folder of another name", directorySubject("cvs.lock"), [] {
        FakeSurroundings around;
        around.directories[""] = {"entries"};
        return around;
    }());

    FakeSurroundings held;
    held.directories[""] = {"info"};
    held.files["held/info"] = "hostname: box\nnonce: 8f4kz0qw1m2n3b4v5c6x\npid: 4242\n"
                              "start_time: 1795217283\nuser: jane@example.com\n";
    row("bzr", directorySubject("lock/held"), "bzr", "pid=4242 host=box name=jane@example.com", held);
    FakeSurroundings lock;
    lock.directories[""] = {"held"};
    lock.files["lock/held/info"] = "hostname: 'localhost'\nnonce: x\npid: '4242'\nstart_time:\n  secs: 17\n  pid: 9\n";
    row("bzr's directory for it", directorySubject("branch/lock"), "bzr", "pid=4242 host=localhost", lock);
    held.files["held/info"] = "a text\n";
    none("another folder `held`", directorySubject("lock/held"), held);

    row("ccache", linkSubject("ccache.conf.lock", "build-7-4242-139872348-1700000000.123456789"), "ccache symlink",
        "pid=4242 host=build-7 thread=139872348");
    none("a file named after a date", linkSubject("a.lock", "notes-2026-11-20"));

    row("nix", fileSubject("store/0c5b8vw40dy178xlpddw65q9gf1h2186-hello-2.12.lock", ""), "nix flock zc-simple fcntl",
        "");
    row("nix, released", sampleSubject("nix/released.lock"), "nix", "");
    none("another letter", fileSubject("a.lock", "e"));

    row("proper-lockfile", directorySubject("package.json.lock"), "proper-lockfile mkdir", "");
    row("npm", fileSubject("_locks/staging-17.lock", ""), "npm flock zc-simple fcntl", "");
    none("yarn.lock", sampleSubject("counterexamples/yarn.lock"));
    none("package-lock.json", sampleSubject("counterexamples/package-lock.json"));
    none("a text named .lock", fileSubject("notes.lock", "What is to be locked:\n- the door\n- the window\n"));
    none("a list named .lock", fileSubject("versions.lock", "hash = 1\n[[package]]\nname = \"a\"\n"));
}

void tst_EditorFormats::programLocksAreRecognised()
{
    editorLocksAreRecognised();
}

void tst_EditorFormats::damagedEditorLocksAreHandled_data()
{
    editorLocksAreRecognised_data();
}

void tst_EditorFormats::damagedEditorLocksAreHandled()
{
    QFETCH(Scene, scene);
    showDamaged(scene.seen());
}

void tst_EditorFormats::damagedProgramLocksAreHandled_data()
{
    programLocksAreRecognised_data();
}

void tst_EditorFormats::damagedProgramLocksAreHandled()
{
    damagedEditorLocksAreHandled();
}

void tst_EditorFormats::companionFilesAreNamed()
{
    using Names = std::vector<std::string>;
    Scene gnupg{linked(fileSubject("pubring.kbx.lock", "      4242\nbox\n")), {}};
    gnupg.around.names = {"copy", ".#lk0x55d0.box.4242"};
    QCOMPARE(readingOf(gnupg.seen(), "gnupg").companions, Names{".#lk0x55d0.box.4242"});

    Scene ccache{linkSubject("ccache.conf.lock", "box-4242-1f-1700000000.5"), {}};
    QCOMPARE(readingOf(ccache.seen(), "ccache").companions, Names{});
    ccache.around.files["ccache.conf.alive"] = "";
    QCOMPARE(readingOf(ccache.seen(), "ccache").companions, Names{"ccache.conf.alive"});

    Scene chromium{linkSubject("SingletonLock", "box-4242"), {}};
    chromium.around.files["SingletonSocket"] = "";
    QCOMPARE(readingOf(chromium.seen(), "chromium").companions, Names{"SingletonSocket"});

    Scene git{fileSubject(".git/HEAD.lock", ObjectName), {}};
    git.around.files["HEAD~pid.lock"] = "pid 4242\n";
    QCOMPARE(readingOf(git.seen(), "git").companions, Names{"HEAD~pid.lock"});
}

void tst_EditorFormats::refusedRemovalHasAReason_data()
{
    QTest::addColumn<Scene>("scene");
    QTest::addColumn<bool>("never");
    const auto add = [](const char *name, const Subject &subject, bool never) {
        QTest::newRow(name) << Scene{subject, {}} << never;
    };
    add("unsaved changes", fileSubject(".a.swp", swapBlock("VIM 9.0", 4242, true)), true);
    add("nano, whose lock has no content", fileSubject(".a.swp", swapBlock("nano 7.2", 4242, true).left(1024)), false);
    add("no changes", fileSubject(".a.swp", swapBlock("VIM 9.0", 4242)), false);
    add("a profile's kernel lock", fileSubject(".parentlock", ""), true);
    add("a profile's link", linkSubject("lock", "127.0.1.1:+4242"), false);
    add("a working copy of Subversion", fileSubject(".svn/lock", ""), true);
    add("a lock of git", sampleSubject("git/index.lock"), false);
}

void tst_EditorFormats::refusedRemovalHasAReason()
{
    QFETCH(Scene, scene);
    QFETCH(bool, never);
    QCOMPARE(!readAll(scene.seen()).front().neverBreak.empty(), never);
}

void tst_EditorFormats::directoriesAreRemovedAsDirectories()
{
    QCOMPARE(readingOf(directorySubject("#cvs.lock"), "cvs").breakAction, "rmdir");
    const Scene proper{directorySubject("a.lock"), {}};
    QCOMPARE(readingOf(proper.seen(), "proper-lockfile").breakAction, "rmdir");
    Scene bzr{directorySubject("lock/held"), {}};
    bzr.around.directories[""] = {"info"};
    bzr.around.files["held/info"] = "nonce: x\npid: 4242\n";
    QCOMPARE(readingOf(bzr.seen(), "bzr").breakAction, "rmdir");
}

void tst_EditorFormats::partlyUnderstoodOwnerIsReported()
{
    const auto claimed = readingOf(linkSubject(".hg/wlock", "vm/f0000012:4242"), "mercurial").claim.pidNamespace;
    QCOMPARE(claimed, std::optional<std::uint64_t>(0xf0000012));
    QVERIFY(!readingOf(linkSubject(".hg/wlock", "vm:4242"), "mercurial").claim.pidNamespace);
}

void tst_EditorFormats::lockNamesAreRecognised()
{
    using InodeType = InodeInfo::InodeType;
    for (const auto *name : {".notes.txt.swp", ".swo", ".~lock.a.ods#", "~$a.docx", "foo.lock.write", "#cvs.rfl.a.1",
                             ".parentlock", "gc.pid", "index~pid.lock", "code.lock"})
        QVERIFY2(looksLikeLock(name, InodeType::Regular), name);
    for (const auto *name : {".#notes.org", "lock", "wlock", "SingletonLock", "data.db.lock"})
        QVERIFY2(looksLikeLock(name, InodeType::Symlink), name);
    for (const auto *name : {"held", "#cvs.lock", "data.db.lock"})
        QVERIFY2(looksLikeLock(name, InodeType::Directory), name);
    for (const auto *name : {"notes.swp", ".movie.swf", ".#main.c.1.4", "held"})
        QVERIFY2(!looksLikeLock(name, InodeType::Regular), name);
}

QTEST_GUILESS_MAIN(tst_EditorFormats)
#include "tst_editorformats.moc"
