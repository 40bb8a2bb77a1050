// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/evidence/rules.h"
#include "inspect/testimonies.h"
#include "values/sentences.h"

namespace Lockscope {

namespace {

using Id = Evidence::Id;
using Sentence::Finding;
using Supports = Evidence::Supports;

Finding exitOf(Verdict::Reason reason)
{
    switch (reason) {
    case Verdict::Reason::PidRecycled:
        return Finding::OtherStartTimeOnHost;
    case Verdict::Reason::ZombieHolder:
        return Finding::ZombieOnHost;
    case Verdict::Reason::BootedSince:
        return Finding::HostBootedSince;
    default:
        return Finding::NotRunningOnHost;
    }
}

} // namespace

void testimony(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!facts.testimony)
        return;
    const auto &said = *facts.testimony;
    const auto add = [&](Id id, Supports supports, Message finding) {
        evidence.push_back({id, supports, std::move(finding), QStringLiteral("lockscopectl answer"), said.host});
    };
    if (said.problem)
        return add(Id::HostNotReached, Supports::Unknown, problemText(said));
    if (facts.claim.machineId && facts.claim.machineId != said.machineId)
        return add(Id::HostNotReached, Supports::Unknown, {Finding::HostIsOtherMachine, said.host});
    bool isProof = true;
    for (const auto &process : said.processes) {
        switch (process.life) {
        case Testimony::Life::Running:
            add(Id::RunningOnHost, Supports::Held,
                {Finding::RunningOnHost, ProcessName{process.pid, process.name}, said.host});
            break;
        case Testimony::Life::Exited:
            isProof = isProof && said.seesAllProcesses;
            add(Id::ExitedOnHost, said.seesAllProcesses ? Supports::Stale : Supports::Nothing,
                {exitOf(process.reason), process.pid, said.host});
            break;
        case Testimony::Life::Undecided:
            add(Id::UndecidedOnHost, Supports::Unknown, {Finding::UndecidedOnHost, process.pid, said.host});
            break;
        }
    }
    if (!isProof)
        add(Id::UndecidedOnHost, Supports::Unknown, {Finding::HostHidesProcesses, said.host});
}

} // namespace Lockscope
