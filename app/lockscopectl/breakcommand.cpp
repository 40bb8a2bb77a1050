// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "command.h"
#include "exitstatus.h"
#include "json.h"

#include <lockscope/breaker.h>
#include <lockscope/displaytext.h>
#include <lockscope/wording.h>

#include <algorithm>
#include <filesystem>

#include <fcntl.h>
#include <unistd.h>

namespace Ctl {

using Lockscope::Breaker;
using Lockscope::BreakPlan;
using Lockscope::BrokenLock;
using Lockscope::displayText;
using Lockscope::Failure;
using Lockscope::LockErrc;

namespace {

using Permission = BreakPlan::Permission;

/// What one plan came to.
struct Outcome
{
    std::string_view event;
    int status = ExitStatus::Done;
    QString message; ///< why not; empty where it was broken
};

Outcome outcomeOf(const Failure &failure)
{
    switch (failure.code) {
    case LockErrc::NothingToBreak:
        return {"absent", ExitStatus::NothingToBreak, failure.message()};
    case LockErrc::BreakRefused:
    case LockErrc::BreakChanged:
        return {"refused", ExitStatus::Refused, failure.message()};
    default:
        return {"failed", ExitStatus::Failed, failure.message()};
    }
}

/// A path that cannot be looked at is not refused but failed: nothing is known of it.
Outcome outcomeWithoutTrying(const BreakPlan &plan)
{
    const QString words = plan.pathText() + QStringLiteral(": ");
    if (plan.permission == Permission::Nothing)
        return {"absent", ExitStatus::NothingToBreak, words + QStringLiteral("there is nothing to break")};
    const QString message = words + QStringLiteral("not broken: ") + plan.whyNot;
    if (plan.report.error && !plan.snapshot)
        return {"failed", ExitStatus::Failed, message};
    return {"refused", ExitStatus::Refused, message};
}

bool isPermitted(const BreakPlan &plan, const Arguments &arguments)
{
    return plan.isSafe() || (plan.permission == Permission::WithForce && arguments.force);
}

/// All that can be known without touching anything: whether this user may change the folder.
Outcome foreseen(const BreakPlan &plan)
{
    const auto parent = plan.report.path.parent_path();
    const auto folder = parent.empty() ? std::filesystem::path(".") : parent;
    if (::faccessat(AT_FDCWD, folder.c_str(), W_OK | X_OK, AT_EACCESS) != 0)
        return outcomeOf(Failure::fromErrno(LockErrc::BreakFailed, "faccessat", folder));
    return {"would-break", ExitStatus::Done, {}};
}

Outcome carryOut(Breaker &breaker, const BreakPlan &plan, const Arguments &arguments)
{
    if (!isPermitted(plan, arguments))
        return outcomeWithoutTrying(plan);
    if (arguments.dryRun)
        return foreseen(plan);
    const auto broken = breaker.carryOut(plan, arguments.force ? Breaker::Force::Yes : Breaker::Force::No);
    return broken ? Outcome{"broken", ExitStatus::Done, {}} : outcomeOf(broken.error());
}

void writeText(JsonWriter &json, std::string_view key, const QString &text)
{
    json.key(key);
    if (text.isEmpty())
        json.null();
    else
        json.text(text);
}

std::string jsonLine(const BreakPlan &plan, const Outcome &outcome)
{
    const bool isBroken = outcome.event == "broken" || outcome.event == "would-break";
    std::string line;
    JsonWriter json(line);
    json.beginObject();
    json.path(plan.report.path.native());
    json.key("event").bytes(outcome.event);
    if (!plan.report.row.empty())
        json.key("row").bytes(plan.report.row.native());
    json.key("id").bytesOrNull(isBroken ? std::string_view(plan.id) : std::string_view());
    json.key("quarantine").bytesOrNull(isBroken ? std::string_view(plan.quarantine.native()) : std::string_view());
    json.key("reason").bytes(toWord(plan.report.verdict.reason));
    json.key("verdict").bytes(toWord(plan.report.verdict.state));
    json.key("format").bytes(plan.report.format);
    json.key("permission").bytes(toWord(plan.permission));
    json.key("forced").boolean(isBroken && !plan.isSafe());
    json.key("companions").array(plan.companions, [&](const auto &path) { json.bytes(path.native()); });
    writeText(json, "summary", text(plan.report.verdict));
    writeText(json, "message", outcome.message);
    writeText(json, "consequence", plan.consequence);
    writeText(json, "advice", plan.advice);
    if (outcome.event == "would-break") {
        json.key("steps").array(plan.steps, [&](const Lockscope::BreakStep &step) {
            json.beginObject();
            json.key("words").text(step.words);
            json.key("call").text(step.call);
            json.endObject();
        });
    }
    json.endObject();
    return line;
}

QString nameOf(const BreakPlan &plan)
{
    return plan.pathText();
}

QString brokenText(const BreakPlan &plan)
{
    QStringList lines{QStringLiteral("Broken: ") + nameOf(plan), QStringLiteral("  ") + text(plan.report.verdict)};
    for (const auto &companion : plan.companions)
        lines += QStringLiteral("  Companion file: ") + displayText(companion);
    lines += QStringLiteral("  Restore it with: lockscopectl undo %1").arg(QString::fromStdString(plan.id));
    return lines.join(u'\n');
}

QString dryRunText(const BreakPlan &plan)
{
    QStringList lines{QStringLiteral("Would break: ") + nameOf(plan), QStringLiteral("  ") + text(plan.report.verdict)};
    if (!plan.consequence.isEmpty())
        lines += QStringLiteral("  ") + plan.consequence;
    qsizetype longest = 0;
    for (const auto &step : plan.steps)
        longest = std::max(longest, step.words.size());
    int number = 0;
    for (const auto &step : plan.steps)
        lines += QStringLiteral("  %1. %2  %3").arg(++number).arg(step.words.leftJustified(longest), step.call);
    return lines.join(u'\n');
}

/// Refusals go to standard error, with what to do instead.
bool printForPeople(const BreakPlan &plan, const Outcome &outcome, Output &output)
{
    if (outcome.event == "broken")
        return output.line(brokenText(plan));
    if (outcome.event == "would-break")
        return output.line(dryRunText(plan));
    complain(outcome.message);
    if (outcome.event != "refused")
        return true;
    if (!plan.advice.isEmpty())
        complain(plan.advice);
    if (plan.permission == Permission::WithForce)
        complain(QStringLiteral("Use --force to break it anyway. ") + plan.consequence);
    return true;
}

int run(const Arguments &arguments, Output &output)
{
    if (arguments.operands.empty())
        return usageError(breakCommand(), QStringLiteral("missing PATH operand"));
    Breaker breaker;
    int status = ExitStatus::Done;
    for (const auto &path : arguments.operands) {
        for (const auto &plan : breaker.plan(path)) {
            // Before it is done: who reads along may still interrupt.
            if (!arguments.json && !arguments.dryRun && arguments.force && plan.permission == Permission::WithForce)
                complain(nameOf(plan) + QStringLiteral(": ") + plan.whyNot + QStringLiteral(". ") + plan.consequence);
            const auto outcome = carryOut(breaker, plan, arguments);
            status = std::max(status, outcome.status);
            const bool isWritten =
                arguments.json ? output.line(jsonLine(plan, outcome)) : printForPeople(plan, outcome, output);
            if (!isWritten)
                return status;
        }
    }
    return status;
}

} // namespace

const Command &breakCommand()
{
    static const Command command{
        .name = "break",
        .synopsis = "PATH...",
        .summary = "break locks whose holder has provably exited",
        .details = "Moves each lock, with its companion files, to quarantine in the same directory if it is proven\n"
                   "that its holder has exited, and if it is still the same lock at that moment, without a kernel\n"
                   "lock on it. 'lockscopectl undo' restores it, 'lockscopectl broken' lists it; after seven days it\n"
                   "is removed for good. PATH is the lock itself; for a database of locks (pylockfile's\n"
                   "SQLiteLockFile), each stale row.\n\n"
                   "--force also breaks what is not proven stale, after a warning that names the consequence. What\n"
                   "was broken by force does not expire. --force never removes a file with a kernel lock on it: two\n"
                   "holders would be the result. 'lockscopectl signal' asks such a holder to exit. Nor does it remove\n"
                   "what a program keeps for good or keeps data in, or a directory with other files in it.",
        .exitStatus =
            "  0  every lock was broken, or would be\n"
            "  1  nothing was there to break\n"
            "  2  usage error\n"
            "  3  refused: not proven stale, held by a kernel lock, or changed since it was inspected\n"
            "  4  it failed: permission, I/O, or the journal cannot be written; then nothing was removed. If only\n"
            "     standard output could not be written, 'lockscopectl broken' lists what was broken\n"
            "  With several paths, the largest of these.",
        .example = "lockscopectl break --dry-run /srv/app/app.lock",
        .options = {Option::Json, Option::Force, Option::DryRun},
        .run = run,
    };
    return command;
}

} // namespace Ctl
