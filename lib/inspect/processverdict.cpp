// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/judgement.h"
#include "inspect/sentences.h"
#include "values/lockphrases.h"

#include <lockscope/displaytext.h>

#include <algorithm>

namespace Lockscope {

namespace {

using State = Verdict::State;
using Confidence = Verdict::Confidence;
using Reason = Verdict::Reason;

Verdict stale(Reason reason, QString summary)
{
    return {State::Stale, Confidence::Proved, reason, std::move(summary)};
}

} // namespace

std::optional<Verdict> Judgement::inContainer() const
{
    const auto found =
        std::ranges::find_if(facts.claimed, [](const ClaimedProcess &claimed) { return !claimed.container.empty(); });
    if (found == facts.claimed.end())
        return std::nullopt;
    return presumedHeld(
        Reason::PidAlive,
        LockPhrases::tr("Held, as it seems: %1 has the number %2 in a container of this machine that is called %3.")
            .arg(processWords(found->here, found->process))
            .arg(found->pid)
            .arg(nameWords(found->container)));
}

Verdict Judgement::elsewhere() const
{
    const auto host = nameWords(facts.claim.hostname);
    if (has(EvidenceId::OtherHost)) {
        auto summary = LockPhrases::tr("Made on host %1: look there.").arg(host);
        if (has(EvidenceId::InnerPidNamespace))
            summary += LockPhrases::tr(" If a container of this machine is called so: %1.")
                           .arg(fact(EvidenceId::InnerPidNamespace));
        return unknownVerdict(Reason::OtherHost, summary);
    }
    return unknownVerdict(Reason::OtherHost,
                          LockPhrases::tr("Whether it was made on this host is not clear: %1. To be sure: %2.")
                              .arg(fact(EvidenceId::HostUnclear),
                                   toLearnMore(LockPhrases::tr("look for process %1 on each host that may be meant")
                                                   .arg(facts.claim.pids.front()))));
}

Verdict Judgement::gone() const
{
    const auto &claimed = facts.claimed.front();
    const auto pid = QString::number(claimed.pid);
    const bool otherBoot = has(EvidenceId::BootedSince);
    // No process outlives a boot, in whatever pid namespace.
    const bool everywhere = otherBoot || has(EvidenceId::ChangedBeforeBoot) || isGuardFree(facts);
    if (has(EvidenceId::MemoryInUse) && !otherBoot)
        return presumedHeld(Reason::MarkerPresent,
                            LockPhrases::tr("Held, as it seems: process %1 has ended, but others still use the shared "
                                            "memory that it names. End these first.")
                                .arg(pid));
    if (has(EvidenceId::OwnPidNamespace) && !everywhere)
        return unknownVerdict(
            Reason::OtherPidNamespace,
            LockPhrases::tr(
                "Process %1 is not in this container, but one outside of it may be meant. Look on the host.")
                .arg(pid));
    if (has(EvidenceId::InnerPidNamespace) && !everywhere)
        return unknownVerdict(
            Reason::OtherPidNamespace,
            LockPhrases::tr("Process %1 has ended here, but %2. Look inside that container whether it is the holder.")
                .arg(pid, fact(EvidenceId::InnerPidNamespace)));
    if (has(EvidenceId::ProcessesHidden) && !everywhere)
        return unknownVerdict(
            Reason::OtherPidNamespace,
            LockPhrases::tr("Process %1 has ended here, but one in a container may be meant. Run as root to see "
                            "processes of other users.")
                .arg(pid));
    if (has(EvidenceId::RemoteFileSystem) && !facts.claim.hostname)
        return unknownVerdict(
            Reason::OtherHost,
            LockPhrases::tr(
                "There is no such process %1 here, but the file lies on %2 and names no host: look on the other "
                "hosts that use it.")
                .arg(pid, displayText(facts.fileSystem.type, 40)));
    if (has(EvidenceId::RemoteFileSystem) && !recordsThisBoot(facts))
        return unknownVerdict(
            Reason::OtherHost,
            LockPhrases::tr("No process %1 is running here, but the file is on %2, and another host that uses it may "
                            "also be called %3. Check each host of that name, or ask the file server.")
                .arg(pid, displayText(facts.fileSystem.type, 40), nameWords(facts.claim.hostname)));
    if (auto verdict = otherBoot || isGuardFree(facts) ? std::nullopt : maybeNoPid())
        return *std::move(verdict);
    if (facts.saysMore)
        return unknownVerdict(
            Reason::AmbiguousPid,
            LockPhrases::tr("Process %1, which its first line names, has ended, but the rest of it may name another "
                            "process or host. Ask the program that wrote it.")
                .arg(pid));
    if (has(EvidenceId::ChangedWhileLooking))
        return unknownVerdict(Reason::Torn,
                              LockPhrases::tr("It names process %1, which has ended, but it is written or replaced all "
                                              "the time. Look again.")
                                  .arg(pid));
    if (otherBoot)
        return stale(Reason::BootedSince,
                     LockPhrases::tr("Left behind: this host was booted since process %1 made it.").arg(pid));
    if (facts.claimed.size() > 1)
        return stale(
            Reason::PidDead,
            facts.everyPidHolds
                ? LockPhrases::tr("Left behind: all %1 processes that it names have ended.").arg(facts.claimed.size())
                : LockPhrases::tr(
                      "Left behind: its digits can be read as several processes, and all of them have ended."));
    if (has(EvidenceId::PidDead))
        return stale(Reason::PidDead, LockPhrases::tr("Left behind: process %1 on this host has ended.").arg(pid));
    if (has(EvidenceId::Zombie))
        return stale(Reason::ZombieHolder,
                     LockPhrases::tr("Left behind: %1 has ended, and only its parent has not noticed yet.")
                         .arg(processWords(claimed.pid, claimed.process)));
    if (has(EvidenceId::PidRecycled))
        return stale(Reason::PidRecycled,
                     LockPhrases::tr(
                         "Left behind: the process that wrote it has ended, and %1 started later with the same number.")
                         .arg(processWords(claimed.pid, claimed.process)));
    return stale(
        Reason::BootedSince,
        LockPhrases::tr("Left behind: this host was booted since it was made, and process %1 is another.").arg(pid));
}

Verdict Judgement::alive(const ClaimedProcess &claimed) const
{
    const auto who = processWords(claimed.pid, claimed.process);
    if (isGuardFree(facts))
        return unknownVerdict(Reason::KernelLockFree,
                              LockPhrases::tr("%1 is running, but nobody has a kernel lock on %2 beside it, which its "
                                              "holder would have. Look whether that process is its holder.")
                                  .arg(LockPhrases::capital(who), nameWords(facts.guard->name)));
    if (auto verdict = implausible(claimed))
        return *std::move(verdict);
    if (has(EvidenceId::NameMismatch))
        return unknownVerdict(
            Reason::NameMismatch,
            LockPhrases::tr("%1 is running, but the lock names the program %2. If that process never was it, its "
                            "holder is gone: look at what the process does.")
                .arg(LockPhrases::capital(who), nameWords(facts.claim.name)));
    if (has(EvidenceId::BootTimeDiffers))
        return unknownVerdict(Reason::BootedSince,
                              LockPhrases::tr("%1 is running, but %2. Look whether that process is its holder.")
                                  .arg(LockPhrases::capital(who), fact(EvidenceId::BootTimeDiffers)));
    auto summary = LockPhrases::tr("Held, as it seems: %1, which it names, is running.").arg(who);
    if (claimed.here != 0)
        summary = LockPhrases::tr("Held, as it seems: %1 has the number %2 in the pid namespace that it names.")
                      .arg(processWords(claimed.here, claimed.process))
                      .arg(claimed.pid);
    else if (claimed.life == Life::AliveForeign && !claimed.process)
        summary =
            LockPhrases::tr(
                "Held, as it seems: process %1 of another user, which it names, is running. Run as root to see more.")
                .arg(claimed.pid);
    if (has(EvidenceId::InnerPidNamespace))
        summary += LockPhrases::tr(" Or it means another: %1.").arg(fact(EvidenceId::InnerPidNamespace));
    return presumedHeld(Reason::PidAlive, summary);
}

Verdict Judgement::ofSeveral() const
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
    return unknownVerdict(
        Reason::AmbiguousPid,
        LockPhrases::tr(
            "Its digits can be read as several processes (%1), and %2 of these are running. The program that made it "
            "knows which is meant.")
            .arg(facts.claim.text())
            .arg(left.size()));
}

Verdict Judgement::ofOne(const ClaimedProcess &claimed) const
{
    if (isGone(claimed, facts))
        return gone();
    if (claimed.life != Life::Unknown)
        return alive(claimed);
    if (has(EvidenceId::ForeignPidNamespace))
        return unknownVerdict(
            Reason::OtherPidNamespace,
            LockPhrases::tr("Process %1 counts in a pid namespace that cannot be seen whole from here. Look on the "
                            "host, as root.")
                .arg(claimed.pid));
    return unknownVerdict(Reason::NoOwnerRecorded,
                          LockPhrases::tr("The number in it is no process that can be asked for. Ask the program that "
                                          "uses it."));
}

Verdict Judgement::byProcess() const
{
    if (facts.torn)
        return torn();
    if (facts.claim.pids.empty() || facts.claimed.empty())
        return unknownVerdict(
            Reason::NoOwnerRecorded,
            LockPhrases::tr("It names no process, so nothing on this host can decide who holds it: %1.")
                .arg(toLearnMore(LockPhrases::tr("ask the program that uses it"))));
    if (auto verdict = inContainer())
        return *std::move(verdict);
    // An address may be this host's or not; the kernel's locks are of this host alone.
    const bool settled = isGuardFree(facts) && hostMatch(facts) == HostMatch::Unclear;
    if (!isOfThisHost(facts) && !settled)
        return elsewhere();
    return facts.claimed.size() > 1 ? ofSeveral() : ofOne(facts.claimed.front());
}

} // namespace Lockscope
