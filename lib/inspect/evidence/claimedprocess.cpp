// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/evidence/rules.h"
#include "inspect/sentences.h"
#include "values/lockphrases.h"

#include <lockscope/displaytext.h>

#include <algorithm>

namespace Lockscope {

namespace {

constexpr std::size_t LongestName = 80;

QString killSource(std::int64_t pid)
{
    return QStringLiteral("kill(") + QString::number(pid) + QStringLiteral(", 0)");
}

QString statSource(std::int64_t pid)
{
    return QStringLiteral("/proc/%1/stat").arg(pid);
}

bool isZombie(const ClaimedProcess &claimed)
{
    return claimed.process && claimed.process->isDeadZombie();
}

} // namespace

void pidDead(const Facts &facts, std::vector<Evidence> &evidence)
{
    for (const auto &claimed : facts.claimed) {
        if (claimed.life != Life::Dead)
            continue;
        const auto &counted = facts.claim.pidNamespace;
        const bool foreign = counted && *counted != facts.pidNamespace;
        evidence.push_back(
            {std::string(EvidenceId::PidDead), Evidence::Supports::Stale,
             foreign ? LockPhrases::tr("no process %1 in pid namespace %2 of this host").arg(claimed.pid).arg(*counted)
                     : LockPhrases::tr("no process %1 on this host").arg(claimed.pid),
             foreign ? QStringLiteral("/proc/PID/status") : killSource(claimed.pid)});
    }
}

void pidRecycled(const Facts &facts, std::vector<Evidence> &evidence)
{
    for (const auto &claimed : facts.claimed) {
        if (claimed.life == Life::Dead || isZombie(claimed))
            continue;
        if (startDiffers(claimed, facts)) {
            evidence.push_back({std::string(EvidenceId::PidRecycled), Evidence::Supports::Stale,
                                LockPhrases::tr("%1 started at another time than the process that the lock names")
                                    .arg(processWords(claimed.pid, claimed.process)),
                                statSource(claimed.pid)});
        } else if (startedAfterwards(claimed, facts)) {
            evidence.push_back(
                {std::string(EvidenceId::PidRecycled), Evidence::Supports::Stale,
                 LockPhrases::tr("%1 started after the file was last changed, so its number was another's before")
                     .arg(processWords(claimed.pid, claimed.process)),
                 statSource(claimed.pid)});
        }
    }
}

void zombie(const Facts &facts, std::vector<Evidence> &evidence)
{
    for (const auto &claimed : facts.claimed) {
        if (claimed.life != Life::Dead && isZombie(claimed)) {
            evidence.push_back({std::string(EvidenceId::Zombie), Evidence::Supports::Stale,
                                LockPhrases::tr("%1 has ended, and only its parent has not noticed yet")
                                    .arg(processWords(claimed.pid, claimed.process)),
                                statSource(claimed.pid)});
        }
    }
}

void pidAlive(const Facts &facts, std::vector<Evidence> &evidence)
{
    for (const auto &claimed : facts.claimed) {
        if (claimed.life == Life::Unknown || isGone(claimed, facts))
            continue;
        const auto who = processWords(claimed.pid, claimed.process);
        const bool isPlausible = !isKernelThread(claimed) && !isImplausibleInit(claimed, facts);
        const auto supports = isPlausible ? Evidence::Supports::Held : Evidence::Supports::Nothing;
        if (claimed.life == Life::AliveForeign) {
            evidence.push_back({std::string(EvidenceId::PidAliveOtherUser), supports,
                                LockPhrases::tr("%1 is there and belongs to another user").arg(who),
                                killSource(claimed.pid)});
        } else {
            evidence.push_back({std::string(EvidenceId::PidAlive), supports, LockPhrases::tr("%1 is there").arg(who),
                                killSource(claimed.pid)});
        }
    }
}

void stopped(const Facts &facts, std::vector<Evidence> &evidence)
{
    for (const auto &claimed : facts.claimed) {
        if (claimed.process && (claimed.process->state == 'T' || claimed.process->state == 't')) {
            evidence.push_back({"stopped", Evidence::Supports::Held,
                                LockPhrases::tr("%1 is stopped, and keeps what it holds")
                                    .arg(processWords(claimed.pid, claimed.process)),
                                statSource(claimed.pid)});
        }
    }
}

void threadNumber(const Facts &facts, std::vector<Evidence> &evidence)
{
    for (const auto &claimed : facts.claimed) {
        if (claimed.threadOf) {
            evidence.push_back(
                {"thread-id", Evidence::Supports::Nothing,
                 LockPhrases::tr("%1 is the number of a thread of process %2").arg(claimed.pid).arg(*claimed.threadOf),
                 QStringLiteral("/proc/%1/status").arg(claimed.pid)});
        }
    }
}

void ambiguousPid(const Facts &facts, std::vector<Evidence> &evidence)
{
    const auto gone = [&](const ClaimedProcess &claimed) { return isGone(claimed, facts); };
    if (facts.everyPidHolds || facts.claimed.size() < 2 ||
        std::all_of(facts.claimed.begin(), facts.claimed.end(), gone))
        return;
    evidence.push_back({std::string(EvidenceId::AmbiguousPid), Evidence::Supports::Unknown,
                        LockPhrases::tr("its digits can be read as %1 process numbers, and not all of them are gone")
                            .arg(facts.claimed.size()),
                        QStringLiteral("content")});
}

void textIsComment(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (facts.heldTest != HeldTest::KernelLock || !facts.claim.pid)
        return;
    const auto names = [&](const KernelLock &lock) {
        return std::any_of(lock.holders.begin(), lock.holders.end(),
                           [&](const LockHolder &holder) { return holder.pid == *facts.claim.pid; });
    };
    const bool confirmed = std::any_of(facts.kernelLocks.begin(), facts.kernelLocks.end(), names);
    evidence.push_back({confirmed ? "text-confirmed" : "text-is-comment", Evidence::Supports::Nothing,
                        (confirmed ? LockPhrases::tr("its text names the same process %1")
                                   : LockPhrases::tr("its text names process %1, but such a text outlives its writer"))
                            .arg(*facts.claim.pid),
                        QStringLiteral("content")});
}

void clockStepped(const Facts &facts, std::vector<Evidence> &evidence)
{
    for (const auto &claimed : facts.claimed) {
        if (!isGone(claimed, facts) && !clockRanEvenly(facts) && seemsStartedAfterwards(claimed, facts)) {
            evidence.push_back(
                {std::string(EvidenceId::ClockStepped), Evidence::Supports::Unknown,
                 LockPhrases::tr("%1 seems to have started after the file was last changed, but the wall clock "
                                 "was set since the machine started, or that is not known")
                     .arg(processWords(claimed.pid, claimed.process)),
                 QStringLiteral("/proc/stat")});
        }
    }
}

void implausibleHolder(const Facts &facts, std::vector<Evidence> &evidence)
{
    for (const auto &claimed : facts.claimed) {
        if (isGone(claimed, facts))
            continue;
        if (isKernelThread(claimed))
            evidence.push_back({std::string(EvidenceId::KernelThread), Evidence::Supports::Unknown,
                                LockPhrases::tr("%1 is a thread of the kernel, which creates no lock files")
                                    .arg(processWords(claimed.pid, claimed.process)),
                                statSource(claimed.pid)});
        else if (isImplausibleInit(claimed, facts))
            evidence.push_back({std::string(EvidenceId::Init), Evidence::Supports::Unknown,
                                LockPhrases::tr("%1 is the init process of this host, and the lock does not look like "
                                                "one of init's; in a container PID 1 is any program")
                                    .arg(processWords(claimed.pid, claimed.process)),
                                statSource(claimed.pid)});
    }
}

void nameMismatch(const Facts &facts, std::vector<Evidence> &evidence)
{
    for (const auto &claimed : facts.claimed) {
        if (isGone(claimed, facts) || !nameDiffers(claimed, facts))
            continue;
        evidence.push_back(
            {std::string(EvidenceId::NameMismatch), Evidence::Supports::Unknown,
             LockPhrases::tr("it names the program %1, and that is %2")
                 .arg(displayText(*facts.claim.name, LongestName), processWords(claimed.pid, claimed.process)),
             QStringLiteral("/proc/%1/cmdline").arg(claimed.pid)});
    }
}

} // namespace Lockscope
