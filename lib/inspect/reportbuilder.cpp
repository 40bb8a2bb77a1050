// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/reportbuilder.h"

#include "formats/recogniser.h"
#include "inspect/facts.h"
#include "inspect/foldersurroundings.h"
#include "inspect/opinion.h"
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

/// Looks for the process in the pid namespace that the lock names, which is not ours.
void askInNamespace(const Machine &machine, const Facts &facts, ClaimedProcess &claimed)
{
    bool seenWhole = facts.seesAllProcesses && !machine.processesHidden();
    for (const auto &inner : machine.innerProcesses()) {
        const auto process = machine.process(inner.pid);
        if (!process || process->pidNamespace == 0) {
            seenWhole = false;
        } else if (process->pidNamespace == facts.claim.pidNamespace && inner.namespacePids.back() == claimed.pid) {
            claimed.here = inner.pid;
            claimed.life = probeLife(inner.pid);
            claimed.process = process;
            return;
        }
    }
    if (seenWhole)
        claimed.life = Life::Dead;
}

void askForNamesakes(const Machine &machine, const Facts &facts, ClaimedProcess &claimed)
{
    const auto host = hostMatch(facts) == HostMatch::Other ? facts.claim.hostname : std::nullopt;
    for (const auto &inner : machine.innerProcesses()) {
        // The first number is the one that it has here.
        const auto &numbers = inner.namespacePids;
        if (numbers.size() < 2 || std::find(numbers.begin() + 1, numbers.end(), claimed.pid) == numbers.end())
            continue;
        ClaimedProcess namesake;
        namesake.pid = claimed.pid;
        namesake.life = Life::Alive;
        namesake.process = machine.process(inner.pid);
        if (isGone(namesake, facts))
            continue;
        claimed.innerNamesakes.push_back(inner.pid);
        // Docker and Podman call a container's host by the beginning of its id.
        constexpr std::size_t ShortId = 12;
        if (host && host->size() >= ShortId && namesake.process && namesake.process->container.starts_with(*host)) {
            claimed.container = *host;
            claimed.here = inner.pid;
            claimed.process = namesake.process;
        }
    }
}

ClaimedProcess askAfter(std::int64_t pid, const Facts &facts, const Machine &machine)
{
    ClaimedProcess claimed;
    claimed.pid = pid;
    if (facts.claim.pidNamespace && *facts.claim.pidNamespace != facts.pidNamespace) {
        askInNamespace(machine, facts, claimed);
        return claimed;
    }
    claimed.life = probeLife(pid);
    if (claimed.life == Life::Alive || claimed.life == Life::AliveForeign) {
        claimed.process = machine.process(pid);
        const auto process = processOfThread(machine.proc(), pid);
        if (process && *process != pid)
            claimed.threadOf = process;
    }
    if (!facts.claim.pidNamespace)
        askForNamesakes(machine, facts, claimed);
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
    facts.hostAliases = machine.hostAliases();
    facts.machineId = machine.host().machineId;
    facts.bootId = machine.host().bootId;
    facts.bootTime = machine.host().bootTime;
    facts.pidNamespace = machine.host().pidNamespace;
    facts.pidMax = machine.host().pidMax;
    facts.seesAllProcesses = machine.host().seesAllProcesses();
    facts.clockDeviation = machine.host().clockDeviation;
    return facts;
}

/// What costs more to know, and only matters where a process is named.
void addProcessFacts(const std::vector<Recognition> &readings, const Machine &machine, Facts &facts)
{
    const auto asks = [](const Recognition &reading) {
        return reading.heldTest == HeldTest::Process || reading.heldTest == HeldTest::Heartbeat;
    };
    const auto hasNumber = [](const Recognition &reading) {
        return reading.claim.hostname && reading.claim.hostname->find('@') != std::string::npos;
    };
    if (std::any_of(readings.begin(), readings.end(), asks))
        facts.processesHidden = machine.processesHidden();
    if (std::any_of(readings.begin(), readings.end(), hasNumber))
        facts.hardwareAddresses = machine.hardwareAddresses();
}

/// The live process behind the lock: the kernel's first holder, else the one that it names, if that may be it.
std::optional<ProcessFacts> processBehind(const Facts &facts, const Verdict &verdict, const Machine &machine)
{
    for (const auto &lock : facts.kernelLocks) {
        if (!lock.holders.empty())
            return machine.process(lock.holders.front().pid);
    }
    if (verdict.state != Verdict::State::Held)
        return std::nullopt;
    for (const auto &claimed : facts.claimed) {
        if (!claimed.container.empty() || (isOfThisHost(facts) && !isGone(claimed, facts)))
            return claimed.process;
    }
    return std::nullopt;
}

/// The names come from the lock or its folder: only those that name an entry of that folder.
std::vector<std::filesystem::path> companionsOf(const Recognition &reading, const std::filesystem::path &lock)
{
    std::vector<std::filesystem::path> companions;
    for (const auto &name : reading.companions) {
        if (!name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos &&
            name != lock.filename().native())
            companions.push_back(lock.parent_path() / name);
    }
    return companions;
}

void judgeInto(LockReport &report, const Subject &subject, Facts facts, const Machine &machine)
{
    const auto readings = recogniseAll(subject);
    addProcessFacts(readings, machine, facts);
    auto opinion =
        opinionOf(readings, facts, [&](std::int64_t pid, const Facts &known) { return askAfter(pid, known, machine); });
    report.evidence = std::move(opinion.evidence);
    report.verdict = std::move(opinion.verdict);
    report.format = formatOf(readings, opinion.facts);
    for (const auto &reading : readings)
        report.formats.push_back({std::string(reading.id), reading.confidence, reading.reason});
    if (!readings.empty())
        report.companions = companionsOf(readings.front(), report.path);
    report.owner = opinion.facts.claim;
    report.process = processBehind(opinion.facts, report.verdict, machine);
    auto advice = adviseBreak(readings, opinion.facts, report.verdict);
    report.breakAction = std::move(advice.action);
    report.breakRefused = std::move(advice.refused);
    report.breakForbidden = advice.isForbidden;
    report.kernelLocks = std::move(opinion.facts.kernelLocks);
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

LockReport buildReport(std::filesystem::path path, Look look, const Machine &machine, FolderAtHand folder)
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
        facts.links = report.links;
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
    const std::vector<Recognition> readings = {
        {.id = {}, .confidence = 1, .reason = {}, .claim = claim, .heldTest = HeldTest::Process}};
    auto facts = machineFacts(machine);
    addProcessFacts(readings, machine, facts);
    return opinionOf(readings, facts,
                     [&](std::int64_t pid, const Facts &known) { return askAfter(pid, known, machine); })
        .verdict;
}

} // namespace Lockscope
