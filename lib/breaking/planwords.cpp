// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "breaking/planwords.h"

#include "system/asidename.h"
#include "values/lockphrases.h"

#include <lockscope/brokenlock.h>
#include <lockscope/displaytext.h>
#include <lockscope/wording.h>

namespace Lockscope {

namespace {

using Permission = BreakPlan::Permission;

/// Who holds it, as far as the kernel or a living process shows; empty where nobody is known.
QString holderText(const LockReport &report)
{
    QStringList texts;
    for (const auto &holder : report.holders())
        texts += text(ProcessName{holder.pid, holder.name});
    if (texts.isEmpty() && report.process && report.verdict.state != Verdict::State::Stale)
        texts += text(ProcessName{report.process->pid, report.process->name});
    return texts.join(QStringLiteral(", "));
}

QString consequence(const LockReport &report)
{
    const auto holder = holderText(report);
    if (!holder.isEmpty())
        return LockPhrases::tr("%1 goes on as if it held the lock, while the next one takes it: two work at once on "
                               "what it protects.")
            .arg(LockPhrases::capital(holder));
    const auto owner = report.owner.text();
    if (!owner.isEmpty())
        return LockPhrases::tr("If its owner, %1, still works, two work at once on what it protects.").arg(owner);
    if (report.verdict.state == Verdict::State::Free)
        return LockPhrases::tr("Nobody holds it: whoever is just about to take it may be disturbed.");
    return LockPhrases::tr("If somebody still holds it, two work at once on what it protects.");
}

QString adviceFor(const LockReport &report)
{
    if (!report.holders().empty())
        return LockPhrases::tr("To free it, end its holder: lockscopectl signal TERM %1").arg(displayText(report.path));
    return {};
}

/// A row by its own path, and where it stands.
QString lockText(const std::filesystem::path &path, const std::filesystem::path &row)
{
    return row.empty() ? displayText(path) : LockPhrases::tr("%1 in %2").arg(displayText(row), displayText(path));
}

void addStep(BreakPlan &plan, const QString &words, const QString &call)
{
    plan.steps.push_back({words, call});
}

void addRowSteps(BreakPlan &plan)
{
    const auto row = displayText(plan.report.row);
    addStep(plan, LockPhrases::tr("look at it again, and stop if anything differs"),
            LockPhrases::tr("read of %1 and its log").arg(displayText(plan.report.path.filename())));
    addStep(plan, LockPhrases::tr("note it in the journal, with the row"),
            LockPhrases::tr("pwrite, fsync of %1").arg(QString::fromStdString(plan.id)));
    addStep(plan, LockPhrases::tr("delete this row, if its owner is still the same"),
            QStringLiteral("DELETE FROM locks WHERE lock_file = '%1' AND unique_name = ...").arg(row));
}

void addSteps(BreakPlan &plan)
{
    const auto name = displayText(plan.report.path.filename());
    const auto aside = displayText(plan.quarantine.filename());
    const auto mark = displayText(AsideName::ofMark(plan.id));
    addStep(plan, LockPhrases::tr("look at it again, and stop if anything differs"),
            LockPhrases::tr("statx, read or readlinkat of %1").arg(name));
    addStep(plan, LockPhrases::tr("note it in the journal"),
            LockPhrases::tr("pwrite, fsync of %1").arg(QString::fromStdString(plan.id)));
    addStep(plan, LockPhrases::tr("take it aside as %1, with a mark of ours in its place").arg(aside),
            QStringLiteral("symlinkat, renameat2(%1, %2, RENAME_EXCHANGE)").arg(aside, name));
    addStep(plan, LockPhrases::tr("look at what was taken, and give it back if it is not what was planned"),
            LockPhrases::tr("statx, read or readlinkat of %1").arg(aside));
    addStep(plan, LockPhrases::tr("remove the mark"),
            QStringLiteral("renameat2(%1, %2, RENAME_NOREPLACE), unlinkat").arg(name, mark));
    for (std::size_t i = 0; i < plan.companions.size(); ++i) {
        const auto companion = displayText(plan.companions[i].filename());
        const auto kept = displayText(AsideName::of(plan.id, static_cast<int>(i) + 1));
        addStep(plan, LockPhrases::tr("take its companion %1 aside too").arg(companion),
                QStringLiteral("renameat2(%1, %2, RENAME_NOREPLACE)").arg(companion, kept));
    }
}

} // namespace

QString whyNot(const LockReport &report, Permission permission)
{
    if (permission == Permission::Safe)
        return {};
    if (permission == Permission::Nothing)
        return LockPhrases::tr("nothing is there");
    if (report.error && report.inodeType == LockReport::InodeType::None)
        return displayText(report.error->call + ": " + report.error->message);
    if (report.breakRefused)
        return text(*report.breakRefused);
    if (report.breakAction == "delete-row" && report.row.empty())
        return LockPhrases::tr("no lock is in this database");
    return LockPhrases::tr("it is not proved that its holder is gone");
}

void addWords(BreakPlan &plan)
{
    if (plan.permission == Permission::WithForce)
        plan.consequence = consequence(plan.report);
    if (plan.permission == Permission::WithForce || plan.permission == Permission::Never)
        plan.advice = adviceFor(plan.report);
    if (plan.snapshot && plan.report.row.empty())
        addSteps(plan);
    else if (plan.snapshot)
        addRowSteps(plan);
}

QString BreakPlan::pathText() const
{
    return lockText(report.path, report.row);
}

QStringList BreakPlan::stepWords() const
{
    QStringList words;
    for (const auto &step : steps)
        words += step.words;
    return words;
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

} // namespace Lockscope
