// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/arguments.h"
#include "inspect/evidence/rules.h"
#include "values/sentences.h"

#include <algorithm>

namespace Lockscope {

namespace {

using Sentence::Finding;

/// The locks of a file with thousands of record locks are not listed individually.
constexpr std::size_t MaxListed = 16;

QString lockTable()
{
    return QStringLiteral("/proc/locks");
}

QString fdinfoOf(const LockHolder &holder)
{
    return holder.thread != 0
               ? QStringLiteral("/proc/%1/task/%2/fdinfo/%3").arg(holder.pid).arg(holder.thread).arg(holder.fd)
               : QStringLiteral("/proc/%1/fdinfo/%2").arg(holder.pid).arg(holder.fd);
}

/// What is known about the location of the locked file.
Finding placed(Finding usual, const KernelLock &lock)
{
    if (!lock.onThisFile)
        return Finding::KernelLockSameNumber;
    if (lock.pathState == KernelLock::PathState::Deleted)
        return Finding::KernelLockDeleted;
    return lock.pathState == KernelLock::PathState::Elsewhere ? Finding::KernelLockElsewhere : usual;
}

Evidence heldBy(const KernelLock &lock)
{
    auto finding = Finding::KernelLockHeld;
    auto source = lockTable();
    if (!lock.holders.empty()) {
        const auto &holder = lock.holders.front();
        if (holder.proved) {
            source += QStringLiteral(", ") + fdinfoOf(holder);
        } else if (holder.source == LockHolder::Source::Mapping) {
            finding = Finding::KernelLockByMapping;
            source += QStringLiteral(", /proc/%1/maps").arg(holder.pid);
        } else {
            finding = Finding::KernelLockByTable;
        }
    }
    return {lock.onThisFile ? Evidence::Id::KernelLockHeld : Evidence::Id::KernelLockOnNumber,
            isExclusion(lock) ? Evidence::Supports::Held : Evidence::Supports::Nothing,
            {placed(finding, lock), holderNames({lock}), describe(lock)},
            source};
}

} // namespace

void kernelLockHeld(const Facts &facts, std::vector<Evidence> &evidence)
{
    const auto count = std::min(facts.kernelLocks.size(), MaxListed);
    std::transform(facts.kernelLocks.begin(), facts.kernelLocks.begin() + static_cast<std::ptrdiff_t>(count),
                   std::back_inserter(evidence), heldBy);
    if (count < facts.kernelLocks.size()) {
        const auto rest = static_cast<std::int64_t>(facts.kernelLocks.size() - count);
        evidence.push_back(
            {Evidence::Id::KernelLockHeld, Evidence::Supports::Held, {Finding::MoreKernelLocks, rest}, lockTable()});
    }
}

void kernelLockNone(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (facts.heldBy != HeldBy::KernelLock || facts.companionLock || !facts.host->kernelLocksRead || isLocked(facts) ||
        isPerhapsLocked(facts))
        return;
    evidence.push_back({Evidence::Id::KernelLockNone,
                        facts.host->seesAllProcesses() ? Evidence::Supports::Free : Evidence::Supports::Nothing,
                        Finding::NoKernelLock, lockTable()});
}

void kernelLockSeen(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!facts.kernelLockSeen || isLocked(facts))
        return;
    evidence.push_back(
        {Evidence::Id::KernelLockSeen, Evidence::Supports::Free, Finding::KernelLockBefore, lockTable()});
}

void nfsClients(const Facts &facts, std::vector<Evidence> &evidence)
{
    const auto states = QStringLiteral("/proc/fs/nfsd/clients");
    for (const auto &lock : facts.kernelLocks) {
        for (const auto &client : lock.nfsClients)
            evidence.push_back(
                {Evidence::Id::NfsClient,
                 Evidence::Supports::Held,
                 {client.isLeaseExpired ? Finding::NfsClientExpired : Finding::NfsClient, client.hostname(),
                  client.address, std::int64_t{client.sinceRenewal.value_or(std::chrono::seconds(0)).count()}},
                 states});
        if (lock.forNfs == KernelLock::ForNfs::Version3)
            evidence.push_back(
                {Evidence::Id::NfsClientUnknown, Evidence::Supports::Nothing, Finding::Nfs3Client, lockTable()});
        else if (lock.forNfs == KernelLock::ForNfs::Version4 && lock.nfsClients.empty())
            evidence.push_back(
                {Evidence::Id::NfsClientUnknown, Evidence::Supports::Nothing, Finding::NfsClientsUnreadable, states});
    }
}

void deadlock(const Facts &facts, std::vector<Evidence> &evidence)
{
    const auto found =
        std::ranges::find_if(facts.kernelLocks, [](const KernelLock &lock) { return !lock.deadlock.empty(); });
    if (found != facts.kernelLocks.end())
        evidence.push_back({Evidence::Id::Deadlock,
                            Evidence::Supports::Held,
                            {Finding::Deadlock, DeadlockCycle{found->deadlock}},
                            lockTable()});
}

void kernelLocksUnreadable(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (facts.absent || facts.host->kernelLocksRead)
        return;
    evidence.push_back({Evidence::Id::KernelLocksUnreadable, Evidence::Supports::Unknown,
                        Finding::KernelTableUnreadable, lockTable()});
}

void hiddenHolders(const Facts &facts, std::vector<Evidence> &evidence)
{
    const auto isUnproved = [](const KernelLock &lock) {
        return std::ranges::none_of(lock.holders, &LockHolder::proved);
    };
    if (!facts.host->descriptorsHidden || std::ranges::none_of(facts.kernelLocks, isUnproved))
        return;
    evidence.push_back({Evidence::Id::HiddenProcesses, Evidence::Supports::Nothing,
                        facts.host->isRoot() ? Finding::HiddenFilesAsRoot : Finding::HiddenFilesOfOthers,
                        QStringLiteral("/proc/PID/fdinfo")});
}

} // namespace Lockscope
