// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/arguments.h"
#include "inspect/evidence/rules.h"
#include "values/sentences.h"

#include <algorithm>

namespace Lockscope {

using Sentence::Finding;

void abovePidMax(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!isAbovePidMax(facts))
        return;
    evidence.push_back({Evidence::Id::AbovePidMax,
                        Evidence::Supports::Unknown,
                        {Finding::AbovePidMax, facts.claimed.front().pid, facts.host->pidMax - 1},
                        QStringLiteral("/proc/sys/kernel/pid_max")});
}

void portInUse(const Facts &facts, std::vector<Evidence> &evidence)
{
    const auto found = std::ranges::find_if(facts.claimed, &ClaimedProcess::portInUse);
    if (!facts.bareNumber || found == facts.claimed.end())
        return;
    evidence.push_back({Evidence::Id::PortInUse,
                        Evidence::Supports::Held,
                        {Finding::PortInUse, found->pid},
                        QStringLiteral("/proc/net")});
}

void otherReading(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (const auto &other = facts.otherReading)
        evidence.push_back(
            {Evidence::Id::AmbiguousPid,
             Evidence::Supports::Unknown,
             {other->isHexadecimal ? Finding::InHexadecimal : Finding::OtherNumber, processName(other->process)},
             QStringLiteral("content")});
}

void nameNotForPid(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (facts.claimed.empty() || conventionallyHoldsPid(facts.name))
        return;
    // In an empty file, the PID is part of a name that only one program creates.
    const bool isBareText = facts.askedFor && !facts.hasNameOfFormat && facts.size != 0 && !facts.claim.hostname &&
                            !facts.claim.bootId && !looksLikeLock(facts.name, facts.inodeType);
    if (facts.bareNumber || isBareText)
        evidence.push_back({Evidence::Id::NameNotForPid, Evidence::Supports::Unknown,
                            facts.bareNumber ? Finding::BareNumber : Finding::NotNamedLikeLock,
                            QStringLiteral("content")});
}

} // namespace Lockscope
