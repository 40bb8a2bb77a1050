// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "situations.h"

#include <lockscope/wording.h>

using namespace Lockscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using GuardState = CompanionLock::State;
using Programs = ProgramSearch::State;

namespace {

Subject profile(const char *target = "192.168.1.20:+4242")
{
    return linkSubject("profile/lock", target);
}

Subject note()
{
    return fileSubject("infra/.terraform.tfstate.lock.info",
                       R"({"ID":"1-2","Operation":"apply","Who":"jane@box","Created":"x","Path":"y"})");
}

Subject derby()
{
    return fileSubject("db/db.lck", QByteArray("\0\x24", 2) + "c013800d-00fb-2649-07ec-000000134f30");
}

Subject document(const char *host = "box")
{
    return fileSubject("docs/.~lock.report.odt#", "Jane,jane,"_ba + host + ",20.11.2026 22:14,file:///home/jane;");
}

Subject index()
{
    return fileSubject("work/.git/index.lock", "DIRC");
}

Subject postmaster()
{
    return fileSubject("main/postmaster.pid",
                       "4242\n/srv/main\n1795000000\n5432\n/tmp\n\n  5432001    131072\nready   \n");
}

Step inContainer()
{
    return with([](Facts &facts) { hostOf(facts).pidNamespace = NestedPidNamespace; });
}

Step memoryUsers(std::int64_t count)
{
    return with([=](Facts &facts) { facts.memoryUsers = count; });
}

Step marks(std::size_t count)
{
    return with([=](Facts &facts) { facts.marks = count; });
}

/// A process of a container of this host that has this name.
Step contained(std::int64_t number, std::int64_t here, const char *name)
{
    return [=](World &world) {
        auto &claimed = world.processes[number];
        claimed.life = Life::Dead;
        claimed.innerNamesakes = {here};
        claimed.here = here;
        claimed.container = name;
        claimed.process = ProcessFacts();
        claimed.process->pid = here;
        claimed.process->name = "worker";
    };
}

} // namespace

/// Files beside a lock, processes that run in its directory and processes in containers are considered too.
class tst_SituationsBeside : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kernelLocksOnCompanions_data();
    void kernelLocksOnCompanions() { compareSituation(); }
    void creatingPrograms_data();
    void creatingPrograms() { compareSituation(); }
    void sharedMemoryAndRows_data();
    void sharedMemoryAndRows() { compareSituation(); }
    void containers_data();
    void containers() { compareSituation(); }
    void runningHolderIsNeverStale();
};

void tst_SituationsBeside::kernelLocksOnCompanions_data()
{
    addSituationColumns();
    situation("Firefox: running", profile(),
              {companionLock(".parentlock", GuardState::Locked, 4242), running(4242, "firefox")},
              "firefox held proved kernel-lock-held", u".parentlock"_s, "held by process 4242");
    situation("Firefox: running in a container, with another pid", profile(),
              {companionLock(".parentlock", GuardState::Locked, 900)}, "firefox held proved kernel-lock-held",
              u"900"_s);
    situation("Firefox: killed", profile(), {companionLock(".parentlock", GuardState::Unlocked)},
              "firefox stale proved pid-dead", {}, "-");
    situation("Firefox: killed, pid recycled", profile(),
              {companionLock(".parentlock", GuardState::Unlocked), recycled(4242)},
              "firefox stale proved pid-recycled");
    situation("Firefox: pid in use, but without the lock", profile(),
              {companionLock(".parentlock", GuardState::Unlocked), running(4242, "bash")},
              "firefox unknown presumed kernel-lock-free", u"Check whether"_s, "not proven");
    situation("Firefox: a container has the pid, but lock not held", profile(),
              {companionLock(".parentlock", GuardState::Unlocked), innerProcess(4242, 900)},
              "firefox stale proved pid-dead");
    situation("Firefox: seen from inside a container", profile(),
              {companionLock(".parentlock", GuardState::Unlocked), inContainer()},
              "firefox unknown presumed other-host");
    situation("Firefox: on a file server", profile(),
              {companionLock(".parentlock", GuardState::Unlocked), onFileServer()},
              "firefox unknown presumed other-host");
    situation("Firefox: the kernel's table cannot be read", profile(),
              {companionLock(".parentlock", GuardState::Unlocked),
               with([](Facts &facts) { hostOf(facts).kernelLocksRead = false; })},
              "firefox unknown presumed unreadable");
    situation("Firefox: .parentlock was recreated", profile(), {companionLock(".parentlock", GuardState::Newer)},
              "firefox unknown presumed other-host");
    situation("Firefox: no .parentlock", profile(), {companionLock(".parentlock", GuardState::Unseen)},
              "firefox unknown presumed other-host");
    situation("Firefox: never had the kernel lock", profile("192.168.1.20:4242"),
              {companionLock(".parentlock", GuardState::Unlocked)}, "firefox unknown presumed other-host");
    situation("Firefox: never had it, but another process has", profile("192.168.1.20:4242"),
              {companionLock(".parentlock", GuardState::Locked)}, "firefox held proved kernel-lock-held");

    situation("Terraform: running", note(), {companionLock("terraform.tfstate", GuardState::Locked)},
              "terraform held proved kernel-lock-held", u"terraform.tfstate"_s);
    situation("Terraform: killed", note(), {companionLock("terraform.tfstate", GuardState::Unlocked)},
              "terraform free proved kernel-lock-free", u"from an earlier holder"_s, "it is free");
    situation("Terraform: no state file", note(), {companionLock("terraform.tfstate", GuardState::Unseen)},
              "terraform held presumed marker-present", u"jane"_s);
    situation("Terraform: state file was replaced", note(), {companionLock("terraform.tfstate", GuardState::Newer)},
              "terraform held presumed marker-present");
    situation("Terraform: on a file server", note(),
              {companionLock("terraform.tfstate", GuardState::Unlocked), onFileServer()},
              "terraform unknown presumed other-host", u"Check the other hosts"_s);
    situation("Derby: running", derby(), {companionLock("dbex.lck", GuardState::Locked)},
              "derby held proved kernel-lock-held", {}, "damage the database");
    situation("Derby: killed", derby(), {companionLock("dbex.lck", GuardState::Unlocked)},
              "derby free proved kernel-lock-free", {}, "meant to stay");
    situation("Derby: no dbex.lck", derby(), {companionLock("dbex.lck", GuardState::Unseen)},
              "derby held presumed marker-present");
    situation(
        "portalocker: running", fileSubject("run/daemon", "4242"),
        {beside("daemon.lock", ""), companionLock("daemon.lock", GuardState::Locked, 4242), running(4242, "python3")},
        "portalocker-pid held proved kernel-lock-held");
    situation("portalocker: killed, pid recycled", fileSubject("run/daemon", "4242"),
              {beside("daemon.lock", ""), companionLock("daemon.lock", GuardState::Unlocked), running(4242, "bash")},
              "portalocker-pid unknown presumed kernel-lock-free");
    situation("portalocker: killed", fileSubject("run/daemon", "4242"),
              {beside("daemon.lock", ""), companionLock("daemon.lock", GuardState::Unlocked)},
              "portalocker-pid stale proved pid-dead");
    situation("LibreOffice: document is locked", document(),
              {companionLock("report.odt", GuardState::Locked), programs(Programs::Elsewhere)},
              "libreoffice held proved kernel-lock-held", u"report.odt"_s);
    situation("LibreOffice: document is not locked, program is running", document(),
              {companionLock("report.odt", GuardState::Unlocked), programs(Programs::Elsewhere)},
              "libreoffice held presumed marker-present", u"Jane"_s);
}

void tst_SituationsBeside::creatingPrograms_data()
{
    addSituationColumns();
    situation("git is running in the repository", index(), {programs(Programs::Here)}, "git held presumed pid-alive",
              u"process 812 (git)"_s, "held by process 812");
    situation("git is running in another directory", index(), {programs(Programs::Elsewhere)},
              "git held presumed marker-present");
    situation("lazygit#652: no git is running", index(), {programs(Programs::Nowhere)},
              "git unknown presumed marker-present", u"no program that creates such locks is running"_s, "not proven");
    situation("no git is running on this host, but the file server has other clients", index(),
              {programs(Programs::Nowhere), onFileServer()}, "git held presumed marker-present");
    situation("no git is running, and it is from before this boot", index(),
              {programs(Programs::Nowhere), bootedSince()}, "git unknown presumed booted-since");
    situation("git names its process, which has exited", index(),
              {beside("index~pid.lock", "pid 4242\n"), programs(Programs::Here)}, "git stale proved pid-dead");
    situation("pacman is running", fileSubject("pacman/db.lck", ""), {programs(Programs::Here, 99, "pacman")},
              "pacman held presumed pid-alive", u"99"_s);
    situation("dnf fedorafaq: no pacman is running", fileSubject("pacman/db.lck", ""), {programs(Programs::Nowhere)},
              "pacman unknown presumed marker-present", u"neither pacman nor"_s, "not proven");
    situation("LibreOffice is not running", document(),
              {companionLock("report.odt", GuardState::Unlocked), programs(Programs::Nowhere)},
              "libreoffice unknown presumed marker-present", u"Jane"_s, "not proven");
    situation("LibreOffice on another host", document("mars"),
              {companionLock("report.odt", GuardState::Unlocked), programs(Programs::Nowhere)},
              "libreoffice held presumed marker-present", u"mars"_s);
}

void tst_SituationsBeside::sharedMemoryAndRows_data()
{
    addSituationColumns();
    situation("PostgreSQL: server exited, children running", postmaster(), {memoryUsers(3)},
              "postgresql held presumed marker-present", u"other processes still use"_s, "would damage it");
    situation("PostgreSQL: all exited", postmaster(), {memoryUsers(0)}, "postgresql stale proved pid-dead", {},
              "would damage it");
    situation("PostgreSQL: running", postmaster(), {memoryUsers(6), running(4242, "postgres")},
              "postgresql held presumed pid-alive");
    const auto database = [] {
        QByteArray page = QByteArray("SQLite format 3\0", 16) + QByteArray(600, ' ');
        return fileSubject("x/locks.db", page + "CREATE TABLE locks(lock_file varchar(32), unique_name varchar(32))");
    };
    situation("lock database without rows", database(), {marks(0)}, "sqlite free proved no-owner-recorded", u"no row"_s,
              "it is free");
    situation("lock database with rows", database(), {marks(2)}, "sqlite held presumed marker-present",
              u"inspect its rows"_s);
    const auto workingCopy = [] {
        return fileSubject(".svn/wc.db", QByteArray("SQLite format 3\0", 16) + "CREATE TABLE WC_LOCK (wc_id)");
    };
    situation("Subversion: no row, no kernel lock", workingCopy(), {marks(0)}, "svn free proved kernel-lock-free");
    situation("Subversion: a row, svn running in the directory", workingCopy(),
              {marks(1), programs(Programs::Here, 99, "svn")}, "svn held presumed pid-alive", u"99"_s, "svn cleanup");
    situation("Subversion: a row, no svn running", workingCopy(), {marks(1), programs(Programs::Nowhere)},
              "svn unknown presumed marker-present", u"svn cleanup"_s);
}

void tst_SituationsBeside::containers_data()
{
    addSituationColumns();
    situation("FullPageOS#508: Chromium in a container of this host", linkSubject("p/SingletonLock", "web1-7"),
              {contained(7, 900, "web1")}, "chromium held presumed pid-alive", u"process 900 (worker) has the PID 7"_s,
              "held by process 900");
    situation("fishtest 1364: a container has the name, process exited", linkSubject("p/SingletonLock", "web1-7"), {},
              "chromium unknown presumed other-host", u"web1"_s, "not proven");
    situation("qbittorrent#24357: same boot id, from a running container",
              fileSubject("x/a.lock", "7\nqbittorrent\nweb1\n"_ba + Machine1 + "\n" + Boot + "\n"),
              {contained(7, 900, "web1")}, "qlockfile held presumed pid-alive", u"web1"_s);
    situation("borg#2923: adjacent digits, one candidate in the container", linkSubject("x/a.lock", "web1.10602-8134"),
              {contained(10602, 900, "web1")}, "symlink held presumed pid-alive");
    situation(
        "heartbeat of a process in a container",
        fileSubject(
            "locks/0a",
            R"({"exclusive": true, "hostid": "web1", "processid": 7, "threadid": 1, "time": "2026-11-20T22:14:05"})"),
        {contained(7, 900, "web1"), aged(2h)}, "borg held presumed pid-alive", u"overdue"_s);
}

/// Whatever is beside it: while a holder may be running, the lock is not reported as stale.
void tst_SituationsBeside::runningHolderIsNeverStale()
{
    const std::vector<Subject> subjects = {
        profile(), profile("192.168.1.20:4242"), note(), derby(), document(), document("mars"), index(), postmaster()};
    int judged = 0;
    for (const auto &subject : subjects) {
        for (const auto state : {GuardState::Unseen, GuardState::Newer, GuardState::Unlocked, GuardState::Locked}) {
            for (const auto whereRunning :
                 {Programs::NotAsked, Programs::Nowhere, Programs::Elsewhere, Programs::Here}) {
                for (const auto &alive : {Steps{running(4242, "x")}, Steps{contained(4242, 900, "192.168.1.20")},
                                          Steps{inContainer()}, Steps{onFileServer()}, Steps{memoryUsers(1)}}) {
                    auto steps = alive;
                    for (const char *name : {".parentlock", "terraform.tfstate", "dbex.lck", "report.odt"})
                        steps.push_back(companionLock(name, state));
                    steps.push_back(programs(whereRunning));
                    const Situation met(subject, steps);
                    const bool dead = met.conclusion.verdict.state == Verdict::State::Stale;
                    // Shared memory is no evidence about a browser.
                    const bool mayLive = met.world.facts.memoryUsers != 1 || met.readings.front().id == "postgresql";
                    QVERIFY2(!dead || !mayLive, qPrintable(text(met.conclusion.verdict)));
                    ++judged;
                }
            }
        }
    }
    QCOMPARE(judged, static_cast<int>(subjects.size()) * 4 * 4 * 5);
}

QTEST_GUILESS_MAIN(tst_SituationsBeside)
#include "tst_situationsbeside.moc"
