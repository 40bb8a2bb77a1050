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

using Lockscope::Breaker;
using Lockscope::BrokenLock;
using Lockscope::displayText;
using Lockscope::LockErrc;

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

QString pathText(const BrokenLock &lock)
{
    auto path = displayText(lock.path);
    if (!lock.row.empty())
        path += QStringLiteral(", row ") + displayText(lock.row);
    return path;
}

QStringList row(const BrokenLock &lock)
{
    const std::chrono::duration<double> age = std::chrono::system_clock::now() - lock.time;
    const auto verdict = toWord(lock.verdict.state);
    return {QString::fromStdString(lock.id),
            ageText(age) + QStringLiteral(" ago"),
            lock.forced ? QStringLiteral("%1, forced").arg(displayText(verdict)) : displayText(verdict),
            expiryText(lock),
            displayText(lock.format),
            pathText(lock)};
}

std::string jsonLine(const Breaker::Removed &removed)
{
    std::string line;
    JsonWriter json(line);
    json.beginObject();
    json.path(removed.lock.path.native());
    json.key("event").bytes("deleted");
    json.key("id").bytes(removed.lock.id);
    json.key("row").bytesOrNull(std::string_view(removed.lock.row.native()));
    json.key("format").bytes(removed.lock.format);
    json.key("removed").array(removed.names, [&](const auto &path) { json.bytes(path.native()); });
    json.endObject();
    return line;
}

QString humanLine(const Breaker::Removed &removed)
{
    QString text = QStringLiteral("Deleted: ") + pathText(removed.lock);
    for (const auto &name : removed.names)
        text += QStringLiteral("\n  Removed: ") + displayText(name);
    return text;
}

/// Each for itself: one that is refused keeps no other.
int remove(const Arguments &arguments, Output &output)
{
    int status = ExitStatus::Done;
    for (const auto &id : arguments.operands) {
        const auto removed = Breaker().remove(id, arguments.force ? Breaker::Force::Yes : Breaker::Force::No);
        if (removed) {
            if (!(arguments.json ? output.line(jsonLine(*removed)) : output.line(humanLine(*removed))))
                break;
            continue;
        }
        const auto &failure = removed.error();
        const bool isRefused = failure.code == LockErrc::BreakRefused || failure.code == LockErrc::UndoRefused;
        if (arguments.json)
            output.line(failureLine(failure, isRefused ? "refused" : "failed", id));
        complain(failure.message());
        status = std::max(status, isRefused ? ExitStatus::Refused : ExitStatus::Failed);
    }
    return status;
}

int run(const Arguments &arguments, Output &output)
{
    if (arguments.deletes) {
        if (arguments.operands.empty() || std::ranges::find(arguments.operands, "") != arguments.operands.end())
            return usageError(brokenCommand(), QStringLiteral("missing ID operand"));
        return remove(arguments, output);
    }
    if (!arguments.operands.empty())
        return usageError(brokenCommand(), QStringLiteral("takes operands only with --delete"));
    if (arguments.force)
        return usageError(brokenCommand(), QStringLiteral("--force is for --delete"));
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
        .synopsis = "[--delete ID...]",
        .summary = "locks that were broken here and can still be restored",
        .details = "Lists the locks that this user broke and that can be restored with 'lockscopectl undo ID', the\n"
                   "last one first. A lock that was proven stale is removed for good after seven days; one that was\n"
                   "broken by force is kept until it is restored or deleted. --delete ID removes its quarantined\n"
                   "files for good and prints which: only the files that the journal recorded, and only if no process\n"
                   "uses them. A directory that contains more than the lock is deleted only with --force.",
        .exitStatus =
            "  0  done\n"
            "  2  usage error\n"
            "  3  refused: the quarantined file is in use, is not the one that was recorded, or is a directory\n"
            "     that contains more than the lock\n"
            "  4  the journal of broken locks, or a part of it, cannot be read; no such ID; I/O",
        .example = "lockscopectl broken --json",
        .options = {Option::Json, Option::Delete, Option::Force},
        .run = run,
    };
    return command;
}

} // namespace Ctl
