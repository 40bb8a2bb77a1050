// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/verdict/rules.h"

#include <algorithm>

namespace Lockscope {

/// A proof must hold under every reading: the word may be the name of a program, the text may record more than was
/// understood, and another machine may have the same name.
std::optional<Message> VerdictRules::exitedWithoutProof(const Testimony &said) const
{
    using Says = Sentence::Verdict;
    const auto pid = said.processes.front().pid;
    const auto isGoneHere = [&](const ClaimedProcess &claimed) { return isGone(claimed, facts); };
    if (!said.seesAllProcesses)
        return Message(Says::ExitedOnHostButHidden, pid, said.host);
    if (facts.hostMayBeProgram && (!std::ranges::all_of(facts.claimed, isGoneHere) || goneWithoutProof()))
        return Message(Says::ExitedOnHostOrProgram, pid, said.host);
    if (facts.hasUnparsedText)
        return Message(Says::ExitedOnHostButMoreText, pid, said.host);
    if (has(Evidence::Id::ChangedWhileReading))
        return Message(Says::ExitedOnHostButChanging, pid, said.host);
    return {};
}

std::optional<Verdict> VerdictRules::byTestimony() const
{
    using Reason = Verdict::Reason;
    using Says = Sentence::Verdict;
    if (!facts.testimony || facts.testimony->problem || !has(Evidence::Id::OtherHost))
        return {};
    const auto &said = *facts.testimony;
    if (said.processes.empty() || (facts.claim.machineId && facts.claim.machineId != said.machineId))
        return {};
    std::vector<const Testimony::Process *> left;
    for (const auto &process : said.processes) {
        if (process.life != Testimony::Life::Exited)
            left.push_back(&process);
    }
    if (!left.empty()) {
        if (left.front()->life != Testimony::Life::Running || (left.size() > 1 && !facts.everyPidHolds))
            return {};
        return presumedHeld(Reason::PidAlive,
                            {Says::HeldOnHost, ProcessName{left.front()->pid, left.front()->name}, said.host});
    }
    if (auto doubt = exitedWithoutProof(said))
        return unknownVerdict(Reason::OtherHost, *std::move(doubt));
    const auto &first = said.processes.front();
    return verdictOf(
        Verdict::State::Stale, Verdict::Confidence::Proved, first.reason,
        {first.reason == Reason::BootedSince ? Says::StaleBootedSinceOnHost : Says::StaleOnHost, first.pid, said.host});
}

} // namespace Lockscope
