// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/arguments.h"
#include "inspect/verdict/rules.h"

namespace Lockscope {

namespace {

using Id = Evidence::Id;
using Reason = Verdict::Reason;
using Says = Sentence::Verdict;
using State = Verdict::State;

Message recordedOwner(const Facts &facts)
{
    auto owner = ownerNames(facts.claim);
    if (owner == OwnerNames())
        return Says::RecordsNoProcess;
    return {Says::RecordsOwner, std::move(owner)};
}

} // namespace

Verdict VerdictRules::byExistence() const
{
    if (facts.incomplete)
        return incomplete();
    if (facts.marks == 0)
        return verdictOf(State::Free, Verdict::Confidence::Proved, Reason::NoOwnerRecorded, Says::NoRows);
    if (has(Id::ProgramRuns)) {
        const auto &process = facts.programs.process;
        return presumedHeld(Reason::PidAlive, {Says::ProgramWorksHere, processName(process->pid, process)});
    }
    auto verdict = [&] {
        if (has(Id::ChangedBeforeBoot))
            return unknownVerdict(Reason::BootedSince, Says::ChangedBeforeBoot);
        const auto owner = ownerNames(facts.claim);
        if (has(Id::NoProgramRuns) && !facts.fileSystem.remote && isOfThisHost(facts)) {
            auto unknown = unknownVerdict(Reason::MarkerPresent, Says::NoSuchProgramRuns);
            unknown.sentences.push_back(recordedOwner(facts));
            return unknown;
        }
        if (owner == OwnerNames())
            return presumedHeld(Reason::MarkerPresent, Says::MarkerWithoutOwner);
        if (!facts.claim.hostname || !isOfThisHost(facts))
            return presumedHeld(Reason::MarkerPresent, {Says::MarkerWithOwner, owner});
        const auto &process = facts.programs.ofOwner;
        return presumedHeld(Reason::MarkerPresent,
                            process ? Message(Says::ProgramOfOwnerRuns, owner, processName(process->pid, process))
                                    : Message(Says::MarkerOfThisHost, owner));
    }();
    verdict.sentences.push_back(toLearnMore(Says::CheckProgram));
    return verdict;
}

Verdict VerdictRules::byHeartbeat() const
{
    if (facts.incomplete)
        return incomplete();
    if (neverRefreshed(facts))
        return presumedHeld(Reason::MarkerPresent, Says::DirectoryWithoutHeartbeat);
    const bool isExpired = has(Id::HeartbeatExpired);
    if (!facts.claim.pids.empty() && (isOfThisHost(facts) || has(Id::Container))) {
        auto verdict = byProcess();
        if (verdict.state == State::Held && isExpired)
            verdict.sentences.push_back(Says::ButHeartbeatOverdue);
        if (verdict.state == State::Stale || (verdict.state == State::Held && isExpired))
            return verdict;
    }
    if (has(Id::HeartbeatFresh)) {
        const bool isPastLease = facts.timeIsExpiry && facts.modified && *facts.modified < facts.now;
        auto verdict =
            presumedHeld(Reason::HeartbeatFresh, isPastLease ? Says::LeaseExpiredRecently : Says::HeartbeatRecent);
        verdict.sentences.push_back(recordedOwner(facts));
        return verdict;
    }
    auto verdict = isExpired ? unknownVerdict(Reason::HeartbeatExpired, Says::HeartbeatOverdue)
                             : presumedHeld(Reason::MarkerPresent, Says::HeartbeatUndecided);
    verdict.sentences.push_back(recordedOwner(facts));
    if (isExpired)
        addProgramRule(verdict);
    const bool isElsewhere = facts.claim.hostname && !isOfThisHost(facts);
    verdict.sentences.push_back(
        toLearnMore(isElsewhere ? Message(Says::CheckHost, *facts.claim.hostname) : Message(Says::CheckProgram)));
    return verdict;
}

} // namespace Lockscope
