// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/sentences.h"
#include "inspect/verdict.h"
#include "values/lockphrases.h"

#include <algorithm>

namespace Lockscope {

namespace {

std::string heldBy(const Facts &facts, const Verdict &verdict)
{
    switch (verdict.reason) {
    case Verdict::Reason::MarkerPresent:
        return LockPhrases::noop("it is held while it is there, and nothing proves that its holder is gone");
    case Verdict::Reason::HeartbeatFresh:
        return LockPhrases::noop("its holder keeps it fresh");
    case Verdict::Reason::PortInUse:
        return LockPhrases::noop("a process on this host listens on the port that it may record");
    default:
        break;
    }
    auto holders = holderWords(facts.kernelLocks);
    if (holders.isEmpty() && isGuardLocked(facts))
        holders = holderWords(facts.guard->locks);
    if (holders.isEmpty() && facts.opener)
        return LockPhrases::tr("%1 has it open").arg(processWords(facts.opener->pid, facts.opener)).toStdString();
    if (holders.isEmpty() && facts.programs.process)
        holders = processWords(facts.programs.process->pid, facts.programs.process);
    const auto left = std::find_if(facts.claimed.begin(), facts.claimed.end(), [&](const ClaimedProcess &claimed) {
        return !claimed.container.empty() || !isGone(claimed, facts);
    });
    if (holders.isEmpty() && left != facts.claimed.end())
        holders = processWords(left->here != 0 ? left->here : left->pid, left->process);
    return LockPhrases::tr("held by %1")
        .arg(holders.isEmpty() ? LockPhrases::tr("a process that cannot be seen from here") : holders)
        .toStdString();
}

} // namespace

BreakAdvice adviseBreak(std::span<const Recognition> readings, const Facts &facts, const Verdict &verdict)
{
    if (verdict.state == Verdict::State::Absent)
        return {"none", LockPhrases::noop("nothing is there"), false};
    // A user's file that has nothing of a lock is not removed by force either.
    const bool hasName = facts.calledLock || looksLikeLock(facts.name, facts.inodeType);
    if (readings.empty() && !hasName && facts.inodeType == LockReport::InodeType::Regular &&
        formatOf(readings, facts) != "none")
        return {"none", LockPhrases::noop("its format is unknown, and its name is not that of a lock"), true};
    if (readings.empty())
        return {"none",
                formatOf(readings, facts) == "none" ? LockPhrases::noop("it is no lock")
                                                    : LockPhrases::noop("what it is is not known"),
                false};
    const auto &reading = readings.front();
    const auto action = std::string(reading.heldTest == HeldTest::None ? "none" : reading.breakAction);
    // Advice about its holder is of no use if there is none.
    const bool isKernelLock = reading.heldTest == HeldTest::KernelLock && reading.guard.empty();
    if (verdict.state == Verdict::State::Free && (isKernelLock || !reading.neverBreak.empty()))
        return {isKernelLock ? "none" : action, LockPhrases::noop("nobody holds it, and the file is meant to stay"),
                true};
    // Of an empty file it is not known whether it is one that kernel locks are held on: its user may decide.
    const bool isEmptyUnknown = verdict.state == Verdict::State::Unknown &&
                                verdict.reason == Verdict::Reason::NoOwnerRecorded && facts.size == 0;
    if (reading.heldTest == HeldTest::KernelLock && isEmptyUnknown && !hasName)
        return {"none", LockPhrases::noop("its format is unknown, and its name is not that of a lock"), true};
    const bool undecided = isEmptyUnknown && facts.seesAllProcesses && !facts.fileSystem.remote;
    if (isKernelLock && undecided)
        return {"unlink", LockPhrases::noop("whether its program treats an existing file as held is not known"), false};
    if (isKernelLock)
        return {"none",
                reading.neverBreak.empty()
                    ? LockPhrases::noop("kernel locks end with their holder; removing the file would make two holders")
                    : reading.neverBreak,
                true};
    if (!reading.neverBreak.empty())
        return {action, reading.neverBreak, true};
    if (verdict.state == Verdict::State::Free)
        return {action, LockPhrases::noop("nobody holds it"), false};
    if (action == "none")
        return {action, LockPhrases::noop("nothing that can be removed is the lock"), false};
    switch (verdict.state) {
    case Verdict::State::Stale:
        return {action, {}, false};
    case Verdict::State::Held:
        return {action, heldBy(facts, verdict), false};
    case Verdict::State::Free:
    case Verdict::State::Unknown:
    case Verdict::State::Absent:
        break;
    }
    return {action, LockPhrases::noop("it is not proved that its holder is gone"), false};
}

} // namespace Lockscope
