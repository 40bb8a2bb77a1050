// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/breaker.h>

#include <cstdint>

namespace Lockscope {

/// Sets the reason why it is not safe, from its report and its permission.
void refuse(BreakPlan &plan);

/// Sets `missingPermission`, from the rights of this process in the directory of the lock.
void notePermission(BreakPlan &plan, int directory, std::uint32_t owner);

/// Adds the steps, and for a break that is not safe its consequence and the advice. REQUIRES: the other members are
/// set.
void addDetails(BreakPlan &plan);

} // namespace Lockscope
