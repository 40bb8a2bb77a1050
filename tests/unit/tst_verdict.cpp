// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/breakadvice.h"
#include "inspect/evidence/rules.h"
#include "inspect/verdict/conclusion.h"
#include "support/hostof.h"

#include <lockscope/wording.h>

#include <QTest>

#include <functional>

using namespace Lockscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using State = Verdict::State;
using Confidence = Verdict::Confidence;
using Reason = Verdict::Reason;
using InodeType = LockReport::InodeType;

namespace {

const WallTime Written = WallTime(std::chrono::seconds(1'795'000'000));
constexpr std::int64_t Pid = 4242;

/// A lock and its surroundings, which the steps of a row modify in order.
struct Scene
{
    Facts facts;
    std::vector<FormatReading> readings;

    Scene() { hostOf(facts).pidNamespace = InitialPidNamespace; }
    ClaimedProcess &claimed() { return facts.claimed.front(); }
    ProcessFacts &process()
    {
        if (!claimed().process)
            claimed().process = ProcessFacts();
        return *claimed().process;
    }
};

using Step = std::function<void(Scene &)>;
using Steps = std::vector<Step>;

FormatReading reading(std::string_view id, double confidence, HeldBy test)
{
    return {.id = id, .confidence = confidence, .reason = "so it looks", .claim = {}, .heldBy = test};
}

void anyFile(Scene &scene)
{
    scene.facts.name = "app.lock";
    scene.facts.inodeType = InodeType::Regular;
    scene.facts.content = Probe::Content::Read;
    scene.facts.size = 5;
    scene.facts.modified = Written;
    scene.facts.changed = Written;
    scene.facts.now = Written + 1h;
    scene.facts.fileSystem = {"ext4", false};
    hostOf(scene.facts).hostname = "box";
    hostOf(scene.facts).clockDeviation = 100ms;
}

void zcFile(Scene &scene)
{
    anyFile(scene);
    scene.readings = {reading("zc", 0.95, HeldBy::KernelLock)};
    scene.readings.front().claim = Claim::ofPid(Pid);
    scene.facts.heldBy = HeldBy::KernelLock;
    scene.facts.claim = Claim::ofPid(Pid);
}

void emptyLockFile(Scene &scene)
{
    anyFile(scene);
    scene.facts.size = 0;
    scene.readings = {reading("flock", 0.4, HeldBy::KernelLock), reading("zc-simple", 0.4, HeldBy::KernelLock)};
    scene.facts.heldBy = HeldBy::KernelLock;
}

void pidFile(Scene &scene)
{
    anyFile(scene);
    scene.facts.name = "app.pid";
    scene.readings = {reading("pid", 0.95, HeldBy::Process)};
    scene.facts.heldBy = HeldBy::Process;
    scene.facts.claim = Claim::ofPid(Pid);
    ClaimedProcess claimed;
    claimed.pid = Pid;
    scene.facts.claimed = {claimed};
}

Step holdsKernelLock(KernelLock::Type type, bool proved = true, bool visible = true)
{
    return [=](Scene &scene) {
        KernelLock lock;
        lock.type = type;
        lock.tablePid = 77;
        if (visible)
            lock.holders = {LockHolder{77, 3, "python3", proved}};
        scene.facts.kernelLocks.push_back(lock);
    };
}

void dead(Scene &scene)
{
    scene.claimed().life = Life::Dead;
}

void alive(Scene &scene)
{
    scene.claimed().life = Life::Alive;
    scene.process().pid = Pid;
    scene.process().name = "nginx";
    scene.process().state = 'S';
    scene.process().threads = 1;
    scene.process().startTime = Written - 1min;
}

/// kill() says EPERM; /proc shows the process.
void aliveForeign(Scene &scene)
{
    alive(scene);
    scene.claimed().life = Life::AliveForeign;
}

/// kill() says EPERM, and hidepid hides its entry in /proc.
void aliveButHidden(Scene &scene)
{
    scene.claimed().life = Life::AliveForeign;
    scene.facts.processesHidden = true;
}

void isZombie(Scene &scene)
{
    alive(scene);
    scene.process().state = 'Z';
    scene.process().threads = 0;
}

void startedAnHourLater(Scene &scene)
{
    alive(scene);
    scene.process().startTime = Written + 1h;
}

void remote(Scene &scene)
{
    scene.facts.fileSystem = {"nfs4", true};
}

void inContainer(Scene &scene)
{
    hostOf(scene.facts).pidNamespace = NestedPidNamespace;
}

Step claimsHost(const char *host)
{
    return [=](Scene &scene) { scene.facts.claim.hostname = host; };
}

void twoReadings(Scene &scene)
{
    scene.facts.claim.pid.reset();
    scene.facts.claim.pids = {Pid, 424};
    auto other = scene.claimed();
    other.pid = 424;
    scene.facts.claimed.push_back(other);
}

void oneOfTwoDied(Scene &scene)
{
    scene.facts.claimed.back().life = Life::Dead;
    scene.facts.claimed.back().process.reset();
}

} // namespace

Q_DECLARE_METATYPE(Steps)

class tst_Verdict : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachSceneHasItsVerdict_data();
    void eachSceneHasItsVerdict();
    void staleIsAlwaysProven_data() { eachSceneHasItsVerdict_data(); }
    void staleIsAlwaysProven();
    void onlyAStaleLockMayBeBroken_data() { eachSceneHasItsVerdict_data(); }
    void onlyAStaleLockMayBeBroken();
    void ageAloneChangesNothing();
    void hostileNamesAreEscaped();
    void breakingAKernelLockFileIsRefused();
    void wordsAreDistinct();
};

void tst_Verdict::eachSceneHasItsVerdict_data()
{
    QTest::addColumn<Steps>("steps");
    QTest::addColumn<State>("state");
    QTest::addColumn<Confidence>("confidence");
    QTest::addColumn<Reason>("reason");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const Steps &steps, State state, Confidence confidence, Reason reason,
                        const QString &words = {}) {
        QTest::newRow(name) << steps << state << confidence << reason << words;
    };
    constexpr auto Proved = Confidence::Proved;
    constexpr auto Presumed = Confidence::Presumed;
    const auto flocked = holdsKernelLock(KernelLock::Type::Flock);

    // Kernel locks outrank every text.
    row("zc / flock held", {zcFile, flocked}, State::Held, Proved, Reason::KernelLockHeld,
        u"process 77 (python3) holds a kernel lock"_s);
    row("zc / OFD lock held", {zcFile, holdsKernelLock(KernelLock::Type::Ofd)}, State::Held, Proved,
        Reason::KernelLockHeld);
    row("zc / holder named only by the table", {zcFile, holdsKernelLock(KernelLock::Type::Flock, false)}, State::Held,
        Proved, Reason::KernelLockHeld);
    row("zc / held by an invisible process",
        {zcFile, holdsKernelLock(KernelLock::Type::Flock, true, false),
         [](Scene &scene) { hostOf(scene.facts).descriptorsHidden = true; }},
        State::Held, Proved, Reason::KernelLockHeld, u"Run as root"_s);
    row("pid file of an exited process, but locked by another", {pidFile, dead, flocked}, State::Held, Proved,
        Reason::KernelLockHeld);
    row("pid file of another host, but locked here", {pidFile, dead, claimsHost("mars"), flocked}, State::Held, Proved,
        Reason::KernelLockHeld);
    row("file that cannot be read, but locked",
        {anyFile, flocked, [](Scene &scene) { scene.facts.content = Probe::Content::Refused; },
         [](Scene &scene) {
             scene.facts.error = ProbeError{"EACCES", "openat", "Permission denied"};
         }},
        State::Held, Proved, Reason::KernelLockHeld);
    row("unknown content, but locked", {anyFile, flocked}, State::Held, Proved, Reason::KernelLockHeld);
    row("locked on a file server, which may have given the lock to another host", {zcFile, remote, flocked},
        State::Held, Presumed, Reason::ServerDecides, u"only the server knows"_s);
    row("lock on a file with the same inode number, which may be another one",
        {zcFile, flocked, [](Scene &scene) { scene.facts.kernelLocks.front().onThisFile = false; }}, State::Held,
        Presumed, Reason::KernelLockHeld, u"inode number"_s);
    row("the kernel's table alone names the holder",
        {zcFile, flocked,
         [](Scene &scene) {
             scene.facts.kernelLocks.front().holders = {{77, -1, "python3", false, LockHolder::Source::Table}};
         }},
        State::Held, Proved, Reason::KernelLockHeld, u"process 77 (python3) acquired a kernel lock on it"_s);
    row("deleted file, still locked",
        {[](Scene &) {}, flocked,
         [](Scene &scene) {
             scene.facts.kernelLocks.front().path = "/tmp/gone";
             scene.facts.kernelLocks.front().pathState = KernelLock::PathState::Deleted;
         }},
        State::Held, Proved, Reason::KernelLockHeld, u"/tmp/gone, which has been deleted"_s);

    // Formats with a kernel lock that is not held.
    row("zc / not held", {zcFile}, State::Free, Proved, Reason::KernelLockFree, u"whatever its text says"_s);
    row("zc / not held, seen from a container", {zcFile, inContainer}, State::Unknown, Presumed,
        Reason::OtherPidNamespace, u"Check on the host"_s);
    row("zc / not held on this host, on a file server", {zcFile, remote}, State::Unknown, Presumed, Reason::OtherHost,
        u"Check the other hosts"_s);
    row("zc / uncertain format", {zcFile, [](Scene &scene) { scene.readings.front().confidence = 0.6; }},
        State::Unknown, Presumed, Reason::NoOwnerRecorded, u"not certain"_s);
    row("zc / uncertain format, but a kernel lock was seen on it",
        {zcFile,
         [](Scene &scene) {
             scene.readings.front().confidence = 0.6;
             scene.facts.kernelLockSeen = true;
         }},
        State::Free, Presumed, Reason::KernelLockFree);
    row("zc / name of another host is irrelevant", {zcFile, claimsHost("mars")}, State::Free, Proved,
        Reason::KernelLockFree);
    row("empty lock file that records no owner", {emptyLockFile}, State::Unknown, Presumed, Reason::NoOwnerRecorded,
        u"treats an existing file as held"_s);
    row("empty lock file with a kernel lock seen earlier",
        {emptyLockFile, [](Scene &scene) { scene.facts.kernelLockSeen = true; }}, State::Free, Presumed,
        Reason::KernelLockFree);
    row("empty lock file on a file server", {emptyLockFile, remote}, State::Unknown, Presumed, Reason::OtherHost);
    row("zc / the kernel's table cannot be read",
        {zcFile, [](Scene &scene) { hostOf(scene.facts).kernelLocksRead = false; }}, State::Unknown, Presumed,
        Reason::Unreadable);

    // Files that name a process.
    row("pid / no such process", {pidFile, dead}, State::Stale, Proved, Reason::PidDead,
        u"Stale: process 4242 is no longer running on this host."_s);
    row("pid / running", {pidFile, alive}, State::Held, Presumed, Reason::PidAlive, u"process 4242 (nginx)"_s);
    row("pid / EPERM means running", {pidFile, aliveForeign}, State::Held, Presumed, Reason::PidAlive);
    row("pid / EPERM and hidden by hidepid means running", {pidFile, aliveButHidden}, State::Held, Presumed,
        Reason::PidAlive, u"of another user"_s);
    row("pid / running, but /proc has no entry", {pidFile, [](Scene &scene) { scene.claimed().life = Life::Alive; }},
        State::Held, Presumed, Reason::PidAlive);
    row("pid / stopped", {pidFile, alive, [](Scene &scene) { scene.process().state = 'T'; }}, State::Held, Presumed,
        Reason::PidAlive);
    row("pid / zombie without a running thread", {pidFile, isZombie}, State::Stale, Proved, Reason::ZombieHolder);
    row("pid / zombie with a running thread", {pidFile, isZombie, [](Scene &scene) { scene.process().threads = 1; }},
        State::Held, Presumed, Reason::PidAlive);
    row("pid / zombie of another user",
        {pidFile, isZombie, [](Scene &scene) { scene.claimed().life = Life::AliveForeign; }}, State::Stale, Proved,
        Reason::ZombieHolder);
    row("pid / recycled", {pidFile, startedAnHourLater}, State::Stale, Proved, Reason::PidRecycled,
        u"started later with the same PID"_s);
    row("pid / recycled by another user",
        {pidFile, startedAnHourLater, [](Scene &scene) { scene.claimed().life = Life::AliveForeign; }}, State::Stale,
        Proved, Reason::PidRecycled);
    row("pid / started a second later, within clock resolution",
        {pidFile, alive, [](Scene &scene) { scene.process().startTime = Written + 1s; }}, State::Held, Presumed,
        Reason::PidAlive);
    row("pid / started later, but within clock deviation",
        {pidFile, alive,
         [](Scene &scene) {
             hostOf(scene.facts).clockDeviation = 50s;
             scene.process().startTime = Written + 51s;
         }},
        State::Unknown, Presumed, Reason::PidRecycled);
    row("pid / started later, but the clock was stepped since boot",
        {pidFile, startedAnHourLater, [](Scene &scene) { hostOf(scene.facts).clockDeviation = 2h; }}, State::Unknown,
        Presumed, Reason::PidRecycled, u"seems to have started after"_s);
    row("pid / started later, but the clock was stepped back",
        {pidFile, startedAnHourLater, [](Scene &scene) { hostOf(scene.facts).clockDeviation = -2h; }}, State::Unknown,
        Presumed, Reason::PidRecycled);
    row("pid / started later, but clock steps are unknown",
        {pidFile, startedAnHourLater, [](Scene &scene) { hostOf(scene.facts).clockDeviation.reset(); }}, State::Unknown,
        Presumed, Reason::PidRecycled);
    row("pid / inode changed after that start (ctime), content was not",
        {pidFile, startedAnHourLater, [](Scene &scene) { scene.facts.changed = Written + 2h; }}, State::Unknown,
        Presumed, Reason::PidRecycled);
    row("pid / started later than mtime, which was set back (touch -d)",
        {pidFile, alive, [](Scene &scene) { scene.facts.modified = Written - 24h; }}, State::Unknown, Presumed,
        Reason::PidRecycled);
    row("pid / modified in the future: no proof of a later start",
        {pidFile, startedAnHourLater, [](Scene &scene) { scene.facts.modified = scene.facts.now + 24h; }}, State::Held,
        Presumed, Reason::PidAlive);
    row("pid / started an hour later by a file server's clock", {pidFile, startedAnHourLater, remote}, State::Unknown,
        Presumed, Reason::PidRecycled);
    row("pid / started five minutes later by a file server's clock",
        {pidFile, alive, [](Scene &scene) { scene.process().startTime = Written + 5min; }, remote}, State::Held,
        Presumed, Reason::PidAlive);
    row("pid / exited, but a container has this pid",
        {pidFile, dead, [](Scene &scene) { scene.claimed().innerNamesakes = {9001}; }}, State::Unknown, Presumed,
        Reason::OtherPidNamespace, u"Check in that container"_s);
    row("pid / recycled, but a container has this pid",
        {pidFile, startedAnHourLater, [](Scene &scene) { scene.claimed().innerNamesakes = {9001}; }}, State::Unknown,
        Presumed, Reason::OtherPidNamespace);
    row("pid / running, and a container has this pid too",
        {pidFile, alive, [](Scene &scene) { scene.claimed().innerNamesakes = {9001}; }}, State::Held, Presumed,
        Reason::PidAlive);
    row("pid / exited, seen from a container", {pidFile, dead, inContainer}, State::Unknown, Presumed,
        Reason::OtherPidNamespace, u"Check on the host"_s);
    row("pid / zombie, seen from a container", {pidFile, isZombie, inContainer}, State::Unknown, Presumed,
        Reason::OtherPidNamespace);
    row("pid / exited, but hidepid hides processes of containers",
        {pidFile, dead, [](Scene &scene) { scene.facts.processesHidden = true; }}, State::Unknown, Presumed,
        Reason::OtherPidNamespace, u"Run as root to see processes of other users"_s);
    row("pid / not running here, on a file server", {pidFile, dead, remote}, State::Unknown, Presumed,
        Reason::OtherHost, u"Check the other hosts"_s);
    row("pid / not running here, on a file server, created on a host of this name",
        {pidFile, dead, remote, claimsHost("box")}, State::Unknown, Presumed, Reason::OtherHost,
        u"each host of that name"_s);
    row("pid / not running here, created on another host", {pidFile, dead, claimsHost("mars")}, State::Unknown,
        Presumed, Reason::OtherHost, u"Created on host mars. Check there."_s);
    row("pid / running here, created on another host", {pidFile, alive, claimsHost("mars")}, State::Unknown, Presumed,
        Reason::OtherHost);
    row("pid / exited, host name in capitals", {pidFile, dead, claimsHost("BOX")}, State::Stale, Proved,
        Reason::PidDead);
    row("pid / exited, host name with a domain may be this host", {pidFile, dead, claimsHost("box.example.com")},
        State::Unknown, Presumed, Reason::OtherHost);
    row("pid / exited, host is localhost, which is every host", {pidFile, dead, claimsHost("localhost")},
        State::Unknown, Presumed, Reason::OtherHost);
    row("pid / exited, host is an address", {pidFile, dead, claimsHost("192.168.1.20")}, State::Unknown, Presumed,
        Reason::OtherHost);
    row("digits / every candidate exited", {pidFile, dead, twoReadings}, State::Stale, Proved, Reason::PidDead);
    row("digits / one candidate running", {pidFile, alive, twoReadings, oneOfTwoDied}, State::Held, Presumed,
        Reason::PidAlive, u"process 4242 (nginx)"_s);
    row("digits / every candidate running", {pidFile, alive, twoReadings}, State::Unknown, Presumed,
        Reason::AmbiguousPid, u"4242 or 424"_s);
    row("digits / every candidate exited, but a container has one",
        {pidFile, dead, twoReadings, [](Scene &scene) { scene.facts.claimed.back().innerNamesakes = {9001}; }},
        State::Unknown, Presumed, Reason::OtherPidNamespace);
    row("pid / exited, but other lines may name another host or process",
        {pidFile, dead, [](Scene &scene) { scene.facts.hasUnparsedText = true; }}, State::Unknown, Presumed,
        Reason::AmbiguousPid, u"the rest of the text"_s);
    row("pid / empty",
        {pidFile,
         [](Scene &scene) {
             scene.facts.incomplete = true;
             scene.facts.size = 0;
             scene.facts.claim = {};
             scene.facts.claimed.clear();
         }},
        State::Unknown, Presumed, Reason::Incomplete, u"Inspect it again"_s);
    row("pid / 0 names no process",
        {pidFile,
         [](Scene &scene) {
             scene.facts.claim = {};
             scene.facts.claimed.clear();
         }},
        State::Unknown, Presumed, Reason::NoOwnerRecorded);
    row("pid / no such process, but the kernel's table cannot be read",
        {pidFile, dead, [](Scene &scene) { hostOf(scene.facts).kernelLocksRead = false; }}, State::Unknown, Presumed,
        Reason::Unreadable);

    // Paths that cannot be inspected, or do not exist.
    row("no file", {[](Scene &scene) { scene.facts.absent = true; }}, State::Absent, Proved, Reason::Absent);
    row("path that cannot be inspected", {[](Scene &scene) {
            scene.facts.error = ProbeError{"EACCES", "openat", "Permission denied"};
        }},
        State::Unknown, Presumed, Reason::Unreadable, u"Permission denied"_s);
    row("content that cannot be read",
        {anyFile, [](Scene &scene) { scene.facts.content = Probe::Content::Refused; },
         [](Scene &scene) {
             scene.facts.error = ProbeError{"EACCES", "openat", "Permission denied"};
         }},
        State::Unknown, Presumed, Reason::Unreadable, u"as root"_s);
    row("content under a lease",
        {anyFile, holdsKernelLock(KernelLock::Type::Lease),
         [](Scene &scene) { scene.facts.content = Probe::Content::UnderLease; }},
        State::Unknown, Presumed, Reason::Unreadable, u"process 77 (python3) holds a lease"_s);
    row("content that must not be opened because of our own POSIX lock",
        {anyFile, [](Scene &scene) { scene.facts.content = Probe::Content::OwnPosixLock; }}, State::Unknown, Presumed,
        Reason::Unreadable);
    row("a lock identified by its name only", {anyFile}, State::Unknown, Presumed, Reason::Unrecognised,
        u"does not make it free"_s);
    row("a deadlock is reported",
        {zcFile, flocked,
         [](Scene &scene) {
             scene.facts.kernelLocks.front().deadlock = {1, 2};
         }},
        State::Held, Proved, Reason::KernelLockHeld,
        u"Deadlock: process 1 waits for process 2, which waits for process 1. Ending any"_s);
    row("an ordinary file", {anyFile, [](Scene &scene) { scene.facts.name = "README"; }}, State::Unknown, Presumed,
        Reason::Unrecognised, u"Not a lock: an ordinary file. No process holds a kernel lock on it."_s);
    row("an ordinary file while the kernel's table cannot be read",
        {anyFile,
         [](Scene &scene) {
             scene.facts.name = "README";
             hostOf(scene.facts).kernelLocksRead = false;
         }},
        State::Unknown, Presumed, Reason::Unreadable, u"cannot be read"_s);
    row("an ordinary file that other hosts may lock",
        {anyFile, [](Scene &scene) { scene.facts.name = "README"; }, remote}, State::Unknown, Presumed,
        Reason::Unrecognised, u"Not a lock: an ordinary file. No process on this host"_s);
    row("a directory",
        {anyFile,
         [](Scene &scene) {
             scene.facts.name = "run";
             scene.facts.inodeType = InodeType::Directory;
         }},
        State::Unknown, Presumed, Reason::Unrecognised, u"Use 'scan'"_s);
    row("a FIFO with the name of a lock", {anyFile, [](Scene &scene) { scene.facts.inodeType = InodeType::Fifo; }},
        State::Unknown, Presumed, Reason::Unrecognised, u"Not a lock: a FIFO."_s);
    row("a link with the name of a lock", {anyFile, [](Scene &scene) { scene.facts.inodeType = InodeType::Symlink; }},
        State::Unknown, Presumed, Reason::Unrecognised, u"symbolic link"_s);
}

namespace {

Scene playScene(const Steps &steps)
{
    Scene scene;
    for (const auto &step : steps)
        step(scene);
    return scene;
}

Verdict verdictOn(const Scene &scene)
{
    return decideVerdict(scene.readings, scene.facts, findEvidence(scene.facts));
}

} // namespace

void tst_Verdict::eachSceneHasItsVerdict()
{
    QFETCH(Steps, steps);
    QFETCH(QString, words);
    const auto verdict = verdictOn(playScene(steps));
    QTEST(verdict.state, "state");
    QTEST(verdict.confidence, "confidence");
    QTEST(verdict.reason, "reason");
    QVERIFY2(text(verdict).contains(words), qPrintable(text(verdict)));
    QVERIFY2(text(verdict).endsWith(u'.'), qPrintable(text(verdict)));
}

void tst_Verdict::staleIsAlwaysProven()
{
    QFETCH(Steps, steps);
    const auto verdict = verdictOn(playScene(steps));
    QVERIFY(verdict.state != State::Stale || verdict.confidence == Confidence::Proved);
}

void tst_Verdict::onlyAStaleLockMayBeBroken()
{
    QFETCH(Steps, steps);
    const auto scene = playScene(steps);
    const auto verdict = verdictOn(scene);
    const auto advice = adviseBreak(scene.readings, scene.facts, verdict);
    QCOMPARE(!advice.refused, verdict.state == State::Stale);
    QVERIFY(verdict.state != State::Stale || advice.action == "unlink");
}

void tst_Verdict::ageAloneChangesNothing()
{
    auto scene = playScene({pidFile, alive});
    const auto before = verdictOn(scene);
    scene.facts.now = Written + 24h * 365 * 10;
    QCOMPARE(verdictOn(scene), before);

    scene = playScene({anyFile});
    scene.facts.now = Written + 24h * 365 * 10;
    QCOMPARE(verdictOn(scene).state, State::Unknown);
}

void tst_Verdict::hostileNamesAreEscaped()
{
    auto scene = playScene({pidFile, alive});
    scene.process().name = "a\x1b[31m%1\nb";
    auto summary = text(verdictOn(scene));
    QVERIFY2(!summary.contains(u'\x1b') && !summary.contains(u'\n') && summary.contains(u"%1"), qPrintable(summary));

    scene = playScene({pidFile, dead, claimsHost("mars\r\n%1")});
    summary = text(verdictOn(scene));
    QVERIFY2(!summary.contains(u'\n') && summary.contains(u"%1"), qPrintable(summary));
}

void tst_Verdict::breakingAKernelLockFileIsRefused()
{
    const auto advise = [](const Scene &scene) { return adviseBreak(scene.readings, scene.facts, verdictOn(scene)); };
    const auto flocked = holdsKernelLock(KernelLock::Type::Flock);
    const auto seen = [](Scene &scene) { scene.facts.kernelLockSeen = true; };
    const std::pair<Scene, QString> expected[]{
        {playScene({zcFile}), u"meant to stay"_s},
        {playScene({zcFile, flocked}), u"second holder"_s},
        {playScene({emptyLockFile, flocked}), u"second holder"_s},
        {playScene({emptyLockFile, seen}), u"meant to stay"_s},
        {playScene({emptyLockFile, remote}), u"of another host cannot be seen"_s},
        {playScene({emptyLockFile, inContainer}), u"outside of this container cannot be seen"_s},
    };
    for (const auto &[scene, words] : expected) {
        QCOMPARE(QByteArray::fromStdString(advise(scene).action), "none"_ba);
        QVERIFY2(text(*advise(scene).refused).contains(words), qPrintable(text(*advise(scene).refused)));
    }
    QCOMPARE(text(*advise(playScene({pidFile, alive})).refused), u"held by process 4242 (nginx)"_s);
    QCOMPARE(text(*advise(playScene({pidFile, dead, flocked})).refused), u"held by process 77 (python3)"_s);
}

void tst_Verdict::wordsAreDistinct()
{
    QSet<QByteArray> words;
    const auto add = [&](std::string_view word) {
        words << QByteArray(word.data(), static_cast<qsizetype>(word.size()));
    };
    for (int reason = 0; reason <= static_cast<int>(Reason::Absent); ++reason)
        add(toWord(static_cast<Reason>(reason)));
    QCOMPARE(words.size(), qsizetype{static_cast<int>(Reason::Absent) + 1});
    words.clear();
    for (int state = 0; state <= static_cast<int>(State::Absent); ++state)
        add(toWord(static_cast<State>(state)));
    QCOMPARE(words, (QSet<QByteArray>{"held", "stale", "free", "unknown", "absent"}));
    QCOMPARE(toWord(Confidence::Presumed), std::string_view("presumed"));
    QCOMPARE(toWord(Reason::KernelLockHeld), std::string_view("kernel-lock-held"));
    QCOMPARE(toWord(Reason::NoOwnerRecorded), std::string_view("no-owner-recorded"));
    QCOMPARE(toWord(Evidence::Supports::Nothing), std::string_view("nothing"));
}

QTEST_GUILESS_MAIN(tst_Verdict)
#include "tst_verdict.moc"
