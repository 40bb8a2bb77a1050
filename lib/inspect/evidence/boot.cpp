// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/evidence/rules.h"
#include "values/sentences.h"

namespace Lockscope {

using Sentence::Finding;

void bootedSince(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (facts.heldBy == HeldBy::KernelLock || !isOfThisHost(facts) || !bootIdDiffers(facts))
        return;
    evidence.push_back({Evidence::Id::BootedSince,
                        Evidence::Supports::Stale,
                        {Finding::OtherBoot, *facts.claim.bootId, facts.host->bootId},
                        QStringLiteral("/proc/sys/kernel/random/boot_id")});
}

void beforeBoot(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!facts.heldBy || facts.heldBy == HeldBy::KernelLock || facts.heldBy == HeldBy::Nobody ||
        facts.heldBy == HeldBy::None || !isOfThisHost(facts) || !changedBeforeBoot(facts))
        return;
    evidence.push_back({Evidence::Id::ChangedBeforeBoot, Evidence::Supports::Stale, Finding::ChangedBeforeBoot,
                        QStringLiteral("/proc/stat")});
}

void otherBootTime(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (facts.heldBy == HeldBy::KernelLock || !isOfThisHost(facts) || !bootTimeDiffers(facts))
        return;
    evidence.push_back({Evidence::Id::BootTimeDiffers,
                        Evidence::Supports::Unknown,
                        {Finding::OtherBootTime, *facts.claim.bootId},
                        QStringLiteral("/proc/stat")});
}

} // namespace Lockscope
