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

/// py-filelock's three lines; the token is the boot's id and the start in ticks, in one number.
Subject softLock(const char *token = nullptr)
{
    return fileSubject("tmp/job.lock", "4242\nbox\n"_ba + (token ? token + "\n"_ba : ""_ba));
}

/// Boot << 64 | 5000, and the same of a start 77 ticks later.
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
    void numbersThatWentToAnother_data();
    void numbersThatWentToAnother() { compareSituation(); }
    void hosts_data();
    void hosts() { compareSituation(); }
    void containers_data();
    void containers() { compareSituation(); }
    void boots_data();
    void boots() { compareSituation(); }
    void names_data();
    void names() { compareSituation(); }
    void bareNumbers_data();
    void bareNumbers() { compareSituation(); }
    void severalNumbers_data();
    void severalNumbers() { compareSituation(); }
    void ageAndClocks_data();
    void ageAndClocks() { compareSituation(); }
    void aliasesOfTheHost();
    void hardwareAddressesAreRead();
};

void tst_Situations::numbersThatWentToAnother_data()
{
    addSituationColumns();
    situation("stellar-core#883: the pid file blocks, its process is gone", pidFile(), {}, "pid stale proved pid-dead",
              u"process 4242 is no longer running on this host"_s, "-");
    situation("nightlyone#39: an unrelated program got the number", pidFile(), {recycled(4242, "cron")},
              "pid stale proved pid-recycled", u"(cron) started later"_s, "-");
    situation("gbrain 4331: docker-proxy got the number", pidFile(), {recycled(4242)}, "pid stale proved pid-recycled",
              u"docker-proxy"_s, "-");
    situation("untether#459: the same second is within the clock's grain", pidFile(), {running(4242), startedAt(1s)},
              "pid held presumed pid-alive", {}, "held by process 4242 (nginx)");
    situation("untether#459: two seconds and a half later is not", pidFile(), {running(4242), startedAt(2500ms)},
              "pid stale proved pid-recycled");
    situation("matter.js#3945: later by a clock that was set since", pidFile(),
              {recycled(4242), with([](Facts &facts) { hostOf(facts).clockDeviation = 3h; })},
              "pid unknown presumed pid-recycled", u"seems to have started after"_s, "not proven");
    situation("matter.js#3945: later, and nothing is known of the clock", pidFile(),
              {recycled(4242), with([](Facts &facts) { hostOf(facts).clockDeviation.reset(); })},
              "pid unknown presumed pid-recycled", u"seems to have started after"_s, "not proven");
    situation("seen from a time namespace, whose clocks are no measure", pidFile(),
              {recycled(4242), with([](Facts &facts) {
                   hostOf(facts).clockDeviation.reset();
                   hostOf(facts).clocksShifted = true;
               })},
              "pid held presumed pid-alive");
    situation("in a time namespace of its own", pidFile(),
              {recycled(4242), with([](Facts &facts) { hostOf(facts).clockDeviation.reset(); }),
               withProcess(4242, [](ClaimedProcess &claimed) { claimed.otherTimeNamespace = true; })},
              "pid held presumed pid-alive");
    situation("filelock: other ticks in a time namespace of its own", softLock(TokenOf5077),
              {running(4242), withProcess(4242, [](ClaimedProcess &claimed) { claimed.otherTimeNamespace = true; })},
              "filelock-soft held presumed pid-alive");
    situation("filelock: other ticks, seen from a time namespace", softLock(TokenOf5077),
              {running(4242), with([](Facts &facts) { hostOf(facts).clocksShifted = true; })},
              "filelock-soft held presumed pid-alive");
    situation("filelock#639: another start in the same boot", softLock(TokenOf5077), {running(4242)},
              "filelock-soft stale proved pid-recycled", {}, "-");
    situation("filelock#639: another start, whatever the clock did", softLock(TokenOf5077),
              {running(4242), with([](Facts &facts) { hostOf(facts).clockDeviation.reset(); })},
              "filelock-soft stale proved pid-recycled");
    situation("filelock#639: the very start", softLock(TokenOf5000), {running(4242)},
              "filelock-soft held presumed pid-alive");
    situation("filelock PR 660: the very start, and a file that was touched back", softLock(TokenOf5000),
              {running(4242), with([](Facts &facts) { facts.modified = Written - 24h; })},
              "filelock-soft held presumed pid-alive");
    situation("filelock: a token on a file server is compared by nobody", softLock(TokenOf5077),
              {running(4242), onFileServer()}, "filelock-soft held presumed pid-alive");
    situation("tenzir 2526: process 1 is init here", fileSubject("run/tenzir.pid", "1\n"),
              {running(1, "systemd", 240h)}, "pid unknown presumed other-pid-namespace",
              u"rocess 1 (systemd) is the init process"_s, "not proven");
    situation("tenzir 2526: process 1 in this container", fileSubject("run/tenzir.pid", "1\n"),
              {running(1, "tenzir"), with([](Facts &facts) { hostOf(facts).pidNamespace = NestedPidNamespace; })},
              "pid held presumed pid-alive", u"process 1 (tenzir)"_s);
    situation("puppet: the init of a container", fileSubject("state/agent_catalog_run.lock", "1"),
              {running(1, "systemd", 240h)}, "puppet unknown presumed other-pid-namespace");
    situation("a lock of init's", fileSubject("run/initctl.pid", "1\n"), {running(1, "systemd", 240h)},
              "pid held presumed pid-alive");
    const auto kernelThread = [](std::int64_t pid, const char *name) {
        return Steps{running(pid, name, 240h),
                     withProcess(pid, [](ClaimedProcess &claimed) { claimed.process->isKernelThread = true; })};
    };
    situation("JetBrains: the PID of a sandbox is a kernel thread here", fileSubject("IntelliJIdea2024.1/.lock", "2"),
              kernelThread(2, "kthreadd"), "jetbrains unknown presumed pid-recycled", u"kernel thread"_s, "not proven");
    situation("a kernel thread in a lock that names this host", linkSubject("chromium/SingletonLock", "box-25"),
              kernelThread(25, "kdevtmpfs"), "chromium unknown presumed pid-recycled", u"kernel thread"_s);
    situation("X11: the container was restarted, and the clock was set", fileSubject("tmp/.X99-lock", "        55\n"),
              {recycled(55), with([](Facts &facts) { hostOf(facts).clockDeviation = 3h; })},
              "x11 unknown presumed pid-recycled", u"started after"_s);
    situation("fslock-like: EPERM is alive, not dead (Celery)", pidFile(),
              {running(4242), withProcess(4242, [](ClaimedProcess &claimed) { claimed.life = Life::AliveForeign; })},
              "pid held presumed pid-alive");
    situation("nightlyone: EPERM and hidden by hidepid", pidFile(),
              {withProcess(4242, [](ClaimedProcess &claimed) { claimed.life = Life::AliveForeign; }), hidden()},
              "pid held presumed pid-alive", u"Run as root"_s);
    situation("a zombie holds nothing", pidFile(), {running(4242), isZombie(0)}, "pid stale proved zombie-holder", {},
              "-");
    situation("a zombie's threads hold on", pidFile(), {running(4242), isZombie(2)}, "pid held presumed pid-alive");
    situation("a stopped process holds on", pidFile(),
              {running(4242), withProcess(4242, [](ClaimedProcess &claimed) { claimed.process->state = 'T'; })},
              "pid held presumed pid-alive");
    situation("the number of a thread", pidFile(),
              {running(4242), withProcess(4242, [](ClaimedProcess &claimed) { claimed.threadOf = 4200; })},
              "pid held presumed pid-alive");
    situation("gpdb 10328: pylockfile's pid file, its owner gone", fileSubject("run/daemon.pid", "10602\n"), {},
              "pid stale proved pid-dead", {}, "-");
    situation("postgres: started after the time that the file says",
              fileSubject("data/postmaster.pid",
                          "4242\n/srv/data\n1794990000\n5432\n/tmp\nlocalhost\n  5432001         0\nready   \n"),
              {running(4242, "postgres", 30min)}, "postgresql stale proved pid-recycled", {}, "would damage it");
    situation("postgres: started at that time",
              fileSubject("data/postmaster.pid",
                          "4242\n/srv/data\n1794990000\n5432\n/tmp\nlocalhost\n  5432001         0\nready   \n"),
              {running(4242, "postgres", 10000s)}, "postgresql held presumed pid-alive", {}, "would damage it");
    situation("postgres: a forked child has a pid from before",
              fileSubject("data/postmaster.pid",
                          "4242\n/srv/data\n1794990000\n5432\n/tmp\nlocalhost\n  5432001         0\nready   \n"),
              {running(4242, "postgres", 10h)}, "postgresql held presumed pid-alive");
    situation("haskell/unix#44: a kernel lock outranks a dead number", pidFile(), {kernelLock(KernelLock::Type::Posix)},
              "pid held proved kernel-lock-held", u"process 77"_s, "held by process 77");
    situation("skhd#83: the child of a dead holder keeps the flock", fileSubject("tmp/Data.fs.lock", " 4242\n"),
              {kernelLock(KernelLock::Type::Flock)}, "zc held proved kernel-lock-held");
}

void tst_Situations::hosts_data()
{
    addSituationColumns();
    const auto soft = [](const char *host) { return fileSubject("tmp/job.lock", "4242\n"_ba + host + "\n"); };
    situation("FullPageOS#508: Chromium names the old host", linkSubject("chromium/SingletonLock", "raspberry-4242"),
              {}, "chromium unknown presumed other-host", u"Created on host raspberry. Check there."_s, "not proven");
    situation("pikiosk#8: Chromium on this host, gone", linkSubject("chromium/SingletonLock", "box-4242"), {},
              "chromium stale proved pid-dead", {}, "-");
    situation("chilipie-kiosk#179: this host, and its number went to another",
              linkSubject("chromium/SingletonLock", "box-4242"), {recycled(4242)},
              "chromium stale proved pid-recycled");
    situation("instar 1407: the name flaps between short and full", softLock(), {hostIs("box.local")},
              "filelock-soft unknown presumed other-host", u"may or may not be this host"_s);
    situation("instar 1407: /etc/hosts says that both are one", fileSubject("tmp/job.lock", "4242\nbox.example.com\n"),
              {with([](Facts &facts) { hostOf(facts).hostAliases = {"box.example.com"}; })},
              "filelock-soft stale proved pid-dead", {}, "-");
    situation("host name in capitals", soft("BOX"), {}, "filelock-soft stale proved pid-dead");
    situation("localhost is every host (flufl)", soft("localhost"), {}, "filelock-soft unknown presumed other-host",
              u"may or may not be this host"_s);
    situation("another host, and the number lives here", soft("mars"), {running(4242)},
              "filelock-soft unknown presumed other-host", u"Check there"_s, "not proven");
    situation("qbittorrent#24357: new host name, same machine and boot, gone", qlock("4f1c0a9d8e7b"), {},
              "qlockfile stale proved pid-dead", {}, "-");
    situation("qbittorrent#24357: new host name, same machine, another boot",
              qlock("4f1c0a9d8e7b", Machine1, OtherBoot), {}, "qlockfile unknown presumed other-host");
    situation("qbittorrent#24357: same boot, but a container has the number", qlock("4f1c0a9d8e7b"),
              {innerProcess(4242, 9001)}, "qlockfile unknown presumed other-pid-namespace", u"process 9001"_s);
    situation("qbittorrent#24357: same boot on a file server", qlock("4f1c0a9d8e7b"), {onFileServer()},
              "qlockfile unknown presumed other-host");
    situation("qbittorrent#24268: the machine id is made anew at each boot", qlock("box", Machine2, OtherBoot), {},
              "qlockfile unknown presumed other-host", u"may or may not be this host"_s, "not proven");
    situation("qbittorrent#24268: another machine id in this very boot", qlock("box", Machine2), {},
              "qlockfile stale proved pid-dead");
    situation("meridian#905: two hosts of one name", qlock("box", Machine2, OtherBoot), {running(4242, "fileman")},
              "qlockfile unknown presumed other-host");
    situation("openclaw 22997: a container's host name", linkSubject("work/wlock", "3f9a2b7c1d0e:7"), {running(7)},
              "mercurial unknown presumed other-host", u"3f9a2b7c1d0e"_s);
    situation("openclaw 39394: that container runs here", linkSubject("work/wlock", "3f9a2b7c1d0e:7"),
              {running(7), withProcess(7,
                                       [](ClaimedProcess &claimed) {
                                           claimed.container = "3f9a2b7c1d0e";
                                           claimed.here = 9001;
                                       })},
              "mercurial held presumed pid-alive", u"process 9001 (nginx) has the PID 7"_s);
    situation("Marinara-Engine#5389: new host name, same number", soft("marinara-2"), {running(4242)},
              "filelock-soft unknown presumed other-host");
    situation("zc.lockfile#6: a text that names another host is only a text",
              fileSubject("tmp/Data.fs.lock", " 4242;mars\n"), {}, "zc free proved kernel-lock-free");
    situation("fishtest 1364: openlock on a shared volume names no host",
              fileSubject("share/openlock.lock", "4242\nfish_worker\n"), {onFileServer()},
              "openlock unknown presumed other-host", u"records no host"_s);
    situation("borg#1253: host and hardware are ours", directorySubject("repo/lock.exclusive"),
              {inside("", {"box@90520730730497.4242-0"}),
               with([](Facts &facts) { facts.hardwareAddresses = {90520730730497}; })},
              "borg stale proved pid-dead", {}, "-");
    situation("borg: both of its locks are named", directorySubject("repo/lock.exclusive"),
              {inside("", {"box@90520730730497.4242-0"}), beside("lock.roster", "{}"),
               with([](Facts &facts) { facts.hardwareAddresses = {90520730730497}; })},
              "borg stale proved pid-dead", u"lock.roster beside it. 'borg break-lock' removes both."_s, "-");
    situation("borg#3986: the name is ours, the hardware is not", directorySubject("repo/lock.exclusive"),
              {inside("", {"box@90520730730497.4242-0"})}, "borg unknown presumed other-host",
              u"may or may not be this host"_s);
    situation("borg#1196: another name", directorySubject("repo/lock.exclusive"),
              {inside("", {"mars@90520730730497.4242-0"}),
               with([](Facts &facts) { facts.hardwareAddresses = {90520730730497}; })},
              "borg unknown presumed other-host", u"Check there"_s);
    situation("pylockfile: a host's name that ends like a thread", linkSubject("x/data.lock", "web-7f9c4.4242-8134"),
              {hostIs("web-7f9c4")}, "symlink stale proved pid-dead");
    situation("VictoriaMetrics#9883: CephFS keeps a lock of a node that died", fileSubject("share/flock.lock", ""),
              {onFileServer("ceph")}, "flock unknown presumed other-host", u"Check the other hosts"_s);
    situation("mantid#41904: QLockFile in a home on NFS, made here", qlock(), {onFileServer()},
              "qlockfile stale proved pid-dead");
    situation("QLockFile in a home on NFS: a host of the same name", qlock("box", Machine1, ""), {onFileServer()},
              "qlockfile unknown presumed other-host", u"each host of that name"_s, "not proven");
    situation("QLockFile in a home on NFS: another boot is another host", qlock("box", Machine1, OtherBoot),
              {onFileServer()}, "qlockfile unknown presumed other-host", u"another host with the same name"_s);
    situation("QLockFile in a home on NFS: another boot, and the number lives", qlock("box", Machine1, OtherBoot),
              {onFileServer(), running(4242, "fileman")}, "qlockfile unknown presumed other-host");
    situation("a host of the same name on GlusterFS", soft("box"), {onFileServer("fuse.glusterfs")},
              "filelock-soft unknown presumed other-host", u"fuse.glusterfs"_s, "not proven");
    situation("a host of the same name on NFS, the number lives", soft("box"), {onFileServer(), running(4242)},
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
    situation("Mercurial on NFS: every host counts in such a pid namespace",
              linkSubject("src/.hg/wlock", "box/effffffc:4242"), {onFileServer()},
              "mercurial unknown presumed other-host", {}, "not proven");
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
    situation("borg on NFS: host and hardware are ours", directorySubject("repo/lock.exclusive"),
              {inside("", {"box@90520730730497.4242-0"}), onFileServer(),
               with([](Facts &facts) { facts.hardwareAddresses = {90520730730497}; })},
              "borg unknown presumed other-host");
    situation("CopyQ#3611: a bare number on NFS", pidFile(), {onFileServer()}, "pid unknown presumed other-host",
              u"records no host"_s);
}

void tst_Situations::containers_data()
{
    addSituationColumns();
    const auto hg = [](const char *text) { return linkSubject("src/.hg/wlock", text); };
    situation("kubo#1762: number 1 in a container is another's 1 here", fileSubject("run/ipfs.pid", "1\n"),
              {recycled(1, "systemd"), innerProcess(1, 9001)}, "pid unknown presumed other-pid-namespace",
              u"process 9001"_s);
    situation("kubo#1537: left by a container that was killed", fileSubject("run/ipfs.pid", "31000\n"), {},
              "pid stale proved pid-dead");
    situation("OpenSwarm 456: number 7 before and after", fileSubject("run/swarm.pid", "7\n"), {innerProcess(7, 9001)},
              "pid unknown presumed other-pid-namespace", u"in that container"_s);
    situation("both a process here and one in a container", pidFile(), {running(4242), innerProcess(4242, 9001)},
              "pid held presumed pid-alive", u"may also mean process 9001"_s);
    situation("restic#4922: a sandbox of the same host name, seen from inside", softLock(), {inContainer()},
              "filelock-soft unknown presumed other-pid-namespace", u"Check on the host"_s);
    situation("flatpak#3600: vim in a sandbox, seen from inside another", linkSubject("x/.#notes", "jane@box.4242"),
              {inContainer()}, "emacs unknown presumed other-pid-namespace");
    situation("flatpak#1963: alive inside is alive", pidFile(), {inContainer(), running(4242)},
              "pid held presumed pid-alive");
    situation("portainer#429: hidepid hides what containers have", pidFile(), {hidden()},
              "pid unknown presumed other-pid-namespace", u"Run as root to see processes of other users"_s);
    situation("hg: its own pid namespace, gone", hg("box/effffffc:4242"), {}, "mercurial stale proved pid-dead", {},
              "-");
    situation("hg: alive in our pid namespace", hg("box/effffffc:4242"), {running(4242)},
              "mercurial held presumed pid-alive");
    situation("hg: another pid namespace that cannot be seen whole", hg("box/f0000013:4242"),
              {withProcess(4242, [](ClaimedProcess &) {})}, "mercurial unknown presumed other-pid-namespace",
              u"Check on the host, as root"_s);
    situation("hg: another pid namespace, where nobody has the number", hg("box/f0000013:4242"), {},
              "mercurial stale proved pid-dead");
    situation("hg: another pid namespace, where it lives", hg("box/f0000013:4242"),
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
    situation("ricochet 79: another boot outlives hidepid", qlock("box", Machine1, OtherBoot), {hidden()},
              "qlockfile stale proved booted-since");
    situation("gbrain 4331: another boot, and a container has the number", qlock("box", Machine1, OtherBoot),
              {innerProcess(4242, 9001)}, "qlockfile stale proved booted-since");
    situation("another boot, but of another host", qlock("mars", Machine2, OtherBoot), {},
              "qlockfile unknown presumed other-host");
    situation("this boot, alive", qlock(), {running(4242, "fileman")}, "qlockfile held presumed pid-alive");
    situation("no boot id", qlock("box", Machine1, ""), {running(4242, "fileman")},
              "qlockfile held presumed pid-alive");
    situation("matter.js#3945: from before the boot, and the number lives", pidFile(), {bootedSince(), running(4242)},
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
    situation("from before the boot, by a clock that was set", pidFile(),
              {bootedSince(), running(4242), with([](Facts &facts) { hostOf(facts).clockDeviation = 2h; })},
              "pid held presumed pid-alive");
    situation("from before the boot, but touched since", pidFile(),
              {bootedSince(), running(4242), with([](Facts &facts) { facts.changed = Written + 10min; })},
              "pid held presumed pid-alive");
    situation("vm-bhyve 555: an unnamed mark from before the boot", fileSubject("vm/.git/index.lock", "DIRC"),
              {bootedSince()}, "git unknown presumed booted-since", u"another host may share"_s, "not proven");
    const auto emacs = [](const char *boot) { return linkSubject("x/.#notes", "jane@box.4242:"_ba + boot); };
    situation("Emacs: the boot's time fits", emacs("1794136005"), {running(4242, "emacs")},
              "emacs held presumed pid-alive");
    situation("Emacs: another boot's time, gone", emacs("1700000000"), {}, "emacs stale proved pid-dead", {}, "-");
    situation("Emacs: another boot's time, and the number lives", emacs("1700000000"), {running(4242, "emacs")},
              "emacs unknown presumed booted-since", u"another boot time"_s);
    situation("Emacs: another boot's time, and from before this boot", emacs("1700000000"),
              {running(4242, "emacs"), bootedSince()}, "emacs stale proved booted-since");
    situation("Emacs: another boot's time by a clock that was set", emacs("1700000000"),
              {running(4242, "emacs"), with([](Facts &facts) { hostOf(facts).clockDeviation = 2h; })},
              "emacs held presumed pid-alive");
    situation("filelock: the token of another boot",
              softLock("270852477413182845127749553799560248156269895159893726088"), {running(4242)},
              "filelock-soft stale proved booted-since");
}

void tst_Situations::names_data()
{
    addSituationColumns();
    situation("nimbalyst 294: another program has the number", qlock(), {running(4242, "bash")},
              "qlockfile unknown presumed name-mismatch", u"records the program fileman"_s, "not proven");
    situation("the program's file, in the command line", qlock(),
              {running(4242, "AppRun"), commandLine({"/opt/fileman.AppImage"})}, "qlockfile held presumed pid-alive");
    situation("QLockFile: a name longer than the kernel keeps",
              fileSubject("x/a.lock", "4242\na-very-long-file-manager\nbox\n"_ba + Machine1 + "\n" + Boot + "\n"),
              {running(4242, "a-very-long-fil"), commandLine({"x"})}, "qlockfile held presumed pid-alive");
    situation("QLockFile: another user's process shows no name", qlock(),
              {withProcess(4242, [](ClaimedProcess &claimed) { claimed.life = Life::AliveForeign; })},
              "qlockfile held presumed pid-alive");
    situation("a word that is a host to py-filelock and a program to openlock, gone",
              fileSubject("x/app.lock", "4242\nworker\n"), {}, "filelock-soft unknown presumed other-host",
              u"or by a program called worker"_s);
    situation("a word that is a host to py-filelock and the program that runs",
              fileSubject("x/app.lock", "4242\nworker\n"), {running(4242, "worker")},
              "filelock-soft held presumed pid-alive");
    situation("a blank before a text in a PID file is not the one of zc.lockfile",
              fileSubject("x/app.pid", " pid 4242\n"), {running(4242, "app")}, "owner-text held presumed pid-alive");
    situation("JSON with several PIDs", fileSubject("x/lock.json", R"({"pids": [4242, 4243]})"), {},
              "unrecognised unknown presumed unrecognised");
    situation("JSON with a second PID under another name",
              fileSubject("x/app.lock", R"({"pid": 4242, "child_pid": 4243})"), {},
              "owner-json unknown presumed ambiguous-pid");
    situation("JSON with the PID twice", fileSubject("x/app.lock", R"({"pid": 4243, "pid": 4242})"), {},
              "owner-json unknown presumed ambiguous-pid");
    situation("text with the PID twice", fileSubject("x/app.lock", "pid=4242\npid=4243\n"), {},
              "owner-text unknown presumed ambiguous-pid");
    situation("openlock: the script runs", fileSubject("x/openlock.lock", "4242\nfish_worker\n"),
              {running(4242, "python3"), commandLine({"python3", "/opt/fish_worker.py"})},
              "openlock held presumed pid-alive");
    situation("openlock: another script has the number", fileSubject("x/openlock.lock", "4242\nfish_worker\n"),
              {running(4242, "python3"), commandLine({"python3", "/opt/other.py"})},
              "openlock unknown presumed name-mismatch");
    situation("minicom's name in a serial line's lock", fileSubject("lock/LCK..ttyS0", "      4242 minicom jane\n"),
              {running(4242, "sshd")}, "uucp unknown presumed name-mismatch");
    situation("a user's name is not compared (Emacs)", linkSubject("x/.#notes", "jane@box.4242"),
              {running(4242, "emacs")}, "emacs held presumed pid-alive");
}

void tst_Situations::bareNumbers_data()
{
    addSituationColumns();
    const auto pidMax = [](std::int64_t number) { return with([=](Facts &facts) { hostOf(facts).pidMax = number; }); };
    const auto unknown = [] { return fileSubject("app/instance.lock", "40123"); };
    situation("the port that a program listens on", unknown(), {portInUse(40123)}, "pid unknown presumed port-in-use",
              u"listens on port 40123"_s, "not proven");
    situation("Freeplane records a port", fileSubject("1.11.x/single_instance.lock", "40123"), {},
              "freeplane held presumed marker-present", u"listens on the recorded port"_s, "held while it exists");
    situation("a PID file whose number is also a port", fileSubject("run/app.pid", "4242\n"), {portInUse(4242)},
              "pid unknown presumed port-in-use", u"ss -lntup"_s, "not proven");
    situation("the number went to a later process, and it is a port", unknown(), {recycled(40123), portInUse(40123)},
              "pid unknown presumed port-in-use");
    situation("from before the boot, and it is a port", unknown(), {bootedSince(), portInUse(40123)},
              "pid unknown presumed port-in-use");
    situation("a port that nobody listens on any more", unknown(), {}, "pid stale proved pid-dead", {}, "-");
    situation("a port and a process of that number", unknown(), {running(40123), portInUse(40123)},
              "pid held presumed pid-alive");
    situation("a number that no process here can have", fileSubject("share/app.lock", "40123\n"), {pidMax(32768)},
              "pid unknown presumed other-host", u"above the largest PID of this host (32767)"_s, "not proven");
    situation("the largest number that a process here can have", fileSubject("share/app.lock", "32767\n"),
              {pidMax(32768)}, "pid stale proved pid-dead", {}, "-");
    situation("pid_max itself is no PID", fileSubject("share/app.lock", "32768\n"), {pidMax(32768)},
              "pid unknown presumed other-host", u"above the largest PID of this host (32767)"_s, "not proven");
    situation("too large, and from before the boot", fileSubject("share/app.lock", "40123\n"),
              {pidMax(32768), bootedSince()}, "pid unknown presumed other-host");
    situation("too large in a lock that names this host", linkSubject("chromium/SingletonLock", "box-40123"),
              {pidMax(32768)}, "chromium unknown presumed other-host", u"another host or a container"_s);
    situation("too large in a lock of another boot of this machine",
              fileSubject("tmp/app.lock", "40123\nfileman\nbox\n"_ba + Machine1 + "\n" + OtherBoot + "\n"),
              {pidMax(32768)}, "qlockfile stale proved booted-since");
    for (const char *name : {"run/app.pid", "run/app.pidfile", "run/app.lock", "run/app.lck", "run/lock"})
        situation(name, fileSubject(name, "4242\n"), {}, "pid stale proved pid-dead", {}, "-");
    situation("UUCP knows that it is a PID", fileSubject("lock/LCK..ttyS0", "      4242\n"), {portInUse(4242)},
              "uucp stale proved pid-dead");
}

void tst_Situations::severalNumbers_data()
{
    addSituationColumns();
    const auto link = [](const char *target) { return linkSubject("x/data.lock", target); };
    // 0.12.2 glues a random number to the pid: 20608 and 3179945181896041613 here.
    constexpr auto Glued = "box-af6262c0.206083179945181896041613";
    situation("pylockfile: no reading lives", link(Glued), {}, "symlink stale proved pid-dead", u"several PIDs"_s, "-");
    situation("pylockfile: one reading lives", link(Glued), {running(20608, "python3")},
              "symlink held presumed pid-alive", u"process 20608 (python3)"_s, "held by process 20608");
    situation("pylockfile: two readings live", link(Glued), {running(20608, "python3"), running(206083, "sshd")},
              "symlink unknown presumed ambiguous-pid", u"2 of these processes are running"_s);
    situation("pylockfile: one lives, one started later", link(Glued), {running(20608, "python3"), recycled(206083)},
              "symlink held presumed pid-alive", u"20608"_s);
    situation("pylockfile: the only one that lives started later", link(Glued), {recycled(20608)},
              "symlink stale proved pid-dead");
    situation("pylockfile: larger than any number here is from another host of this name", link("box.32769-8134"),
              {with([](Facts &facts) { hostOf(facts).pidMax = 32768; })}, "symlink unknown presumed other-host",
              u"above the largest PID"_s, "not proven");
    situation("pylockfile: a dash ends the number", link("box-e8da040.10602-886175548890551244"),
              {running(10602, "python3")}, "symlink held presumed pid-alive");
    situation("pylockfile: another host", link("mars-e8da040.10602-886175548890551244"), {running(10602, "python3")},
              "symlink unknown presumed other-host");
    situation("pylockfile's folder: hexadecimal and decimal digits run together", directorySubject("x/data.lock"),
              {inside("", {"box.-e8da04010602"}), running(10602, "python3")}, "mkdir held presumed pid-alive");
    situation("pylockfile's folder: nobody lives", directorySubject("x/data.lock"), {inside("", {"box.-e8da04010602"})},
              "mkdir stale proved pid-dead", {}, "-");
    situation("zc text with two numbers, no kernel lock", fileSubject("x/a.lock", " 100 200\n"), {running(100)},
              "zc unknown presumed no-owner-recorded", u"not certain"_s);
    situation(
        "borg's list: one of those who read lives",
        fileSubject("repo/lock.roster", R"({"shared": [["box@1", 4242, 0], ["box@1", 4243, 0]], "exclusive": []})"),
        {running(4243, "borg"), with([](Facts &facts) { facts.hardwareAddresses = {1}; })},
        "borg held presumed pid-alive", u"4243"_s);
    situation(
        "borg's list: two of them live",
        fileSubject("repo/lock.roster", R"({"shared": [["box@1", 4242, 0], ["box@1", 4243, 0]], "exclusive": []})"),
        {running(4242, "borg"), running(4243, "borg"), with([](Facts &facts) { facts.hardwareAddresses = {1}; })},
        "borg held presumed pid-alive");
    situation(
        "borg's list: all have ended",
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
    situation("hermes-agent 107216: old, and nobody is named", fileSubject("x/.git/index.lock", "DIRC"), {aged(787h)},
              "git held presumed marker-present", u"git"_s, "held while it exists");
    situation("jsonl-db#370: a time ahead, and the number lives", pidFile(), {running(4242), aged(-3h)},
              "pid held presumed pid-alive");
    situation("jsonl-db#370: a time ahead is no sign of life", directorySubject("x/db.json.lock"), {aged(-3h)},
              "proper-lockfile held presumed marker-present", u"its time does not show"_s);
    situation("js-ipfs-repo#188: a laptop slept, its lock looks overdue", directorySubject("x/repo.lock"), {aged(9h)},
              "proper-lockfile unknown presumed heartbeat-expired", u"Age alone does not prove"_s, "not proven");
    situation("stim 823: ten seconds are not over", directorySubject("x/repo.lock"), {aged(9s)},
              "proper-lockfile held presumed heartbeat-fresh", {}, "refreshes it");
    situation("a pid file that is written all the time", pidFile(),
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
