// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "breaking/rowplanning.h"

#include "breaking/plandetails.h"
#include "breaking/planning.h"
#include "inspect/breakadvice.h"
#include "inspect/sqlite/rowreports.h"
#include "system/quarantinename.h"

namespace Lockscope {

namespace {

using Permission = BreakPlan::Permission;

void addSnapshot(BreakPlan &plan, const LockRow &row, const HostSnapshot &machine)
{
    auto place = LockPlace::of(plan.report.path);
    const auto directory = place ? place->open() : place.error();
    const auto database = directory ? InodeState::at(directory->get(), place->name, machine) : directory.error();
    if (!database) {
        plan.permission = Permission::Never;
        plan.failure = database.error();
        return;
    }
    // SQLite creates a journal beside the database.
    notePermission(plan, directory->get(), database->uid);
    auto snapshot = std::make_shared<BreakPlan::Snapshot>();
    snapshot->moved.push_back({place->name, {}, *database});
    snapshot->row = row;
    snapshot->place = std::move(*place);
    plan.snapshot = std::move(snapshot);
}

} // namespace

std::vector<BreakPlan> rowPlans(const LockReport &database, const HostSnapshot &machine)
{
    std::vector<BreakPlan> plans;
    for (auto &inspected : reportRows(database, machine)) {
        BreakPlan plan;
        plan.id = QuarantineName::newId();
        plan.report = std::move(inspected.report);
        plan.permission = inspected.row ? plan.report.breakPermission : Permission::Never;
        refuse(plan);
        if (inspected.row && (plan.permission == Permission::Safe || plan.permission == Permission::WithForce))
            addSnapshot(plan, *inspected.row, machine);
        addDetails(plan);
        plans.push_back(std::move(plan));
    }
    return plans;
}

BreakPlan rowPlan(const std::filesystem::path &database, const LockRow &row, const PriorKnowledge &known,
                  const HostSnapshot &machine)
{
    BreakPlan plan;
    plan.id = QuarantineName::newId();
    plan.report.path = database;
    plan.report.row = row.path;
    plan.report.inodeType = LockReport::InodeType::Regular;
    plan.report.format = known.format;
    plan.report.verdict = known.verdict;
    plan.report.breakAction = "delete-row";
    plan.permission = plan.report.breakPermission = permissionFor(plan.report, false);
    refuse(plan);
    if (plan.permission == Permission::Safe || plan.permission == Permission::WithForce)
        addSnapshot(plan, row, machine);
    addDetails(plan);
    return plan;
}

} // namespace Lockscope
