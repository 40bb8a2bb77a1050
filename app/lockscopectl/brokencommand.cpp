// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "command.h"
#include "exitstatus.h"
#include "failureline.h"
#include "layout.h"
#include "reporttext.h"

#include <lockscope/breaker.h>
#include <lockscope/displaytext.h>
#include <lockscope/json.h>
#include <lockscope/wording.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <vector>

namespace Ctl {

using Lockscope::Breaker;
using Lockscope::BrokenLock;
using Lockscope::displayText;
using Lockscope::JsonWriter;
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
    json.key("busy").boolean(lock.busy);
    json.key("changed").boolean(lock.changed);
    json.key("partlyDeleted").boolean(lock.partlyDeleted);
    json.key("expires").time(lock.expires());
    json.key("companions").array(lock.companions, [&](const auto &path) { json.bytes(path.native()); });
    json.endObject();
    return line;
}

/// The largest unit alone: `7 min`.
QString shortAgeText(std::chrono::duration<double> age)
{
    return ageText(age).section(u' ', 0, 1);
}

/// Rounded to the largest unit, because a lock that is kept for seven days has a little less left at once.
QString expiryText(const BrokenLock &lock)
{
    using namespace std::chrono;
    const auto expires = lock.expires();
    if (!expires)
        return QStringLiteral("never");
    const auto left = std::max(*expires - system_clock::now(), system_clock::duration::zero());
    const auto rounded = left >= days(1)    ? seconds(round<days>(left))
                         : left >= hours(1) ? seconds(round<hours>(left))
                                            : seconds(round<minutes>(left));
    return QStringLiteral("in ") + shortAgeText(rounded);
}

QString pathText(const BrokenLock &lock)
{
    auto path = displayText(lock.path);
    if (!lock.row.empty())
        path += QStringLiteral(", row ") + displayText(lock.row);
    return path;
}

/// Why it may not be possible to restore it as it was.
QString noteText(const BrokenLock &lock)
{
    QStringList notes;
    if (lock.busy)
        notes << QStringLiteral("busy");
    if (lock.displaced)
        notes << QStringLiteral("displaced");
    if (lock.changed)
        notes << QStringLiteral("changed");
    if (lock.partlyDeleted)
        notes << QStringLiteral("partly deleted");
    return notes.isEmpty() ? QStringLiteral("-") : notes.join(QStringLiteral(", "));
}

QStringList table(const std::vector<BrokenLock> &locks)
{
    using Content = Column::Content;
    const std::array<Column, 7> columns{{{QStringLiteral("ID"), Content::Text, 12, false},
                                         {QStringLiteral("BROKEN"), Content::Text, 8, false},
                                         {QStringLiteral("WAS"), Content::Text, 5, false},
                                         {QStringLiteral("EXPIRES"), Content::Text, 8, false},
                                         {QStringLiteral("NOTE"), Content::Text, 4, false},
                                         {QStringLiteral("FORMAT"), Content::Text, 6, false},
                                         {QStringLiteral("PATH"), Content::Path, 16, false}}};
    std::vector<std::vector<Cell>> rows;
    for (const auto &lock : locks) {
        const std::chrono::duration<double> age = std::chrono::system_clock::now() - lock.time;
        const auto state = displayText(toWord(lock.verdict.state));
        rows.push_back({{QString::fromStdString(lock.id), {}},
                        {shortAgeText(age) + QStringLiteral(" ago"), {}},
                        {lock.forced ? state + QStringLiteral(", forced") : state, {}},
                        {expiryText(lock), {}},
                        {noteText(lock), {}},
                        {displayText(lock.format), {}},
                        {pathText(lock), {}}});
    }
    return fittingTable(columns, rows, Layout::ofOutput(false));
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

/// Each ID on its own: a refusal does not affect the others.
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
        const bool isRefused = failure.code == LockErrc::DeleteRefused;
        if (arguments.json)
            output.line(failureLine(failure, isRefused ? "refused" : "failed", id));
        printError(failure.message());
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
        return usageError(brokenCommand(), QStringLiteral("operands are accepted only with --delete"));
    if (arguments.force)
        return usageError(brokenCommand(), QStringLiteral("--force requires --delete"));
    const auto found = Lockscope::Breaker().brokenLocks();
    if (arguments.json) {
        for (const auto &lock : found.locks) {
            if (!output.line(jsonLine(lock)))
                break;
        }
    } else if (!found.locks.empty()) {
        output.line(table(found.locks).join(u'\n'));
    }
    if (!arguments.json && found.locks.empty() && found.failures.empty())
        output.line(QStringLiteral("No broken lock can be restored."));
    for (const auto &failure : found.failures)
        printError(failure.message());
    return found.failures.empty() ? ExitStatus::Done : ExitStatus::Failed;
}

} // namespace

const Command &brokenCommand()
{
    static const Command command{
        .name = "broken",
        .synopsis = "[--delete ID...]",
        .summary = "list the broken locks that can be restored, or delete them",
        .details = "Lists the locks that this user broke and that 'lockscopectl undo ID' can\n"
                   "restore, most recent first. Locks that were proven stale are removed for good\n"
                   "after seven days; locks that were broken by force, or whose quarantined file was\n"
                   "changed, are kept until they are restored or deleted. The column NOTE has:\n"
                   "\n"
                   "  busy            another process is using the record, for instance to restore it\n"
                   "  displaced       another lock was moved by mistake, and could not be restored\n"
                   "  changed         the quarantined file was changed after the lock was broken\n"
                   "  partly deleted  a deletion failed half way; the rest cannot be restored\n"
                   "\n"
                   "--delete removes the quarantined files of each ID for good and prints their\n"
                   "names. It removes only files that the journal recorded, and only if no process\n"
                   "uses them. A changed file, or a directory that contains more than the lock, is\n"
                   "deleted only with --force. If a part of it could not be deleted, such as a mount\n"
                   "point, nothing is deleted.",
        .exitStatus =
            "  0  done\n"
            "  2  usage error\n"
            "  3  refused: the quarantined file or its record is in use, it is not the file that was recorded or\n"
            "     was changed, or it is a directory that contains more than the lock or a mount point\n"
            "  4  failed: no such ID, I/O, or the journal of broken locks could not be read completely",
        .example = "lockscopectl broken --json",
        .options = {Option::Json, Option::Delete, Option::Force},
        .run = run,
        .meanings = {{Option::Force, "also delete changed files, and directories that contain other files"}},
    };
    return command;
}

} // namespace Ctl
