// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// The one member of LockFile that acts on another's lock. It stands here and not in the room of locks, because it needs
// to judge: what is broken must be proved to be left behind.
#include <lockscope/lockfile.h>

#include "breaking/carryout.h"
#include "breaking/rowplanning.h"
#include "inspect/judging.h"
#include "inspect/machine.h"
#include "inspect/reportbuilder.h"
#include "values/lockphrases.h"

#include <lockscope/breaker.h>

namespace Lockscope {

namespace {

Failure refusal(const std::filesystem::path &path, const Verdict &verdict, std::optional<Claim> claim)
{
    auto failure = Failure::of(LockErrc::BreakRefused, path, verdict.summary.toStdString());
    failure.claim = std::move(claim);
    return failure;
}

/// Bytes that several formats could have written are what the kind says that they are.
Result<void> breakPath(const std::filesystem::path &path, std::string_view kind, const std::optional<Claim> &claim)
{
    const Machine machine;
    auto plan = planFor(path, machine);
    std::optional<PriorKnowledge> known;
    if (plan.report.format != kind && claim) {
        known = PriorKnowledge{std::string(kind), judgeClaim(*claim, machine)};
        plan = planFor(path, machine, known);
    }
    if (plan.permission == BreakPlan::Permission::Nothing)
        return {};
    if (!plan.isSafe())
        return refusal(path, plan.report.verdict, claim);
    const auto broken = carryOut(plan, Breaker::Force::No, {}, known);
    if (broken || broken.error().code == LockErrc::NothingToBreak)
        return {};
    return broken.error();
}

Result<void> breakRow(const std::filesystem::path &database, const LockRow &row, const std::optional<Claim> &claim)
{
    const Machine machine;
    const PriorKnowledge known{"sqlite", judgeClaim(claim.value_or(Claim()), machine)};
    const auto plan = rowPlan(database, row, known, machine);
    if (!plan.isSafe())
        return refusal(row.path, plan.report.verdict, claim);
    const auto broken = carryOut(plan, Breaker::Force::No, {}, known);
    if (broken || broken.error().code == LockErrc::NothingToBreak)
        return {};
    return broken.error();
}

} // namespace

Result<void> LockFile::breakLock()
{
    const auto locked = isLocked();
    if (!locked)
        return locked.error();
    if (isHeldByMe())
        return Failure::of(LockErrc::BreakRefused, m_path, LockPhrases::noop("this object holds it"));
    const auto claim = readClaim();
    switch (breakManner()) {
    case BreakManner::Nothing:
        if (*locked)
            return refuse(LockErrc::BreakRefused);
        return {};
    case BreakManner::Path:
        return breakPath(m_path, kind(), claim);
    case BreakManner::Row:
        break;
    }
    if (!*locked)
        return {};
    const auto found = row();
    if (!found)
        return refuse(LockErrc::BreakRefused);
    return breakRow(found->database, {m_path.native(), found->owner}, claim);
}

} // namespace Lockscope
