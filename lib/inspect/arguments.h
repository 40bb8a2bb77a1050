// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/facts/facts.h"

#include <lockscope/kernellock.h>
#include <lockscope/message.h>
#include <lockscope/processfacts.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace Lockscope {

// The arguments of messages.

ProcessName processName(std::int64_t pid, const std::optional<ProcessFacts> &process);
ProcessName processName(const ClaimedProcess &claimed);

/// The holders of all these locks, each process once.
std::vector<LockHolder> holdersOf(const std::vector<KernelLock> &locks);
ProcessNames holderNames(const std::vector<KernelLock> &locks);

LockDescription describe(const KernelLock &lock);

OwnerNames ownerNames(const Claim &claim);

} // namespace Lockscope
