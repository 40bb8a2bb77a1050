// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/reportbuilder.h"

#include "formats/recogniser.h"
#include "inspect/evidence/rules.h"
#include "inspect/facts.h"
#include "inspect/foldersurroundings.h"
#include "inspect/verdict.h"
#include "system/clocks.h"

#include <algorithm>

namespace Lockscope {

namespace {

Subject::KernelLockKind kindOf(KernelLock::Type type)
{
    switch (type) {
    case KernelLock::Type::Flock:
        return Subject::KernelLockKind::Flock;
    case KernelLock::Type::Posix:
    case KernelLock::Type::Ofd:
        return Subject::KernelLockKind::Fcntl;
    case KernelLock::Type::Lease:
        break;
    }
    return Subject::KernelLockKind::Lease;
}

std::vector<Subject::KernelLockKind> kindsOf(const std::vector<KernelLock> &locks)
{
    std::vector<Subject::KernelLockKind> kinds;
    for (const auto &lock : locks) {
        const auto kind = kindOf(lock.type);
        if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
            kinds.push_back(kind);
    }
    return kinds;
}

std::string folderName(const std::filesystem::path &path)
{
    if (path.has_parent_path())
        return path.parent_path().filename().native();
    std::error_code error;
    return std::filesystem::current_path(error).filename().native();
}

ClaimedProcess askAfter(std::int64_t pid, const Machine &machine)
{
    ClaimedProcess claimed;
    claimed.pid = pid;
    claimed.life = probeLife(pid);
    if (claimed.life == Life::Alive || claimed.life == Life::AliveForeign) {
        claimed.process = machine.process(pid);
        const auto process = processOfThread(machine.proc(), pid);
        if (process && *process != pid)
            claimed.threadOf = process;
    }
    for (const auto &inner : machine.innerProcesses()) {
        // The first number is the one that it has here.
        const auto &numbers = inner.namespacePids;
        if (numbers.size() > 1 && std::find(numbers.begin() + 1, numbers.end(), pid) != numbers.end())
            claimed.innerNamesakes.push_back(inner.pid);
    }
    return claimed;
}

/// What does not depend on the inode.
Facts machineFacts(const Machine &machine)
{
    Facts facts;
    facts.now = wallNow();
    facts.kernelLocksRead = machine.kernelLocksRead();
    facts.descriptorsHidden = machine.kernelLocks().hiddenProcesses();
    facts.hostname = machine.host().hostname;
    facts.seesAllProcesses = machine.host().seesAllProcesses();
    facts.clockDeviation = machine.host().clockDeviation;
    return facts;
}

void addReading(const Recognition &reading, const Machine &machine, Facts &facts)
{
    facts.heldTest = reading.heldTest;
    facts.torn = reading.torn;
    facts.saysMore = reading.saysMore;
    facts.claim = reading.claim;
    if (reading.heldTest != HeldTest::Process && reading.heldTest != HeldTest::Heartbeat)
        return;
    facts.processesHidden = machine.processesHidden();
    for (const auto pid : reading.claim.pids)
        facts.claimed.push_back(askAfter(pid, machine));
}

/// The live process behind the lock: the kernel's first holder, else the one that it names, if that may be it.
std::optional<ProcessFacts> processBehind(const Facts &facts, const Verdict &verdict, const Machine &machine)
{
    for (const auto &lock : facts.kernelLocks) {
        if (!lock.holders.empty())
            return machine.process(lock.holders.front().pid);
    }
    if (verdict.state == Verdict::State::Held && facts.claimed.size() == 1)
        return facts.claimed.front().process;
    return std::nullopt;
}

void judgeInto(LockReport &report, const Subject &subject, Facts facts, const Machine &machine)
{
    const auto readings = recogniseAll(subject);
    if (!readings.empty())
        addReading(readings.front(), machine, facts);
    report.evidence = findEvidence(facts);
    report.verdict = judge(readings, facts, report.evidence);
    report.format = formatOf(readings, facts);
    for (const auto &reading : readings)
        report.formats.push_back({std::string(reading.id), reading.confidence, reading.reason});
    if (!readings.empty()) {
        for (const auto &name : readings.front().companions)
            report.companions.push_back(report.path.parent_path() / name);
    }
    report.owner = facts.claim;
    report.process = processBehind(facts, report.verdict, machine);
    auto advice = adviseBreak(readings, facts, report.verdict);
    report.breakAction = std::move(advice.action);
    report.breakRefused = std::move(advice.refused);
    report.kernelLocks = std::move(facts.kernelLocks);
}

void copyStatus(const struct statx &status, LockReport &report)
{
    report.size = status.stx_size;
    report.mode = status.stx_mode & 07777U;
    report.links = status.stx_nlink;
    report.ownerUid = status.stx_uid;
    if ((status.stx_mask & STATX_BTIME) != 0)
        report.created = toWallTime(status.stx_btime);
    report.modified = toWallTime(status.stx_mtime);
    report.changed = toWallTime(status.stx_ctime);
}

} // namespace

LockReport buildReport(std::filesystem::path path, Look look, const Machine &machine, int folder)
{
    LockReport report;
    report.path = std::move(path);
    report.inodeType = look.type;
    report.error = look.error;
    auto facts = machineFacts(machine);
    facts.absent = look.absent;
    facts.error = look.error;
    facts.name = report.path.filename().native();
    facts.inodeType = look.type;
    facts.content = look.contentState;
    facts.changedWhileLooking = look.changedWhileLooking;
    if (look.type != LockReport::InodeType::None) {
        copyStatus(look.status, report);
        facts.size = report.size;
        facts.modified = report.modified;
        facts.changed = report.changed;
        report.age = facts.now - *report.modified;
    }
    if (look.place) {
        report.inode = look.place->inode;
        report.fileSystem = look.place->fileSystem;
        facts.fileSystem = look.place->fileSystem;
        if (machine.mayHaveKernelLock(look.place->inode.inode))
            facts.kernelLocks = machine.kernelLocks().on(look.place->inode);
    }
    report.contentRead = look.contentState == Look::Content::Read;

    const FolderSurroundings surroundings(folder, report.path, look.status.stx_ino, machine);
    Subject subject{.name = facts.name,
                    .folder = folderName(report.path),
                    .inodeType = look.type,
                    .size = report.size,
                    .mode = report.mode,
                    .links = report.links,
                    .content = std::move(look.content),
                    .contentRead = report.contentRead,
                    .linkTarget = std::move(look.linkTarget),
                    .kernelLocks = kindsOf(facts.kernelLocks),
                    .surroundings = look.type == LockReport::InodeType::None ? nullptr : &surroundings};
    judgeInto(report, subject, std::move(facts), machine);
    report.content = std::move(subject.content);
    report.linkTarget = std::move(subject.linkTarget);
    return report;
}

LockReport buildReportWithoutPath(std::vector<KernelLock> locks, const Machine &machine)
{
    LockReport report;
    const auto &first = locks.front();
    report.inode = first.inode;
    auto facts = machineFacts(machine);
    facts.name = first.path.filename().native();

    Subject subject;
    subject.name = facts.name;
    subject.inodeType = LockReport::InodeType::None;
    subject.contentRead = false;
    subject.kernelLocks = kindsOf(locks);
    facts.kernelLocks = std::move(locks);
    judgeInto(report, subject, std::move(facts), machine);
    return report;
}

Verdict judgeClaim(const Claim &claim, const Machine &machine)
{
    auto facts = machineFacts(machine);
    const Recognition reading{.id = {}, .confidence = 1, .reason = {}, .claim = claim, .heldTest = HeldTest::Process};
    addReading(reading, machine, facts);
    return judge({&reading, 1}, facts, findEvidence(facts));
}

} // namespace Lockscope
