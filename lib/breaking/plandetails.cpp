// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "breaking/plandetails.h"

#include "inspect/arguments.h"
#include "system/quarantinename.h"
#include "system/renamerights.h"
#include "values/enumwords.h"
#include "values/sentences.h"

#include <lockscope/breaker.h>
#include <lockscope/displaytext.h>
#include <lockscope/wording.h>

namespace Lockscope {

namespace {

using Permission = BreakPlan::Permission;
using Sentence::Plan;
using Sentence::Refusal;

/// The processes that would continue without the lock: the holders, otherwise the recorded process.
ProcessNames holdersOfPlan(const LockReport &report)
{
    ProcessNames holders;
    for (const auto &holder : report.holders())
        holders.processes.push_back({holder.pid, holder.name});
    if (holders.processes.empty() && report.process && report.verdict.state != Verdict::State::Stale)
        holders.processes.push_back({report.process->pid, report.process->name});
    return holders;
}

Message consequence(const LockReport &report)
{
    if (auto holders = holdersOfPlan(report); !holders.processes.empty())
        return {Plan::HolderGoesOn, std::move(holders)};
    if (auto owner = ownerNames(report.owner); owner != OwnerNames())
        return {Plan::OwnerMayGoOn, std::move(owner)};
    return report.verdict.state == Verdict::State::Free ? Plan::FreeMayBeInUse : Plan::SomeoneMayGoOn;
}

/// A row by its own path, and its database.
QString lockText(const std::filesystem::path &path, const std::filesystem::path &row)
{
    return row.empty() ? displayText(path) : text(Message(Plan::RowInDatabase, row.native(), path.native()));
}

void addStep(BreakPlan &plan, Message message, const QString &call)
{
    plan.steps.push_back({std::move(message), call});
}

QString journalCall(const BreakPlan &plan)
{
    return QStringLiteral("pwrite, fsync (%1)").arg(QString::fromStdString(plan.id));
}

void addRowSteps(BreakPlan &plan)
{
    addStep(plan, Plan::Recheck, QStringLiteral("read (%1)").arg(displayText(plan.report.path.filename())));
    addStep(plan, Plan::RecordRowInJournal, journalCall(plan));
    addStep(plan, Plan::DeleteRow,
            QStringLiteral("DELETE FROM locks WHERE lock_file = '%1' AND unique_name = ...")
                .arg(displayText(plan.report.row)));
}

void addSteps(BreakPlan &plan)
{
    const auto name = displayText(plan.report.path.filename());
    const auto aside = displayText(plan.quarantine.filename());
    const auto mark = displayText(QuarantineName::ofMark(plan.id));
    const auto check = QStringLiteral("statx, read or readlinkat (%1)");
    addStep(plan, Plan::Recheck, check.arg(name));
    addStep(plan, Plan::RecordInJournal, journalCall(plan));
    addStep(plan, {Plan::Quarantine, plan.quarantine.filename().native()},
            QStringLiteral("symlinkat, renameat2(%1, %2, RENAME_EXCHANGE)").arg(aside, name));
    addStep(plan, Plan::CheckMoved, check.arg(aside));
    addStep(plan, Plan::RemovePlaceholder,
            QStringLiteral("renameat2(%1, %2, RENAME_NOREPLACE), unlinkat").arg(name, mark));
    for (std::size_t i = 0; i < plan.companions.size(); ++i) {
        const auto companion = plan.companions[i].filename();
        const auto kept = displayText(QuarantineName::of(plan.id, static_cast<int>(i) + 1));
        addStep(plan, {Plan::QuarantineCompanion, companion.native()},
                QStringLiteral("renameat2(%1, %2, RENAME_NOREPLACE)").arg(displayText(companion), kept));
    }
}

} // namespace

void refuse(BreakPlan &plan)
{
    const auto &report = plan.report;
    if (plan.permission == Permission::Safe)
        plan.refusal.reset();
    else if (plan.permission == Permission::Nothing)
        plan.refusal = Refusal::Absent;
    else if (report.error && report.inodeType == LockReport::InodeType::None)
        plan.refusal = Message(Refusal::Unreadable, report.error->call, Phrase{report.error->message});
    else if (report.breakRefused)
        plan.refusal = report.breakRefused;
    else if (report.breakAction == "delete-row" && report.row.empty())
        plan.refusal = Refusal::NoLockInDatabase;
    else
        plan.refusal = Refusal::NotProvenStale;
}

void notePermission(BreakPlan &plan, int directory, std::uint32_t owner)
{
    if (const auto may = mayRename(directory, owner, plan.report.path); !may)
        plan.missingPermission = may.error();
}

void addDetails(BreakPlan &plan)
{
    if (plan.permission == Permission::WithForce)
        plan.consequence = consequence(plan.report);
    if ((plan.permission == Permission::WithForce || plan.permission == Permission::Never) &&
        !plan.report.holders().empty())
        plan.advice = Message(Plan::EndHolder, plan.report.path.native());
    if (plan.snapshot && plan.report.row.empty())
        addSteps(plan);
    else if (plan.snapshot)
        addRowSteps(plan);
}

QString BreakPlan::pathText() const
{
    return lockText(report.path, report.row);
}

QString BreakPlan::refusalText() const
{
    if (failure)
        return text(*failure);
    return refusal ? text(*refusal) : QString();
}

std::string_view toWord(BreakPlan::Permission permission)
{
    switch (permission) {
    case Permission::Safe:
        return "safe";
    case Permission::WithForce:
        return "with-force";
    case Permission::Never:
        return "never";
    case Permission::Nothing:
        return "nothing";
    }
    return {};
}

QString BrokenLock::pathText() const
{
    return lockText(path, row);
}

template <>
std::optional<BreakPlan::Permission> fromWord(std::string_view word)
{
    return valueOfWord<BreakPlan::Permission>(word);
}

} // namespace Lockscope
