// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "breaking/journal.h"
#include "breaking/planning.h"
#include "inspect/hostsnapshot.h"

#include <lockscope/breaker.h>

#include <optional>

namespace Lockscope {

/// Executes a plan and records it in the journal in this directory. The caller's knowledge at planning time applies
/// again. If the plan relies on what other hosts reported, `hosts` asks them again.
Result<BrokenLock> execute(const BreakPlan &plan, Breaker::Force force, const std::filesystem::path &journalDirectory,
                           const std::optional<PriorKnowledge> &known = {}, HostAsker *hosts = nullptr);

/// Completes or rolls back breaks of processes that were killed, but not those that another process is working on. If
/// that is not possible now, the record stays.
void settleAll(const Journal &journal, const HostSnapshot &machine);

} // namespace Lockscope
