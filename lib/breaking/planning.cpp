// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "breaking/planning.h"

#include "breaking/plandetails.h"
#include "breaking/rowplanning.h"
#include "inspect/breakadvice.h"
#include "inspect/report.h"
#include "system/answers.h"
#include "system/quarantinename.h"
#include "system/systemcalls.h"
#include "values/sentences.h"

#include <algorithm>

#include <fcntl.h>
#include <sys/stat.h>

namespace Lockscope {

namespace {

using Permission = BreakPlan::Permission;
using InodeType = LockReport::InodeType;

/// The names come from the report, which contains only those in the directory of the lock.
std::vector<MovedName> companionsOf(const LockReport &report, int directory, const std::string &id,
                                    const HostSnapshot &machine)
{
    std::vector<MovedName> companions;
    for (const auto &path : report.companions) {
        const auto name = path.filename().native();
        auto state = InodeState::at(directory, name, machine);
        if (!state || state->hasMoreEntries || S_ISFIFO(state->mode) || S_ISCHR(state->mode) || S_ISBLK(state->mode))
            continue;
        companions.push_back(
            {name, QuarantineName::of(id, static_cast<int>(companions.size()) + 1), std::move(*state)});
    }
    return companions;
}

void makeKnown(LockReport &report, const PriorKnowledge &known)
{
    report.format = known.format;
    report.verdict = known.verdict;
    report.breakAction = report.inodeType == InodeType::Directory ? "rmdir" : "unlink";
    report.breakRefused =
        known.verdict.state == Verdict::State::Stale ? std::nullopt : std::optional(known.verdict.sentences.front());
    report.breakPermission = permissionFor(report, false);
}

void fail(BreakPlan &plan, const Failure &failure)
{
    plan.permission = Permission::Never;
    plan.failure = failure;
}

/// Whether a directory contains more than its format creates there: other files would be moved by the break.
bool holdsMore(int directory, const std::string &name, const std::string &format, const InodeState &lock)
{
    return std::ranges::any_of(lock.entries, [&](const EntryState &entry) {
        struct stat status;
        const auto path = name + '/' + entry.name;
        if (sys().fstatat(directory, path.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(status.st_mode))
            return true;
        if (format == "bzr")
            return entry.name != "info";
        if (format == "directory-pid")
            return status.st_size != 0 && entry.name != "pid" && entry.name != "PID" && entry.name != "pidfile" &&
                   entry.name != "owner";
        return status.st_size != 0 || format == "unrecognised";
    });
}

/// The current state of everything that would be moved.
void addSnapshot(BreakPlan &plan, LockPlace place, int directory, InodeState lock, const HostSnapshot &machine)
{
    auto snapshot = std::make_shared<BreakPlan::Snapshot>();
    snapshot->moved.push_back({place.name, QuarantineName::of(plan.id), std::move(lock)});
    auto companions = companionsOf(plan.report, directory, plan.id, machine);
    std::move(companions.begin(), companions.end(), std::back_inserter(snapshot->moved));
    plan.quarantine = place.directory / snapshot->moved.front().aside;
    for (std::size_t i = 1; i < snapshot->moved.size(); ++i)
        plan.companions.push_back(place.directory / snapshot->moved[i].name);
    snapshot->companionLocks = plan.report.companionLocks;
    snapshot->place = std::move(place);
    plan.snapshot = std::move(snapshot);
}

} // namespace

BreakPlan planFor(const std::filesystem::path &path, const HostSnapshot &machine,
                  const std::optional<PriorKnowledge> &known)
{
    BreakPlan plan;
    plan.id = QuarantineName::newId();
    auto place = LockPlace::of(path);
    const auto directory = place ? place->open() : place.error();
    if (!directory) {
        // Its report contains the same error.
        plan.report =
            buildReport(path, probe({.directory = AT_FDCWD, .name = path.c_str()}, machine), machine, Choice::AskedFor);
        plan.permission = plan.report.verdict.state == Verdict::State::Absent ? Permission::Nothing : Permission::Never;
        plan.failure = directory.error();
        return plan;
    }
    auto probed = probe({.directory = directory->get(), .name = place->name.c_str()}, machine);
    auto state = InodeState::of(directory->get(), place->name, probed);
    plan.report =
        buildReport(path, std::move(probed), machine, Choice::AskedFor, {.fd = directory->get(), .names = nullptr});
    if (known && plan.report.verdict.state != Verdict::State::Absent)
        makeKnown(plan.report, *known);
    plan.permission = plan.report.breakPermission;
    refuse(plan);
    if (plan.permission == Permission::Safe || plan.permission == Permission::WithForce) {
        if (state && state->hasMoreEntries) {
            fail(plan, Failure::of(LockErrc::ReadFailed, path, Sentence::Detail::TooManyEntries));
        } else if (state && holdsMore(directory->get(), place->name, plan.report.format, *state)) {
            plan.permission = Permission::Never;
            plan.refusal = Sentence::Refusal::DirectoryWithFiles;
        } else if (state) {
            notePermission(plan, directory->get(), state->uid);
            addSnapshot(plan, std::move(*place), directory->get(), std::move(*state), machine);
        } else {
            fail(plan, state.error());
        }
    }
    addDetails(plan);
    return plan;
}

std::vector<BreakPlan> plansFor(const std::filesystem::path &path, const HostSnapshot &machine)
{
    auto plan = planFor(path, machine);
    if (plan.report.breakAction == "delete-row")
        return rowPlans(plan.report, machine);
    return {std::move(plan)};
}

BreakPlan unansweredPlan(const std::filesystem::path &path, const HostSnapshot &machine)
{
    BreakPlan plan;
    plan.report = unansweredReport(path, machine);
    fail(plan, noAnswer(LockErrc::BreakFailed, path));
    return plan;
}

BreakPlan planAgain(const BreakPlan &seen, const HostSnapshot &machine, const std::optional<PriorKnowledge> &known)
{
    if (!seen.snapshot || !seen.snapshot->row)
        return planFor(seen.report.path, machine, known);
    if (known) // the row is deleted by its whole text, or not at all
        return rowPlan(seen.report.path, *seen.snapshot->row, *known, machine);
    for (auto &plan : plansFor(seen.report.path, machine)) {
        if (plan.snapshot && plan.snapshot->row == seen.snapshot->row)
            return std::move(plan);
    }
    BreakPlan gone;
    gone.report = seen.report;
    gone.permission = Permission::Nothing;
    return gone;
}

bool isSameLock(const BreakPlan &seen, const BreakPlan &now)
{
    const auto *before = seen.snapshot.get();
    const auto *after = now.snapshot.get();
    // A database changes with each row that is inserted or deleted.
    const auto isSame = [before](const InodeState &left, const InodeState &right) {
        return before->row ? left.isSameInode(right) : left == right;
    };
    return before && after && before->place.inode == after->place.inode &&
           before->place.device == after->place.device && before->moved.front().name == after->moved.front().name &&
           before->row == after->row && isSame(before->moved.front().state, after->moved.front().state);
}

} // namespace Lockscope
