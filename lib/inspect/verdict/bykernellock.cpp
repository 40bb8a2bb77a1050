// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
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

/// A thread of the NFS server is not the holder, but acts for a client.
std::optional<Message> heldForNfs(const KernelLock &lock)
{
    switch (lock.forNfs) {
    case KernelLock::ForNfs::No:
        break;
    case KernelLock::ForNfs::Version3:
        return Message(Says::HeldForNfs3Client);
    case KernelLock::ForNfs::Version4:
        if (lock.nfsClients.empty())
            return Message(Says::HeldForUnseenNfsClient);
        if (lock.nfsClients.size() > 1)
            return Message(Says::HeldForOneOfNfsClients, static_cast<std::int64_t>(lock.nfsClients.size()));
        return Message(Says::HeldForNfsClient, lock.nfsClients.front().hostname(), lock.nfsClients.front().address);
    }
    return {};
}

/// The process that acquired it may have exited, and passed it on.
bool isUnnamed(const KernelLock &lock)
{
    return lock.holders.empty() && lock.tablePid > 0;
}

Message heldHere(const std::vector<KernelLock> &locks, bool isAtHand)
{
    const auto holders = holdersOf(locks);
    const bool isByTable = holders.size() == 1 && holders.front().source == LockHolder::Source::Table;
    if (isByTable)
        return heldForNfs(locks.front()).value_or(Message(Says::AcquiredAndRunning, holderNames(locks)));
    return heldOn(locks.front(), holderNames(locks), isAtHand);
}

} // namespace

Verdict VerdictRules::held() const
{
    std::vector<KernelLock> locks;
    std::ranges::copy_if(facts.kernelLocks, std::back_inserter(locks),
                         [](const KernelLock &lock) { return isExclusion(lock) && lock.onThisFile; });
    // A client keeps its lock in the table although the server may have given it to another host.
    auto verdict = facts.fileSystem.remote
                       ? presumedHeld(Reason::ServerDecides,
                                      {Says::HeldOnRemoteFileSystem, holderNames(locks), facts.fileSystem.type})
                       : verdictOf(State::Held, Confidence::Proved, Reason::KernelLockHeld,
                                   heldHere(locks, facts.inodeType != LockReport::InodeType::None));
    if (const auto taker = std::ranges::find_if(locks, isUnnamed); taker != locks.end())
        verdict.sentences.push_back({Says::AcquiredByPid, taker->tablePid});
    const auto deadlock =
        std::ranges::find_if(facts.kernelLocks, [](const auto &lock) { return !lock.deadlock.empty(); });
    if (deadlock != facts.kernelLocks.end())
        verdict.sentences.push_back({Says::DeadlockFound, DeadlockCycle{deadlock->deadlock}});
    if (has(Id::HiddenProcesses) && !facts.host->isRoot())
        verdict.sentences.push_back(Says::RunAsRootToIdentifyHolder);
    return verdict;
}

Verdict VerdictRules::heldPerhaps() const
{
    auto verdict = presumedHeld(Reason::KernelLockHeld, {Says::HeldByInodeNumber, facts.fileSystem.type});
    if (!facts.host->isRoot())
        verdict.sentences.push_back(Says::RunAsRootToBeSure);
    return verdict;
}

Verdict VerdictRules::heldByCompanionLock() const
{
    const bool isSure =
        !facts.fileSystem.remote && std::ranges::any_of(facts.companionLock->locks, &KernelLock::onThisFile);
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
    if (facts.error->code == "EACCES" && !facts.host->isRoot())
        verdict.sentences.push_back(Says::RunAsOwnerOrRoot);
    return verdict;
}

Message VerdictRules::noKernelLock(Message ifAllIsSeen) const
{
    if (facts.fileSystem.remote)
        return {Says::NoKernelLockHereButRemote, facts.fileSystem.type};
    return facts.host->seesAllProcesses() ? std::move(ifAllIsSeen) : Message(Says::NoKernelLockInContainer);
}

Verdict VerdictRules::byKernelLock() const
{
    if (has(Id::RemoteFileSystem))
        return unknownVerdict(Reason::OtherHost, noKernelLock(Says::NoKernelLock));
    if (isCompanionLockFree(facts))
        return freeVerdict(Confidence::Proved, Reason::KernelLockFree,
                           {Says::FreeByCompanion, facts.companionLock->name});
    // Without the companion file that decides, only its existence is known.
    const bool guarded = !readings.front().companionLock.empty();
    if ((guarded && facts.host->seesAllProcesses()) || facts.marks.value_or(0) > 0)
        return byExistence();
    if (!facts.host->seesAllProcesses())
        return unknownVerdict(Reason::OtherPidNamespace, noKernelLock(Says::NoKernelLock));
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

} // namespace Lockscope
