// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/evidence/rules.h"
#include "inspect/sentences.h"
#include "values/lockphrases.h"

#include <lockscope/displaytext.h>

namespace Lockscope {

namespace {

constexpr std::size_t LongestName = 80;

void tell(std::vector<Evidence> &evidence, std::string_view id, Evidence::Supports supports, const QString &fact,
          const QString &source)
{
    evidence.push_back({std::string(id), supports, fact, source});
}

} // namespace

void guardLock(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!facts.guard || !facts.kernelLocksRead)
        return;
    const auto &guard = *facts.guard;
    const auto name = displayText(guard.name, LongestName);
    const auto table = QStringLiteral("/proc/locks");
    switch (guard.state) {
    case Guard::State::Locked: {
        const auto holders = holderWords(guard.locks);
        tell(evidence, EvidenceId::GuardLocked, Evidence::Supports::Held,
             LockPhrases::tr("%1 has %2 on %3 beside it")
                 .arg(holders.isEmpty() ? LockPhrases::tr("a process that cannot be seen from here") : holders,
                      lockWords(guard.locks.front()), name),
             table);
        break;
    }
    case Guard::State::Unlocked:
        tell(evidence, isGuardFree(facts) ? EvidenceId::GuardUnlocked : "companion-not-locked",
             isGuardFree(facts) ? Evidence::Supports::Free : Evidence::Supports::Nothing,
             LockPhrases::tr("the kernel lists no lock on %1 beside it").arg(name), table);
        break;
    case Guard::State::Newer:
        tell(
            evidence, "companion-newer", Evidence::Supports::Nothing,
            LockPhrases::tr("%1 beside it was made later, so its holder may have a kernel lock on one that was removed")
                .arg(name),
            QStringLiteral("statx"));
        break;
    case Guard::State::Unseen:
        tell(evidence, "companion-unseen", Evidence::Supports::Nothing,
             LockPhrases::tr("%1, on which its holder has a kernel lock, is not beside it").arg(name),
             QStringLiteral("statx"));
        break;
    }
}

void programs(const Facts &facts, std::vector<Evidence> &evidence)
{
    const auto source = QStringLiteral("/proc/PID/comm, /proc/PID/cwd");
    switch (facts.programs.state) {
    case ProgramSearch::State::NotAsked:
        break;
    case ProgramSearch::State::Here:
        tell(evidence, EvidenceId::ProgramRuns, Evidence::Supports::Held,
             LockPhrases::tr("%1, of the program that makes such locks, works in the folder that it belongs to")
                 .arg(processWords(facts.programs.process->pid, facts.programs.process)),
             source);
        break;
    case ProgramSearch::State::Elsewhere:
        tell(evidence, "program-runs-elsewhere", Evidence::Supports::Nothing,
             LockPhrases::tr("the program that makes such locks runs on this host, but not in this folder, as far as "
                             "can be seen"),
             source);
        break;
    case ProgramSearch::State::Nowhere:
        tell(evidence, EvidenceId::NoProgramRuns, Evidence::Supports::Unknown,
             LockPhrases::tr("no process of the program that makes such locks runs on this host"), source);
        break;
    }
}

void marks(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!facts.marks)
        return;
    tell(evidence, *facts.marks == 0 ? "no-rows" : "rows",
         *facts.marks == 0 ? Evidence::Supports::Free : Evidence::Supports::Held,
         *facts.marks == 0   ? LockPhrases::tr("no row in it marks a lock")
         : *facts.marks == 1 ? LockPhrases::tr("one row in it marks a lock")
                             : LockPhrases::tr("%1 rows in it mark locks").arg(*facts.marks),
         QStringLiteral("content"));
}

void sharedMemory(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!facts.memoryUsers)
        return;
    const auto users = *facts.memoryUsers;
    tell(evidence, users > 0 ? EvidenceId::MemoryInUse : "memory-unused",
         users > 0 ? Evidence::Supports::Held : Evidence::Supports::Stale,
         users > 0 ? LockPhrases::tr("the shared memory that it names is in use (%1 times)").arg(users)
                   : LockPhrases::tr("nobody is attached to the shared memory that it names"),
         QStringLiteral("/proc/sysvipc/shm"));
}

} // namespace Lockscope
