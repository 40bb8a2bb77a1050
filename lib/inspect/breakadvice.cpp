// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/breakadvice.h"

#include "inspect/arguments.h"
#include "inspect/verdict/conclusion.h"
#include "values/sentences.h"

#include <algorithm>

namespace Lockscope {

namespace {

using Says = Sentence::Refusal;

/// The holder, as the reason not to break the lock.
Message heldBy(const Facts &facts, const Verdict &verdict)
{
    switch (verdict.reason) {
    case Verdict::Reason::MarkerPresent:
        return Says::HeldWhileItExists;
    case Verdict::Reason::HeartbeatFresh:
        return Says::HeartbeatFresh;
    case Verdict::Reason::PortInUse:
        return Says::PortInUse;
    default:
        break;
    }
    if (facts.testimony && !facts.opener) {
        for (const auto &process : facts.testimony->processes) {
            if (process.life == Testimony::Life::Running)
                return {Says::HeldOnHost, ProcessName{process.pid, process.name}, facts.testimony->host};
        }
    }
    auto holders = holderNames(facts.kernelLocks);
    if (holders.processes.empty() && isCompanionLockHeld(facts))
        holders = holderNames(facts.companionLock->locks);
    if (holders.processes.empty() && facts.opener)
        return {Says::HeldOpen, processName(facts.opener->pid, facts.opener)};
    if (holders.processes.empty() && facts.programs.process)
        holders.processes.push_back(processName(facts.programs.process->pid, facts.programs.process));
    const auto left = std::ranges::find_if(facts.claimed, [&](const ClaimedProcess &claimed) {
        return !claimed.container.empty() || !isGone(claimed, facts);
    });
    if (holders.processes.empty() && left != facts.claimed.end())
        holders.processes.push_back(processName(left->here != 0 ? left->here : left->pid, left->process));
    return {Says::HeldBy, std::move(holders)};
}

/// Why a lock that the kernel keeps is not removed.
Message whyKernelLockStays(const Facts &facts, const Verdict &verdict)
{
    if (verdict.state == Verdict::State::Held && verdict.reason == Verdict::Reason::FileOpen)
        return heldBy(facts, verdict);
    if (verdict.state == Verdict::State::Unknown && facts.fileSystem.remote)
        return Says::LocksOfOtherHosts;
    if (verdict.state == Verdict::State::Unknown && !facts.host->seesAllProcesses())
        return Says::LocksOutsideContainer;
    return Says::KernelLocksEnd;
}

bool canBeTaken(LockReport::InodeType type)
{
    using InodeType = LockReport::InodeType;
    return type == InodeType::Regular || type == InodeType::Symlink || type == InodeType::Directory;
}

} // namespace

BreakAdvice adviseBreak(std::span<const FormatReading> readings, const Facts &facts, const Verdict &verdict)
{
    if (verdict.state == Verdict::State::Absent)
        return {"none", Says::Absent, false};
    // Whether it has a kernel lock could be neither read from the table nor asked from the kernel.
    if (facts.content == Probe::Content::Refused && !facts.host->seesAllProcesses() && !isLocked(facts))
        return {"none", Says::LocksOutsideContainer, true};
    // A user's file that is not like a lock is not removed by force either.
    const bool hasName = looksLikeLock(facts.name, facts.inodeType);
    if (readings.empty() && !hasName && facts.inodeType == LockReport::InodeType::Regular &&
        formatOf(readings, facts) != "none")
        return {"none", Says::NotNamedLikeLock, true};
    if (readings.empty())
        return {"none", formatOf(readings, facts) == "none" ? Says::NotALock : Says::UnknownFormat, false};
    const auto &reading = readings.front();
    const auto action = std::string(reading.heldBy == HeldBy::None ? "none" : reading.breakAction);
    // Advice on its holder is of no use if there is none.
    const bool isKernelLock = reading.heldBy == HeldBy::KernelLock && reading.companionLock.empty();
    if (verdict.state == Verdict::State::Free && (isKernelLock || !reading.neverBreak.empty()))
        return {isKernelLock ? "none" : action, Says::FreeAndPermanent, true};
    // For an empty file it is unknown whether it is used with kernel locks: the user may decide.
    const bool isEmptyUnknown = verdict.state == Verdict::State::Unknown &&
                                verdict.reason == Verdict::Reason::NoOwnerRecorded && facts.size == 0;
    if (reading.heldBy == HeldBy::KernelLock && isEmptyUnknown && !hasName)
        return {"none", Says::NotNamedLikeLock, true};
    const bool undecided = isEmptyUnknown && facts.host->seesAllProcesses() && !facts.fileSystem.remote;
    if (isKernelLock && undecided)
        return {"unlink", Says::HeldByUndecidedMeans, false};
    if (isKernelLock && reading.neverBreak.empty()) {
        const bool isEmptyOpen = verdict.reason == Verdict::Reason::FileOpen && facts.size == 0 && hasName;
        return {isEmptyOpen ? "unlink" : "none", whyKernelLockStays(facts, verdict), !isEmptyOpen};
    }
    if (isKernelLock)
        return {"none", Message(Says::NeverByFormat, Phrase{reading.neverBreak}), true};
    if (!reading.neverBreak.empty())
        return {action, Message(Says::NeverByFormat, Phrase{reading.neverBreak}), true};
    if (verdict.state == Verdict::State::Free)
        return {action, Says::Free, false};
    if (action == "none")
        return {action, Says::NothingRemovable, false};
    switch (verdict.state) {
    case Verdict::State::Stale:
        return {action, {}, false};
    case Verdict::State::Held:
        return {action, heldBy(facts, verdict), false};
    case Verdict::State::Free:
    case Verdict::State::Unknown:
    case Verdict::State::Absent:
        break;
    }
    return {action, Says::NotProvenStale, false};
}

LockReport::BreakPermission permissionFor(const LockReport &report, bool isForbidden)
{
    using Permission = LockReport::BreakPermission;
    if (report.verdict.state == Verdict::State::Absent)
        return Permission::Nothing;
    if (!canBeTaken(report.inodeType) || isForbidden || report.format == "none" ||
        report.verdict.reason == Verdict::Reason::KernelLockHeld ||
        report.verdict.reason == Verdict::Reason::ServerDecides)
        return Permission::Never;
    // Whatever the lock records, and whatever the caller knows of it.
    if (report.row.empty() && std::ranges::any_of(report.kernelLocks, isExclusion))
        return Permission::Never;
    if (report.format == "unrecognised")
        return Permission::WithForce;
    // Never a whole database because of one row.
    const bool isRow = report.breakAction == "delete-row" && !report.row.empty();
    if (report.breakAction != "unlink" && report.breakAction != "rmdir" && !isRow)
        return Permission::Never;
    const bool isProved = report.verdict.state == Verdict::State::Stale && !report.breakRefused;
    return isProved ? Permission::Safe : Permission::WithForce;
}

} // namespace Lockscope
