// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// The members of LockFile that break locks. breakStaleLock() needs an inspection to prove that the lock is stale.
#include <lockscope/lockfile.h>

#include "breaking/executeplan.h"
#include "breaking/rowplanning.h"
#include "inspect/evidence/rules.h"
#include "inspect/hostsnapshot.h"
#include "inspect/report.h"
#include "values/sentences.h"

#include <lockscope/breaker.h>

namespace Lockscope {

namespace {

Failure refusal(const std::filesystem::path &path, const Verdict &verdict, std::optional<Claim> claim)
{
    auto failure = Failure::of(LockErrc::BreakRefused, path);
    failure.details = verdict.sentences;
    failure.claim = std::move(claim);
    return failure;
}

/// How often a lock that other processes acquire and release meanwhile is inspected again.
constexpr int MostLooks = 20;

/// If several formats match the content, it has the format of this kind, and its number is a PID.
Result<void> breakPath(const std::filesystem::path &path, std::string_view kind, const std::optional<Claim> &claim,
                       Breaker::Force force)
{
    const HostSnapshot machine;
    auto plan = planFor(path, machine);
    std::optional<PriorKnowledge> known;
    const bool isInDoubt = plan.report.format != kind || has(plan.report.evidence, Evidence::Id::NameNotForPid);
    if (isInDoubt && claim) {
        known = PriorKnowledge{std::string(kind),
                               verdictOnClaim(*claim, plan.report.fileSystem.value_or(FileSystemKind()), machine)};
        plan = planFor(path, machine, known);
    }
    if (plan.permission == BreakPlan::Permission::Nothing)
        return {};
    if (!plan.isSafe() && force == Breaker::Force::No)
        return refusal(path, plan.report.verdict, claim);
    const auto broken = execute(plan, force, {}, known);
    if (broken || broken.error().code == LockErrc::NothingToBreak)
        return {};
    return broken.error();
}

Result<void> breakRow(const std::filesystem::path &database, const LockRow &row, const std::optional<Claim> &claim,
                      Breaker::Force force)
{
    const HostSnapshot machine;
    const auto mount = machine.mounts().mountOf(std::filesystem::absolute(database));
    const PriorKnowledge known{
        "sqlite", verdictOnClaim(claim.value_or(Claim()), mount ? mount->fileSystem : FileSystemKind(), machine)};
    const auto plan = rowPlan(database, row, known, machine);
    if (!plan.isSafe() && force == Breaker::Force::No)
        return refusal(row.path, plan.report.verdict, claim);
    const auto broken = execute(plan, force, {}, known);
    if (broken || broken.error().code == LockErrc::NothingToBreak)
        return {};
    return broken.error();
}

} // namespace

Result<void> LockFile::breakLock()
{
    return breakBy(BreakProof::None);
}

Result<void> LockFile::breakStaleLock()
{
    if (isHeldByMe())
        return Failure::of(LockErrc::BreakRefused, m_path, Sentence::Detail::OfThisObject);
    return breakBy(BreakProof::Required);
}

Result<void> LockFile::breakBy(BreakProof proof)
{
    auto result = breakOnce(proof);
    // Another process was faster, and a third one may have acquired the lock: the current file is inspected.
    for (int looks = 0; looks < MostLooks && !result && result.error().code == LockErrc::BreakChanged; ++looks)
        result = breakOnce(proof);
    return result;
}

Result<void> LockFile::breakOnce(BreakProof proof)
{
    if (breakManner() == BreakMethod::Own)
        return breakOwn(proof == BreakProof::Required);
    const auto locked = isLocked();
    if (!locked)
        return locked.error();
    const auto force = proof == BreakProof::Required ? Breaker::Force::No : Breaker::Force::Yes;
    const auto claim = readClaim();
    switch (breakManner()) {
    case BreakMethod::Nothing:
        if (*locked)
            return refuse(LockErrc::BreakRefused);
        return {};
    case BreakMethod::Path:
        return breakPath(m_path, kind(), claim, force);
    case BreakMethod::Row:
    case BreakMethod::Own:
        break;
    }
    if (!*locked)
        return {};
    const auto found = row();
    if (!found)
        return refuse(LockErrc::BreakRefused);
    return breakRow(found->database, {m_path.native(), found->owner}, claim, force);
}

} // namespace Lockscope
