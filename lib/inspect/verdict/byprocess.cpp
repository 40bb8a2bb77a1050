// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/arguments.h"
#include "inspect/verdict/rules.h"

#include <algorithm>

namespace Lockscope {

namespace {

using Id = Evidence::Id;
using Reason = Verdict::Reason;
using Says = Sentence::Verdict;

Verdict stale(Reason reason, Message message)
{
    return verdictOf(Verdict::State::Stale, Verdict::Confidence::Proved, reason, std::move(message));
}

/// A process that has the recorded PID in a container.
struct Namesake
{
    std::int64_t pid = 0;
    std::int64_t pidInContainer = 0;
};

std::optional<Namesake> namesakeInContainer(const Facts &facts)
{
    for (const auto &claimed : facts.claimed) {
        for (const auto pid : claimed.innerNamesakes) {
            if (pid != claimed.here)
                return Namesake{pid, claimed.pid};
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<Verdict> VerdictRules::inContainer() const
{
    const auto found =
        std::ranges::find_if(facts.claimed, [](const ClaimedProcess &claimed) { return !claimed.container.empty(); });
    if (found == facts.claimed.end())
        return std::nullopt;
    return presumedHeld(Reason::PidAlive, {Says::HeldInContainer, processName(found->here, found->process), found->pid,
                                           found->container});
}

/// `4242 nginx`: in a notation that several programs use, the word behind the PID may be a host or a program.
const ClaimedProcess *VerdictRules::processCalledAsHost() const
{
    const auto found = std::ranges::find_if(facts.claimed, [&](const ClaimedProcess &claimed) {
        return claimed.process && claimed.life != Life::Dead && claimed.process->name == facts.claim.hostname;
    });
    return found == facts.claimed.end() || !facts.hostMayBeProgram ? nullptr : &*found;
}

Verdict VerdictRules::elsewhere() const
{
    if (const auto *const process = processCalledAsHost())
        return alive(*process);
    if (auto verdict = byTestimony())
        return *std::move(verdict);
    const auto host = facts.claim.hostname.value_or(std::string());
    if (has(Id::OtherHost)) {
        auto verdict = unknownVerdict(Reason::OtherHost,
                                      facts.hostMayBeProgram && facts.claimed.front().life == Life::Dead
                                          ? Message(Says::CreatedOnHostOrByProgram, host, facts.claim.pids.front())
                                          : Message(Says::CreatedOnOtherHost, host));
        if (const auto namesake = namesakeInContainer(facts))
            verdict.sentences.push_back({Says::OrInContainer, host, namesake->pid, namesake->pidInContainer});
        return verdict;
    }
    auto verdict =
        unknownVerdict(Reason::OtherHost, isOtherBootOfSameName(facts)
                                              ? Message(Says::OtherBootOfSameName, host, facts.fileSystem.type)
                                              : Message(Says::HostUnclear, host, facts.host->hostname));
    verdict.sentences.push_back(toLearnMore({Says::CheckEachHost, facts.claim.pids.front()}));
    return verdict;
}

std::optional<Verdict> VerdictRules::goneWithoutProof() const
{
    const auto &claimed = facts.claimed.front();
    const auto pid = claimed.pid;
    const bool otherBoot = has(Id::BootedSince);
    // No process survives a reboot, in any PID namespace.
    const bool everywhere = otherBoot || has(Id::ChangedBeforeBoot) || isCompanionLockFree(facts);
    if (has(Id::MemoryInUse) && !otherBoot)
        return presumedHeld(Reason::MarkerPresent, {Says::SharedMemoryInUse, pid});
    if (has(Id::OwnPidNamespace) && !everywhere)
        return unknownVerdict(Reason::OtherPidNamespace, {Says::NotInThisContainer, pid});
    if (const auto namesake = namesakeInContainer(facts); namesake && !everywhere)
        return unknownVerdict(Reason::OtherPidNamespace,
                              {Says::ExitedHereButInContainer, pid, namesake->pid, namesake->pidInContainer});
    if (has(Id::ProcessesHidden) && !everywhere)
        return unknownVerdict(Reason::OtherPidNamespace, {Says::ExitedHereButHidden, pid});
    if (has(Id::RemoteFileSystem) && !facts.claim.hostname)
        return unknownVerdict(Reason::OtherHost, {Says::ExitedHereButRemote, pid, facts.fileSystem.type});
    if (has(Id::RemoteFileSystem) && !recordsThisBoot(facts))
        return unknownVerdict(Reason::OtherHost,
                              {Says::ExitedHereButSameName, pid, facts.fileSystem.type, *facts.claim.hostname});
    if (auto verdict = otherBoot || isCompanionLockFree(facts) ? std::nullopt : maybeNoPid())
        return verdict;
    if (facts.hasUnparsedText)
        return unknownVerdict(Reason::AmbiguousPid, {Says::ExitedButMoreText, pid});
    if (has(Id::ChangedWhileReading))
        return unknownVerdict(Reason::Incomplete, {Says::ExitedButChanging, pid});
    return std::nullopt;
}

Verdict VerdictRules::gone() const
{
    if (auto verdict = goneWithoutProof())
        return *std::move(verdict);
    const auto &claimed = facts.claimed.front();
    if (has(Id::BootedSince))
        return stale(Reason::BootedSince, {Says::StaleBootedSince, claimed.pid});
    if (facts.claimed.size() > 1 && facts.everyPidHolds)
        return stale(Reason::PidDead, {Says::StaleAllExited, static_cast<std::int64_t>(facts.claimed.size())});
    if (facts.claimed.size() > 1)
        return stale(Reason::PidDead, Says::StaleEveryReadingExited);
    if (has(Id::PidDead))
        return stale(Reason::PidDead, {Says::StaleExited, claimed.pid});
    if (has(Id::Zombie))
        return stale(Reason::ZombieHolder, {Says::StaleZombie, processName(claimed)});
    if (has(Id::PidRecycled))
        return stale(Reason::PidRecycled, {Says::StaleRecycled, processName(claimed)});
    return stale(Reason::BootedSince, {Says::StaleRecycledByBoot, claimed.pid});
}

Verdict VerdictRules::alive(const ClaimedProcess &claimed) const
{
    if (isCompanionLockFree(facts))
        return unknownVerdict(Reason::KernelLockFree,
                              {Says::RunningButCompanionFree, processName(claimed), facts.companionLock->name});
    if (auto verdict = implausible(claimed))
        return *std::move(verdict);
    if (has(Id::NameMismatch) && facts.namesProgram)
        return unknownVerdict(Reason::NameMismatch, {Says::RunningButOtherProgram, processName(claimed),
                                                     facts.claim.name.value_or(std::string())});
    if (has(Id::NameMismatch))
        return unknownVerdict(Reason::NameMismatch, {Says::RunningButNotItsProgram, processName(claimed),
                                                     std::string(facts.holderPrograms.front())});
    if (has(Id::BootTimeDiffers))
        return unknownVerdict(Reason::BootedSince, {Says::RunningButOtherBootTime, processName(claimed)});
    const auto message = [&]() -> Message {
        if (claimed.here != 0)
            return {Says::HeldInPidNamespace, processName(claimed.here, claimed.process), claimed.pid};
        if (claimed.life == Life::AliveForeign && !claimed.process)
            return {Says::HeldByOtherUser, claimed.pid};
        return {Says::HeldByRecordedProcess, processName(claimed)};
    };
    auto verdict = presumedHeld(Reason::PidAlive, message());
    if (const auto namesake = namesakeInContainer(facts))
        verdict.sentences.push_back({Says::OrOtherProcessInContainer, namesake->pid, namesake->pidInContainer});
    return verdict;
}

Verdict VerdictRules::ofSeveral() const
{
    std::vector<const ClaimedProcess *> left;
    for (const auto &claimed : facts.claimed) {
        if (!isGone(claimed, facts))
            left.push_back(&claimed);
    }
    if (left.empty())
        return gone();
    if (left.front()->life != Life::Unknown && (facts.everyPidHolds || left.size() == 1))
        return alive(*left.front());
    return unknownVerdict(Reason::AmbiguousPid,
                          {Says::AmbiguousPid, ownerNames(facts.claim), static_cast<std::int64_t>(left.size())});
}

Verdict VerdictRules::ofOne(const ClaimedProcess &claimed) const
{
    if (isGone(claimed, facts))
        return gone();
    if (claimed.life != Life::Unknown)
        return alive(claimed);
    if (has(Id::ForeignPidNamespace))
        return unknownVerdict(Reason::OtherPidNamespace, {Says::ForeignPidNamespace, claimed.pid});
    return unknownVerdict(Reason::NoOwnerRecorded, Says::NotAPid);
}

Verdict VerdictRules::byProcess() const
{
    if (facts.incomplete)
        return incomplete();
    if (facts.claim.pids.empty() || facts.claimed.empty()) {
        auto verdict = unknownVerdict(Reason::NoOwnerRecorded, Says::NoProcessRecorded);
        verdict.sentences.push_back(toLearnMore(Says::CheckProgram));
        return verdict;
    }
    if (auto verdict = inContainer())
        return *std::move(verdict);
    // An address may or may not be that of this host, but kernel locks exist only on this host.
    const bool settled = isCompanionLockFree(facts) && hostMatch(facts) == HostMatch::Unclear;
    if (!isOfThisHost(facts) && !settled)
        return elsewhere();
    return facts.claimed.size() > 1 ? ofSeveral() : ofOne(facts.claimed.front());
}

} // namespace Lockscope
