// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/facts/gathering.h"

#include "inspect/facts/deletedfiles.h"
#include "inspect/facts/lockedinodes.h"
#include "inspect/facts/relatedfacts.h"
#include "inspect/pathnames.h"
#include "system/clocks.h"

#include <algorithm>

namespace Lockscope {

namespace {

/// Facts that are more expensive to gather and only matter if a process is recorded.
void addProcessFacts(std::span<const FormatReading> readings, const HostSnapshot &machine, Facts &facts)
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

/// Whether this process has seen a kernel lock on the inode before.
bool wasLockedBefore(const Facts &facts, const Probe &probed, const HostSnapshot &machine)
{
    if (!probed.place || !facts.created)
        return false;
    auto &lockedInodes = LockedInodes::instance();
    const auto &inode = probed.place->inode;
    if (!isLocked(facts))
        return lockedInodes.wasLockedBefore(machine.kernelLocks().readAt(), inode, *facts.created);
    lockedInodes.add(inode, *facts.created);
    return false;
}

/// A process that has been running since before the file was created has acquired the lock itself: its PID belonged to
/// no other process in that time.
void nameTakers(const HostSnapshot &machine, Facts &facts)
{
    if (!facts.created || facts.fileSystem.remote || !clockRanEvenly(*facts.host) || facts.host->clocksShifted)
        return;
    constexpr std::chrono::seconds Resolution{1};
    const auto latest = *facts.created - Resolution - std::chrono::abs(*facts.host->clockDeviation);
    for (auto &lock : facts.kernelLocks) {
        if (!lock.holders.empty() || lock.tablePid <= 0 || !lock.onThisFile)
            continue;
        const auto process = machine.process(lock.tablePid);
        if (process && !process->isDeadZombie() && process->startTime && *process->startTime < latest)
            lock.holders.push_back({lock.tablePid, -1, process->name, false, LockHolder::Source::Table});
    }
}

/// Which locks of the kernel's table are on this file is not known.
void forgetKernelLocks(Facts &facts)
{
    auto host = std::make_shared<HostFacts>(*facts.host);
    host->kernelLocksRead = false;
    facts.host = std::move(host);
}

} // namespace

Facts gatherFacts(const std::filesystem::path &path, const Probe &probed, Choice choice, const Matches &matches,
                  const DirectorySurroundings &surroundings, const HostSnapshot &machine)
{
    auto facts = gatherHostFacts(matches.readings, machine);
    static_cast<InodeInfo &>(facts) = probed.info();
    facts.absent = probed.absent;
    facts.error = probed.error;
    facts.name = lastComponent(path);
    facts.askedFor = choice == Choice::AskedFor;
    facts.isDocument = matches.isDocument;
    facts.mentionsOwner = matches.mentionsOwner;
    facts.content = probed.contentState;
    facts.changedWhileReading = probed.changedWhileReading;
    if (probed.place)
        facts.fileSystem = probed.place->fileSystem;
    if (probed.type != InodeInfo::InodeType::None && !(probed.place && probed.place->hasTableNumbers))
        forgetKernelLocks(facts);
    facts.kernelLocks = probed.kernelLocks;
    nameTakers(machine, facts);
    facts.kernelLockSeen = wasLockedBefore(facts, probed, machine);
    // Its directory may not respond.
    if (!probed.error)
        facts.deletedLocks = locksOnDeletedFiles(path, probed.place, machine);
    if (probed.type != InodeInfo::InodeType::None)
        gatherRelatedFacts(matches.readings, surroundings, probed, machine, facts);
    return facts;
}

Facts gatherHostFacts(std::span<const FormatReading> readings, const HostSnapshot &machine)
{
    Facts facts;
    facts.host = machine.facts();
    facts.now = wallNow();
    facts.testimonies = machine.testimonies();
    addProcessFacts(readings, machine, facts);
    return facts;
}

void gatherOpeners(const MountTable::Place &place, const HostSnapshot &machine, Facts &facts)
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

} // namespace Lockscope
