// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "command.h"
#include "exitstatus.h"
#include "human.h"
#include "json.h"

#include <lockscope/breaker.h>
#include <lockscope/displaytext.h>
#include <lockscope/json.h>
#include <lockscope/wording.h>

#include <algorithm>
#include <chrono>

namespace Ctl {

using Lockscope::BrokenLock;
using Lockscope::displayText;

namespace {

std::string jsonLine(const BrokenLock &lock)
{
    std::string line;
    JsonWriter json(line);
    json.beginObject();
    json.path(lock.path.native());
    json.key("id").bytes(lock.id);
    json.key("row").bytesOrNull(std::string_view(lock.row.native()));
    json.key("quarantine").bytesOrNull(std::string_view(lock.quarantine.native()));
    json.key("time").time(lock.time);
    json.key("format").bytes(lock.format);
    json.key("verdict").bytes(toWord(lock.verdict.state));
    json.key("reason").bytes(toWord(lock.verdict.reason));
    json.key("summary").text(text(lock.verdict));
    json.key("owner");
    Lockscope::write(json, lock.owner);
    json.key("forced").boolean(lock.forced);
    json.key("displaced").boolean(lock.displaced);
    json.key("expires").time(lock.expires());
    json.key("companions").array(lock.companions, [&](const auto &path) { json.bytes(path.native()); });
    json.endObject();
    return line;
}

QString expiryText(const BrokenLock &lock)
{
    const auto expires = lock.expires();
    if (!expires)
        return QStringLiteral("never");
    const std::chrono::duration<double> left = *expires - std::chrono::system_clock::now();
    return QStringLiteral("in ") + ageText(std::max(left, std::chrono::duration<double>::zero()));
}

QStringList row(const BrokenLock &lock)
{
    const std::chrono::duration<double> age = std::chrono::system_clock::now() - lock.time;
    const auto verdict = toWord(lock.verdict.state);
    auto path = displayText(lock.path);
    if (!lock.row.empty())
        path += QStringLiteral(", row ") + displayText(lock.row);
    return {QString::fromStdString(lock.id),
            ageText(age) + QStringLiteral(" ago"),
            lock.forced ? QStringLiteral("%1, forced").arg(displayText(verdict)) : displayText(verdict),
            expiryText(lock),
            displayText(lock.format),
            path};
}

int run(const Arguments &arguments, Output &output)
{
    if (!arguments.operands.empty())
        return usageError(brokenCommand(), QStringLiteral("takes no operands"));
    const auto found = Lockscope::Breaker().broken();
    std::vector<QStringList> rows{{QStringLiteral("ID"), QStringLiteral("BROKEN"), QStringLiteral("WAS"),
                                   QStringLiteral("EXPIRES"), QStringLiteral("FORMAT"), QStringLiteral("PATH")}};
    for (const auto &lock : found.locks) {
        if (!arguments.json)
            rows.push_back(row(lock));
        else if (!output.line(jsonLine(lock)))
            break;
    }
    if (!arguments.json && !found.locks.empty()) {
        for (const auto &line : alignedTable(rows)) {
            if (!output.line(line))
                break;
        }
    }
    if (!arguments.json && found.locks.empty() && found.failures.empty())
        output.line(QStringLiteral("No broken lock can be restored."));
    for (const auto &failure : found.failures)
        complain(failure.message());
    return found.failures.empty() ? ExitStatus::Done : ExitStatus::Failed;
}

} // namespace

const Command &brokenCommand()
{
    static const Command command{
        .name = "broken",
        .synopsis = "",
        .summary = "locks that were broken here and can still be restored",
        .details = "Lists the locks that this user broke and that can be restored with 'lockscopectl undo ID', the\n"
                   "last one first. A lock that was proven stale is removed for good after seven days; one that was\n"
                   "broken by force is kept until it is restored, or until its quarantine is removed by hand.",
        .exitStatus = "  0  done\n"
                      "  2  usage error\n"
                      "  4  the journal of broken locks, or a part of it, cannot be read",
        .example = "lockscopectl broken --json",
        .options = {Option::Json},
        .run = run,
    };
    return command;
}

} // namespace Ctl
