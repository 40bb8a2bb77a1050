// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/facts.h"

#include <lockscope/evidence.h>

#include <span>
#include <vector>

namespace Lockscope {

/// One rule finds one kind of fact that speaks for or against a verdict, and appends it. A pure function.
using EvidenceRule = void (*)(const Facts &facts, std::vector<Evidence> &evidence);

// Of the kernel's locks.
void kernelLockHeld(const Facts &facts, std::vector<Evidence> &evidence);
void kernelLockNone(const Facts &facts, std::vector<Evidence> &evidence);
void kernelLocksUnreadable(const Facts &facts, std::vector<Evidence> &evidence);
void kernelLockSeen(const Facts &facts, std::vector<Evidence> &evidence);
void deadlock(const Facts &facts, std::vector<Evidence> &evidence);
void hiddenHolders(const Facts &facts, std::vector<Evidence> &evidence);

// Of what belongs to the lock: files beside it, the programs that make it, rows in it.
void guardLock(const Facts &facts, std::vector<Evidence> &evidence);
void programs(const Facts &facts, std::vector<Evidence> &evidence);
void marks(const Facts &facts, std::vector<Evidence> &evidence);
void sharedMemory(const Facts &facts, std::vector<Evidence> &evidence);

// Of the process that the lock names.
void pidDead(const Facts &facts, std::vector<Evidence> &evidence);
void pidRecycled(const Facts &facts, std::vector<Evidence> &evidence);
void zombie(const Facts &facts, std::vector<Evidence> &evidence);
void pidAlive(const Facts &facts, std::vector<Evidence> &evidence);
void stopped(const Facts &facts, std::vector<Evidence> &evidence);
void threadNumber(const Facts &facts, std::vector<Evidence> &evidence);
void ambiguousPid(const Facts &facts, std::vector<Evidence> &evidence);
void textIsComment(const Facts &facts, std::vector<Evidence> &evidence);
void seemsRecycled(const Facts &facts, std::vector<Evidence> &evidence);
void implausibleHolder(const Facts &facts, std::vector<Evidence> &evidence);
void nameMismatch(const Facts &facts, std::vector<Evidence> &evidence);

// Of the number, which may be no PID of this host.
void abovePidMax(const Facts &facts, std::vector<Evidence> &evidence);
void portInUse(const Facts &facts, std::vector<Evidence> &evidence);
void nameNotForPid(const Facts &facts, std::vector<Evidence> &evidence);

// Of the boot that it was made in.
void bootedSince(const Facts &facts, std::vector<Evidence> &evidence);
void beforeBoot(const Facts &facts, std::vector<Evidence> &evidence);
void otherBootTime(const Facts &facts, std::vector<Evidence> &evidence);

// Of where the lock was made.
void container(const Facts &facts, std::vector<Evidence> &evidence);
void innerPidNamespace(const Facts &facts, std::vector<Evidence> &evidence);
void ownPidNamespace(const Facts &facts, std::vector<Evidence> &evidence);
void processesHidden(const Facts &facts, std::vector<Evidence> &evidence);
void foreignPidNamespace(const Facts &facts, std::vector<Evidence> &evidence);
void sameHost(const Facts &facts, std::vector<Evidence> &evidence);
void machineId(const Facts &facts, std::vector<Evidence> &evidence);
void otherHost(const Facts &facts, std::vector<Evidence> &evidence);
void remoteFileSystem(const Facts &facts, std::vector<Evidence> &evidence);

// Of the file.
void unreadable(const Facts &facts, std::vector<Evidence> &evidence);
void notOpened(const Facts &facts, std::vector<Evidence> &evidence);
void torn(const Facts &facts, std::vector<Evidence> &evidence);
void linkCount(const Facts &facts, std::vector<Evidence> &evidence);
void heartbeat(const Facts &facts, std::vector<Evidence> &evidence);
void futureTime(const Facts &facts, std::vector<Evidence> &evidence);
void changedWhileReading(const Facts &facts, std::vector<Evidence> &evidence);

/// All rules, in the order to show what they find. To add one: write it in the file that it belongs to, and name it
/// here.
std::span<const EvidenceRule> evidenceRules();

std::vector<Evidence> findEvidence(const Facts &facts);
bool has(const std::vector<Evidence> &evidence, Evidence::Id id);

} // namespace Lockscope
