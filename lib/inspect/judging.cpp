// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/judging.h"

#include "formats/placeholderformat.h"
#include "inspect/deletedfile.h"
#include "inspect/judgedmatch.h"
#include "inspect/openers.h"
#include "inspect/overlaylayer.h"
#include "inspect/pathnames.h"
#include "inspect/pidlookup.h"
#include "inspect/verdict.h"
#include "system/clocks.h"
#include "values/sentences.h"

#include <algorithm>

#include <unistd.h>

namespace Lockscope {

namespace {

/// Facts that are more expensive to gather and only matter if a process is recorded.
void addProcessFacts(const std::vector<FormatReading> &readings, const HostSnapshot &machine, Facts &facts)
{
    const auto asks = [](const FormatReading &reading) {
        return reading.heldBy == HeldBy::Process || reading.heldBy == HeldBy::Heartbeat;
    };
    const auto hasNumber = [](const FormatReading &reading) {
        return reading.claim.hostname && reading.claim.hostname->find('@') != std::string::npos;
    };
    if (std::any_of(readings.begin(), readings.end(), asks))
        facts.processesHidden = machine.processesHidden();
    if (std::any_of(readings.begin(), readings.end(), hasNumber))
        facts.hardwareAddresses = machine.hardwareAddresses();
}

/// The running process behind the lock: the kernel's first holder, otherwise the recorded process, if that may be it.
std::optional<ProcessFacts> processBehind(const Facts &facts, const Verdict &verdict, const HostSnapshot &machine)
{
    const auto firstHolder = [&](const std::vector<KernelLock> &locks) -> std::optional<ProcessFacts> {
        const auto held = std::ranges::find_if(locks, [](const KernelLock &lock) { return !lock.holders.empty(); });
        return held == locks.end() ? std::nullopt : machine.process(held->holders.front().pid);
    };
    if (auto holder = firstHolder(facts.kernelLocks))
        return holder;
    if (verdict.state != Verdict::State::Held)
        return std::nullopt;
    if (isCompanionLockHeld(facts))
        return firstHolder(facts.companionLock->locks);
    if (facts.opener)
        return facts.opener;
    if (facts.programs.process)
        return facts.programs.process;
    for (const auto &claimed : facts.claimed) {
        if (!claimed.container.empty() || (isOfThisHost(facts) && !isGone(claimed, facts)))
            return claimed.process;
    }
    return std::nullopt;
}

void addOpeners(const MountTable::Place &place, const HostSnapshot &machine, Facts &facts)
{
    const auto index = machine.openers();
    auto found = index->of(place.file);
    // An empty file has no bytes to map.
    if (found.empty() && facts.size != 0 && place.isUnambiguous())
        found = index->mappersOf(place.inode);
    // Another inspection opens the file for a moment.
    const auto isInspector = [](const ProcessFacts &process, const FileOpener &opener) {
        return !opener.writes && (process.name == "lockscopectl" || process.name == "lockscope");
    };
    for (const auto &opener : found) {
        if (auto process = machine.process(opener.pid); process && !isInspector(*process, opener))
            facts.openers.push_back({*std::move(process), opener.fd, opener.writes, opener.isMapping(), opener.thread});
    }
    facts.openersComplete = index->isComplete();
}

/// The names come from the lock or its directory: only those that name an entry of that directory.
std::vector<std::filesystem::path> companionsOf(const FormatReading &reading, const std::filesystem::path &lock)
{
    std::vector<std::filesystem::path> companions;
    for (const auto &name : reading.companions) {
        if (!name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos &&
            name != lastComponent(lock))
            companions.push_back(lock.parent_path() / name);
    }
    return companions;
}

/// The lock is in quarantine, and only the journal that recorded it knows its owner.
Verdict ofPlaceholder()
{
    return {Verdict::State::Unknown,
            Verdict::Confidence::Presumed,
            Verdict::Reason::Unrecognised,
            {Sentence::Verdict::InterruptedBreak}};
}

} // namespace

Facts machineFacts(const HostSnapshot &machine)
{
    Facts facts;
    facts.now = wallNow();
    facts.kernelLocksRead = machine.kernelLocksRead();
    facts.descriptorsHidden = machine.kernelLocks().hiddenProcesses();
    facts.isRoot = ::geteuid() == 0;
    facts.hostname = machine.host().hostname;
    facts.hostAliases = machine.hostAliases();
    facts.machineId = machine.host().machineId;
    facts.bootId = machine.host().bootId;
    facts.bootTime = machine.host().bootTime;
    facts.pidNamespace = machine.host().pidNamespace;
    facts.pidMax = machine.host().pidMax;
    facts.seesAllProcesses = machine.host().seesAllProcesses();
    facts.clocksShifted = machine.clocksShifted();
    // Birth times of files use the clocks of the host, and start times of processes those of this namespace.
    if (!facts.clocksShifted)
        facts.clockDeviation = machine.host().clockDeviation;
    return facts;
}

void judgeInto(LockReport &report, const std::vector<FormatReading> &readings, Facts facts, const HostSnapshot &machine,
               const std::optional<MountTable::Place> &place)
{
    addProcessFacts(readings, machine, facts);
    auto opinion = opinionOf(readings, std::move(facts),
                             [&](std::int64_t pid, const Facts &known) { return askAfter(pid, known, machine); });
    if (place && formatOf(readings, opinion.facts) != "none" && isForOpenersToDecide(opinion)) {
        addOpeners(*place, machine, opinion.facts);
        weighOpeners(opinion);
    }
    weighOverlayLayer(opinion.verdict, opinion.evidence, report.path, machine);
    reportDeletedFiles(opinion);
    report.evidence = std::move(opinion.evidence);
    const bool isPlaceholder = !readings.empty() && readings.front().id == PlaceholderId;
    report.verdict = isPlaceholder ? ofPlaceholder() : std::move(opinion.verdict);
    report.format = formatOf(readings, opinion.facts);
    report.formats.reserve(readings.size());
    for (const auto &reading : readings)
        report.formats.push_back({std::string(reading.id), reading.confidence, {reading.reason}});
    for (const auto &reading : readings) {
        if (!reading.companionLock.empty() &&
            std::ranges::find(report.companionLocks, reading.companionLock) == report.companionLocks.end())
            report.companionLocks.push_back(reading.companionLock);
    }
    if (!readings.empty())
        report.companions = companionsOf(readings.front(), report.path);
    report.process = processBehind(opinion.facts, report.verdict, machine);
    auto advice = adviseBreak(readings, opinion.facts, report.verdict);
    report.breakAction = std::move(advice.action);
    report.breakRefused = std::move(advice.refused);
    report.breakForbidden = advice.isForbidden;
    report.owner = std::move(opinion.facts.claim);
    report.kernelLocks = std::move(opinion.facts.kernelLocks);
}

Verdict judgeClaim(const Claim &claim, const FileSystemKind &fileSystem, const HostSnapshot &machine)
{
    const std::vector<FormatReading> readings = {
        {.id = {}, .confidence = 1, .reason = {}, .claim = claim, .heldBy = HeldBy::Process}};
    auto facts = machineFacts(machine);
    facts.fileSystem = fileSystem;
    addProcessFacts(readings, machine, facts);
    return opinionOf(readings, facts,
                     [&](std::int64_t pid, const Facts &known) { return askAfter(pid, known, machine); })
        .verdict;
}

} // namespace Lockscope
