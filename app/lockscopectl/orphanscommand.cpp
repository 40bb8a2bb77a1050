// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "command.h"
#include "exitstatus.h"
#include "json.h"

#include <lockscope/displaytext.h>
#include <lockscope/orphans.h>
#include <lockscope/wording.h>

#include <algorithm>

namespace Ctl {

using Lockscope::displayText;
using Lockscope::LockErrc;
using Lockscope::Orphan;
using Lockscope::Orphans;

namespace {

struct Outcome
{
    std::string_view event;
    QString message; ///< a failure's
    std::string id;  ///< to restore it by
    int status = ExitStatus::Done;
};

Outcome clean(const Orphan &orphan)
{
    if (!orphan.isProved)
        return {"kept", {}, {}};
    const auto cleaned = Orphans::clean(orphan);
    if (cleaned)
        return {"cleaned", {}, cleaned->id};
    switch (cleaned.error().code) {
    case LockErrc::NothingToBreak:
    case LockErrc::BreakRefused:
    case LockErrc::BreakChanged:
        return {"kept", cleaned.error().message(), {}};
    default:
        return {"failed", cleaned.error().message(), {}, ExitStatus::Failed};
    }
}

std::string jsonLine(const Orphan &orphan, const Outcome &outcome)
{
    std::string line;
    JsonWriter json(line);
    json.beginObject();
    json.path(orphan.path.native());
    json.key("event").bytes(outcome.event);
    json.key("kind").bytes(orphan.kind);
    json.key("proved").boolean(orphan.isProved);
    json.key("reason").text(text(orphan.verdict));
    json.key("owner").text(orphan.owner.text());
    json.key("id").bytesOrNull(std::string_view(outcome.id));
    json.key("message");
    if (outcome.message.isEmpty())
        json.null();
    else
        json.text(outcome.message);
    json.endObject();
    return line;
}

QString humanLine(const Orphan &orphan, const Outcome &outcome)
{
    const auto event = displayText(outcome.event == "orphan" && !orphan.isProved ? "unknown" : outcome.event);
    auto line = QStringLiteral("%1  %2  %3: %4")
                    .arg(event.leftJustified(7), displayText(orphan.kind).leftJustified(21), displayText(orphan.path),
                         text(orphan.verdict));
    if (!outcome.id.empty())
        line += QStringLiteral(" Restore it with: lockscopectl undo %1").arg(QString::fromStdString(outcome.id));
    return line;
}

int run(const Arguments &arguments, Output &output)
{
    if (arguments.operands.empty())
        return usageError(orphansCommand(), QStringLiteral("missing DIR operand"));
    const auto found = Orphans::find({arguments.operands.begin(), arguments.operands.end()});
    int status = found.failures.empty() ? ExitStatus::Done : ExitStatus::Failed;
    for (const auto &orphan : found.orphans) {
        const auto outcome = arguments.clean ? clean(orphan) : Outcome{"orphan", {}, {}};
        status = std::max(status, outcome.status);
        if (!(arguments.json ? output.line(jsonLine(orphan, outcome)) : output.line(humanLine(orphan, outcome))))
            break;
        if (!outcome.message.isEmpty() && !arguments.json)
            complain(outcome.message);
    }
    for (const auto &failure : found.failures)
        complain(failure.message());
    return status;
}

} // namespace

const Command &orphansCommand()
{
    static const Command command{
        .name = "orphans",
        .synopsis = "DIR...",
        .summary = "companion files without a lock; --clean removes them",
        .details =
            "Lists companion files without a lock below each DIR: the files that LinkLockFile, GnuPG, flufl.lock\n"
            "and liblockfile link their locks to, .rmlock files of QLockFile, interrupted breaks, and empty\n"
            "directories that are locks. --clean removes those whose owner has provably exited, as 'break'\n"
            "does, so that 'undo' can restore them; the others stay.",
        .exitStatus = "  0  done\n"
                      "  2  usage error\n"
                      "  4  a directory could not be read, or a file could not be removed",
        .example = "lockscopectl orphans --clean /srv/app",
        .options = {Option::Json, Option::Clean},
        .run = run,
    };
    return command;
}

} // namespace Ctl
