// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "breaking/breakrecord.h"
#include "inspect/hostsnapshot.h"

#include <lockscope/breaker.h>

#include <optional>
#include <string>
#include <vector>

namespace Lockscope {

/// The state that must be unchanged between planning and breaking. Empty if nothing can be broken.
class BreakPlan::Snapshot
{
public:
    LockPlace place;
    std::vector<MovedName> moved; ///< the lock, then its companions; for a row only its database, which stays
    std::optional<LockRow> row;   ///< the lock is this row of the database
    std::vector<std::string> companionLocks; ///< files of the directory that must have no kernel lock
};

/// Knowledge of the caller that overrides detection: the format of the lock, and thus whether it is stale.
struct PriorKnowledge
{
    std::string format;
    Verdict verdict;
};

/// Inspects the file at this path and plans its break.
BreakPlan planFor(const std::filesystem::path &path, const HostSnapshot &machine,
                  const std::optional<PriorKnowledge> &known = {});

/// The same for each lock at the path: for each row of a lock database.
std::vector<BreakPlan> plansFor(const std::filesystem::path &path, const HostSnapshot &machine);
/// The plan for a path on a file system that does not respond: nothing can be done.
BreakPlan unansweredPlan(const std::filesystem::path &path, const HostSnapshot &machine);
/// Plans again for the lock of another plan.
BreakPlan planAgain(const BreakPlan &seen, const HostSnapshot &machine,
                    const std::optional<PriorKnowledge> &known = {});

/// Whether it is the same lock in the same state.
bool isSameLock(const BreakPlan &seen, const BreakPlan &now);

} // namespace Lockscope
