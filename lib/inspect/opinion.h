// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/facts.h"

#include <lockscope/evidence.h>
#include <lockscope/verdict.h>

#include <functional>
#include <span>
#include <vector>

namespace Lockscope {

/// What follows from one look at a lock, with all that was known for it.
struct Opinion
{
    Facts facts; ///< with the surest reading
    std::vector<Evidence> evidence;
    Verdict verdict;
};

/// Asks the machine for one process number of a claim.
using AskAfter = std::function<ClaimedProcess(std::int64_t pid, const Facts &facts)>;

/// Judges by the surest reading. What that takes for free or left behind is only called so where no other reading that
/// is nearly as sure sees a holder, or cannot rule one out.
Opinion opinionOf(std::span<const Recognition> readings, Facts known, const AskAfter &ask);

} // namespace Lockscope
