// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/evidence/rules.h"
#include "inspect/sentences.h"
#include "values/lockphrases.h"

#include <algorithm>

namespace Lockscope {

namespace {

/// A database may have thousands of locks on one file; the table of kernel locks lists them all.
constexpr std::size_t MostToldApart = 16;

QString lockTable()
{
    return QStringLiteral("/proc/locks");
}

Evidence heldBy(const KernelLock &lock)
{
    Evidence evidence{.id = std::string(EvidenceId::KernelLockHeld),
                      .supports = Evidence::Supports::Held,
                      .fact = {},
                      .source = lockTable()};
    const auto what = lockWords(lock);
    if (lock.holders.empty()) {
        evidence.fact = LockPhrases::tr("a process that cannot be seen from here has %1").arg(what);
    } else if (const auto &holder = lock.holders.front(); holder.proved) {
        evidence.fact = (lock.holders.size() == 1 ? LockPhrases::tr("%1 has %2") : LockPhrases::tr("%1 have %2"))
                            .arg(holderWords({lock}), what);
        evidence.source +=
            holder.thread != 0
                ? QStringLiteral(", /proc/%1/task/%2/fdinfo/%3").arg(holder.pid).arg(holder.thread).arg(holder.fd)
                : QStringLiteral(", /proc/%1/fdinfo/%2").arg(holder.pid).arg(holder.fd);
    } else if (holder.source == LockHolder::Source::Mapping) {
        evidence.fact = LockPhrases::tr("%1 has %2 through a mapping").arg(processWords(holder.pid, holder.name), what);
        evidence.source += QStringLiteral(", /proc/%1/maps").arg(holder.pid);
    } else {
        evidence.fact = LockPhrases::tr("%1 acquired %2 and is still running, by the kernel's table alone")
                            .arg(processWords(holder.pid, holder.name), what);
    }
    if (lock.pathState == KernelLock::PathState::Deleted)
        evidence.fact += LockPhrases::tr(", and the file was deleted meanwhile");
    else if (lock.pathState == KernelLock::PathState::Elsewhere)
        evidence.fact += LockPhrases::tr(", in a root or mount namespace of its own");
    if (!lock.onThisFile) {
        evidence.id = EvidenceId::KernelLockOnNumber;
        evidence.fact =
            LockPhrases::tr("%1, on this file or another one with the same inode number").arg(evidence.fact);
    }
    if (!isExclusion(lock))
        evidence.supports = Evidence::Supports::Nothing;
    return evidence;
}

} // namespace

void kernelLockHeld(const Facts &facts, std::vector<Evidence> &evidence)
{
    const auto count = std::min(facts.kernelLocks.size(), MostToldApart);
    std::transform(facts.kernelLocks.begin(), facts.kernelLocks.begin() + static_cast<std::ptrdiff_t>(count),
                   std::back_inserter(evidence), heldBy);
    if (count < facts.kernelLocks.size()) {
        evidence.push_back(
            {std::string(EvidenceId::KernelLockHeld), Evidence::Supports::Held,
             LockPhrases::tr("there are %1 more kernel locks on it").arg(facts.kernelLocks.size() - count),
             lockTable()});
    }
}

void kernelLockNone(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (facts.heldTest != HeldTest::KernelLock || facts.guard || !facts.kernelLocksRead || isLocked(facts) ||
        isPerhapsLocked(facts))
        return;
    evidence.push_back({std::string(EvidenceId::KernelLockNone),
                        facts.seesAllProcesses ? Evidence::Supports::Free : Evidence::Supports::Nothing,
                        LockPhrases::tr("the kernel lists no lock on it"), lockTable()});
}

void kernelLockSeen(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!facts.kernelLockSeen || isLocked(facts))
        return;
    evidence.push_back({std::string(EvidenceId::KernelLockSeen), Evidence::Supports::Free,
                        LockPhrases::tr("a process held a kernel lock on it before"), lockTable()});
}

void deadlock(const Facts &facts, std::vector<Evidence> &evidence)
{
    for (const auto &lock : facts.kernelLocks) {
        if (lock.deadlock.empty())
            continue;
        evidence.push_back(
            {std::string(EvidenceId::Deadlock), Evidence::Supports::Held, deadlockWords(lock.deadlock), lockTable()});
        return;
    }
}

void kernelLocksUnreadable(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (facts.absent || facts.kernelLocksRead)
        return;
    evidence.push_back({std::string(EvidenceId::KernelLocksUnreadable), Evidence::Supports::Unknown,
                        LockPhrases::tr("the kernel's table of locks could not be read"), lockTable()});
}

void hiddenHolders(const Facts &facts, std::vector<Evidence> &evidence)
{
    const auto unproved = [](const KernelLock &lock) {
        return std::none_of(lock.holders.begin(), lock.holders.end(), [](const auto &holder) { return holder.proved; });
    };
    if (!facts.descriptorsHidden || std::none_of(facts.kernelLocks.begin(), facts.kernelLocks.end(), unproved))
        return;
    evidence.push_back(
        {"hidden-processes", Evidence::Supports::Nothing,
         facts.isRoot ? LockPhrases::tr("the open files of some processes cannot be read, which would name the holder")
                      : LockPhrases::tr("descriptors of other users' processes cannot be read, which would name the "
                                        "holder (run as root to see them)"),
         QStringLiteral("/proc/PID/fdinfo")});
}

} // namespace Lockscope
