// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/evidence/rules.h"

#include "values/lockphrases.h"

#include <lockscope/displaytext.h>

namespace Lockscope {

void bootedSince(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (facts.heldTest == HeldTest::KernelLock || !isOfThisHost(facts) || !bootIdDiffers(facts))
        return;
    evidence.push_back({std::string(EvidenceId::BootedSince), Evidence::Supports::Stale,
                        LockPhrases::tr("it was made in boot %1, and this host was booted since (%2)")
                            .arg(displayText(*facts.claim.bootId, 40), displayText(facts.bootId, 40)),
                        QStringLiteral("/proc/sys/kernel/random/boot_id")});
}

void beforeBoot(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!facts.heldTest || facts.heldTest == HeldTest::KernelLock || facts.heldTest == HeldTest::Nobody ||
        facts.heldTest == HeldTest::None || !isOfThisHost(facts) || !changedBeforeBoot(facts))
        return;
    evidence.push_back({std::string(EvidenceId::ChangedBeforeBoot), Evidence::Supports::Stale,
                        LockPhrases::tr("it was last changed before this host booted"), QStringLiteral("/proc/stat")});
}

void otherBootTime(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (facts.heldTest == HeldTest::KernelLock || !isOfThisHost(facts) || !bootTimeDiffers(facts))
        return;
    evidence.push_back({std::string(EvidenceId::BootTimeDiffers), Evidence::Supports::Unknown,
                        LockPhrases::tr("it says that its host booted at another time than this one (second %1 since "
                                        "1970), as its program measures that")
                            .arg(displayText(*facts.claim.bootId, 40)),
                        QStringLiteral("/proc/stat")});
}

} // namespace Lockscope
