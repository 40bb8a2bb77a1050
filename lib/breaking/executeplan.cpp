// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "breaking/executeplan.h"

#include "breaking/copyup.h"
#include "breaking/helperlock.h"
#include "breaking/mover.h"
#include "breaking/planning.h"
#include "inspect/evidence/rules.h"
#include "system/clocks.h"
#include "system/quarantinename.h"
#include "values/sentences.h"

#include <lockscope/fileusers.h>

#include <algorithm>

namespace Lockscope {

namespace {

using Permission = BreakPlan::Permission;

Failure failure(LockErrc code, const BreakPlan &plan, std::vector<Message> details = {})
{
    auto failure = Failure::of(code, plan.report.path);
    failure.details = std::move(details);
    if (!plan.report.owner.isEmpty())
        failure.claim = plan.report.owner;
    return failure;
}

/// Why it is not safe, as the details of a failure.
std::vector<Message> refusalOf(const BreakPlan &plan)
{
    if (plan.failure)
        return plan.failure->details;
    return plan.refusal ? std::vector{*plan.refusal} : std::vector<Message>();
}

Result<void> permit(const BreakPlan &plan, Breaker::Force force)
{
    if (plan.permission == Permission::Nothing)
        return failure(LockErrc::NothingToBreak, plan);
    if (plan.permission != Permission::Never && (plan.isSafe() || force == Breaker::Force::Yes))
        return {};
    auto refused = failure(LockErrc::BreakRefused, plan, refusalOf(plan));
    if (plan.failure) {
        refused.call = plan.failure->call;
        refused.systemErrno = plan.failure->systemErrno;
    }
    return refused;
}

/// The check right before the break: the lock must match the plan, and must not require more permission.
Result<void> probeAgain(const BreakPlan &plan, const BreakPlan &now)
{
    if (now.permission == Permission::Nothing)
        return failure(LockErrc::NothingToBreak, now);
    if (!isSameLock(plan, now))
        return failure(LockErrc::BreakChanged, now, now.report.verdict.sentences);
    if (now.permission == Permission::Never || (plan.isSafe() && !now.isSafe()))
        return failure(LockErrc::BreakChanged, now, refusalOf(now));
    return {};
}

/// What another host reported is no proof for long: a process may have started there meanwhile.
Result<void> areRecent(const std::shared_ptr<const std::vector<Testimony>> &testimonies, const BreakPlan &plan)
{
    constexpr std::chrono::seconds MaxAge{5};
    if (!testimonies || !plan.isSafe())
        return {};
    for (const auto &said : *testimonies) {
        if (steadyNow() - said.askedAt > MaxAge)
            return failure(LockErrc::BreakChanged, plan, {{Sentence::Detail::TestimonyTooOld, said.host}});
    }
    return {};
}

/// The target of the placeholder, a symbolic link that contains its ID. Its directory does not exist, so that opening
/// the placeholder cannot create a file. Twisted parses the target of such a link as a PID and fails if it is not a
/// number: it gets the PID of this process.
std::string markTargetFor(const BreakPlan &plan, const HostSnapshot &machine)
{
    if (plan.report.format == "twisted")
        return *machine.proc().readLink("self");
    return std::string(QuarantineName::MarkTarget) + plan.id + "/gone";
}

BreakRecord recordOf(const BreakPlan &plan, const HostSnapshot &machine)
{
    BreakRecord record;
    record.id = plan.id;
    record.place = plan.snapshot->place;
    record.moved = plan.snapshot->moved;
    record.row = plan.snapshot->row;
    record.companionLocks = plan.snapshot->companionLocks;
    record.markTarget = markTargetFor(plan, machine);
    record.time = wallNow();
    record.format = plan.report.format;
    record.verdict = plan.report.verdict;
    record.owner = plan.report.owner;
    record.forced = !plan.isSafe();
    record.bootId = machine.host().bootId;
    record.helper = HelperLock::forFormat(record.format, record.lock().name, machine.host());
    return record;
}

/// Whether the plan named the process that continues without the lock.
bool namesUser(const LockReport &report)
{
    return report.process || has(report.evidence, Evidence::Id::FileOpen);
}

} // namespace

void settleAll(const Journal &journal, const HostSnapshot &machine)
{
    const auto ids = journal.ids();
    if (!ids)
        return;
    for (const auto &id : *ids) {
        auto entry = journal.open(id);
        if (entry && *entry && fileSystemAnswers((*entry)->record().place.directory / (*entry)->record().place.name))
            static_cast<void>(Mover::of(**entry, machine)->settle());
    }
}

Result<BrokenLock> execute(const BreakPlan &inspected, Breaker::Force force,
                           const std::filesystem::path &journalDirectory, const std::optional<PriorKnowledge> &known,
                           HostAsker *hosts)
{
    if (auto permitted = permit(inspected, force); !permitted)
        return permitted.error();
    if (auto answers = fileSystemAnswers(inspected.report.path, LockErrc::BreakFailed); !answers)
        return answers.error();
    Journal journal(journalDirectory);
    const HostSnapshot before;
    settleAll(journal, before);
    const auto plan = copiedUp(inspected, before);
    // Recorded first: writing the record takes much longer than an inspection, and nothing may happen between the last
    // check and the move.
    auto record = recordOf(plan, before);
    // Only if the plan named the process that may have it open. A process that is not visible, for instance because it
    // opened the file through a layer of an overlay, may have a lock that is not visible either.
    record.mayBeOpen = force == Breaker::Force::Yes && namesUser(plan.report);
    auto entry = journal.begin(record);
    if (!entry)
        return entry.error();
    const auto helper = HelperLock::take(record);
    HostSnapshot machine;
    if (hosts && !plan.report.asked.empty())
        machine.setTestimonies(hosts->ask({&plan.report.owner, 1}));
    auto same = helper ? probeAgain(plan, planAgain(plan, machine, known)) : Result<void>();
    if (same)
        same = areRecent(machine.testimonies(), plan);
    if (!helper || !same) {
        entry->remove();
        return helper ? same.error() : helper.error();
    }
    if (auto broken = Mover::of(*entry, machine)->breakLock(); !broken)
        return broken.error();
    return record.brokenLock();
}

} // namespace Lockscope
