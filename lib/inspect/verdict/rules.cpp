// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/verdict/rules.h"

#include "inspect/verdict/conclusion.h"

namespace Lockscope {

namespace {

using Confidence = Verdict::Confidence;
using Id = Evidence::Id;
using Reason = Verdict::Reason;
using Says = Sentence::Verdict;

} // namespace

Verdict VerdictRules::decide() const
{
    if (facts.absent)
        return verdictOf(Verdict::State::Absent, Confidence::Proved, Reason::Absent, Says::Absent);
    if (isLocked(facts))
        return held();
    if (isPerhapsLocked(facts))
        return heldPerhaps();
    if (isCompanionLockHeld(facts))
        return heldByCompanionLock();
    if (facts.error || has(Id::LeaseNotOpened) || has(Id::OwnPosixLockNotOpened))
        return notRead();
    if (!facts.host->kernelLocksRead)
        return unknownVerdict(Reason::Unreadable, Says::KernelTableUnreadable);
    if (readings.empty())
        return unrecognised();
    switch (readings.front().heldBy) {
    case HeldBy::KernelLock:
        return byKernelLock();
    case HeldBy::Process:
        return byProcess();
    case HeldBy::Heartbeat:
        return byHeartbeat();
    case HeldBy::Exists:
        return byExistence();
    case HeldBy::Nobody:
        return verdictOf(Verdict::State::Free, Confidence::Presumed, Reason::NoOwnerRecorded, Says::NoClaimBeside);
    case HeldBy::None:
        break;
    }
    return notALock({Says::NotALock, Phrase{readings.front().reason}});
}

Verdict decideVerdict(std::span<const FormatReading> readings, const Facts &facts,
                      const std::vector<Evidence> &evidence)
{
    auto verdict = VerdictRules{readings, facts, evidence}.decide();
    if (!readings.empty() && !readings.front().partner.empty() && verdict.state != Verdict::State::Absent)
        verdict.sentences.push_back({Says::FormatNote, Phrase{std::string(readings.front().partner)}});
    return verdict;
}

} // namespace Lockscope
