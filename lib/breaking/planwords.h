// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/breakplan.h>

namespace Lockscope {

/// Why it is not safe, a clause; empty where it is.
QString whyNot(const LockReport &report, BreakPlan::Permission permission);

/// Fills in steps, consequence and advice of a plan that is complete but for them.
void addWords(BreakPlan &plan);

} // namespace Lockscope
