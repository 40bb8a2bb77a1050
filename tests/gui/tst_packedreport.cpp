// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "ui/model/packedreport.h"

#include "gui/samplereports.h"
#include "support/actor.h"
#include "support/locktest.h"
#include "support/saying.h"

#include <lockscope/inspector.h>

#include <QTest>

#include <filesystem>
#include <limits>

using namespace Lockscope;
using namespace Lockscope::Ui;

namespace {

/// With a value in every member, also in those of its members.
LockReport filledReport()
{
    constexpr auto Largest = std::numeric_limits<std::uint64_t>::max();
    constexpr auto Smallest = std::numeric_limits<std::int64_t>::min();
    const WallTime time{std::chrono::nanoseconds(Smallest)};
    const InodeKey inode{8, 1, Largest};
    Claim claim{.pid = 1,
                .pids = {1, Smallest},
                .hostname = "box",
                .thread = "main",
                .name = std::string("a\0b", 3),
                .startTime = time,
                .bootId = "boot",
                .startTicks = Largest,
                .machineId = "machine",
                .pidNamespace = Largest};
    ProcessFacts process;
    process.pid = 42;
    process.ppid = 1;
    process.name = "worker\xff";
    process.commandLine = {"worker", "", "--all"};
    process.uid = 1000;
    process.user = "anna";
    process.startTicks = 7;
    process.startTime = time;
    process.state = 'Z';
    process.threads = 3;
    process.pidNamespace = Largest;
    process.namespacePids = {42, 1};
    process.container = "container";
    process.isKernelThread = true;
    KernelLock lock;
    lock.type = KernelLock::Type::Ofd;
    lock.mode = KernelLock::Mode::Read;
    lock.inode = inode;
    lock.file = inode;
    lock.inTable = false;
    lock.onThisFile = false;
    lock.start = 1;
    lock.end = Largest;
    lock.holders = {
        {.pid = 42, .fd = -1, .name = "worker", .proved = true, .source = LockHolder::Source::Table, .thread = 43}};
    lock.waiters = {{.pid = 44, .name = "waiter"}};
    lock.deadlock = {42, 44};
    lock.path = "/srv/a";
    lock.pathState = KernelLock::PathState::Elsewhere;
    lock.tablePid = -1;
    lock.forNfs = KernelLock::ForNfs::Version4;
    lock.nfsClients = {
        {.name = "client", .address = "10.0.0.1", .isLeaseExpired = true, .sinceRenewal = std::chrono::seconds(9)}};
    const auto sentence = saying(QStringLiteral("It says so."));
    auto everything = sentence;
    everything.arguments = {std::int64_t{-1},
                            0.1,
                            std::string("text"),
                            ProcessName{42, "worker"},
                            ProcessNames{{{42, "worker"}, {43, {}}}},
                            LockDescription{LockDescription::Type::Lease, true, 1, 2},
                            DeadlockCycle{{1, 2}},
                            OwnerNames{{1}, "name", "host"},
                            Phrase{"a clause"}};

    LockReport report;
    report.inodeType = InodeInfo::InodeType::Symlink;
    report.size = Largest;
    report.mode = 0644;
    report.links = 2;
    report.ownerUid = -1;
    report.created = time;
    report.modified = WallTime();
    report.changed = time;
    report.path = "/srv/\xff\n";
    report.row = "/srv/row";
    report.inode = inode;
    report.age = std::chrono::duration<double>(0.25);
    report.content = std::string("a\0b", 3);
    report.contentRead = true;
    report.linkTarget = "target";
    report.format = "zc";
    report.formats = {{.id = "zc", .confidence = 0.9, .reason = {"its name"}},
                      {.id = "pid", .confidence = 0.1, .reason = {}}};
    report.verdict = {.state = Verdict::State::Absent,
                      .confidence = Verdict::Confidence::Proved,
                      .reason = Verdict::Reason::Absent,
                      .sentences = {sentence, everything}};
    report.owner = claim;
    report.process = process;
    report.kernelLocks = {lock, KernelLock()};
    report.evidence = {{.id = Evidence::Id::FormerHolder,
                        .supports = Evidence::Supports::Nothing,
                        .finding = everything,
                        .source = QStringLiteral("kill(42, 0) ä"),
                        .host = "alpha"}};
    report.asked = {{.host = "alpha",
                     .machineId = "m",
                     .bootId = "b",
                     .askedAt = std::chrono::nanoseconds(-5),
                     .took = std::chrono::nanoseconds(5),
                     .error = "not-reached"}};
    report.token = "17";
    report.queue = {claim, Claim()};
    report.fileSystem = FileSystemKind{.type = "nfs4", .remote = true, .lockReach = FileSystemKind::LockReach::Server};
    report.companions = {"/srv/b", ""};
    report.companionLocks = {"b", ""};
    report.breakAction = "unlink";
    report.breakRefused = everything;
    report.breakPermission = LockReport::BreakPermission::Nothing;
    report.error = ProbeError{.code = "EACCES", .call = "openat", .message = "Permission denied"};
    return report;
}

} // namespace

/// A packed report is the report.
class tst_PackedReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMemberIsKept()
    {
        const auto report = filledReport();
        QCOMPARE(PackedReport(report).unpacked(), report);
        QCOMPARE(PackedReport(LockReport()).unpacked(), LockReport());
        QVERIFY(PackedReport(report) == PackedReport(filledReport()));
    }

    void differencesAreSeen()
    {
        const auto report = filledReport();
        auto other = report;
        other.kernelLocks.front().nfsClients.front().sinceRenewal.reset();
        QVERIFY(PackedReport(report) != PackedReport(other));
        other = report;
        other.evidence.front().source.clear();
        QVERIFY(PackedReport(report) != PackedReport(other));
        other = report;
        other.formats.back().reason.text = "another reason";
        QVERIFY(PackedReport(report) != PackedReport(other));
    }

    void realReportsAreKept()
    {
        const TestDirectory directory;
        const auto locked = makeFile(directory / "job.lock", " 4242\n");
        Actor actor;
        QCOMPARE(actor.say("flock", locked), QByteArray("held"));
        const Inspector inspector;
        const auto inLock = inspector.inspect(locked);
        QVERIFY(!inLock.kernelLocks.empty());
        QCOMPARE(PackedReport(inLock).unpacked(), inLock);
        int files = 0;
        for (const auto &entry : std::filesystem::recursive_directory_iterator(LOCKSCOPE_TEST_DATA "/formats")) {
            const auto report = inspector.inspect(entry.path());
            QCOMPARE(PackedReport(report).unpacked(), report);
            ++files;
        }
        QVERIFY(files > 50);
    }

    /// There are more different texts than are stored once.
    void unusualTextsAreKept()
    {
        LockReport report;
        for (int i = 0; i < 21'000; ++i) {
            report.format = "format-" + std::to_string(i);
            QCOMPARE(PackedReport(report).unpacked().format, report.format);
        }
        QCOMPARE(PackedReport(filledReport()).unpacked(), filledReport());
    }
};

QTEST_GUILESS_MAIN(tst_PackedReport)
#include "tst_packedreport.moc"
