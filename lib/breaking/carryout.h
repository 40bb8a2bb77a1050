// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "breaking/journal.h"
#include "breaking/planning.h"
#include "inspect/machine.h"

#include <lockscope/breaker.h>

#include <optional>

namespace Lockscope {

/// Executes a plan and records it in the journal in this directory. The caller's knowledge at planning time applies
/// again.
Result<BrokenLock> carryOut(const BreakPlan &plan, Breaker::Force force, const std::filesystem::path &journalFolder,
                            const std::optional<PriorKnowledge> &known = {});

/// Completes or rolls back breaks of processes that were killed, but not those that another process is working on. If
/// that is not possible now, the record stays.
void settleAll(const Journal &journal, const Machine &machine);

} // namespace Lockscope
