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
    std::vector<MovedName> moved;    ///< the lock, then its companions; of a row only its database, which stays
    std::optional<LockRow> row;      ///< the lock is this row of the database
    std::vector<std::string> guards; ///< files of the directory that must have no kernel lock
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

/// The same for each lock there: for each row of a database of locks.
std::vector<BreakPlan> plansFor(const std::filesystem::path &path, const Machine &machine);
/// For a path on a file system that does not answer: there is nothing that could be done.
BreakPlan unansweredPlan(const std::filesystem::path &path, const Machine &machine);
/// The plan anew for the lock that another plan is of.
BreakPlan planAgain(const BreakPlan &seen, const Machine &machine, const std::optional<PriorKnowledge> &known = {});

/// How far proof goes, and force beyond it. Force never removes what a kernel lock is held on, for its holder goes on
/// while the next one locks another file; nor what its format keeps for good or keeps data in.
BreakPlan::Permission permissionFor(const LockReport &report);

/// The same lock in the same state.
bool isSameLock(const BreakPlan &seen, const BreakPlan &now);

} // namespace Lockscope
