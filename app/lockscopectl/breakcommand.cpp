// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "askedhosts.h"
#include "command.h"
#include "etcdfunctions.h"
#include "exitstatus.h"
#include "layout.h"

#include <lockscope/breaker.h>
#include <lockscope/displaytext.h>
#include <lockscope/json.h>
#include <lockscope/wording.h>

#include <algorithm>

namespace Ctl {

using Lockscope::Breaker;
using Lockscope::BreakPlan;
using Lockscope::BrokenLock;
using Lockscope::displayText;
using Lockscope::Failure;
using Lockscope::JsonWriter;
using Lockscope::LockErrc;

namespace {

QString textOf(const std::optional<Lockscope::Message> &message)
{
    return message ? text(*message) : QString();
}

using Permission = BreakPlan::Permission;

/// The result of one plan.
struct Outcome
{
    std::string_view event;
    int status = ExitStatus::Done;
    QString message; ///< why it was not broken; empty if it was
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

/// A path that cannot be inspected is a failure, not a refusal: nothing is known about it.
Outcome outcomeWithoutTrying(const BreakPlan &plan)
{
    const QString words = plan.pathText() + QStringLiteral(": ");
    if (plan.permission == Permission::Nothing)
        return {"absent", ExitStatus::NothingToBreak, words + QStringLiteral("there is nothing to break")};
    const QString message = words + QStringLiteral("not broken: ") + plan.refusalText();
    if (plan.report.error && !plan.snapshot)
        return {"failed", ExitStatus::Failed, message};
    return {"refused", ExitStatus::Refused, message};
}

bool isPermitted(const BreakPlan &plan, const Arguments &arguments)
{
    return plan.isSafe() || (plan.permission == Permission::WithForce && arguments.force);
}

Outcome execute(Breaker &breaker, const BreakPlan &plan, const Arguments &arguments)
{
    if (!isPermitted(plan, arguments))
        return outcomeWithoutTrying(plan);
    if (arguments.dryRun)
        return plan.missingPermission ? outcomeOf(*plan.missingPermission)
                                      : Outcome{"would-break", ExitStatus::Done, {}};
    const auto broken = breaker.execute(plan, arguments.force ? Breaker::Force::Yes : Breaker::Force::No);
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
    writeText(json, "consequence", textOf(plan.consequence));
    writeText(json, "advice", textOf(plan.advice));
    if (outcome.event == "would-break") {
        json.key("steps").array(plan.steps, [&](const Lockscope::BreakStep &step) {
            json.beginObject();
            json.key("words").text(text(step.message));
            json.key("call").text(step.call);
            json.endObject();
        });
    }
    json.endObject();
    return line;
}

constexpr qsizetype Indent = 2;

/// What was or would be broken, and its state.
QStringList headLines(const QString &event, const BreakPlan &plan)
{
    return {event + plan.pathText(),
            QString(Indent, u' ') + wrapped(text(plan.report.verdict), Indent, Layout::ofOutput(false))};
}

QString brokenText(const BreakPlan &plan)
{
    auto lines = headLines(QStringLiteral("Broken: "), plan);
    for (const auto &companion : plan.companions)
        lines += QStringLiteral("  Companion file: ") + displayText(companion);
    lines += QStringLiteral("  Restore it with: lockscopectl undo %1").arg(QString::fromStdString(plan.id));
    return lines.join(u'\n');
}

QString dryRunText(const BreakPlan &plan)
{
    const auto layout = Layout::ofOutput(false);
    auto lines = headLines(QStringLiteral("Would break: "), plan);
    if (plan.consequence)
        lines += QString(Indent, u' ') + wrapped(text(*plan.consequence), Indent, layout);
    int count = 0;
    for (const auto &step : plan.steps) {
        const auto number = QStringLiteral("  %1. ").arg(++count);
        lines += number + wrapped(QStringLiteral("%1 [%2]").arg(text(step.message), step.call), number.size(), layout);
    }
    return lines.join(u'\n');
}

/// Refusals go to standard error, with what to do instead.
bool printForPeople(const BreakPlan &plan, const Outcome &outcome, bool isForced, Output &output)
{
    if (outcome.event == "broken")
        return output.line(brokenText(plan));
    if (outcome.event == "would-break")
        return output.line(dryRunText(plan));
    printError(outcome.message);
    if (outcome.event != "refused")
        return true;
    if (plan.advice)
        printError(text(*plan.advice));
    if (plan.permission == Permission::WithForce && !isForced)
        printError(QStringLiteral("Use --force to break it anyway. ") + textOf(plan.consequence));
    return true;
}

int run(const Arguments &arguments, Output &output)
{
    if (arguments.operands.empty())
        return usageError(breakCommand(), QStringLiteral("missing PATH operand"));
    const auto asked = arguments.ask ? AskedHosts::of(arguments) : nullptr;
    if (arguments.ask && !asked)
        return ExitStatus::Failed;
    Breaker breaker;
    if (asked)
        breaker.setHosts(asked->hosts());
    int status = ExitStatus::Done;
    for (const auto &path : arguments.operands) {
        if (isEtcdAddress(path)) {
            const auto hosts = asked ? asked->hosts() : nullptr;
            status = std::max(status, etcdFunctions()->breakLock(path, arguments, hosts, output));
            continue;
        }
        for (const auto &plan : breaker.plan(path)) {
            // Printed first, so that a person who reads it can still interrupt.
            if (!arguments.json && !arguments.dryRun && arguments.force && plan.permission == Permission::WithForce)
                printError(plan.pathText() + QStringLiteral(": ") + plan.refusalText() + QStringLiteral(". ") +
                           textOf(plan.consequence));
            const auto outcome = execute(breaker, plan, arguments);
            status = std::max(status, outcome.status);
            const bool isWritten = arguments.json ? output.line(jsonLine(plan, outcome))
                                                  : printForPeople(plan, outcome, arguments.force, output);
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
        .details = "Moves each lock and its companion files to quarantine in the same directory. A\n"
                   "lock is broken only if its holder is proven to have exited, if it is still the\n"
                   "lock that was inspected, and if there is no kernel lock on it. 'lockscopectl\n"
                   "undo' restores it, 'lockscopectl broken' lists it; after seven days it is\n"
                   "removed for good. PATH is the lock itself; in a database of locks (pylockfile's\n"
                   "SQLiteLockFile), each stale row is broken. For a lock in etcd, PATH is\n"
                   "etcd://HOST:PORT/NAME; its key is deleted, and can be restored only while its\n"
                   "lease lasts.\n"
                   "\n"
                   "--force also breaks locks that are not proven stale, and prints the consequence\n"
                   "first. Locks that were broken by force do not expire. Even with --force, a file\n"
                   "with a kernel lock on it is never removed, because another process could then\n"
                   "acquire the lock as well; use 'lockscopectl signal' to ask the holder to exit.\n"
                   "Nor does --force remove files that a program keeps permanently or stores data\n"
                   "in, or directories that contain other files.\n"
                   "\n"
                   "With --ask, the hosts that locks name are asked whether their processes have\n"
                   "exited, again right before the lock is broken. See 'lockscopectl hosts'.\n"
                   "\n"
                   "With --host, locks of that host are broken there, if it permits that, and restored\n"
                   "with 'lockscopectl undo --host'. See 'lockscopectl answer --help'.",
        .exitStatus = "  0  every lock was broken, or would be\n"
                      "  1  there was nothing to break\n"
                      "  2  usage error\n"
                      "  3  refused: not proven stale, held by a kernel lock, or changed since it was inspected\n"
                      "  4  failed: permission, I/O, or the journal cannot be written; nothing was removed. If\n"
                      "     only standard output could not be written, 'lockscopectl broken' lists what was broken\n"
                      "  With several paths, the highest of these statuses.",
        .example = "lockscopectl break --dry-run /srv/app/app.lock",
        .options = {Option::Json, Option::Force, Option::DryRun, Option::Formats, Option::Ask, Option::Host},
        .run = run,
    };
    return command;
}

} // namespace Ctl
