// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/facts/facts.h"

#include <lockscope/verdict.h>

#include <span>
#include <vector>

namespace Lockscope {

/// A rule finds one kind of fact that supports or limits a verdict, and appends it. A pure function.
using EvidenceRule = void (*)(const Facts &facts, std::vector<Evidence> &evidence);

// Kernel locks.
void kernelLockHeld(const Facts &facts, std::vector<Evidence> &evidence);
void kernelLockNone(const Facts &facts, std::vector<Evidence> &evidence);
void kernelLocksUnreadable(const Facts &facts, std::vector<Evidence> &evidence);
void kernelLockSeen(const Facts &facts, std::vector<Evidence> &evidence);
void nfsClients(const Facts &facts, std::vector<Evidence> &evidence);
void deadlock(const Facts &facts, std::vector<Evidence> &evidence);
void hiddenHolders(const Facts &facts, std::vector<Evidence> &evidence);

// Related files, programs and rows: companion files, programs that create the lock, rows in it.
void guardLock(const Facts &facts, std::vector<Evidence> &evidence);
void programs(const Facts &facts, std::vector<Evidence> &evidence);
void marks(const Facts &facts, std::vector<Evidence> &evidence);
void sharedMemory(const Facts &facts, std::vector<Evidence> &evidence);

// The recorded process.
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

// The recorded number, which may not be a PID of this host.
void abovePidMax(const Facts &facts, std::vector<Evidence> &evidence);
void portInUse(const Facts &facts, std::vector<Evidence> &evidence);
void nameNotForPid(const Facts &facts, std::vector<Evidence> &evidence);
void otherReading(const Facts &facts, std::vector<Evidence> &evidence);

// The boot in which it was created.
void bootedSince(const Facts &facts, std::vector<Evidence> &evidence);
void beforeBoot(const Facts &facts, std::vector<Evidence> &evidence);
void otherBootTime(const Facts &facts, std::vector<Evidence> &evidence);

// The host or namespace in which it was created.
void container(const Facts &facts, std::vector<Evidence> &evidence);
void innerPidNamespace(const Facts &facts, std::vector<Evidence> &evidence);
void ownPidNamespace(const Facts &facts, std::vector<Evidence> &evidence);
void processesHidden(const Facts &facts, std::vector<Evidence> &evidence);
void foreignPidNamespace(const Facts &facts, std::vector<Evidence> &evidence);
void sameHost(const Facts &facts, std::vector<Evidence> &evidence);
void machineId(const Facts &facts, std::vector<Evidence> &evidence);
void otherHost(const Facts &facts, std::vector<Evidence> &evidence);
void testimony(const Facts &facts, std::vector<Evidence> &evidence);
void remoteFileSystem(const Facts &facts, std::vector<Evidence> &evidence);

// The file.
void unreadable(const Facts &facts, std::vector<Evidence> &evidence);
void notOpened(const Facts &facts, std::vector<Evidence> &evidence);
void incomplete(const Facts &facts, std::vector<Evidence> &evidence);
void linkCount(const Facts &facts, std::vector<Evidence> &evidence);
void heartbeat(const Facts &facts, std::vector<Evidence> &evidence);
void futureTime(const Facts &facts, std::vector<Evidence> &evidence);
void changedWhileReading(const Facts &facts, std::vector<Evidence> &evidence);

/// All rules, in display order. To add one: write it in the file that it belongs to, and list it here.
std::span<const EvidenceRule> evidenceRules();

std::vector<Evidence> findEvidence(const Facts &facts);
bool has(const std::vector<Evidence> &evidence, Evidence::Id id);

} // namespace Lockscope
