// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "command.h"
#include "exitstatus.h"
#include "layout.h"

#include <lockscope/breaker.h>
#include <lockscope/displaytext.h>
#include <lockscope/json.h>
#include <lockscope/wording.h>

#include <algorithm>

namespace Ctl {

using Lockscope::displayText;
using Lockscope::JsonWriter;
using Lockscope::LockErrc;
using Lockscope::Orphan;
using Lockscope::Orphans;

namespace {

struct Outcome
{
    std::string_view event;
    QString message; ///< of a failure
    std::string id;  ///< for `lockscopectl undo`
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

QString humanLines(const Orphan &orphan, const Outcome &outcome, const Layout &layout)
{
    const auto event = displayText(outcome.event == "orphan" && !orphan.isProved ? "unknown" : outcome.event);
    constexpr qsizetype Indent = 9;
    const QString newLine = QStringLiteral("\n") + QString(Indent, u' ');
    QString lines = event.leftJustified(Indent) + displayText(orphan.path) +
                    QStringLiteral(" (%1)").arg(displayText(orphan.kind)) + newLine +
                    wrapped(text(orphan.verdict), Indent, layout);
    if (!outcome.id.empty())
        lines +=
            newLine + QStringLiteral("Restore it with: lockscopectl undo %1").arg(QString::fromStdString(outcome.id));
    return lines;
}

int run(const Arguments &arguments, Output &output)
{
    if (arguments.operands.empty())
        return usageError(orphansCommand(), QStringLiteral("missing DIR operand"));
    const auto found = Orphans::find({arguments.operands.begin(), arguments.operands.end()});
    int status = found.failures.empty() ? ExitStatus::Done : ExitStatus::Failed;
    const auto layout = Layout::ofOutput(false);
    for (const auto &orphan : found.orphans) {
        const auto outcome = arguments.clean ? clean(orphan) : Outcome{"orphan", {}, {}};
        status = std::max(status, outcome.status);
        if (!(arguments.json ? output.line(jsonLine(orphan, outcome))
                             : output.line(humanLines(orphan, outcome, layout))))
            break;
        if (!outcome.message.isEmpty() && !arguments.json)
            printError(outcome.message);
    }
    for (const auto &failure : found.failures)
        printError(failure.message());
    if (!arguments.json && found.orphans.empty() && found.failures.empty())
        output.line(QStringLiteral("No companion file without a lock was found."));
    return status;
}

} // namespace

const Command &orphansCommand()
{
    static const Command command{
        .name = "orphans",
        .synopsis = "DIR...",
        .summary = "list companion files without a lock, or remove them",
        .details = "Lists companion files below each DIR whose lock no longer exists: the files that\n"
                   "LinkLockFile, GnuPG, flufl.lock and liblockfile link their locks to, .rmlock\n"
                   "files of QLockFile, files of interrupted breaks, and empty lock directories.\n"
                   "--clean removes those whose owner has provably exited, as 'break' does, so that\n"
                   "'undo' can restore them; the others are kept.",
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
