// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/verdict/conclusion.h"

#include "inspect/evidence/rules.h"
#include "values/sentences.h"

#include <QByteArray>

#include <algorithm>

namespace Lockscope {

namespace {

/// A match whose confidence is lower than that of the best match by more than this is ignored.
constexpr double Plausible = 0.3001;

using State = Verdict::State;

/// The number whose hexadecimal digits are the decimal ones of this number.
std::int64_t asHexadecimal(std::int64_t number)
{
    constexpr int Hexadecimal = 16;
    return QByteArray::number(qint64{number}).toLongLong(nullptr, Hexadecimal);
}

std::optional<OtherReading> otherReading(const FormatReading &reading, const Facts &facts, const PidLookup &lookUp)
{
    const auto gone = [&](const ClaimedProcess &claimed) { return isGone(claimed, facts); };
    if (facts.claimed.empty() || !std::ranges::all_of(facts.claimed, gone))
        return std::nullopt;
    const auto running = [&](std::int64_t pid, bool isHexadecimal) -> std::optional<OtherReading> {
        if (isAbovePidMax(pid, facts))
            return std::nullopt;
        auto claimed = lookUp(pid, facts);
        const bool mayHold = !isGone(claimed, facts) && !isKernelThread(claimed) && !isImplausibleInit(claimed, facts);
        return mayHold ? std::optional(OtherReading{std::move(claimed), isHexadecimal}) : std::nullopt;
    };
    const auto number = facts.claimed.size() == 1 ? facts.claimed.front().pid : 0;
    if (reading.unknownBase && number != asHexadecimal(number)) {
        if (auto found = running(asHexadecimal(number), true))
            return found;
    }
    for (const auto other : reading.otherNumbers) {
        if (auto found = running(other, false))
            return found;
    }
    return std::nullopt;
}

Facts withReading(const FormatReading &reading, Facts facts, const PidLookup &lookUp)
{
    facts.heldBy = reading.heldBy;
    facts.incomplete = reading.incomplete;
    facts.hasUnparsedText = reading.hasUnparsedText;
    facts.hostMayBeProgram = reading.onlyIfUnknown;
    facts.namesProgram = reading.namesProgram;
    facts.holderPrograms = reading.holderPrograms;
    facts.everyPidHolds = reading.everyPidHolds;
    facts.timeIsExpiry = reading.timeIsExpiry;
    facts.bareNumber = reading.bareNumber;
    facts.hasNameOfFormat = reading.matchesName;
    facts.heartbeat = reading.heartbeat;
    facts.companions = reading.companions;
    facts.claim = reading.claim;
    facts.claimed.clear();
    facts.otherReading.reset();
    facts.testimony.reset();
    if (facts.testimonies) {
        const auto about = std::ranges::find(*facts.testimonies, facts.claim, &Testimony::claim);
        if (about != facts.testimonies->end())
            facts.testimony = *about;
    }
    facts.companionLockAlways = reading.companionLockAlways;
    facts.companionLock.reset();
    const auto companionLock = std::ranges::find(facts.companionLocks, reading.companionLock, &CompanionLock::name);
    if (companionLock != facts.companionLocks.end())
        facts.companionLock = *companionLock;
    if (reading.heldBy != HeldBy::Process && reading.heldBy != HeldBy::Heartbeat)
        return facts;
    // If digits run together, PIDs that no process of this host can have are ruled out.
    auto pids = reading.claim.pids;
    const auto tooLarge = [&](std::int64_t pid) { return isAbovePidMax(pid, facts); };
    if (pids.size() > 1 && !std::all_of(pids.begin(), pids.end(), tooLarge))
        pids.erase(std::remove_if(pids.begin(), pids.end(), tooLarge), pids.end());
    for (const auto pid : pids)
        facts.claimed.push_back(lookUp(pid, facts));
    facts.otherReading = otherReading(reading, facts, lookUp);
    return facts;
}

Conclusion byReading(std::span<const FormatReading> readings, Facts facts)
{
    auto evidence = findEvidence(facts);
    auto verdict = decideVerdict(readings, facts, evidence);
    return {std::move(facts), std::move(evidence), std::move(verdict)};
}

/// Names the same processes and contains less information, e.g. the first line of a longer text.
bool saysLess(const FormatReading &reading, const FormatReading &surest)
{
    return reading.heldBy == surest.heldBy && reading.claim.pids == surest.claim.pids &&
           (!reading.claim.hostname || reading.claim.hostname == surest.claim.hostname);
}

bool rulesHolderOut(const Verdict &verdict)
{
    return verdict.state == State::Stale || verdict.state == State::Free || verdict.state == State::Absent;
}

/// In the best match a process decides, and in this one possibly a kernel lock, which does not exist.
bool isWithoutHolder(const FormatReading &reading, const Verdict &verdict)
{
    return reading.heldBy == HeldBy::KernelLock && verdict.state == State::Unknown &&
           verdict.reason == Verdict::Reason::NoOwnerRecorded;
}

/// What the best match reads as a host is the name of a program in another match, e.g. in the second line of a file.
bool readsHostAsProgram(const FormatReading &reading, const FormatReading &surest)
{
    return surest.claim.hostname && reading.claim.name == surest.claim.hostname &&
           reading.claim.pids == surest.claim.pids && reading.confidence >= surest.confidence - Plausible;
}

} // namespace

Conclusion conclude(std::span<const FormatReading> readings, Facts known, const PidLookup &lookUp)
{
    if (readings.empty())
        return byReading(readings, std::move(known));
    const auto &surest = readings.front();
    auto facts = withReading(surest, std::move(known), lookUp);
    facts.hostMayBeProgram = facts.hostMayBeProgram || std::ranges::any_of(readings, [&](const auto &other) {
                                 return readsHostAsProgram(other, surest);
                             });
    auto conclusion = byReading(readings, std::move(facts));
    if (!rulesHolderOut(conclusion.verdict))
        return conclusion;
    for (const auto &reading : readings.subspan(1)) {
        if (saysLess(reading, surest) || reading.confidence < surest.confidence - Plausible ||
            reading.heldBy == HeldBy::None)
            continue;
        const auto other = byReading({&reading, 1}, withReading(reading, conclusion.facts, lookUp));
        if (rulesHolderOut(other.verdict) || isWithoutHolder(reading, other.verdict))
            continue;
        for (const auto &evidence : other.evidence) {
            if (std::find(conclusion.evidence.begin(), conclusion.evidence.end(), evidence) ==
                conclusion.evidence.end())
                conclusion.evidence.push_back(evidence);
        }
        conclusion.verdict = {State::Unknown,
                              Verdict::Confidence::Presumed,
                              other.verdict.reason,
                              {{Sentence::Verdict::DisagreesWithFormat, Phrase{std::string(surest.id)},
                                Phrase{std::string(reading.id)}}}};
        std::ranges::copy(other.verdict.sentences, std::back_inserter(conclusion.verdict.sentences));
        return conclusion;
    }
    return conclusion;
}

} // namespace Lockscope
