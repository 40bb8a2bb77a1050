// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/arguments.h"
#include "inspect/evidence/rules.h"
#include "values/sentences.h"

#include <algorithm>

namespace Lockscope {

namespace {

using Id = Evidence::Id;
using Sentence::Finding;
using Supports = Evidence::Supports;

QString killSource(std::int64_t pid)
{
    return QStringLiteral("kill(") + QString::number(pid) + QStringLiteral(", 0)");
}

QString statSource(std::int64_t pid)
{
    return QStringLiteral("/proc/%1/stat").arg(pid);
}

/// The processes of this host say nothing about a lock of another host.
Supports ifOfThisHost(const Facts &facts, Supports supports)
{
    return isOfThisHost(facts) ? supports : Supports::Nothing;
}

bool isZombie(const ClaimedProcess &claimed)
{
    return claimed.process && claimed.process->isDeadZombie();
}

} // namespace

void pidDead(const Facts &facts, std::vector<Evidence> &evidence)
{
    for (const auto &claimed : facts.claimed) {
        if (claimed.life != Life::Dead)
            continue;
        const auto &counted = facts.claim.pidNamespace;
        if (counted && *counted != facts.host->pidNamespace)
            evidence.push_back({Id::PidDead,
                                ifOfThisHost(facts, Supports::Stale),
                                {Finding::NotRunningInNamespace, claimed.pid, static_cast<std::int64_t>(*counted)},
                                QStringLiteral("/proc/PID/status")});
        else
            evidence.push_back({Id::PidDead,
                                ifOfThisHost(facts, Supports::Stale),
                                {Finding::NotRunning, claimed.pid},
                                killSource(claimed.pid)});
    }
}

void pidRecycled(const Facts &facts, std::vector<Evidence> &evidence)
{
    for (const auto &claimed : facts.claimed) {
        if (claimed.life == Life::Dead || isZombie(claimed))
            continue;
        const bool differs = startDiffers(claimed, facts);
        if (differs || startedAfterwards(claimed, facts))
            evidence.push_back({Id::PidRecycled,
                                ifOfThisHost(facts, Supports::Stale),
                                {differs ? Finding::OtherStartTime : Finding::StartedAfterChange, processName(claimed)},
                                statSource(claimed.pid)});
    }
}

void zombie(const Facts &facts, std::vector<Evidence> &evidence)
{
    for (const auto &claimed : facts.claimed) {
        if (claimed.life != Life::Dead && isZombie(claimed))
            evidence.push_back({Id::Zombie,
                                ifOfThisHost(facts, Supports::Stale),
                                {Finding::Zombie, processName(claimed)},
                                statSource(claimed.pid)});
    }
}

void pidAlive(const Facts &facts, std::vector<Evidence> &evidence)
{
    for (const auto &claimed : facts.claimed) {
        if (claimed.life == Life::Unknown || isGone(claimed, facts))
            continue;
        const bool isPlausible = !isKernelThread(claimed) && !isImplausibleInit(claimed, facts);
        const bool isForeign = claimed.life == Life::AliveForeign;
        evidence.push_back({isForeign ? Id::PidAliveOtherUser : Id::PidAlive,
                            isPlausible ? ifOfThisHost(facts, Supports::Held) : Supports::Nothing,
                            {isForeign ? Finding::RunningAsOtherUser : Finding::Running, processName(claimed)},
                            killSource(claimed.pid)});
    }
}

void stopped(const Facts &facts, std::vector<Evidence> &evidence)
{
    for (const auto &claimed : facts.claimed) {
        if (claimed.process && (claimed.process->state == 'T' || claimed.process->state == 't'))
            evidence.push_back({Id::Stopped,
                                ifOfThisHost(facts, Supports::Held),
                                {Finding::Stopped, processName(claimed)},
                                statSource(claimed.pid)});
    }
}

void threadNumber(const Facts &facts, std::vector<Evidence> &evidence)
{
    for (const auto &claimed : facts.claimed) {
        if (claimed.threadOf)
            evidence.push_back({Id::ThreadId,
                                Supports::Nothing,
                                {Finding::ThreadId, claimed.pid, *claimed.threadOf},
                                QStringLiteral("/proc/%1/status").arg(claimed.pid)});
    }
}

void ambiguousPid(const Facts &facts, std::vector<Evidence> &evidence)
{
    const auto gone = [&](const ClaimedProcess &claimed) { return isGone(claimed, facts); };
    if (facts.everyPidHolds || facts.claimed.size() < 2 || std::ranges::all_of(facts.claimed, gone))
        return;
    evidence.push_back({Id::AmbiguousPid,
                        Supports::Unknown,
                        {Finding::AmbiguousPid, static_cast<std::int64_t>(facts.claimed.size())},
                        QStringLiteral("content")});
}

void textIsComment(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (facts.heldBy != HeldBy::KernelLock || !facts.claim.pid)
        return;
    const auto names = [&](const KernelLock &lock) {
        return std::ranges::find(lock.holders, *facts.claim.pid, &LockHolder::pid) != lock.holders.end();
    };
    const bool isConfirmed = std::ranges::any_of(facts.kernelLocks, names);
    evidence.push_back({isConfirmed ? Id::TextConfirmed : Id::TextIsComment,
                        Supports::Nothing,
                        {isConfirmed ? Finding::TextConfirmed : Finding::TextIsComment, *facts.claim.pid},
                        QStringLiteral("content")});
}

void seemsRecycled(const Facts &facts, std::vector<Evidence> &evidence)
{
    const bool isClockEven = clockRanEvenly(*facts.host);
    for (const auto &claimed : facts.claimed) {
        if (isGone(claimed, facts) || !seemsStartedAfterwards(claimed, facts))
            continue;
        if (isClockEven)
            evidence.push_back({Id::StartedAfterwards,
                                Supports::Unknown,
                                {Finding::StartedAfterWriting, processName(claimed)},
                                statSource(claimed.pid)});
        else
            evidence.push_back({Id::ClockStepped,
                                Supports::Unknown,
                                {Finding::ClockStepped, processName(claimed)},
                                QStringLiteral("/proc/stat")});
    }
}

void implausibleHolder(const Facts &facts, std::vector<Evidence> &evidence)
{
    for (const auto &claimed : facts.claimed) {
        if (isGone(claimed, facts))
            continue;
        if (isKernelThread(claimed))
            evidence.push_back({Id::KernelThread,
                                Supports::Unknown,
                                {Finding::KernelThread, processName(claimed)},
                                statSource(claimed.pid)});
        else if (isImplausibleInit(claimed, facts))
            evidence.push_back(
                {Id::Init, Supports::Unknown, {Finding::InitProcess, processName(claimed)}, statSource(claimed.pid)});
    }
}

void nameMismatch(const Facts &facts, std::vector<Evidence> &evidence)
{
    for (const auto &claimed : facts.claimed) {
        if (!isGone(claimed, facts) && nameDiffers(claimed, facts))
            evidence.push_back(
                {Id::NameMismatch, Supports::Unknown,
                 facts.namesProgram
                     ? Message(Finding::OtherProgram, *facts.claim.name, processName(claimed))
                     : Message(Finding::NotItsProgram, processName(claimed), std::string(facts.holderPrograms.front())),
                 QStringLiteral("/proc/%1/cmdline").arg(claimed.pid)});
    }
}

} // namespace Lockscope
