// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/report.h"

#include "formats/placeholderformat.h"
#include "inspect/breakadvice.h"
#include "inspect/facts/gathering.h"
#include "inspect/facts/pidlookup.h"
#include "inspect/pathnames.h"
#include "inspect/testimonies.h"
#include "inspect/verdict/conclusion.h"
#include "inspect/verdict/deletedfile.h"
#include "inspect/verdict/openers.h"
#include "inspect/verdict/overlaylayer.h"
#include "system/answers.h"
#include "values/sentences.h"

#include <algorithm>

namespace Lockscope {

namespace {

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

/// What was read of the file, without conclusions.
LockReport reportOf(std::filesystem::path path, Probe &probed)
{
    LockReport report;
    static_cast<InodeInfo &>(report) = probed.info();
    report.path = std::move(path);
    report.error = std::move(probed.error);
    report.contentRead = probed.contentState == Probe::Content::Read;
    report.content = std::move(probed.content);
    report.linkTarget = std::move(probed.linkTarget);
    if (probed.place) {
        report.inode = probed.place->inode;
        report.fileSystem = probed.place->fileSystem;
    }
    return report;
}

} // namespace

LockReport buildReport(std::filesystem::path path, Probe probed, const HostSnapshot &machine, Choice choice,
                       DirectoryAtHand directory, std::string_view kind)
{
    const DirectorySurroundings surroundings(directory, path, probed.status.stx_ino, machine);
    auto matches = matchFormats(path, probed, choice, directory, surroundings, machine);
    if (!kind.empty())
        keepOnly(matches, kind);
    auto facts = gatherFacts(path, probed, choice, matches, surroundings, machine);
    auto report = reportOf(std::move(path), probed);
    concludeInto(report, matches.readings, std::move(facts), machine, probed.place);
    return report;
}

LockReport unansweredReport(std::filesystem::path path, const HostSnapshot &machine)
{
    Probe probed;
    probed.error = ProbeError{"ETIMEDOUT", "openat", noAnswerText()};
    return buildReport(std::move(path), std::move(probed), machine, Choice::AskedFor);
}

LockReport buildReportWithoutPath(std::vector<KernelLock> locks, const HostSnapshot &machine)
{
    LockReport report;
    const auto &first = locks.front();
    report.inode = first.inode;
    const auto name = std::string(lastComponent(first.path));
    const auto readings = matchKernelLocks(name, locks);
    auto facts = gatherHostFacts(readings, machine);
    facts.name = name;
    facts.kernelLocks = std::move(locks);
    concludeInto(report, readings, std::move(facts), machine);
    return report;
}

void concludeInto(LockReport &report, const std::vector<FormatReading> &readings, Facts facts,
                  const HostSnapshot &machine, const std::optional<MountTable::Place> &place)
{
    auto conclusion = conclude(readings, std::move(facts), pidLookup(machine));
    if (place && formatOf(readings, conclusion.facts) != "none" && isForOpenersToDecide(conclusion)) {
        gatherOpeners(*place, machine, conclusion.facts);
        weighOpeners(conclusion);
    }
    weighOverlayLayer(conclusion.verdict, conclusion.evidence, report.path, machine);
    weighFuseViews(conclusion.verdict, conclusion.evidence, place, machine);
    weighUnseenMounts(conclusion.verdict, conclusion.evidence, report.inode, machine);
    reportDeletedFiles(conclusion);
    auto &known = conclusion.facts;
    if (known.modified)
        report.age = known.now - *known.modified;
    report.evidence = std::move(conclusion.evidence);
    const bool isPlaceholder = !readings.empty() && readings.front().id == PlaceholderId;
    report.verdict = isPlaceholder ? ofPlaceholder() : std::move(conclusion.verdict);
    report.format = formatOf(readings, known);
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
    report.process = processBehind(known, report.verdict, machine);
    auto advice = adviseBreak(readings, known, report.verdict);
    report.breakAction = std::move(advice.action);
    report.breakRefused = std::move(advice.refused);
    if (known.testimony)
        report.asked = {askedHost(*known.testimony)};
    report.owner = std::move(known.claim);
    report.kernelLocks = std::move(known.kernelLocks);
    report.breakPermission = permissionFor(report, advice.isForbidden);
}

LockReport reportOnOwner(const Claim &owner, const HostSnapshot &machine)
{
    const std::vector<FormatReading> readings = {
        {.id = {}, .confidence = 1, .reason = {}, .claim = owner, .heldBy = HeldBy::Process}};
    LockReport report;
    concludeInto(report, readings, gatherHostFacts(readings, machine), machine);
    return report;
}

Verdict verdictOnClaim(const Claim &claim, const FileSystemKind &fileSystem, const HostSnapshot &machine)
{
    const std::vector<FormatReading> readings = {
        {.id = {}, .confidence = 1, .reason = {}, .claim = claim, .heldBy = HeldBy::Process}};
    auto facts = gatherHostFacts(readings, machine);
    facts.fileSystem = fileSystem;
    return conclude(readings, std::move(facts), pidLookup(machine)).verdict;
}

} // namespace Lockscope
