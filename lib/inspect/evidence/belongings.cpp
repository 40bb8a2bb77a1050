// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/arguments.h"
#include "inspect/evidence/rules.h"
#include "values/sentences.h"

namespace Lockscope {

namespace {

using Id = Evidence::Id;
using Sentence::Finding;
using Supports = Evidence::Supports;

} // namespace

void guardLock(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!facts.companionLock || !facts.host->kernelLocksRead)
        return;
    const auto &companionLock = *facts.companionLock;
    const auto table = QStringLiteral("/proc/locks");
    switch (companionLock.state) {
    case CompanionLock::State::Locked:
        evidence.push_back({Id::CompanionLocked,
                            Supports::Held,
                            {Finding::CompanionLocked, holderNames(companionLock.locks),
                             describe(companionLock.locks.front()), companionLock.name},
                            table});
        break;
    case CompanionLock::State::Unlocked:
        evidence.push_back({isCompanionLockFree(facts) ? Id::CompanionUnlocked : Id::CompanionNotLocked,
                            isCompanionLockFree(facts) ? Supports::Free : Supports::Nothing,
                            {Finding::CompanionNotLocked, companionLock.name},
                            table});
        break;
    case CompanionLock::State::Newer:
        evidence.push_back({Id::CompanionNewer,
                            Supports::Nothing,
                            {Finding::CompanionNewer, companionLock.name},
                            QStringLiteral("statx")});
        break;
    case CompanionLock::State::Unseen:
        evidence.push_back({Id::CompanionMissing,
                            Supports::Nothing,
                            {Finding::CompanionMissing, companionLock.name},
                            QStringLiteral("statx")});
        break;
    }
}

void programs(const Facts &facts, std::vector<Evidence> &evidence)
{
    const auto source = QStringLiteral("/proc/PID/comm, /proc/PID/cwd");
    switch (facts.programs.state) {
    case ProgramSearch::State::NotAsked:
        break;
    case ProgramSearch::State::Here: {
        const auto &process = facts.programs.process;
        evidence.push_back(
            {Id::ProgramRuns, Supports::Held, {Finding::ProgramWorksHere, processName(process->pid, process)}, source});
        break;
    }
    case ProgramSearch::State::Elsewhere:
        evidence.push_back({Id::ProgramRunsElsewhere, Supports::Nothing, Finding::ProgramRunsElsewhere, source});
        break;
    case ProgramSearch::State::Nowhere:
        evidence.push_back({Id::NoProgramRuns, Supports::Unknown, Finding::NoSuchProgramRuns, source});
        break;
    }
}

void marks(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!facts.marks)
        return;
    const auto count = static_cast<std::int64_t>(*facts.marks);
    const auto finding = count == 0 ? Finding::NoRows : count == 1 ? Finding::OneRow : Finding::Rows;
    evidence.push_back({count == 0 ? Id::NoRows : Id::Rows,
                        count == 0 ? Supports::Free : Supports::Held,
                        {finding, count},
                        QStringLiteral("content")});
}

void sharedMemory(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!facts.memoryUsers)
        return;
    const auto source = QStringLiteral("/proc/sysvipc/shm");
    if (*facts.memoryUsers > 0)
        evidence.push_back({Id::MemoryInUse, Supports::Held, {Finding::SharedMemoryInUse, *facts.memoryUsers}, source});
    else
        evidence.push_back({Id::MemoryUnused, Supports::Stale, Finding::SharedMemoryUnused, source});
}

} // namespace Lockscope
