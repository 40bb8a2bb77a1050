// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/evidence/rules.h"
#include "values/lockphrases.h"

#include <algorithm>

namespace Lockscope {

void abovePidMax(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!isAbovePidMax(facts))
        return;
    evidence.push_back({std::string(EvidenceId::AbovePidMax), Evidence::Supports::Unknown,
                        LockPhrases::tr("%1 is above the largest PID of this host (%2)")
                            .arg(facts.claimed.front().pid)
                            .arg(facts.pidMax),
                        QStringLiteral("/proc/sys/kernel/pid_max")});
}

void portInUse(const Facts &facts, std::vector<Evidence> &evidence)
{
    const auto found = std::ranges::find_if(facts.claimed, &ClaimedProcess::portInUse);
    if (!facts.bareNumber || found == facts.claimed.end())
        return;
    evidence.push_back({std::string(EvidenceId::PortInUse), Evidence::Supports::Held,
                        LockPhrases::tr("a process on this host listens on port %1").arg(found->pid),
                        QStringLiteral("/proc/net")});
}

void nameNotForPid(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (facts.claimed.empty() || conventionallyHoldsPid(facts.name))
        return;
    if (facts.bareNumber)
        evidence.push_back(
            {std::string(EvidenceId::NameNotForPid), Evidence::Supports::Unknown,
             LockPhrases::tr("it contains nothing but a number, and its name is not one that "
                             "conventionally holds a PID (*.pid, *.lock, *.lck, lock, *.pidfile, LCK..*)"),
             QStringLiteral("content")});
    else if (facts.askedFor && !facts.claim.hostname && !facts.claim.bootId &&
             !looksLikeLock(facts.name, facts.inodeType))
        evidence.push_back({std::string(EvidenceId::NameNotForPid), Evidence::Supports::Unknown,
                            LockPhrases::tr("it records no host, and its name is not that of a lock"),
                            QStringLiteral("content")});
}

} // namespace Lockscope
