// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/evidence/rules.h"
#include "inspect/facts/facts.h"
#include "values/sentences.h"

#include <lockscope/verdict.h>

#include <optional>
#include <span>
#include <vector>

namespace Lockscope {

/// The rules for a verdict, with the arguments of decideVerdict().
struct VerdictRules
{
    std::span<const FormatReading> readings;
    const Facts &facts;
    const std::vector<Evidence> &evidence;

    bool has(Evidence::Id id) const { return Lockscope::has(evidence, id); }

    Verdict decide() const;

    // bykernellock.cpp
    Verdict held() const;
    Verdict heldPerhaps() const;
    Verdict heldByCompanionLock() const;
    Verdict notRead() const;
    Verdict byKernelLock() const;
    /// That no kernel lock is on it, as far as that can be seen from here; if all can be seen, the given sentence.
    Message noKernelLock(Message ifAllIsSeen) const;

    // byformat.cpp
    Verdict unrecognised() const;
    Verdict notALock(Message what) const;
    Verdict incomplete() const;

    // byexistence.cpp: or by a heartbeat.
    Verdict byExistence() const;
    Verdict byHeartbeat() const;

    // byprocess.cpp, doubts.cpp: by the recorded process.
    Verdict byProcess() const;
    std::optional<Verdict> inContainer() const;
    const ClaimedProcess *processCalledAsHost() const;
    Verdict elsewhere() const;
    /// bytestimony.cpp: by what the host that the lock names reports; absent if that decides nothing.
    std::optional<Verdict> byTestimony() const;
    /// Why the exit of the process on the host that the lock names proves nothing; absent: it is a proof.
    std::optional<Message> exitedWithoutProof(const Testimony &said) const;
    Verdict ofSeveral() const;
    Verdict ofOne(const ClaimedProcess &claimed) const;
    Verdict gone() const;
    /// Why the exit of that process proves nothing; absent: it is a proof.
    std::optional<Verdict> goneWithoutProof() const;
    /// Why the number may not be a PID of this host; absent: there is no such reason.
    std::optional<Verdict> maybeNoPid() const;
    Verdict alive(const ClaimedProcess &claimed) const;
    /// Why the process with that PID is probably not the holder; absent: there is no such reason.
    std::optional<Verdict> implausible(const ClaimedProcess &claimed) const;

    /// How to learn more: the advice of the format, or the given one.
    Message toLearnMore(Message otherwise) const;
    /// When the program itself would take over the lock, if it ever does.
    void addProgramRule(Verdict &verdict) const;
};

inline Verdict verdictOf(Verdict::State state, Verdict::Confidence confidence, Verdict::Reason reason, Message message)
{
    return {state, confidence, reason, {std::move(message)}};
}

inline Verdict unknownVerdict(Verdict::Reason reason, Message message)
{
    return verdictOf(Verdict::State::Unknown, Verdict::Confidence::Presumed, reason, std::move(message));
}

inline Verdict presumedHeld(Verdict::Reason reason, Message message)
{
    return verdictOf(Verdict::State::Held, Verdict::Confidence::Presumed, reason, std::move(message));
}

} // namespace Lockscope
