// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "situations.h"

#include "inspect/hostnames.h"

using namespace Lockscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Subject pidFile()
{
    return fileSubject("run/app.pid", "4242\n");
}

/// Qt's five lines.
Subject qlock(const char *host = "box", const char *machine = Machine1, const char *boot = Boot)
{
    return fileSubject("tmp/app.lock", "4242\nfileman\n"_ba + host + "\n" + machine + "\n" + boot + "\n");
}

/// py-filelock's three lines; the token combines the boot ID and the start time in ticks in one number.
Subject softLock(const char *token = nullptr)
{
    return fileSubject("tmp/job.lock", "4242\nbox\n"_ba + (token ? token + "\n"_ba : ""_ba));
}

/// Boot << 64 | 5000, and the same with a start time 77 ticks later.
constexpr auto TokenOf5000 = "5536091987935861837513791536221933623699176337892947530632";
constexpr auto TokenOf5077 = "5536091987935861837513791536221933623699176337892947530709";

Step startedAt(std::chrono::nanoseconds afterWritten)
{
    return withProcess(4242, [=](ClaimedProcess &claimed) { claimed.process->startTime = Written + afterWritten; });
}

Step isZombie(int threads)
{
    return withProcess(4242, [=](ClaimedProcess &claimed) {
        claimed.process->state = 'Z';
        claimed.process->threads = threads;
    });
}

Step inContainer()
{
    return with([](Facts &facts) { hostOf(facts).pidNamespace = NestedPidNamespace; });
}

Step hidden()
{
    return with([](Facts &facts) { facts.processesHidden = true; });
}

Step commandLine(std::vector<std::string> arguments)
{
    return withProcess(4242, [=](ClaimedProcess &claimed) { claimed.process->commandLine = arguments; });
}

} // namespace

class tst_Situations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recycledPids_data();
    void recycledPids() { compareSituation(); }
    void hosts_data();
    void hosts() { compareSituation(); }
    void containers_data();
    void containers() { compareSituation(); }
    void boots_data();
    void boots() { compareSituation(); }
    void names_data();
    void names() { compareSituation(); }
    void barePids_data();
    void barePids() { compareSituation(); }
    void ambiguousPids_data();
    void ambiguousPids() { compareSituation(); }
    void ageAndClocks_data();
    void ageAndClocks() { compareSituation(); }
    void aliasesOfTheHost();
    void hardwareAddressesAreRead();
};

void tst_Situations::recycledPids_data()
{
    addSituationColumns();
    situation("stellar-core#883: pid file of an exited process", pidFile(), {}, "pid stale proved pid-dead",
              u"process 4242 is no longer running on this host"_s, "-");
    situation("nightlyone#39: pid reused by an unrelated program", pidFile(), {recycled(4242, "cron")},
              "pid stale proved pid-recycled", u"(cron) started later"_s, "-");
    situation("gbrain 4331: pid reused by docker-proxy", pidFile(), {recycled(4242)}, "pid stale proved pid-recycled",
              u"docker-proxy"_s, "-");
    situation("untether#459: same second, within clock resolution", pidFile(), {running(4242), startedAt(1s)},
              "pid held presumed pid-alive", {}, "held by process 4242 (nginx)");
    situation("untether#459: two and a half seconds later", pidFile(), {running(4242), startedAt(2500ms)},
              "pid stale proved pid-recycled");
    situation("matter.js#3945: started later, clock was stepped", pidFile(),
              {recycled(4242), with([](Facts &facts) { hostOf(facts).clockDeviation = 3h; })},
              "pid unknown presumed pid-recycled", u"seems to have started after"_s, "not proven");
    situation("matter.js#3945: started later, clock steps unknown", pidFile(),
              {recycled(4242), with([](Facts &facts) { hostOf(facts).clockDeviation.reset(); })},
              "pid unknown presumed pid-recycled", u"seems to have started after"_s, "not proven");
    situation("seen from a time namespace, whose clocks differ", pidFile(), {recycled(4242), with([](Facts &facts) {
                                                                                 hostOf(facts).clockDeviation.reset();
                                                                                 hostOf(facts).clocksShifted = true;
                                                                             })},
              "pid held presumed pid-alive");
    situation("process in another time namespace", pidFile(),
              {recycled(4242), with([](Facts &facts) { hostOf(facts).clockDeviation.reset(); }),
               withProcess(4242, [](ClaimedProcess &claimed) { claimed.otherTimeNamespace = true; })},
              "pid held presumed pid-alive");
    situation("filelock: other ticks, process in another time namespace", softLock(TokenOf5077),
              {running(4242), withProcess(4242, [](ClaimedProcess &claimed) { claimed.otherTimeNamespace = true; })},
              "filelock-soft held presumed pid-alive");
    situation("filelock: other ticks, seen from a time namespace", softLock(TokenOf5077),
              {running(4242), with([](Facts &facts) { hostOf(facts).clocksShifted = true; })},
              "filelock-soft held presumed pid-alive");
    situation("filelock#639: other start time in the same boot", softLock(TokenOf5077), {running(4242)},
              "filelock-soft stale proved pid-recycled", {}, "-");
    situation("filelock#639: other start time, clock was stepped", softLock(TokenOf5077),
              {running(4242), with([](Facts &facts) { hostOf(facts).clockDeviation.reset(); })},
              "filelock-soft stale proved pid-recycled");
    situation("filelock#639: same start time", softLock(TokenOf5000), {running(4242)},
              "filelock-soft held presumed pid-alive");
    situation("filelock PR 660: same start time, mtime set back", softLock(TokenOf5000),
              {running(4242), with([](Facts &facts) { facts.modified = Written - 24h; })},
              "filelock-soft held presumed pid-alive");
    situation("filelock: a token on a file server is not compared", softLock(TokenOf5077),
              {running(4242), onFileServer()}, "filelock-soft held presumed pid-alive");
    situation("tenzir 2526: process 1 is init here", fileSubject("run/tenzir.pid", "1\n"),
              {running(1, "systemd", 240h)}, "pid unknown presumed other-pid-namespace",
              u"rocess 1 (systemd) is the init process"_s, "not proven");
    situation("tenzir 2526: process 1 in this container", fileSubject("run/tenzir.pid", "1\n"),
              {running(1, "tenzir"), with([](Facts &facts) { hostOf(facts).pidNamespace = NestedPidNamespace; })},
              "pid held presumed pid-alive", u"process 1 (tenzir)"_s);
    situation("puppet: init of a container", fileSubject("state/agent_catalog_run.lock", "1"),
              {running(1, "systemd", 240h)}, "puppet unknown presumed other-pid-namespace");
    situation("a lock of init", fileSubject("run/initctl.pid", "1\n"), {running(1, "systemd", 240h)},
              "pid held presumed pid-alive");
    const auto kernelThread = [](std::int64_t pid, const char *name) {
        return Steps{running(pid, name, 240h),
                     withProcess(pid, [](ClaimedProcess &claimed) { claimed.process->isKernelThread = true; })};
    };
    situation("JetBrains: PID of a sandbox is a kernel thread on this host",
              fileSubject("IntelliJIdea2024.1/.lock", "2"), kernelThread(2, "kthreadd"),
              "jetbrains unknown presumed pid-recycled", u"kernel thread"_s, "not proven");
    situation("a kernel thread in a lock that names this host", linkSubject("chromium/SingletonLock", "box-25"),
              kernelThread(25, "kdevtmpfs"), "chromium unknown presumed pid-recycled", u"kernel thread"_s);
    situation("X11: container restarted, clock was stepped", fileSubject("tmp/.X99-lock", "        55\n"),
              {recycled(55), with([](Facts &facts) { hostOf(facts).clockDeviation = 3h; })},
              "x11 unknown presumed pid-recycled", u"started after"_s);
    situation("fslock-like: EPERM means running (Celery)", pidFile(),
              {running(4242), withProcess(4242, [](ClaimedProcess &claimed) { claimed.life = Life::AliveForeign; })},
              "pid held presumed pid-alive");
    situation("nightlyone: EPERM and hidden by hidepid", pidFile(),
              {withProcess(4242, [](ClaimedProcess &claimed) { claimed.life = Life::AliveForeign; }), hidden()},
              "pid held presumed pid-alive", u"Run as root"_s);
    situation("a zombie holds nothing", pidFile(), {running(4242), isZombie(0)}, "pid stale proved zombie-holder", {},
              "-");
    situation("a zombie with a running thread holds", pidFile(), {running(4242), isZombie(2)},
              "pid held presumed pid-alive");
    situation("a stopped process holds", pidFile(),
              {running(4242), withProcess(4242, [](ClaimedProcess &claimed) { claimed.process->state = 'T'; })},
              "pid held presumed pid-alive");
    situation("thread ID", pidFile(),
              {running(4242), withProcess(4242, [](ClaimedProcess &claimed) { claimed.threadOf = 4200; })},
              "pid held presumed pid-alive");
    situation("gpdb 10328: pylockfile's pid file, owner exited", fileSubject("run/daemon.pid", "10602\n"), {},
              "pid stale proved pid-dead", {}, "-");
    situation("postgres: started after the recorded time",
              fileSubject("data/postmaster.pid",
                          "4242\n/srv/data\n1794990000\n5432\n/tmp\nlocalhost\n  5432001         0\nready   \n"),
              {running(4242, "postgres", 30min)}, "postgresql stale proved pid-recycled", {}, "would damage it");
    situation("postgres: started at the recorded time",
              fileSubject("data/postmaster.pid",
                          "4242\n/srv/data\n1794990000\n5432\n/tmp\nlocalhost\n  5432001         0\nready   \n"),
              {running(4242, "postgres", 10000s)}, "postgresql held presumed pid-alive", {}, "would damage it");
    situation("postgres: forked child with an older start time",
              fileSubject("data/postmaster.pid",
                          "4242\n/srv/data\n1794990000\n5432\n/tmp\nlocalhost\n  5432001         0\nready   \n"),
              {running(4242, "postgres", 10h)}, "postgresql held presumed pid-alive");
    situation("haskell/unix#44: a kernel lock outranks an unused pid", pidFile(), {kernelLock(KernelLock::Type::Posix)},
              "pid held proved kernel-lock-held", u"process 77"_s, "held by process 77");
    situation("skhd#83: child of an exited holder keeps the flock", fileSubject("tmp/Data.fs.lock", " 4242\n"),
              {kernelLock(KernelLock::Type::Flock)}, "zc held proved kernel-lock-held");
}

void tst_Situations::hosts_data()
{
    addSituationColumns();
    const auto soft = [](const char *host) { return fileSubject("tmp/job.lock", "4242\n"_ba + host + "\n"); };
    situation("FullPageOS#508: Chromium names the old host", linkSubject("chromium/SingletonLock", "raspberry-4242"),
              {}, "chromium unknown presumed other-host", u"Created on host raspberry. Check there."_s, "not proven");
    situation("pikiosk#8: Chromium on this host, exited", linkSubject("chromium/SingletonLock", "box-4242"), {},
              "chromium stale proved pid-dead", {}, "-");
    situation("chilipie-kiosk#179: this host, pid recycled", linkSubject("chromium/SingletonLock", "box-4242"),
              {recycled(4242)}, "chromium stale proved pid-recycled");
    situation("instar 1407: host name alternates between short and full", softLock(), {hostIs("box.local")},
              "filelock-soft unknown presumed other-host", u"may or may not be this host"_s);
    situation("instar 1407: /etc/hosts lists both names", fileSubject("tmp/job.lock", "4242\nbox.example.com\n"),
              {with([](Facts &facts) { hostOf(facts).hostAliases = {"box.example.com"}; })},
              "filelock-soft stale proved pid-dead", {}, "-");
    situation("host name in capitals", soft("BOX"), {}, "filelock-soft stale proved pid-dead");
    situation("localhost is every host (flufl)", soft("localhost"), {}, "filelock-soft unknown presumed other-host",
              u"may or may not be this host"_s);
    situation("another host, pid in use on this host", soft("mars"), {running(4242)},
              "filelock-soft unknown presumed other-host", u"Check there"_s, "not proven");
    situation("qbittorrent#24357: new host name, same machine and boot, exited", qlock("4f1c0a9d8e7b"), {},
              "qlockfile stale proved pid-dead", {}, "-");
    situation("qbittorrent#24357: new host name, same machine, another boot",
              qlock("4f1c0a9d8e7b", Machine1, OtherBoot), {}, "qlockfile unknown presumed other-host");
    situation("qbittorrent#24357: same boot, but a container has the pid", qlock("4f1c0a9d8e7b"),
              {innerProcess(4242, 9001)}, "qlockfile unknown presumed other-pid-namespace", u"process 9001"_s);
    situation("qbittorrent#24357: same boot on a file server", qlock("4f1c0a9d8e7b"), {onFileServer()},
              "qlockfile unknown presumed other-host");
    situation("qbittorrent#24268: machine id changes at each boot", qlock("box", Machine2, OtherBoot), {},
              "qlockfile unknown presumed other-host", u"may or may not be this host"_s, "not proven");
    situation("qbittorrent#24268: other machine id in this boot", qlock("box", Machine2), {},
              "qlockfile stale proved pid-dead");
    situation("meridian#905: two hosts with one name", qlock("box", Machine2, OtherBoot), {running(4242, "fileman")},
              "qlockfile unknown presumed other-host");
    situation("openclaw 22997: a container's host name", linkSubject("work/wlock", "3f9a2b7c1d0e:7"), {running(7)},
              "mercurial unknown presumed other-host", u"3f9a2b7c1d0e"_s);
    situation("openclaw 39394: container of this host", linkSubject("work/wlock", "3f9a2b7c1d0e:7"),
              {running(7), withProcess(7,
                                       [](ClaimedProcess &claimed) {
                                           claimed.container = "3f9a2b7c1d0e";
                                           claimed.here = 9001;
                                       })},
              "mercurial held presumed pid-alive", u"process 9001 (nginx) has the PID 7"_s);
    situation("Marinara-Engine#5389: new host name, same pid", soft("marinara-2"), {running(4242)},
              "filelock-soft unknown presumed other-host");
    situation("zc.lockfile#6: text that names another host is ignored", fileSubject("tmp/Data.fs.lock", " 4242;mars\n"),
              {}, "zc free proved kernel-lock-free");
    situation("fishtest 1364: openlock on a shared volume names no host",
              fileSubject("share/openlock.lock", "4242\nfish_worker\n"), {onFileServer()},
              "openlock unknown presumed other-host", u"records no host"_s);
    situation("borg#1253: own host name and hardware address", directorySubject("repo/lock.exclusive"),
              {inside("", {"box@90520730730497.4242-0"}),
               with([](Facts &facts) { facts.hardwareAddresses = {90520730730497}; })},
              "borg stale proved pid-dead", {}, "-");
    situation("borg: both of its locks are named", directorySubject("repo/lock.exclusive"),
              {inside("", {"box@90520730730497.4242-0"}), beside("lock.roster", "{}"),
               with([](Facts &facts) { facts.hardwareAddresses = {90520730730497}; })},
              "borg stale proved pid-dead", u"lock.roster beside it. 'borg break-lock' removes both."_s, "-");
    situation("borg#3986: own host name, other hardware address", directorySubject("repo/lock.exclusive"),
              {inside("", {"box@90520730730497.4242-0"})}, "borg unknown presumed other-host",
              u"may or may not be this host"_s);
    situation("borg#1196: other host name", directorySubject("repo/lock.exclusive"),
              {inside("", {"mars@90520730730497.4242-0"}),
               with([](Facts &facts) { facts.hardwareAddresses = {90520730730497}; })},
              "borg unknown presumed other-host", u"Check there"_s);
    situation("pylockfile: host name that ends like a thread ID", linkSubject("x/data.lock", "web-7f9c4.4242-8134"),
              {hostIs("web-7f9c4")}, "symlink stale proved pid-dead");
    situation("VictoriaMetrics#9883: CephFS keeps a lock of a dead node", fileSubject("share/flock.lock", ""),
              {onFileServer("ceph")}, "flock unknown presumed other-host", u"Check the other hosts"_s);
    situation("mantid#41904: QLockFile in a home on NFS, created on this host", qlock(), {onFileServer()},
              "qlockfile stale proved pid-dead");
    situation("QLockFile in a home on NFS: host of the same name", qlock("box", Machine1, ""), {onFileServer()},
              "qlockfile unknown presumed other-host", u"each host of that name"_s, "not proven");
    situation("QLockFile in a home on NFS: another boot is another host", qlock("box", Machine1, OtherBoot),
              {onFileServer()}, "qlockfile unknown presumed other-host", u"another host with the same name"_s);
    situation("QLockFile in a home on NFS: another boot, pid in use", qlock("box", Machine1, OtherBoot),
              {onFileServer(), running(4242, "fileman")}, "qlockfile unknown presumed other-host");
    situation("a host of the same name on GlusterFS", soft("box"), {onFileServer("fuse.glusterfs")},
              "filelock-soft unknown presumed other-host", u"fuse.glusterfs"_s, "not proven");
    situation("a host of the same name on NFS, pid in use", soft("box"), {onFileServer(), running(4242)},
              "filelock-soft held presumed pid-alive");
    situation("a host called localhost on NFS", soft("localhost"), {onFileServer(), hostIs("localhost")},
              "filelock-soft unknown presumed other-host", {}, "not proven");
    situation("raspberrypi on sshfs", soft("raspberrypi"), {onFileServer("fuse.sshfs"), hostIs("raspberrypi")},
              "filelock-soft unknown presumed other-host", {}, "not proven");
    situation("another name of this host on NFS", soft("printer"),
              {onFileServer(), with([](Facts &facts) { hostOf(facts).hostAliases = {"printer"}; })},
              "filelock-soft unknown presumed other-host");
    situation("Chromium in a home on NFS", linkSubject("chromium/SingletonLock", "box-4242"), {onFileServer()},
              "chromium unknown presumed other-host", {}, "not proven");
    situation("Mercurial on NFS: initial pid namespace of any host", linkSubject("src/.hg/wlock", "box/effffffc:4242"),
              {onFileServer()}, "mercurial unknown presumed other-host", {}, "not proven");
    situation("GnuPG on NFS", fileSubject("gnupg/pubring.kbx.lock", "      4242\nbox\n"), {onFileServer()},
              "gnupg unknown presumed other-host", {}, "not proven");
    situation("Dovecot on NFS", fileSubject("mail/dovecot-uidlist.lock", "4242:box"), {onFileServer()},
              "dovecot unknown presumed other-host", {}, "not proven");
    situation("Bazaar on CIFS", directorySubject("lock/held"),
              {inside("", {"info"}), beside("held/info", "pid: 4242\nhostname: box\nnonce: abc\nuser: jane\n"),
               onFileServer("cifs")},
              "bzr unknown presumed other-host", {}, "not proven");
    situation("pylockfile on NFS", linkSubject("x/data.lock", "box-e8da040.4242-8134"), {onFileServer()},
              "symlink unknown presumed other-host", {}, "not proven");
    situation("a zombie on NFS", soft("box"), {onFileServer(), running(4242), isZombie(0)},
              "filelock-soft unknown presumed other-host");
    situation("py-filelock's token of another boot, on NFS",
              softLock("270852477413182845127749553799560248156269895159893726088"), {onFileServer()},
              "filelock-soft unknown presumed other-host");
    situation("borg on NFS: own host name and hardware address", directorySubject("repo/lock.exclusive"),
              {inside("", {"box@90520730730497.4242-0"}), onFileServer(),
               with([](Facts &facts) { facts.hardwareAddresses = {90520730730497}; })},
              "borg unknown presumed other-host");
    situation("CopyQ#3611: bare pid on NFS", pidFile(), {onFileServer()}, "pid unknown presumed other-host",
              u"records no host"_s);
}

void tst_Situations::containers_data()
{
    addSituationColumns();
    const auto hg = [](const char *text) { return linkSubject("src/.hg/wlock", text); };
    situation("kubo#1762: pid 1 of a container is another pid 1 here", fileSubject("run/ipfs.pid", "1\n"),
              {recycled(1, "systemd"), innerProcess(1, 9001)}, "pid unknown presumed other-pid-namespace",
              u"process 9001"_s);
    situation("kubo#1537: stale lock of a killed container", fileSubject("run/ipfs.pid", "31000\n"), {},
              "pid stale proved pid-dead");
    situation("OpenSwarm 456: pid 7 before and after a restart", fileSubject("run/swarm.pid", "7\n"),
              {innerProcess(7, 9001)}, "pid unknown presumed other-pid-namespace", u"in that container"_s);
    situation("process on this host and one in a container", pidFile(), {running(4242), innerProcess(4242, 9001)},
              "pid held presumed pid-alive", u"may also mean process 9001"_s);
    situation("restic#4922: sandbox with the same host name, seen from inside", softLock(), {inContainer()},
              "filelock-soft unknown presumed other-pid-namespace", u"Check on the host"_s);
    situation("flatpak#3600: vim in a sandbox, seen from inside another", linkSubject("x/.#notes", "jane@box.4242"),
              {inContainer()}, "emacs unknown presumed other-pid-namespace");
    situation("flatpak#1963: running inside the sandbox", pidFile(), {inContainer(), running(4242)},
              "pid held presumed pid-alive");
    situation("portainer#429: hidepid hides processes of containers", pidFile(), {hidden()},
              "pid unknown presumed other-pid-namespace", u"Run as root to see processes of other users"_s);
    situation("hg: own pid namespace, exited", hg("box/effffffc:4242"), {}, "mercurial stale proved pid-dead", {}, "-");
    situation("hg: running in own pid namespace", hg("box/effffffc:4242"), {running(4242)},
              "mercurial held presumed pid-alive");
    situation("hg: other pid namespace, partly hidden", hg("box/f0000013:4242"),
              {withProcess(4242, [](ClaimedProcess &) {})}, "mercurial unknown presumed other-pid-namespace",
              u"Check on the host, as root"_s);
    situation("hg: other pid namespace, pid unused there", hg("box/f0000013:4242"), {},
              "mercurial stale proved pid-dead");
    situation("hg: other pid namespace, running there", hg("box/f0000013:4242"),
              {running(4242), withProcess(4242, [](ClaimedProcess &claimed) { claimed.here = 9001; })},
              "mercurial held presumed pid-alive", u"process 9001 (nginx) has the PID 4242"_s);
    situation("hg without a namespace (macOS)", hg("box:4242"), {}, "mercurial stale proved pid-dead");
    situation("a kernel lock of a container's file, seen from inside", fileSubject("x/Data.fs.lock", " 4242\n"),
              {inContainer()}, "zc unknown presumed other-pid-namespace", u"Check on the host"_s);
    situation("actions-runner-controller#4362: pid file after SIGKILL", fileSubject("run/dockerd.pid", "55\n"), {},
              "pid stale proved pid-dead");
}

void tst_Situations::boots_data()
{
    addSituationColumns();
    situation("ricochet 79: in use after an unexpected reboot", qlock("box", Machine1, OtherBoot),
              {running(4242, "fileman")}, "qlockfile stale proved booted-since", u"booted since"_s, "-");
    situation("ricochet 79: another boot is proof despite hidepid", qlock("box", Machine1, OtherBoot), {hidden()},
              "qlockfile stale proved booted-since");
    situation("gbrain 4331: another boot, and a container has the pid", qlock("box", Machine1, OtherBoot),
              {innerProcess(4242, 9001)}, "qlockfile stale proved booted-since");
    situation("another boot, but another host", qlock("mars", Machine2, OtherBoot), {},
              "qlockfile unknown presumed other-host");
    situation("this boot, running", qlock(), {running(4242, "fileman")}, "qlockfile held presumed pid-alive");
    situation("no boot id", qlock("box", Machine1, ""), {running(4242, "fileman")},
              "qlockfile held presumed pid-alive");
    situation("matter.js#3945: from before the boot, pid in use", pidFile(), {bootedSince(), running(4242)},
              "pid stale proved booted-since", {}, "-");
    situation("from before the boot, of another user and hidden", pidFile(),
              {bootedSince(), hidden(),
               withProcess(4242, [](ClaimedProcess &claimed) { claimed.life = Life::AliveForeign; })},
              "pid stale proved booted-since");
    situation("from before the boot, on a file server", pidFile(), {bootedSince(), running(4242), onFileServer()},
              "pid held presumed pid-alive");
    situation("from before the boot, seen from a time namespace", pidFile(),
              {bootedSince(), running(4242), with([](Facts &facts) {
                   hostOf(facts).clockDeviation.reset();
                   hostOf(facts).clocksShifted = true;
               })},
              "pid held presumed pid-alive");
    situation("from before the boot, clock was stepped", pidFile(),
              {bootedSince(), running(4242), with([](Facts &facts) { hostOf(facts).clockDeviation = 2h; })},
              "pid held presumed pid-alive");
    situation("from before the boot, but touched since", pidFile(),
              {bootedSince(), running(4242), with([](Facts &facts) { facts.changed = Written + 10min; })},
              "pid held presumed pid-alive");
    situation("vm-bhyve 555: marker without an owner, from before the boot", fileSubject("vm/.git/index.lock", "DIRC"),
              {bootedSince()}, "git unknown presumed booted-since", u"another host may share"_s, "not proven");
    const auto emacs = [](const char *boot) { return linkSubject("x/.#notes", "jane@box.4242:"_ba + boot); };
    situation("Emacs: same boot time", emacs("1794136005"), {running(4242, "emacs")}, "emacs held presumed pid-alive");
    situation("Emacs: other boot time, exited", emacs("1700000000"), {}, "emacs stale proved pid-dead", {}, "-");
    situation("Emacs: other boot time, pid in use", emacs("1700000000"), {running(4242, "emacs")},
              "emacs unknown presumed booted-since", u"another boot time"_s);
    situation("Emacs: other boot time, and from before this boot", emacs("1700000000"),
              {running(4242, "emacs"), bootedSince()}, "emacs stale proved booted-since");
    situation("Emacs: other boot time, clock was stepped", emacs("1700000000"),
              {running(4242, "emacs"), with([](Facts &facts) { hostOf(facts).clockDeviation = 2h; })},
              "emacs held presumed pid-alive");
    situation("filelock: token of another boot", softLock("270852477413182845127749553799560248156269895159893726088"),
              {running(4242)}, "filelock-soft stale proved booted-since");
}

void tst_Situations::names_data()
{
    addSituationColumns();
    situation("nimbalyst 294: pid reused by another program", qlock(), {running(4242, "bash")},
              "qlockfile unknown presumed name-mismatch", u"records the program fileman"_s, "not proven");
    situation("program file in the command line", qlock(),
              {running(4242, "AppRun"), commandLine({"/opt/fileman.AppImage"})}, "qlockfile held presumed pid-alive");
    situation("QLockFile: name longer than the kernel's limit",
              fileSubject("x/a.lock", "4242\na-very-long-file-manager\nbox\n"_ba + Machine1 + "\n" + Boot + "\n"),
              {running(4242, "a-very-long-fil"), commandLine({"x"})}, "qlockfile held presumed pid-alive");
    situation("QLockFile: process of another user without a visible name", qlock(),
              {withProcess(4242, [](ClaimedProcess &claimed) { claimed.life = Life::AliveForeign; })},
              "qlockfile held presumed pid-alive");
    situation("py-filelock host or openlock program, exited", fileSubject("x/app.lock", "4242\nworker\n"), {},
              "filelock-soft unknown presumed other-host", u"or by a program called worker"_s);
    situation("py-filelock host or openlock program, running", fileSubject("x/app.lock", "4242\nworker\n"),
              {running(4242, "worker")}, "filelock-soft held presumed pid-alive");
    situation("leading space in a PID file is not zc.lockfile", fileSubject("x/app.pid", " pid 4242\n"),
              {running(4242, "app")}, "owner-text held presumed pid-alive");
    situation("JSON with several PIDs", fileSubject("x/lock.json", R"({"pids": [4242, 4243]})"), {},
              "unrecognised unknown presumed unrecognised");
    situation("JSON with a second PID under another name",
              fileSubject("x/app.lock", R"({"pid": 4242, "child_pid": 4243})"), {},
              "owner-json unknown presumed ambiguous-pid");
    situation("JSON with the PID twice", fileSubject("x/app.lock", R"({"pid": 4243, "pid": 4242})"), {},
              "owner-json unknown presumed ambiguous-pid");
    situation("text with the PID twice", fileSubject("x/app.lock", "pid=4242\npid=4243\n"), {},
              "owner-text unknown presumed ambiguous-pid");
    situation("openlock: script is running", fileSubject("x/openlock.lock", "4242\nfish_worker\n"),
              {running(4242, "python3"), commandLine({"python3", "/opt/fish_worker.py"})},
              "openlock held presumed pid-alive");
    situation("openlock: pid reused by another script", fileSubject("x/openlock.lock", "4242\nfish_worker\n"),
              {running(4242, "python3"), commandLine({"python3", "/opt/other.py"})},
              "openlock unknown presumed name-mismatch");
    situation("minicom's name in the lock of a serial line",
              fileSubject("lock/LCK..ttyS0", "      4242 minicom jane\n"), {running(4242, "sshd")},
              "uucp unknown presumed name-mismatch");
    situation("a user's name is not compared (Emacs)", linkSubject("x/.#notes", "jane@box.4242"),
              {running(4242, "emacs")}, "emacs held presumed pid-alive");
}

void tst_Situations::barePids_data()
{
    addSituationColumns();
    const auto pidMax = [](std::int64_t number) { return with([=](Facts &facts) { hostOf(facts).pidMax = number; }); };
    const auto unknown = [] { return fileSubject("app/instance.lock", "40123"); };
    situation("port that a program listens on", unknown(), {portInUse(40123)}, "pid unknown presumed port-in-use",
              u"listens on port 40123"_s, "not proven");
    situation("Freeplane records a port", fileSubject("1.11.x/single_instance.lock", "40123"), {},
              "freeplane held presumed marker-present", u"listens on the recorded port"_s, "held while it exists");
    situation("PID that is also a port in use", fileSubject("run/app.pid", "4242\n"), {portInUse(4242)},
              "pid unknown presumed port-in-use", u"ss -lntup"_s, "not proven");
    situation("recycled PID that is also a port in use", unknown(), {recycled(40123), portInUse(40123)},
              "pid unknown presumed port-in-use");
    situation("from before the boot, and a port in use", unknown(), {bootedSince(), portInUse(40123)},
              "pid unknown presumed port-in-use");
    situation("port that is no longer in use", unknown(), {}, "pid stale proved pid-dead", {}, "-");
    situation("port and process with the same number", unknown(), {running(40123), portInUse(40123)},
              "pid held presumed pid-alive");
    situation("number above pid_max", fileSubject("share/app.lock", "40123\n"), {pidMax(32768)},
              "pid unknown presumed other-host", u"above the largest PID of this host (32767)"_s, "not proven");
    situation("largest possible PID", fileSubject("share/app.lock", "32767\n"), {pidMax(32768)},
              "pid stale proved pid-dead", {}, "-");
    situation("pid_max itself is not a PID", fileSubject("share/app.lock", "32768\n"), {pidMax(32768)},
              "pid unknown presumed other-host", u"above the largest PID of this host (32767)"_s, "not proven");
    situation("above pid_max, and from before the boot", fileSubject("share/app.lock", "40123\n"),
              {pidMax(32768), bootedSince()}, "pid unknown presumed other-host");
    situation("above pid_max in a lock that names this host", linkSubject("chromium/SingletonLock", "box-40123"),
              {pidMax(32768)}, "chromium unknown presumed other-host", u"another host or a container"_s);
    situation("above pid_max in a lock of another boot of this host",
              fileSubject("tmp/app.lock", "40123\nfileman\nbox\n"_ba + Machine1 + "\n" + OtherBoot + "\n"),
              {pidMax(32768)}, "qlockfile stale proved booted-since");
    for (const char *name : {"run/app.pid", "run/app.pidfile", "run/app.lock", "run/app.lck", "run/lock", "run/app/pid",
                             "run/nginx.pid.oldbin", "spool/mail.lok"})
        situation(name, fileSubject(name, "4242\n"), {}, "pid stale proved pid-dead", {}, "-");
    situation("hexadecimal PID without letters, running", fileSubject("run/app.lock", "1234\n"), {running(0x1234)},
              "pid unknown presumed ambiguous-pid", u"may be hexadecimal, and process 4660 (nginx) has that PID"_s,
              "not proven");
    situation("hexadecimal PID without letters, reused", fileSubject("run/app.lock", "1234\n"), {recycled(0x1234)},
              "pid stale proved pid-dead", {}, "-");
    situation("hexadecimal PID without letters, above pid_max", fileSubject("run/app.lock", "12345\n"),
              {pidMax(32768), running(0x12345)}, "pid stale proved pid-dead", {}, "-");
    situation("hexadecimal PID after a host name", fileSubject("run/app.lock", "box:1234\n"), {running(0x1234)},
              "owner-text unknown presumed ambiguous-pid", u"may be hexadecimal"_s, "not proven");
    situation("PID in JSON is decimal", fileSubject("run/app.lock", R"({"pid":1234,"host":"box"})"), {running(0x1234)},
              "owner-json stale proved pid-dead", {}, "-");
    situation("hexadecimal PID in a PID file, running", pidFile(), {running(0x4242)},
              "pid unknown presumed ambiguous-pid");
    situation("PID of a known program is decimal", fileSubject("run/nginx.pid", "1234\n"), {running(0x1234)},
              "nginx stale proved pid-dead", {}, "-");
    situation("number in a UUCP lock is always a PID", fileSubject("lock/LCK..ttyS0", "      4242\n"),
              {portInUse(4242)}, "uucp stale proved pid-dead");
}

void tst_Situations::ambiguousPids_data()
{
    addSituationColumns();
    const auto link = [](const char *target) { return linkSubject("x/data.lock", target); };
    // 0.12.2 appends a random number to the PID: 20608 and 3179945181896041613 here.
    constexpr auto Glued = "box-af6262c0.206083179945181896041613";
    situation("pylockfile: no candidate running", link(Glued), {}, "symlink stale proved pid-dead", u"several PIDs"_s,
              "-");
    situation("pylockfile: one candidate running", link(Glued), {running(20608, "python3")},
              "symlink held presumed pid-alive", u"process 20608 (python3)"_s, "held by process 20608");
    situation("pylockfile: two candidates running", link(Glued), {running(20608, "python3"), running(206083, "sshd")},
              "symlink unknown presumed ambiguous-pid", u"2 of these processes are running"_s);
    situation("pylockfile: one candidate running, one started later", link(Glued),
              {running(20608, "python3"), recycled(206083)}, "symlink held presumed pid-alive", u"20608"_s);
    situation("pylockfile: only running candidate started later", link(Glued), {recycled(20608)},
              "symlink stale proved pid-dead");
    situation("pylockfile: above pid_max, so from another host of this name", link("box.32769-8134"),
              {with([](Facts &facts) { hostOf(facts).pidMax = 32768; })}, "symlink unknown presumed other-host",
              u"above the largest PID"_s, "not proven");
    situation("pylockfile: PID ends at a dash", link("box-e8da040.10602-886175548890551244"),
              {running(10602, "python3")}, "symlink held presumed pid-alive");
    situation("pylockfile: another host", link("mars-e8da040.10602-886175548890551244"), {running(10602, "python3")},
              "symlink unknown presumed other-host");
    situation("pylockfile's directory: hexadecimal and decimal digits are adjacent", directorySubject("x/data.lock"),
              {inside("", {"box.-e8da04010602"}), running(10602, "python3")}, "mkdir held presumed pid-alive");
    situation("pylockfile's directory: no candidate running", directorySubject("x/data.lock"),
              {inside("", {"box.-e8da04010602"})}, "mkdir stale proved pid-dead", {}, "-");
    situation("zc text with two numbers, no kernel lock", fileSubject("x/a.lock", " 100 200\n"), {running(100)},
              "zc unknown presumed no-owner-recorded", u"not certain"_s);
    situation(
        "borg's roster: one reader running",
        fileSubject("repo/lock.roster", R"({"shared": [["box@1", 4242, 0], ["box@1", 4243, 0]], "exclusive": []})"),
        {running(4243, "borg"), with([](Facts &facts) { facts.hardwareAddresses = {1}; })},
        "borg held presumed pid-alive", u"4243"_s);
    situation(
        "borg's roster: two readers running",
        fileSubject("repo/lock.roster", R"({"shared": [["box@1", 4242, 0], ["box@1", 4243, 0]], "exclusive": []})"),
        {running(4242, "borg"), running(4243, "borg"), with([](Facts &facts) { facts.hardwareAddresses = {1}; })},
        "borg held presumed pid-alive");
    situation(
        "borg's roster: all readers exited",
        fileSubject("repo/lock.roster", R"({"shared": [["box@1", 4242, 0], ["box@1", 4243, 0]], "exclusive": []})"),
        {with([](Facts &facts) { facts.hardwareAddresses = {1}; })}, "borg stale proved pid-dead",
        u"none of the 2 processes"_s);
    situation("several lines in a pid file", fileSubject("run/a.pid", "4242\n4243\n"), {},
              "pid unknown presumed ambiguous-pid");
}

void tst_Situations::ageAndClocks_data()
{
    addSituationColumns();
    situation("restic#3219: 787 hours old", pidFile(), {running(4242), aged(787h)}, "pid held presumed pid-alive");
    situation("hermes-agent 107216: old, no owner", fileSubject("x/.git/index.lock", "DIRC"), {aged(787h)},
              "git held presumed marker-present", u"git"_s, "held while it exists");
    situation("jsonl-db#370: mtime in the future, pid in use", pidFile(), {running(4242), aged(-3h)},
              "pid held presumed pid-alive");
    situation("jsonl-db#370: mtime in the future is not a heartbeat", directorySubject("x/db.json.lock"), {aged(-3h)},
              "proper-lockfile held presumed marker-present", u"its time does not show"_s);
    situation("js-ipfs-repo#188: overdue after a suspend", directorySubject("x/repo.lock"), {aged(9h)},
              "proper-lockfile unknown presumed heartbeat-expired", u"Age alone does not prove"_s, "not proven");
    situation("stim 823: not overdue for ten seconds", directorySubject("x/repo.lock"), {aged(9s)},
              "proper-lockfile held presumed heartbeat-fresh", {}, "refreshes it");
    situation("pid file that is written continuously", pidFile(),
              {with([](Facts &facts) { facts.changedWhileReading = true; })}, "pid unknown presumed torn",
              u"Inspect it again"_s);
}

void tst_Situations::aliasesOfTheHost()
{
    using Names = std::vector<std::string>;
    constexpr auto Hosts = "127.0.0.1 localhost\n"
                           "127.0.1.1\tbox.example.com box printer # ours\n"
                           "10.0.0.5 node7 box\n"
                           "10.0.0.5 box.lan box\n"
                           "10.0.0.6 mars.example.com mars\n";
    QCOMPARE(aliasesIn(Hosts, "box"), (Names{"box.example.com", "printer", "box.lan"}));
    QCOMPARE(aliasesIn("127.0.0.1 localhost localhost.localdomain box\n::1 ip6-localhost box", "box"), Names());
    QCOMPARE(aliasesIn(Hosts, "ox"), Names());
    QCOMPARE(aliasesIn(Hosts, ""), Names());
    QCOMPARE(aliasesIn("box", "box"), Names());
    QCOMPARE(namesIn("# mine\nbox.old\n  printer  # too\nlocalhost\n\nip6-loopback"), (Names{"box.old", "printer"}));
    QCOMPARE(namesIn(""), Names());
}

void tst_Situations::hardwareAddressesAreRead()
{
    QCOMPARE(hardwareAddress("52:54:00:12:34:56\n"), std::uint64_t{0x525400123456});
    QCOMPARE(hardwareAddress("00:00:00:00:00:00\n"), std::uint64_t{0});
    QCOMPARE(hardwareAddress("52-54-00-12-34-56"), std::uint64_t{0});
    QCOMPARE(hardwareAddress("5:54:00:12:34:56 "), std::uint64_t{0});
    QCOMPARE(hardwareAddress(""), std::uint64_t{0});
}

QTEST_GUILESS_MAIN(tst_Situations)
#include "tst_situations.moc"
