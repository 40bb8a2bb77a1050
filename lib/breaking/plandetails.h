// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/breakplan.h>

namespace Lockscope {

/// Sets why it is not safe, by its report and its permission.
void refuse(BreakPlan &plan);

/// Adds the steps, and for a break that is not safe its consequence and what to do instead. REQUIRES: the rest of it.
void addDetails(BreakPlan &plan);

} // namespace Lockscope
