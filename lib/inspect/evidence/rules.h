// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/facts.h"

#include <lockscope/evidence.h>

#include <span>
#include <string_view>
#include <vector>

namespace Lockscope {

/// One rule finds one kind of fact that speaks for or against a verdict, and appends it. A pure function.
using EvidenceRule = void (*)(const Facts &facts, std::vector<Evidence> &evidence);

/// The ids that verdicts are made from.
namespace EvidenceId {
inline constexpr std::string_view KernelLockHeld = "kernel-lock-held";
inline constexpr std::string_view KernelLockOnNumber = "kernel-lock-same-number";
inline constexpr std::string_view KernelLockNone = "kernel-lock-none";
inline constexpr std::string_view GuardLocked = "companion-locked";
inline constexpr std::string_view GuardUnlocked = "companion-unlocked";
inline constexpr std::string_view ProgramRuns = "program-runs";
inline constexpr std::string_view NoProgramRuns = "no-program-runs";
inline constexpr std::string_view MemoryInUse = "memory-in-use";
inline constexpr std::string_view FileOpen = "file-open";
inline constexpr std::string_view Container = "container";
inline constexpr std::string_view KernelLocksUnreadable = "kernel-locks-unreadable";
inline constexpr std::string_view Unreadable = "unreadable";
inline constexpr std::string_view LeaseNotOpened = "lease-not-opened";
inline constexpr std::string_view OwnPosixLockNotOpened = "own-posix-lock-not-opened";
inline constexpr std::string_view Torn = "torn";
inline constexpr std::string_view PidDead = "pid-dead";
inline constexpr std::string_view PidRecycled = "pid-recycled";
inline constexpr std::string_view Zombie = "zombie";
inline constexpr std::string_view AbovePidMax = "above-pid-max";
inline constexpr std::string_view PortInUse = "port-in-use";
inline constexpr std::string_view NameNotForPid = "name-not-for-pid";
inline constexpr std::string_view PidAlive = "pid-alive";
inline constexpr std::string_view PidAliveOtherUser = "pid-alive-other-user";
inline constexpr std::string_view NameMismatch = "name-mismatch";
inline constexpr std::string_view KernelThread = "kernel-thread";
inline constexpr std::string_view Init = "init";
inline constexpr std::string_view ClockStepped = "clock-stepped";
inline constexpr std::string_view KernelLockSeen = "kernel-lock-seen";
inline constexpr std::string_view Deadlock = "deadlock";
inline constexpr std::string_view BootedSince = "booted-since";
inline constexpr std::string_view ChangedBeforeBoot = "changed-before-boot";
inline constexpr std::string_view BootTimeDiffers = "boot-time-differs";
inline constexpr std::string_view HeartbeatFresh = "heartbeat-fresh";
inline constexpr std::string_view HeartbeatExpired = "heartbeat-expired";
inline constexpr std::string_view ForeignPidNamespace = "foreign-pid-namespace";
inline constexpr std::string_view FutureTime = "future-mtime";
inline constexpr std::string_view ChangedWhileLooking = "changed-while-looking";
inline constexpr std::string_view AmbiguousPid = "ambiguous-pid";
inline constexpr std::string_view InnerPidNamespace = "inner-pid-namespace";
inline constexpr std::string_view OwnPidNamespace = "own-pid-namespace";
inline constexpr std::string_view ProcessesHidden = "processes-hidden";
inline constexpr std::string_view OtherHost = "other-host";
inline constexpr std::string_view HostUnclear = "host-unclear";
inline constexpr std::string_view RemoteFileSystem = "remote-file-system";
} // namespace EvidenceId

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
void clockStepped(const Facts &facts, std::vector<Evidence> &evidence);
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
void changedWhileLooking(const Facts &facts, std::vector<Evidence> &evidence);

/// All rules, in the order to show what they find. To add one: write it in the file that it belongs to, and name it
/// here.
std::span<const EvidenceRule> evidenceRules();

std::vector<Evidence> findEvidence(const Facts &facts);
const Evidence *find(const std::vector<Evidence> &evidence, std::string_view id);

} // namespace Lockscope
