// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "breaking/breakrecord.h"
#include "inspect/machine.h"

#include <lockscope/breakplan.h>

#include <optional>
#include <string>
#include <vector>

namespace Lockscope {

/// What must not have changed between plan and break. Empty where nothing can be broken.
class BreakPlan::Snapshot
{
public:
    LockPlace place;
    std::vector<MovedName> moved; ///< the lock, then its companions
};

/// What a caller knows better than the bytes tell: what it is, and so whether it is left behind.
struct PriorKnowledge
{
    std::string format;
    Verdict verdict;
};

/// Looks at what has this path and plans its break.
BreakPlan planFor(const std::filesystem::path &path, const Machine &machine,
                  const std::optional<PriorKnowledge> &known = {});

/// The same lock in the same state.
bool isSameLock(const BreakPlan &seen, const BreakPlan &now);

} // namespace Lockscope
