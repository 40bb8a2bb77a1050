// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/facts.h"

#include <algorithm>

namespace Lockscope {

namespace {

/// With a larger distance the clock was stepped, or the machine was restored from a snapshot, and no margin would be
/// enough.
constexpr std::chrono::seconds LargestDeviation{60};

/// The boot time has a resolution of one second, and so have inode times on some file systems.
constexpr std::chrono::seconds Resolution{2};

} // namespace

bool isExclusion(const KernelLock &lock)
{
    return lock.type != KernelLock::Type::Lease;
}

bool isLocked(const Facts &facts)
{
    return std::any_of(facts.kernelLocks.begin(), facts.kernelLocks.end(), isExclusion);
}

bool startedLater(const ClaimedProcess &claimed, const Facts &facts, std::chrono::nanoseconds margin)
{
    return claimed.process && claimed.process->startTime && facts.modified && facts.changed &&
           *claimed.process->startTime > std::max(*facts.modified, *facts.changed) + margin + Resolution;
}

bool clockRanEvenly(const Facts &facts)
{
    return facts.clockDeviation && std::chrono::abs(*facts.clockDeviation) < LargestDeviation;
}

bool startedAfterwards(const ClaimedProcess &claimed, const Facts &facts)
{
    return clockRanEvenly(facts) && !facts.fileSystem.remote &&
           startedLater(claimed, facts, std::chrono::abs(*facts.clockDeviation));
}

bool isGone(const ClaimedProcess &claimed, const Facts &facts)
{
    return claimed.life == Life::Dead || (claimed.process && claimed.process->isDeadZombie()) ||
           startedAfterwards(claimed, facts);
}

} // namespace Lockscope
