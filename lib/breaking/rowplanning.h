// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "breaking/planning.h"
#include "inspect/machine.h"
#include "values/lockrow.h"

#include <lockscope/breakplan.h>

#include <vector>

namespace Lockscope {

/// A plan for each row of a database of locks, bound to the row's own text; one that says why where there is none.
std::vector<BreakPlan> rowPlans(const LockReport &database, const Machine &machine);

/// The plan for a row that the caller read itself, with what it knows of it: a process that has the database open
/// cannot read its file without dropping SQLite's own locks on it.
BreakPlan rowPlan(const std::filesystem::path &database, const LockRow &row, const PriorKnowledge &known,
                  const Machine &machine);

} // namespace Lockscope
