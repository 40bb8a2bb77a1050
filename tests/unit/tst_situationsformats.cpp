// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "situations.h"

#include <lockscope/wording.h>

#include <QDir>
#include <QDirIterator>

#include <algorithm>

using namespace Lockscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto Flock = KernelLock::Type::Flock;
constexpr auto Posix = KernelLock::Type::Posix;
constexpr auto Ofd = KernelLock::Type::Ofd;

Subject emptyFile(const char *path)
{
    return fileSubject(path, "");
}

Subject sampled(const char *path)
{
    return sampleSubject(path);
}

QByteArray fluflText(const char *host)
{
    return "/var/lib/mailman/locks/master.lck|"_ba + host + "|4242|8756800902146811457";
}

} // namespace

class tst_SituationsFormats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kernelLocks_data();
    void kernelLocks() { compareSituation(); }
    void emptyAndIncomplete_data();
    void emptyAndIncomplete() { compareSituation(); }
    void markers_data();
    void markers() { compareSituation(); }
    void heartbeats_data();
    void heartbeats() { compareSituation(); }
    void editors_data();
    void editors() { compareSituation(); }
    void mailAndDevices_data();
    void mailAndDevices() { compareSituation(); }
    void pythonAndTools_data();
    void pythonAndTools() { compareSituation(); }
    void namedByUser_data();
    void namedByUser() { compareSituation(); }
    void everyMatchCounts_data();
    void everyMatchCounts() { compareSituation(); }
    void possiblyRunningHolderIsNeverStale_data();
    void possiblyRunningHolderIsNeverStale();
};

void tst_SituationsFormats::kernelLocks_data()
{
    addSituationColumns();
    situation("hermit 423: text outlives its holder", fileSubject("x/Data.fs.lock", " 4242\n"), {},
              "zc free proved kernel-lock-free", u"whatever its text says"_s, "meant to stay");
    situation("fslock#13: holder is named by the kernel", fileSubject("x/Data.fs.lock", " 4242\n"), {kernelLock(Flock)},
              "zc held proved kernel-lock-held", u"process 77 (python3)"_s, "a second holder");
    situation("systemd#30760: held file that cleaners would remove", emptyFile("tmp/app.lock"), {kernelLock(Flock)},
              "flock held proved kernel-lock-held", {}, "a second holder");
    situation("iceoryx2#1718: POSIX", emptyFile("tmp/app.lock"), {kernelLock(Posix)},
              "fcntl held proved kernel-lock-held");
    situation("tessera 973: OFD", emptyFile("tmp/app.lock"), {kernelLock(Ofd)}, "fcntl held proved kernel-lock-held");
    situation("askubuntu 1223654: dpkg is running", emptyFile("dpkg/lock-frontend"), {kernelLock(Posix)},
              "dpkg held proved kernel-lock-held", {}, "package database");
    situation("apt article: dpkg's file remains, not held", emptyFile("dpkg/lock"), {},
              "dpkg free proved kernel-lock-free", {}, "meant to stay");
    situation("cargo waits", emptyFile("target/.cargo-lock"), {kernelLock(Flock)},
              "cargo held proved kernel-lock-held");
    situation("cargo's file remains", emptyFile("target/.cargo-lock"), {}, "cargo free proved kernel-lock-free");
    situation("Dovecot stopped before it wrote the content", fileSubject("dovecot-uidlist.lock", ""), {},
              "dovecot unknown presumed torn");
    situation("nix#2207: released", sampled("nix/released.lock"), {}, "nix unknown presumed no-owner-recorded");
    situation("nix#2207: released, in a store", fileSubject("store/0c5abcdfghijklmnpqrsvwxyz0123456-hello.lock", "d"),
              {}, "nix free proved kernel-lock-free");
    situation("lckpwdf", emptyFile("etc/.pwd.lock"), {}, "lckpwdf free proved kernel-lock-free");
    situation("LVM", emptyFile("lvm/V_vg0"), {kernelLock(Flock)}, "lvm held proved kernel-lock-held");
    // Its program may have chosen a lock that is held because it exists.
    situation("Lucene: file remains", emptyFile("index/write.lock"), {}, "lucene free presumed kernel-lock-free", {},
              "meant to stay");
    situation("Elasticsearch: file remains", emptyFile("data/node.lock"), {}, "lucene free proved kernel-lock-free", {},
              "meant to stay");
    situation("LevelDB in use", emptyFile("db/LOCK"), {beside("CURRENT", "MANIFEST-000001\n"), kernelLock(Posix)},
              "leveldb held proved kernel-lock-held", {}, "damages it");
    situation("MongoDB crashed: not held", fileSubject("db/mongod.lock", "4242\n"), {},
              "mongod free proved kernel-lock-free", {}, "meant to stay");
    situation("MongoDB is running", fileSubject("db/mongod.lock", "77\n"),
              {kernelLock(Flock, 77), running(77, "mongod")}, "mongod held proved kernel-lock-held");
    situation("Firefox is running", emptyFile("profile/.parentlock"), {kernelLock(Posix)},
              "firefox held proved kernel-lock-held", {}, "the file is permanent");
    situation("Firefox's file after exit", emptyFile("profile/.parentlock"), {}, "firefox free proved kernel-lock-free",
              {}, "meant to stay");
    situation("QLockFile held by its flock, pid unused (qTox#1495)",
              fileSubject("x/app.lock", "4242\nfileman\nbox\n"_ba + Machine1 + "\n" + Boot + "\n"), {kernelLock(Flock)},
              "qlockfile held proved kernel-lock-held");
    situation("an ordinary file", fileSubject("x/README", "read me, for I say nothing\n"), {},
              "none unknown presumed unrecognised", u"Not a lock: an ordinary file."_s, "not a lock");
    situation("fuse-nfs#20: flock on a FUSE file system is local", fileSubject("x/Data.fs.lock", " 4242\n"),
              {onFileServer("fuse.sshfs")}, "zc unknown presumed other-host", u"Check the other hosts"_s);
    situation("SQLite database that is not in use",
              fileSubject("x/app.db", "SQLite format 3\0"_ba + QByteArray(600, '\0')), {},
              "sqlite-db free presumed kernel-lock-free", {}, "meant to stay");
    situation("a write-ahead log is not a lock",
              fileSubject("x/app.db-wal", "\x37\x7f\x06\x82"_ba + QByteArray(60, '\0')), {},
              "none unknown presumed unrecognised", u"Not a lock"_s, "SQLite applies them");
    situation("a write-ahead log of a database in use",
              fileSubject("x/app.db-wal", "\x37\x7f\x06\x82"_ba + QByteArray(60, '\0')),
              {companionLock("app.db", CompanionLock::State::Locked)}, "sqlite-db held proved kernel-lock-held",
              u"companion file app.db"_s, "SQLite applies them");
    situation("journal during a transaction",
              fileSubject("x/app.db-journal", "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"_ba + QByteArray(60, '\0')),
              {companionLock("app.db", CompanionLock::State::Locked)}, "sqlite-db held proved kernel-lock-held",
              u"companion file app.db"_s, "at the end of a transaction");
}

void tst_SituationsFormats::emptyAndIncomplete_data()
{
    addSituationColumns();
    situation("vm-bhyve 555: empty pid file after a power failure", emptyFile("run/app.pid"), {},
              "pid unknown presumed torn", u"Inspect it again"_s, "not proven");
    situation("overdeck#2623: empty lock", emptyFile("x/app.lock"), {}, "flock unknown presumed no-owner-recorded",
              u"SoftFileLock"_s, "is not known");
    situation("empty lock with a kernel lock seen earlier", emptyFile("x/app.lock"),
              {with([](Facts &facts) { facts.kernelLockSeen = true; })}, "flock free presumed kernel-lock-free",
              u"held a kernel lock on it before"_s, "meant to stay");
    situation("an empty lock on a file server", emptyFile("x/app.lock"), {onFileServer()},
              "flock unknown presumed other-host", {}, "of another host cannot be seen");
    situation("ckb#85: NUL bytes, program does not start", emptyFile("x/ckb.lock"), {},
              "flock unknown presumed no-owner-recorded", u"treats an existing file as held"_s);
    situation("mysql#488: a socket's lock without its PID", emptyFile("mysqld/mysqld.sock.lock"), {mode(0600)},
              "mysql-socket unknown presumed torn", u"records no process"_s, "not proven");
    situation("empty lock of a serial line", emptyFile("lock/LCK..ttyS0"), {}, "uucp unknown presumed torn");
    situation("empty lock of a display", emptyFile("tmp/.X99-lock"), {}, "x11 unknown presumed torn");
    situation("kubernetes#58957: client-go's lock has no mode, so it is not mutt's", emptyFile(".kube/config.lock"),
              {mode(0)}, "kubeconfig held presumed marker-present", u"held while it exists"_s);
    situation("matplotlib's lock", emptyFile("cache/fontlist-v330.json.matplotlib-lock"), {},
              "matplotlib held presumed marker-present", {}, "held while it exists");
    situation("torch's build lock", emptyFile("ext/lock"), {mode(0644)}, "flock unknown presumed no-owner-recorded");
    situation("snakemake: outputs of a job", fileSubject("locks/0.output.lock", "results/sample a.bam\nresults/b c\n"),
              {}, "snakemake held presumed marker-present", {}, "held while it exists");
    situation("rclone: truncated while written",
              fileSubject("bisync/drive_My Docs..home_jane_Docs.lck", R"({"Session":"/home/jane/x","PI)"), {},
              "rclone-bisync unknown presumed torn");
    situation("DVC", fileSubject("tmp/rwlock", R"({"write": {"/srv/m": {"pid": 4242, "cmd": "dvc"}}, "read": {}})"), {},
              "dvc-rwlock stale proved pid-dead");
    situation("git-annex", fileSubject("annex/pidlock", R"(PidLock {lockingPid = 4242, lockingHost = "box"})"), {},
              "git-annex-pid stale proved pid-dead");
    situation("pulumi: owner in JSON",
              fileSubject("dev/0a.json", R"({"pid":4242,"username":"jane","hostname":"box","timestamp":"x"})"), {},
              "unrecognised unknown presumed unrecognised", {}, "name is not that of a lock");
    situation("R installs a package", directorySubject("library/00LOCK-rlang"), {},
              "r-install held presumed marker-present", u"held while it exists"_s, "only copy");
    situation("Playwright installs a browser", directorySubject("ms-playwright/__dirlock"), {},
              "playwright unknown presumed heartbeat-expired", u"heartbeat is overdue"_s);
    situation("filelock 3.9: empty marker with the mode of a program", emptyFile("x/soft.lock"), {mode(0755)},
              "flock unknown presumed no-owner-recorded", u"SoftFileLock"_s);
    situation("qTox 2014: not a number", fileSubject("x/app.lock", "not a number"), {},
              "unrecognised unknown presumed unrecognised", {}, "format is unknown");
    situation("qbittorrent#24164: three lines of an older Qt", fileSubject("x/app.lock", "4242\nqbt\nbox\n"), {},
              "qlockfile stale proved pid-dead", {}, "-");
    situation("get_iplayer 354: disk full, truncated name", fileSubject("x/app.lock", "4242\nqb"), {},
              "owner-text unknown presumed ambiguous-pid", u"may record another process or host"_s);
    const auto withKey = [](const char *key) {
        return fileSubject("run/app.lock", "{\"pid\":4242,\""_ba + key + "\":4243}");
    };
    situation("JSON with the PID of a child that is running", withKey("child"), {running(4243)},
              "owner-json unknown presumed ambiguous-pid", u"another number in the text is the PID of process 4243"_s,
              "not proven");
    situation("JSON with the PID of a child that exited", withKey("child"), {}, "owner-json stale proved pid-dead");
    situation("JSON with a port", withKey("listenPort"), {running(4243)}, "owner-json stale proved pid-dead");
    situation("YAML with the PID of a worker that is running",
              fileSubject("run/app.lock", "pid: 4242\nworkers:\n  - 4243\n"), {running(4243)},
              "owner-text unknown presumed ambiguous-pid");
    situation("host and port in use", fileSubject("run/app.lock", "box:4242\n"), {portInUse(4242)},
              "owner-text unknown presumed port-in-use");
    situation("PID, host and port, running", fileSubject("run/app.lock", "4242@box:8080\n"), {running(4242)},
              "owner-text held presumed pid-alive");
    situation("PID, host and port, exited", fileSubject("run/app.lock", "4242@box:8080\n"), {},
              "owner-text unknown presumed ambiguous-pid");
    situation("link to a process, running", linkSubject("run/app.lock", "/proc/4242"), {running(4242)},
              "owner-link held presumed pid-alive");
    situation("link to a process, exited", linkSubject("run/app.lock", "/proc/4242"), {},
              "owner-link stale proved pid-dead");
    situation("openclaw#113748: truncated lease", fileSubject("x/job.lock", "filelock/2\npid=4242\nho"), {},
              "filelock-lease unknown presumed torn");
    situation("openlock replaces a file that cannot be parsed", fileSubject("x/openlock.lock", "garbage"), {},
              "openlock unknown presumed torn", u"treats it as stale"_s, "not proven");
    situation("pylockfile killed between mkdir and its file", directorySubject("x/data.lock"), {aged(9h)},
              "proper-lockfile unknown presumed heartbeat-expired");
    situation("postgres: emptied by a full disk (gp)", emptyFile("data/postmaster.pid"), {},
              "postgresql unknown presumed torn", {}, "would damage it");
    situation("dnf without a PID", fileSubject("dnf/metadata_lock.pid", "?"), {}, "dnf unknown presumed torn");
    situation("fedorafaq: dnf has exited", fileSubject("dnf/metadata_lock.pid", "4242"), {},
              "dnf stale proved pid-dead", {}, "-");
    situation("borg's directory without an entry", directorySubject("repo/lock.exclusive"), {},
              "borg unknown presumed torn");
    situation("0 is not a PID (procmail)", fileSubject("x/box.lock", "0"), {mode(0444)},
              "procmail held presumed marker-present");
}

void tst_SituationsFormats::markers_data()
{
    addSituationColumns();
    situation("lazygit#652: index.lock without an owner", fileSubject("r/.git/index.lock", "DIRC\0\0"_ba), {},
              "git held presumed marker-present", u"records no process"_s, "held while it exists");
    situation("libgit2#809: a new reference", fileSubject("r/.git/HEAD.lock", "ref: refs/heads/main\n"), {},
              "git held presumed marker-present", u"an editor that git started"_s);
    situation("openQA 4835: git with an owner, exited", fileSubject("r/.git/index.lock", "DIRC"),
              {beside("index~pid.lock", "pid 4242\n")}, "git stale proved pid-dead", {}, "-");
    situation("appsmith#32858: git with an owner, running", fileSubject("r/.git/index.lock", "DIRC"),
              {beside("index~pid.lock", "pid 4242\n"), running(4242, "git")}, "git held presumed pid-alive");
    situation("git gc of another host", fileSubject("r/.git/gc.pid", "4242 mars"), {},
              "git-gc unknown presumed other-host", u"Check there"_s);
    situation("git gc, exited", fileSubject("r/.git/gc.pid", "4242 box"), {}, "git-gc stale proved pid-dead");
    situation("git gc, over twelve hours, pid in use", fileSubject("r/.git/gc.pid", "4242 box"),
              {running(4242, "git"), aged(24h)}, "git-gc held presumed pid-alive");
    situation("pacman: mode 0000", emptyFile("pacman/db.lck"), {mode(0)}, "pacman held presumed marker-present", {},
              "held while it exists");
    situation("pacaur#608: pacman's lock from before the boot", emptyFile("pacman/db.lck"), {mode(0), bootedSince()},
              "pacman unknown presumed booted-since", u"a process of this host that created it has exited"_s);
    situation("mutt_dotlock", emptyFile("mail/inbox.lock"), {mode(0)}, "mutt held presumed marker-present");
    situation("npm's", emptyFile("_locks/pkg.lock"), {}, "npm held presumed marker-present");
    situation("CVS: directory", directorySubject("cvs/#cvs.lock"), {}, "cvs held presumed marker-present", {},
              "held while it exists");
    situation("CVS: reader's file, exited", emptyFile("cvs/#cvs.rfl.box.4242"), {}, "cvs stale proved pid-dead");
    situation(
        "terraform#27033: unknown owner",
        fileSubject(
            "t/.terraform.tfstate.lock.info",
            R"({"ID":"6b1c1f0e-0a6d-4f3c-9b1b-3c1d2e0f4a5b","Operation":"OperationTypePlan","Info":"","Who":"jane@box","Version":"1.5.0","Created":"2026-11-20T22:14:05Z","Path":"terraform.tfstate"})"),
        {}, "terraform held presumed marker-present", u"jane"_s, "held while it exists");
    situation("Derby",
              fileSubject("d/db.lck", "\0\x24"
                                      "a816c00e-0127-0a10-0000-000000000000"_ba),
              {}, "derby held presumed marker-present", u"dbex.lck"_s);
}

void tst_SituationsFormats::heartbeats_data()
{
    addSituationColumns();
    const auto lease = [](const char *more = "") {
        return fileSubject(
            "x/job.lock",
            "filelock/2\npid=4242\nhost=box\nmode=lease\ntoken=0123456789abcdef0123456789abcdef\nduration=30.0\n"_ba +
                more);
    };
    situation("openclaw 67542: slow holder running, overdue", lease(), {running(4242, "python3"), aged(2min)},
              "filelock-lease held presumed pid-alive", u"overdue"_s, "held by process 4242 (python3)");
    situation("lease, fresh", lease(), {running(4242, "python3"), aged(10s)},
              "filelock-lease held presumed heartbeat-fresh");
    situation("lease, fresh, but process exited", lease(), {aged(10s)}, "filelock-lease stale proved pid-dead", {},
              "-");
    situation("lease, overdue and exited", lease(), {aged(2min)}, "filelock-lease stale proved pid-dead");
    situation("lease of another host, fresh",
              fileSubject("x/job.lock", "filelock/2\npid=4242\nhost=mars\nmode=lease\nduration=30.0\n"), {aged(10s)},
              "filelock-lease held presumed heartbeat-fresh", u"mars"_s);
    situation("lease of another host, overdue",
              fileSubject("x/job.lock", "filelock/2\npid=4242\nhost=mars\nmode=lease\nduration=30.0\n"), {aged(2min)},
              "filelock-lease unknown presumed heartbeat-expired", u"Check on host mars"_s, "not proven");
    situation("lease without a duration", fileSubject("x/job.lock", "filelock/2\npid=4242\nhost=mars\nmode=lease\n"),
              {}, "filelock-lease held presumed marker-present");
    situation("lease of a newer format", fileSubject("x/job.lock", "filelock/2\npid=4242\nhost=box\nmode=quorum\n"), {},
              "filelock-lease stale proved pid-dead", {}, "newer py-filelock");
    situation("agent-usage-stat#109: not overdue for thirty seconds", directorySubject("x/db.json.lock"), {aged(5s)},
              "proper-lockfile held presumed heartbeat-fresh");
    situation("md-redline#67: overdue", directorySubject("x/db.json.lock"), {aged(31s)},
              "proper-lockfile unknown presumed heartbeat-expired", u"10 seconds"_s, "not proven");
    situation("easybuild#2952: directory that was never refreshed", directorySubject("software/.locks/_apps_GCC.lock"),
              {aged(1h), with([](Facts &facts) { facts.created = Written; })}, "easybuild held presumed marker-present",
              u"held while it exists"_s, "held while it exists");
    situation("directory that was refreshed", directorySubject("x/db.json.lock"),
              {aged(1h), with([](Facts &facts) { facts.created = Written - 5min; })},
              "proper-lockfile unknown presumed heartbeat-expired");
    situation("restic#4262: overdue, and encrypted",
              fileSubject("repo/locks/8c1f0d3b5a7e49f2b6d4e1a09c35f7e28c1f0d3b5a7e49f2b6d4e1a09c35f7e2",
                          QByteArray(150, '\xe1')),
              {aged(787h)}, "restic unknown presumed heartbeat-expired", u"restic list locks"_s, "not proven");
    situation("restic: fresh",
              fileSubject("repo/locks/8c1f0d3b5a7e49f2b6d4e1a09c35f7e28c1f0d3b5a7e49f2b6d4e1a09c35f7e2",
                          QByteArray(150, '\xe1')),
              {aged(3min)}, "restic held presumed heartbeat-fresh");
    situation("flufl: mtime is in the future by design", fileSubject("locks/master.lck", fluflText("box")),
              {running(4242, "python3"), aged(-15s)}, "flufl held presumed heartbeat-fresh");
    situation("flufl: lease expired, process running", fileSubject("locks/master.lck", fluflText("box")),
              {running(4242, "python3"), aged(1min)}, "flufl held presumed pid-alive", u"overdue"_s);
    situation("flufl: lease valid, process exited", fileSubject("locks/master.lck", fluflText("box")), {aged(-15s)},
              "flufl stale proved pid-dead", {}, "-");
    situation("flufl: localhost, lease expired", fileSubject("locks/master.lck", fluflText("localhost")), {aged(1min)},
              "flufl unknown presumed heartbeat-expired", u"localhost"_s);
    situation("HSQLDB, fresh", sampled("hsqldb/test.lck"), {aged(5s)}, "hsqldb held presumed heartbeat-fresh");
    situation("liblockfile without a PID, fresh", fileSubject("mail/box.lock", "0\n"), {aged(1min)},
              "liblockfile held presumed heartbeat-fresh");
    situation("liblockfile#4: without a PID, overdue", fileSubject("mail/box.lock", "0\n"), {aged(1h)},
              "liblockfile unknown presumed heartbeat-expired", u"five minutes"_s);
    situation("py-filelock's writer, fresh",
              fileSubject("x/rw.lock.write", "0123456789abcdef0123456789abcdef\n4242\nbox\n"),
              {running(4242, "python3"), aged(20s)}, "filelock-rw held presumed heartbeat-fresh");
    situation("py-filelock's writer, exited",
              fileSubject("x/rw.lock.write", "0123456789abcdef0123456789abcdef\n4242\nbox\n"), {aged(20s)},
              "filelock-rw stale proved pid-dead");
}

void tst_SituationsFormats::editors_data()
{
    addSituationColumns();
    situation("LibreOffice names a user",
              fileSubject("d/.~lock.report.odt#",
                          "Jane Doe,jane,box,20.11.2026 22:14,file:///home/jane/.config/libreoffice/4;"),
              {}, "libreoffice held presumed marker-present", u"Jane Doe"_s, "held while it exists");
    situation("LibreOffice from before the boot",
              fileSubject("d/.~lock.report.odt#",
                          "Jane Doe,jane,box,20.11.2026 22:14,file:///home/jane/.config/libreoffice/4;"),
              {bootedSince()}, "libreoffice unknown presumed booted-since", u"ask the user"_s);
    situation("nextcloud/desktop#6105: Office names a user", sampled("msoffice/~$budget.xlsx"), {},
              "msoffice held presumed marker-present", u"Jane Doe"_s);
    situation("Vim: swap file with changes of an exited process", sampled("vim/.notes.txt.swp"), {},
              "vim unknown presumed other-host", u"Created on host vm"_s, "not proven");
    const auto changed = [](World &world) { world.scene.subject.content[1007] = 'U'; };
    situation("Vim: unsaved changes", sampled("vim/.notes.txt.swp"), {hostIs("vm"), changed},
              "vim stale proved pid-dead", {}, "unsaved changes");
    situation("Vim: no changes", sampled("vim/.notes.txt.swp"), {hostIs("vm")}, "vim stale proved pid-dead", {}, "-");
    situation("Emacs, exited", linkSubject("d/.#notes.org", "jane@box.4242"), {}, "emacs stale proved pid-dead", {},
              "-");
    situation("Emacs on another host", linkSubject("d/.#notes.org", "alice@build7.example.com.4242:1700000000"), {},
              "emacs unknown presumed other-host", u"build7.example.com"_s);
    situation("Firefox's link, loopback address", linkSubject("profile/lock", "127.0.1.1:+4242"), {},
              "firefox unknown presumed other-host", u".parentlock"_s);
    situation("VS Code", fileSubject("Code/code.lock", "4242"), {}, "vscode stale proved pid-dead");
    situation("ccache, exited", linkSubject("c/stats.lock", "box-4242-139872348-1700000000.123456789"), {},
              "ccache stale proved pid-dead");
    situation("Bazaar, exited", directorySubject("lock/held"),
              {inside("", {"info"}), beside("held/info", "pid: 4242\nhostname: box\nnonce: abc\nuser: jane\n")},
              "bzr stale proved pid-dead", {}, "-");
    situation("Bazaar of localhost, which is every host", directorySubject("lock/held"),
              {inside("", {"info"}), beside("held/info", "pid: 4242\nhostname: localhost\nnonce: abc\nuser: jane\n")},
              "bzr unknown presumed other-host");
}

void tst_SituationsFormats::mailAndDevices_data()
{
    addSituationColumns();
    situation("UUCP, exited", fileSubject("lock/LCK..ttyS0", "      4242\n"), {}, "uucp stale proved pid-dead", {},
              "-");
    situation("libcec#477: UUCP, running", fileSubject("lock/LCK..ttyS0", "      4242\n"), {running(4242, "picocom")},
              "uucp held presumed pid-alive");
    situation("X server, exited", fileSubject("tmp/.X0-lock", "      4242\n"), {}, "x11 stale proved pid-dead", {},
              "-");
    situation("X server, running", fileSubject("tmp/.X0-lock", "      4242\n"), {running(4242, "Xorg")},
              "x11 held presumed pid-alive");
    situation("shadow, exited", fileSubject("etc/passwd.lock", "4242\0"_ba), {}, "shadow stale proved pid-dead");
    situation("Dovecot, exited", fileSubject("mail/dovecot-uidlist.lock", "4242:box"), {},
              "dovecot stale proved pid-dead");
    situation("Dovecot of another host", fileSubject("mail/dovecot-uidlist.lock", "4242:mars"), {},
              "dovecot unknown presumed other-host");
    situation("GnuPG, exited", fileSubject("gnupg/pubring.kbx.lock", "      4242\nbox\n"),
              {secondName(".#lk0x55d0c8.box.4242")}, "gnupg stale proved pid-dead", {}, "-");
    situation("GnuPG, another node", fileSubject("gnupg/pubring.kbx.lock", "      4242\nmars\n"), {},
              "gnupg unknown presumed other-host");
    situation("PostgreSQL's socket, exited",
              fileSubject("tmp/.s.PGSQL.5432.lock", "4242\n/srv/data\n1794990000\n5432\n/tmp\n"), {},
              "postgresql stale proved pid-dead", {}, "-");
    situation("PostgreSQL's data, exited: the server removes it",
              fileSubject("data/postmaster.pid", "4242\n/srv/data\n1794990000\n5432\n/tmp\n"), {},
              "postgresql stale proved pid-dead", {}, "start the server");
}

void tst_SituationsFormats::pythonAndTools_data()
{
    addSituationColumns();
    situation("pylockfile's link, exited: both names", emptyFile("x/data.lock"), {secondName("box-e8da040.4242-8134")},
              "link stale proved pid-dead", {}, "-");
    situation("pylockfile's link, running", emptyFile("x/data.lock"),
              {secondName("box-e8da040.4242-8134"), running(4242, "python3")}, "link held presumed pid-alive");
    situation("pylockfile PR 4: two names, the other one without an owner", emptyFile("x/data.lock"),
              {secondName("backup")}, "link held presumed marker-present");
    situation("pylockfile's link with one name has no owner", emptyFile("x/data.lock"), {},
              "flock unknown presumed no-owner-recorded");
    situation("openlock, exited", fileSubject("x/openlock.lock", "4242\nfish_worker\n"), {},
              "openlock stale proved pid-dead", {}, "-");
    situation("Twisted, exited", linkSubject("x/twistd.lock", "4242"), {}, "twisted stale proved pid-dead");
    situation("Twisted, running", linkSubject("x/twistd.lock", "4242"), {running(4242, "python3")},
              "twisted held presumed pid-alive");
    situation("filelock strict: claim of an exited process remains",
              fileSubject("x/a.lock", "1\nfilelock-strict-v1\0\n0\n"_ba),
              {inside("a.lock.filelock", {"claims"}),
               inside("a.lock.filelock/claims", {"held-v1-0123456789abcdef0123456789abcdef.claim"}),
               beside("a.lock.filelock/claims/held-v1-0123456789abcdef0123456789abcdef.claim",
                      "filelock-strict-v1\n0123456789abcdef0123456789abcdef\n4242\n626f78\n0\n")},
              "filelock-strict stale proved pid-dead", {}, "never removes it");
    situation("filelock strict: no claims", fileSubject("x/a.lock", "1\nfilelock-strict-v1\0\n0\n"_ba),
              {inside("a.lock.filelock/claims", {})}, "filelock-strict free presumed no-owner-recorded");
    situation("filelock strict: unreadable directory of claims",
              fileSubject("x/a.lock", "1\nfilelock-strict-v1\0\n0\n"_ba), {inside("a.lock.filelock", {"claims"})},
              "filelock-strict unknown presumed no-owner-recorded");
    situation("filelock strict: claims are not visible", fileSubject("x/a.lock", "1\nfilelock-strict-v1\0\n0\n"_ba), {},
              "filelock-strict unknown presumed no-owner-recorded");
    situation("gunicorn", fileSubject("run/gunicorn.pid", "4242\n"), {}, "pid stale proved pid-dead");
    situation("celery#33: no line break", fileSubject("run/celerybeat.pid", "4242"), {}, "pid stale proved pid-dead");
    situation("portalocker#115", fileSubject("run/job.pid", "4242"), {beside("job.pid.lock", "")},
              "portalocker-pid stale proved pid-dead");
}

/// A lock that its user names is identified by content, whatever its name.
void tst_SituationsFormats::namedByUser_data()
{
    addSituationColumns();
    const Step byUser = [](World &world) {
        world.facts.askedFor = true;
        world.scene.subject.calledLock = true;
    };
    situation("pylockfile's PIDLockFile with any name, running", fileSubject("x/README", "4242\n"),
              {byUser, running(4242, "python3")}, "pid held presumed pid-alive", u"process 4242 (python3)"_s,
              "held by process 4242");
    situation("pylockfile's PIDLockFile with any name, exited", fileSubject("x/README", "4242\n"), {byUser},
              "pid unknown presumed ambiguous-pid", u"nor its content says that the number is a PID"_s, "not proven");
    situation("file called pid, running", fileSubject("run/pid", "4242\n"), {byUser, running(4242)},
              "pid held presumed pid-alive");
    situation("file called pid, exited", fileSubject("run/pid", "4242\n"), {byUser}, "pid stale proved pid-dead", {},
              "-");
    situation("link to a version number", linkSubject("app/current", "42"), {byUser},
              "twisted unknown presumed ambiguous-pid", {}, "not proven");
    situation("three lines with any name, no host", fileSubject("x/notes", "42\nmilk\n\n"), {byUser},
              "qlockfile unknown presumed ambiguous-pid", u"nor its content"_s, "not proven");
    situation("port in a file with any name", fileSubject("run/port", "4242\n"), {byUser, portInUse(4242)},
              "pid held presumed port-in-use", u"listens on port 4242"_s, "listens on the port");
    situation("number in a file with any name, from before the boot", fileSubject("x/VERSION", "4242\n"),
              {byUser, bootedSince()}, "pid unknown presumed ambiguous-pid");
    situation("Bazel's server", fileSubject("server/server.pid.txt", "4242"), {byUser, running(4242, "java")},
              "bazel-server held presumed pid-alive");
    situation("number in a file that the user did not name", fileSubject("x/README", "4242\n"), {},
              "none unknown presumed unrecognised");
    situation("py-filelock's lock with any name", fileSubject("x/job", "4242\nbox\n"), {byUser},
              "filelock-soft stale proved pid-dead", {}, "-");
    situation("empty file with any name", emptyFile("x/marker"), {byUser}, "flock unknown presumed no-owner-recorded",
              {}, "name is not that of a lock");
    situation("short text in a file with any name", fileSubject("x/marker", "busy\n"), {byUser},
              "unrecognised unknown presumed unrecognised", u"does not make it free"_s, "name is not that of a lock");
    situation("binary file with any name", fileSubject("x/marker", "\1\2\3"_ba), {byUser},
              "unrecognised unknown presumed unrecognised");
    situation("text with a leading space", fileSubject("x/notes", " in use by Jane\n"), {byUser},
              "zc unknown presumed no-owner-recorded");
    situation("document", fileSubject("x/README", "read me, for I say nothing\n"), {byUser},
              "none unknown presumed unrecognised", {}, "not a lock");
    situation("dependency lock file", fileSubject("x/package-lock.json", R"({"name": "host", "lockfileVersion": 3})"),
              {byUser}, "none unknown presumed unrecognised", {}, "not a lock");
    situation("dependency lock file by name only", fileSubject("x/Cargo.lock", ""), {byUser},
              "flock unknown presumed no-owner-recorded");
    situation("dependency lock file that contains a PID", fileSubject("x/yarn.lock", "4242\n"), {byUser, running(4242)},
              "pid held presumed pid-alive");
}

void tst_SituationsFormats::everyMatchCounts_data()
{
    addSituationColumns();
    situation("two lines: py-filelock on another host, or openlock exited", fileSubject("x/job.lock", "4242\nfish\n"),
              {}, "filelock-soft unknown presumed other-host");
    situation("two lines: script name without a process", fileSubject("x/job.lock", "4242\nfish_worker\n"), {},
              "openlock unknown presumed other-host", u"two formats"_s, "not proven");
    situation("space and PID in a pid file, running", fileSubject("run/app.pid", " 4242\n"), {running(4242)},
              "zc unknown presumed pid-alive", u"two formats"_s);
    situation("space and PID in a pid file, exited", fileSubject("run/app.pid", " 4242\n"), {},
              "zc free presumed kernel-lock-free");
    situation("PID only, exited", fileSubject("x/app.lock", "4242\n"), {}, "pid stale proved pid-dead", {}, "-");
    situation("PID beside mailboxes, running", fileSubject("mail/box.lock", "4242\n"), {running(4242, "cron")},
              "liblockfile held presumed pid-alive");
}

void tst_SituationsFormats::possiblyRunningHolderIsNeverStale_data()
{
    const QDir samples(QStringLiteral(LOCKSCOPE_TEST_DATA "/formats"));
    QTest::addColumn<QByteArray>("path");
    QDirIterator files(samples.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const auto path = QFile::encodeName(samples.relativeFilePath(files.next()));
        QTest::newRow(path) << path;
    }
}

/// Every recorded file, in situations in which its holder may be running: some are uncertain, none is stale.
void tst_SituationsFormats::possiblyRunningHolderIsNeverStale()
{
    QFETCH(QByteArray, path);
    const auto subject = sampleSubject(path);
    const auto verdictIn = [&](const Steps &steps, const PidLookup &ask) {
        const Situation met(subject, steps);
        auto facts = met.world.facts;
        hostOf(facts).bootId.clear(); // the boot IDs of the samples are of other hosts
        return conclude(met.readings, facts, ask);
    };
    const PidLookup alive = [](std::int64_t pid, const Facts &facts) {
        World world;
        running(pid)(world);
        auto claimed = world.lookUp(pid);
        claimed.process->startTicks = facts.claim.startTicks.value_or(1);
        claimed.process->startTime = std::min(Written, facts.claim.startTime.value_or(Written)) - 1min;
        return claimed;
    };
    const PidLookup dead = [](std::int64_t pid, const Facts &) { return World().lookUp(pid); };
    const PidLookup hidden = [](std::int64_t pid, const Facts &) {
        ClaimedProcess claimed;
        claimed.pid = pid;
        claimed.life = Life::AliveForeign;
        return claimed;
    };
    const auto neverStale = [](const Conclusion &conclusion) {
        const auto &verdict = conclusion.verdict;
        QVERIFY2(verdict.state != Verdict::State::Stale, qPrintable(text(verdict)));
    };
    neverStale(verdictIn({hostIs("vm")}, alive));
    neverStale(verdictIn({hostIs("vm"), aged(24h * 365)}, alive));
    neverStale(verdictIn({hostIs("vm"), aged(24h * 365)}, hidden));
    neverStale(verdictIn({hostIs("vm"), kernelLock(Flock)}, dead));
    neverStale(verdictIn({hostIs("vm"), with([](Facts &facts) { hostOf(facts).kernelLocksRead = false; })}, dead));
    neverStale(
        verdictIn({hostIs("vm"), with([](Facts &facts) { hostOf(facts).pidNamespace = NestedPidNamespace; })}, dead));
    neverStale(verdictIn({hostIs("vm"), with([](Facts &facts) { facts.processesHidden = true; })}, dead));
    neverStale(verdictIn({hostIs("vm"), with([](Facts &facts) { facts.changedWhileReading = true; })}, dead));
    const auto elsewhere = verdictIn({hostIs("elsewhere"), onFileServer()}, dead);
    neverStale(elsewhere);
    QVERIFY2(elsewhere.verdict.state != Verdict::State::Free || elsewhere.facts.heldBy == HeldBy::Nobody,
             qPrintable(text(elsewhere.verdict)));
}

QTEST_GUILESS_MAIN(tst_SituationsFormats)
#include "tst_situationsformats.moc"
