// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "breaking/journal.h"
#include "breaking/planning.h"
#include "inspect/machine.h"

#include <lockscope/breaker.h>

#include <optional>

namespace Lockscope {

/// Carries a plan out, noting it in the journal in this folder. What the caller knew when it was made counts again.
Result<BrokenLock> carryOut(const BreakPlan &plan, Breaker::Force force, const std::filesystem::path &journalFolder,
                            const std::optional<PriorKnowledge> &known = {});

/// Finishes or rolls back what processes that were killed left; nothing that another is at work on. What cannot be
/// settled now stays for later.
void settleAll(const Journal &journal, const Machine &machine);

} // namespace Lockscope
