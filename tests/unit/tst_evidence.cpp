// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/evidence/rules.h"
#include "support/hostof.h"

#include <lockscope/wording.h>

#include <QTest>

#include <functional>

using namespace Lockscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Change = std::function<void(Facts &)>;
using Supports = Evidence::Supports;

Q_DECLARE_METATYPE(Change)

namespace {

const WallTime Written = WallTime(std::chrono::seconds(1'795'000'000));
constexpr auto ThisBoot = "e1c77f4c-13ee-4d10-8f12-2f1a6b9f3c55";

ClaimedProcess process(Life life)
{
    ClaimedProcess claimed;
    claimed.pid = 4242;
    claimed.life = life;
    if (life != Life::Dead) {
        claimed.process = ProcessFacts();
        claimed.process->name = "nginx";
        claimed.process->state = 'S';
        claimed.process->threads = 1;
        claimed.process->startTime = Written - 1h;
    }
    return claimed;
}

Facts plainFacts()
{
    Facts facts;
    facts.name = "app.pid";
    facts.inodeType = LockReport::InodeType::Regular;
    facts.content = Probe::Content::Read;
    facts.size = 5;
    facts.modified = Written;
    facts.changed = Written;
    facts.now = Written + 1h;
    facts.fileSystem = {"ext4", false};
    hostOf(facts).hostname = "box";
    hostOf(facts).pidNamespace = InitialPidNamespace;
    hostOf(facts).clockDeviation = 0s;
    facts.heldBy = HeldBy::Process;
    facts.claim = Claim::ofPid(4242);
    return facts;
}

KernelLock flockOf(std::int64_t pid, bool proved = true)
{
    KernelLock lock;
    lock.holders = {LockHolder{pid, 3, "python3", proved}};
    return lock;
}

} // namespace

class tst_Evidence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachFactIsReported_data();
    void eachFactIsReported();
    void ordinaryStalePidFileHasOneFact();
    void manyKernelLocksAreSummarised();
    void namesFromFilesAreEscaped();
};

void tst_Evidence::eachFactIsReported_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<Supports>("supports");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("source");
    const auto row = [](const char *id, Supports supports, const QString &words, const QString &source,
                        const Change &change, const char *name = nullptr) {
        QTest::newRow(name ? name : id) << change << QByteArray(id) << supports << words << source;
    };
    row("kernel-lock-held", Supports::Held, u"process 77 (python3) holds an exclusive flock"_s, u"/proc/77/fdinfo/3"_s,
        [](Facts &facts) { facts.kernelLocks = {flockOf(77)}; });
    row(
        "kernel-lock-held", Supports::Held, u"according to the kernel's table alone"_s, u"/proc/locks"_s,
        [](Facts &facts) { facts.kernelLocks = {flockOf(77, false)}; }, "kernel lock whose holder is not proved");
    row(
        "kernel-lock-held", Supports::Held, u"a shared POSIX lock on bytes 10 to 19"_s, u"/proc/locks"_s,
        [](Facts &facts) {
            facts.kernelLocks = {flockOf(77)};
            facts.kernelLocks.front().type = KernelLock::Type::Posix;
            facts.kernelLocks.front().mode = KernelLock::Mode::Read;
            facts.kernelLocks.front().start = 10;
            facts.kernelLocks.front().end = 19;
        },
        "kernel lock on a range");
    row(
        "kernel-lock-held", Supports::Nothing, u"a write lease"_s, u"/proc/locks"_s,
        [](Facts &facts) {
            facts.kernelLocks = {flockOf(77)};
            facts.kernelLocks.front().type = KernelLock::Type::Lease;
        },
        "lease");
    row("kernel-lock-none", Supports::Free, u"no lock"_s, u"/proc/locks"_s,
        [](Facts &facts) { facts.heldBy = HeldBy::KernelLock; });
    row("kernel-locks-unreadable", Supports::Unknown, u"cannot be read"_s, u"/proc/locks"_s,
        [](Facts &facts) { hostOf(facts).kernelLocksRead = false; });
    row("hidden-processes", Supports::Nothing, u"as root"_s, u"/proc/PID/fdinfo"_s, [](Facts &facts) {
        facts.kernelLocks = {flockOf(77, false)};
        hostOf(facts).descriptorsHidden = true;
    });
    row("pid-dead", Supports::Stale, u"process 4242 is not running on this host"_s, u"kill(4242, 0)"_s,
        [](Facts &facts) { facts.claimed = {process(Life::Dead)}; });
    row(
        "pid-dead", Supports::Nothing, u"process 4242 is not running on this host"_s, u"kill(4242, 0)"_s,
        [](Facts &facts) {
            facts.claimed = {process(Life::Dead)};
            facts.claim.hostname = "mars";
        },
        "no such process here, for a lock of another host");
    row("pid-alive", Supports::Held, u"process 4242 (nginx) is running"_s, u"kill(4242, 0)"_s,
        [](Facts &facts) { facts.claimed = {process(Life::Alive)}; });
    row(
        "pid-alive", Supports::Nothing, u"process 4242 (nginx) is running"_s, u"kill(4242, 0)"_s,
        [](Facts &facts) {
            facts.claimed = {process(Life::Alive)};
            facts.claim.hostname = "mars";
        },
        "such a process here, for a lock of another host");
    row("pid-alive-other-user", Supports::Held, u"another user"_s, u"kill(4242, 0)"_s,
        [](Facts &facts) { facts.claimed = {process(Life::AliveForeign)}; });
    row("pid-recycled", Supports::Stale, u"started after"_s, u"/proc/4242/stat"_s, [](Facts &facts) {
        facts.claimed = {process(Life::Alive)};
        facts.claimed.front().process->startTime = Written + 10s;
    });
    row("clock-stepped", Supports::Unknown, u"the wall clock has been set"_s, u"/proc/stat"_s, [](Facts &facts) {
        facts.claimed = {process(Life::Alive)};
        facts.claimed.front().process->startTime = Written + 10s;
        hostOf(facts).clockDeviation = 3h;
    });
    row("zombie", Supports::Stale, u"has exited"_s, u"/proc/4242/stat"_s, [](Facts &facts) {
        facts.claimed = {process(Life::Alive)};
        facts.claimed.front().process->state = 'Z';
        facts.claimed.front().process->threads = 0;
    });
    row("stopped", Supports::Held, u"is stopped"_s, u"/proc/4242/stat"_s, [](Facts &facts) {
        facts.claimed = {process(Life::Alive)};
        facts.claimed.front().process->state = 'T';
    });
    row("thread-id", Supports::Nothing, u"a thread of process 4200"_s, u"/proc/4242/status"_s, [](Facts &facts) {
        facts.claimed = {process(Life::Alive)};
        facts.claimed.front().threadOf = 4200;
    });
    row("ambiguous-pid", Supports::Unknown, u"2 PIDs"_s, u"content"_s, [](Facts &facts) {
        facts.claimed = {process(Life::Alive), process(Life::Dead)};
    });
    row("text-is-comment", Supports::Nothing, u"remains when that process has exited"_s, u"content"_s,
        [](Facts &facts) { facts.heldBy = HeldBy::KernelLock; });
    row("text-confirmed", Supports::Nothing, u"the same process 4242"_s, u"content"_s, [](Facts &facts) {
        facts.heldBy = HeldBy::KernelLock;
        facts.kernelLocks = {flockOf(4242)};
    });
    row("inner-pid-namespace", Supports::Unknown, u"process 9001 has the PID 4242"_s, u"/proc/9001/status"_s,
        [](Facts &facts) {
            facts.claimed = {process(Life::Dead)};
            facts.claimed.front().innerNamesakes = {9001};
        });
    row("own-pid-namespace", Supports::Unknown, u"inner PID namespace"_s, u"/proc/self/ns/pid"_s,
        [](Facts &facts) { hostOf(facts).pidNamespace = NestedPidNamespace; });
    row("processes-hidden", Supports::Unknown, u"hidepid"_s, u"/proc/1/status"_s, [](Facts &facts) {
        facts.claimed = {process(Life::Dead)};
        facts.processesHidden = true;
    });
    row("other-host", Supports::Unknown, u"host mars, and this is host box"_s, u"content"_s,
        [](Facts &facts) { facts.claim.hostname = "mars"; });
    row("host-unclear", Supports::Unknown, u"may or may not be this host"_s, u"content"_s,
        [](Facts &facts) { facts.claim.hostname = "box.example.com"; });
    row("remote-file-system", Supports::Unknown, u"nfs4"_s, u"/proc/self/mountinfo"_s, [](Facts &facts) {
        facts.fileSystem = {"nfs4", true};
    });
    row("host-alias", Supports::Nothing, u"box.example.com, which is this host (box)"_s, u"content"_s,
        [](Facts &facts) {
            facts.claim.hostname = "box.example.com";
            hostOf(facts).hostAliases = {"box.example.com"};
        });
    row("same-boot", Supports::Nothing, u"the current boot of this machine"_s, u"content"_s, [](Facts &facts) {
        facts.claim.hostname = "4f1c0a9d8e7b";
        facts.claim.bootId = hostOf(facts).bootId = ThisBoot;
    });
    row("machine-id-equal", Supports::Unknown, u"containers made from one image"_s, u"content"_s, [](Facts &facts) {
        facts.claim.hostname = "mars";
        facts.claim.machineId = hostOf(facts).machineId = "8c1f0d3b5a7e49f2b6d4e1a09c35f7e2";
    });
    row("machine-id-differs", Supports::Unknown, u"another machine"_s, u"content"_s, [](Facts &facts) {
        facts.claim.hostname = "box";
        facts.claim.machineId = "8c1f0d3b5a7e49f2b6d4e1a09c35f7e2";
        hostOf(facts).machineId = "00112233445566778899aabbccddeeff";
    });
    row("foreign-pid-namespace", Supports::Unknown, u"PID namespace 4026532000"_s, u"content"_s,
        [](Facts &facts) { facts.claim.pidNamespace = 4026532000; });
    row(
        "pid-dead", Supports::Stale, u"process 4242 is not running in PID namespace 4026532000"_s, u"/proc"_s,
        [](Facts &facts) {
            facts.claimed = {process(Life::Dead)};
            facts.claim.pidNamespace = 4026532000;
        },
        "no such process in the pid namespace that it names");
    row(
        "pid-recycled", Supports::Stale, u"at another time"_s, u"/proc/4242/stat"_s,
        [](Facts &facts) {
            facts.claimed = {process(Life::Alive)};
            facts.claim.bootId = hostOf(facts).bootId = ThisBoot;
            facts.claimed.front().process->startTicks = 5077;
            facts.claim.startTicks = 5000;
        },
        "started at another time by the kernel's ticks");
    row("name-mismatch", Supports::Unknown, u"records the program fileman, and that PID is process 4242 (nginx)"_s,
        u"/proc/4242/cmdline"_s, [](Facts &facts) {
            facts.claimed = {process(Life::Alive)};
            facts.claim.name = "fileman";
            facts.namesProgram = true;
        });
    row("booted-since", Supports::Stale, u"booted since"_s, u"boot_id"_s, [](Facts &facts) {
        facts.claim.bootId = "0b0bd4f1-7a35-4a52-9c0e-9f6f2f1f8f10";
        hostOf(facts).bootId = ThisBoot;
    });
    row("changed-before-boot", Supports::Stale, u"before this host booted"_s, u"/proc/stat"_s,
        [](Facts &facts) { hostOf(facts).bootTime = Written + 1min; });
    row("boot-time-differs", Supports::Unknown, u"1700000000"_s, u"/proc/stat"_s, [](Facts &facts) {
        hostOf(facts).bootTime = Written - 24h;
        facts.claim.bootId = "1700000000";
    });
    row("link-count", Supports::Nothing, u"2 hard links, one of which is box-1.4242-81"_s, u"statx"_s,
        [](Facts &facts) {
            facts.size = 0;
            facts.links = 2;
            facts.companions = {"box-1.4242-81"};
        });
    row("heartbeat-fresh", Supports::Held, u"3.0 s old; its program allows for 10.0 s"_s, u"statx"_s, [](Facts &facts) {
        facts.heldBy = HeldBy::Heartbeat;
        facts.heartbeat = 10s;
        facts.now = Written + 3s;
    });
    row(
        "heartbeat-fresh", Supports::Held, u"lasts for another 12.0 s"_s, u"statx"_s,
        [](Facts &facts) {
            facts.heldBy = HeldBy::Heartbeat;
            facts.heartbeat = 10s;
            facts.timeIsExpiry = true;
            facts.now = Written - 12s;
        },
        "a lease that lasts");
    row("heartbeat-expired", Supports::Unknown, u"3600.0 s old"_s, u"statx"_s, [](Facts &facts) {
        facts.heldBy = HeldBy::Heartbeat;
        facts.heartbeat = 10s;
    });
    row("unreadable", Supports::Unknown, u"Permission denied"_s, u"openat: EACCES"_s, [](Facts &facts) {
        facts.error = ProbeError{"EACCES", "openat", "Permission denied"};
    });
    row("lease-not-opened", Supports::Unknown, u"break the lease"_s, u"/proc/locks"_s,
        [](Facts &facts) { facts.content = Probe::Content::UnderLease; });
    row("own-posix-lock-not-opened", Supports::Unknown, u"own POSIX lock"_s, u"/proc/locks"_s,
        [](Facts &facts) { facts.content = Probe::Content::OwnPosixLock; });
    row("torn", Supports::Unknown, u"empty"_s, u"content"_s, [](Facts &facts) { facts.incomplete = true; });
    row("future-mtime", Supports::Nothing, u"3600.0 s in the future"_s, u"statx"_s,
        [](Facts &facts) { facts.modified = facts.now + 1h; });
    row("changed-while-looking", Supports::Nothing, u"each time"_s, u"statx"_s,
        [](Facts &facts) { facts.changedWhileReading = true; });
}

void tst_Evidence::eachFactIsReported()
{
    QFETCH(Change, change);
    QFETCH(QByteArray, id);
    QFETCH(QString, words);
    QFETCH(QString, source);
    auto facts = plainFacts();
    const auto isIt = [&](const Evidence &each) { return toWord(each.id) == id.toStdString(); };
    QVERIFY2(std::ranges::none_of(findEvidence(facts), isIt), "reported without its cause");
    change(facts);
    const auto evidence = findEvidence(facts);
    const auto found = std::ranges::find_if(evidence, isIt);
    QVERIFY(found != evidence.end());
    QTEST(found->supports, "supports");
    QVERIFY2(text(*found).contains(words), qPrintable(text(*found)));
    QVERIFY2(found->source.contains(source), qPrintable(found->source));
}

void tst_Evidence::ordinaryStalePidFileHasOneFact()
{
    auto facts = plainFacts();
    facts.claimed = {process(Life::Dead)};
    QCOMPARE(findEvidence(facts).size(), std::size_t{1});
}

void tst_Evidence::manyKernelLocksAreSummarised()
{
    auto facts = plainFacts();
    facts.kernelLocks.assign(1000, flockOf(77));
    const auto evidence = findEvidence(facts);
    QVERIFY(evidence.size() < 20);
    QVERIFY2(text(evidence.back()).contains(u"984 more"), qPrintable(text(evidence.back())));
}

void tst_Evidence::namesFromFilesAreEscaped()
{
    auto facts = plainFacts();
    facts.claim.hostname = "mars\n\x1b[2J";
    facts.fileSystem = {"fuse.\x07", true};
    facts.kernelLocks = {flockOf(77)};
    facts.kernelLocks.front().holders.front().name = "py\nthon";
    for (const auto &evidence : findEvidence(facts)) {
        for (const auto &shown : {text(evidence), evidence.source}) {
            for (const auto character : shown)
                QVERIFY2(character.isPrint(), qPrintable(shown));
        }
    }
}

QTEST_GUILESS_MAIN(tst_Evidence)
#include "tst_evidence.moc"
