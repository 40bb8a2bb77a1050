// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/recogniser.h"
#include "inspect/look.h"
#include "system/processes.h"

#include <lockscope/claim.h>
#include <lockscope/filesystemkind.h>
#include <lockscope/kernellock.h>
#include <lockscope/lockreport.h>
#include <lockscope/processfacts.h>
#include <lockscope/time.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace Lockscope {

/// What is known of one process number that a lock names.
struct ClaimedProcess
{
    std::int64_t pid = 0;
    Life life = Life::Unknown;
    std::optional<ProcessFacts> process;      ///< absent is no proof of death: /proc may hide it
    std::optional<std::int64_t> threadOf;     ///< the number is that of a thread of this process
    std::vector<std::int64_t> innerNamesakes; ///< processes that have this number in an inner pid namespace
};

/// All that evidence and verdict are made from: plain values, gathered beforehand, so that judging is pure.
struct Facts
{
    // The inode.
    bool absent = false;
    std::optional<LookError> error;
    std::string name; ///< last component of the path
    LockReport::InodeType inodeType = LockReport::InodeType::None;
    std::uint64_t size = 0;
    std::optional<WallTime> modified;
    std::optional<WallTime> changed;
    WallTime now;
    Look::Content content = Look::Content::None;
    bool changedWhileLooking = false;
    FileSystemKind fileSystem;

    // The kernel.
    std::vector<KernelLock> kernelLocks;
    bool kernelLocksRead = true;
    bool descriptorsHidden = false; ///< of some processes, so that holders may be missing

    // The host.
    std::string hostname;
    bool seesAllProcesses = true; ///< we are in the first pid namespace
    bool processesHidden = false; ///< /proc shows only our own processes
    std::optional<std::chrono::nanoseconds> clockDeviation;

    // The surest reading.
    std::optional<HeldTest> heldTest;
    bool torn = false;
    bool saysMore = false; ///< than was understood
    Claim claim;
    std::vector<ClaimedProcess> claimed; ///< one for each number that the claim may mean, where a process decides
};

/// The kernel locks that somebody holds to exclude others: leases are none.
bool isExclusion(const KernelLock &lock);
bool isLocked(const Facts &facts);

/// By the wall clock it started later than this after the inode was last changed.
bool startedLater(const ClaimedProcess &claimed, const Facts &facts, std::chrono::nanoseconds margin);

/// The wall clock is known to have run evenly since boot.
bool clockRanEvenly(const Facts &facts);

/// It started after the lock was last written, so that it cannot be the one who wrote it. Only where the wall clock is
/// known to have run evenly since boot, and ran on this host when the file was written.
bool startedAfterwards(const ClaimedProcess &claimed, const Facts &facts);

/// The process cannot hold anything any more: ended, a zombie without a live thread, or its number went to another.
bool isGone(const ClaimedProcess &claimed, const Facts &facts);

} // namespace Lockscope
