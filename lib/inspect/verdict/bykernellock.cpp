// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/verdict/conclusion.h"

#include "inspect/arguments.h"
#include "inspect/verdict/rules.h"

#include <algorithm>

namespace Lockscope {

namespace {

using Confidence = Verdict::Confidence;
using Id = Evidence::Id;
using Reason = Verdict::Reason;
using Says = Sentence::Verdict;
using State = Verdict::State;

/// A match with at least this confidence is considered certain.
constexpr double Certain = 0.8;

/// A match with less confidence means only that the file may be a lock of that format.
constexpr double Known = 0.7;

Verdict freeVerdict(Confidence confidence, Reason reason, Message message)
{
    return verdictOf(State::Free, confidence, reason, std::move(message));
}

/// The lock is free if its program uses kernel locks, which is unknown.
Verdict byUnknownMeans(const Facts &facts)
{
    return unknownVerdict(Reason::NoOwnerRecorded,
                          facts.size != 0 ? Says::TextOfUnknownMeans : Says::EmptyOfUnknownMeans);
}

Message heldOn(const KernelLock &lock, ProcessNames holders, bool isAtHand)
{
    if (isAtHand || lock.path.empty())
        return {Says::HeldByKernelLock, std::move(holders)};
    if (lock.pathState == KernelLock::PathState::Deleted)
        return {Says::HeldOnDeletedPath, std::move(holders), lock.path.native()};
    return {Says::HeldOnPathElsewhere, std::move(holders), lock.path.native()};
}

} // namespace

Verdict VerdictRules::held() const
{
    std::vector<KernelLock> locks;
    std::ranges::copy_if(facts.kernelLocks, std::back_inserter(locks),
                         [](const KernelLock &lock) { return isExclusion(lock) && lock.onThisFile; });
    const auto holders = holdersOf(locks);
    const bool isByTable = holders.size() == 1 && holders.front().source == LockHolder::Source::Table;
    auto verdict = verdictOf(
        State::Held, Confidence::Proved, Reason::KernelLockHeld,
        isByTable ? Message(Says::AcquiredAndRunning, holderNames(locks))
                  : heldOn(locks.front(), holderNames(locks), facts.inodeType != LockReport::InodeType::None));
    const auto deadlock =
        std::ranges::find_if(facts.kernelLocks, [](const auto &lock) { return !lock.deadlock.empty(); });
    if (deadlock != facts.kernelLocks.end())
        verdict.sentences.push_back({Says::DeadlockFound, DeadlockCycle{deadlock->deadlock}});
    if (has(Id::HiddenProcesses) && !facts.host->isRoot)
        verdict.sentences.push_back(Says::RunAsRootToIdentifyHolder);
    return verdict;
}

Verdict VerdictRules::heldPerhaps() const
{
    auto verdict = presumedHeld(Reason::KernelLockHeld, {Says::HeldByInodeNumber, facts.fileSystem.type});
    if (!facts.host->isRoot)
        verdict.sentences.push_back(Says::RunAsRootToBeSure);
    return verdict;
}

Verdict VerdictRules::heldByCompanionLock() const
{
    const bool isSure = std::ranges::any_of(facts.companionLock->locks, &KernelLock::onThisFile);
    return verdictOf(State::Held, isSure ? Confidence::Proved : Confidence::Presumed, Reason::KernelLockHeld,
                     {Says::HeldByCompanion, holderNames(facts.companionLock->locks), facts.companionLock->name});
}

Verdict VerdictRules::notRead() const
{
    if (has(Id::LeaseNotOpened))
        return unknownVerdict(Reason::Unreadable, {Says::LeaseNotBroken, holderNames(facts.kernelLocks)});
    if (has(Id::OwnPosixLockNotOpened))
        return unknownVerdict(Reason::Unreadable, Says::OwnPosixLockKept);
    const bool isContent = facts.content == Probe::Content::Refused;
    auto verdict = unknownVerdict(
        Reason::Unreadable, {isContent ? Says::ContentUnreadable : Says::PathUnreadable, Phrase{facts.error->message}});
    if (facts.error->code == "EACCES" && !facts.host->isRoot)
        verdict.sentences.push_back(Says::RunAsOwnerOrRoot);
    return verdict;
}

Verdict VerdictRules::byKernelLock() const
{
    if (has(Id::RemoteFileSystem))
        return unknownVerdict(Reason::OtherHost, {Says::NoKernelLockHereButRemote, facts.fileSystem.type});
    if (isCompanionLockFree(facts))
        return freeVerdict(Confidence::Proved, Reason::KernelLockFree,
                           {Says::FreeByCompanion, facts.companionLock->name});
    // Without the companion file that decides, only its existence is known.
    const bool guarded = !readings.empty() && !readings.front().companionLock.empty();
    if ((guarded && facts.host->seesAllProcesses()) || facts.marks.value_or(0) > 0)
        return byExistence();
    if (!facts.host->seesAllProcesses())
        return unknownVerdict(Reason::OtherPidNamespace, Says::NoKernelLockInContainer);
    if (readings.empty())
        return freeVerdict(Confidence::Presumed, Reason::KernelLockFree, Says::OrdinaryFile);
    const auto confidence = readings.front().confidence;
    if (confidence >= Certain)
        return freeVerdict(Confidence::Proved, Reason::KernelLockFree,
                           facts.size == 0 ? Says::FreeNoKernelLock : Says::FreeWhateverText);
    if (has(Id::KernelLockSeen))
        return freeVerdict(Confidence::Presumed, Reason::KernelLockFree, Says::FreeSinceLastSeen);
    if (confidence < Known)
        return byUnknownMeans(facts);
    return freeVerdict(Confidence::Presumed, Reason::KernelLockFree, Says::ProbablyFreeNoKernelLock);
}

Verdict VerdictRules::decide() const
{
    if (facts.absent)
        return verdictOf(State::Absent, Confidence::Proved, Reason::Absent, Says::Absent);
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
        return freeVerdict(Confidence::Presumed, Reason::NoOwnerRecorded, Says::NoClaimBeside);
    case HeldBy::None:
        break;
    }
    return unknownVerdict(Reason::Unrecognised, {Says::NotALock, Phrase{readings.front().reason}});
}

Verdict decideVerdict(std::span<const FormatReading> readings, const Facts &facts,
                      const std::vector<Evidence> &evidence)
{
    auto verdict = VerdictRules{readings, facts, evidence}.decide();
    if (!readings.empty() && !readings.front().partner.empty() && verdict.state != State::Absent)
        verdict.sentences.push_back({Says::FormatNote, Phrase{std::string(readings.front().partner)}});
    return verdict;
}

} // namespace Lockscope
