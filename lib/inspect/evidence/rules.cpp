// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/evidence/rules.h"

#include <algorithm>
#include <array>

namespace Lockscope {

std::span<const EvidenceRule> evidenceRules()
{
    static constexpr std::array<EvidenceRule, 46> Rules = {
        kernelLockHeld, // in display order
        kernelLockNone,
        kernelLockSeen,
        nfsClients,
        deadlock,
        kernelLocksUnreadable,
        hiddenHolders,
        guardLock,
        pidDead,
        pidRecycled,
        zombie,
        pidAlive,
        stopped,
        threadNumber,
        ambiguousPid,
        textIsComment,
        seemsRecycled,
        implausibleHolder,
        nameMismatch,
        abovePidMax,
        portInUse,
        nameNotForPid,
        otherReading,
        programs,
        marks,
        sharedMemory,
        bootedSince,
        beforeBoot,
        otherBootTime,
        container,
        innerPidNamespace,
        ownPidNamespace,
        processesHidden,
        foreignPidNamespace,
        sameHost,
        machineId,
        otherHost,
        testimony,
        remoteFileSystem,
        unreadable,
        notOpened,
        incomplete,
        linkCount,
        heartbeat,
        futureTime,
        changedWhileReading,
    };
    return Rules;
}

std::vector<Evidence> findEvidence(const Facts &facts)
{
    std::vector<Evidence> evidence;
    for (const auto rule : evidenceRules())
        rule(facts, evidence);
    return evidence;
}

bool has(const std::vector<Evidence> &evidence, Evidence::Id id)
{
    return std::ranges::find(evidence, id, &Evidence::id) != evidence.end();
}

} // namespace Lockscope
