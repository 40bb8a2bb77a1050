// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "breaking/planning.h"
#include "inspect/hostsnapshot.h"
#include "values/lockrow.h"

#include <lockscope/breaker.h>

#include <vector>

namespace Lockscope {

/// A plan for each row of a lock database, bound to the text of the row; if there are no rows, a single plan with the
/// reason.
std::vector<BreakPlan> rowPlans(const LockReport &database, const HostSnapshot &machine);

/// The plan for a row that the caller has read, with the caller's knowledge of it: a process that has the database open
/// cannot read its file without releasing SQLite's locks on it.
BreakPlan rowPlan(const std::filesystem::path &database, const LockRow &row, const PriorKnowledge &known,
                  const HostSnapshot &machine);

} // namespace Lockscope
