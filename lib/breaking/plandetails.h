// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/breakplan.h>

namespace Lockscope {

/// Sets the reason why it is not safe, from its report and its permission.
void refuse(BreakPlan &plan);

/// Adds the steps, and for a break that is not safe its consequence and the advice. REQUIRES: the other members are
/// set.
void addDetails(BreakPlan &plan);

} // namespace Lockscope
