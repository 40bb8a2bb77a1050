// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "command.h"
#include "etcdfunctions.h"
#include "exitstatus.h"
#include "failureline.h"

#include <lockscope/breaker.h>
#include <lockscope/displaytext.h>
#include <lockscope/json.h>

namespace Ctl {

using Lockscope::Breaker;
using Lockscope::displayText;
using Lockscope::JsonWriter;
using Lockscope::LockErrc;

namespace {

std::string jsonLine(const Lockscope::BrokenLock &lock)
{
    std::string line;
    JsonWriter json(line);
    json.beginObject();
    json.path(lock.path.native());
    json.key("event").bytes("restored");
    json.key("id").bytes(lock.id);
    json.key("row").bytesOrNull(std::string_view(lock.row.native()));
    json.key("format").bytes(lock.format);
    json.key("companions").array(lock.companions, [&](const auto &path) { json.bytes(path.native()); });
    json.endObject();
    return line;
}

int run(const Arguments &arguments, Output &output)
{
    if (arguments.operands.size() > 1)
        return usageError(undoCommand(),
                          QStringLiteral("too many operands: expected one ID, or none for the last broken lock"));
    const auto id = arguments.operands.empty() ? std::string() : arguments.operands.front();
    if (id.starts_with("etcd-"))
        return etcdFunctions()->undo(id, arguments, output);
    const auto restored = Breaker().undo(id);
    if (!restored) {
        if (arguments.json)
            output.line(failureLine(restored.error(),
                                    restored.error().code == LockErrc::UndoRefused ? "refused" : "failed", id));
        printError(restored.error().message());
        return restored.error().code == LockErrc::UndoRefused ? ExitStatus::Refused : ExitStatus::Failed;
    }
    if (arguments.json) {
        output.line(jsonLine(*restored));
        return ExitStatus::Done;
    }
    QString text = QStringLiteral("Restored: ") + displayText(restored->path);
    if (!restored->row.empty())
        text += QStringLiteral(", row ") + displayText(restored->row);
    for (const auto &companion : restored->companions)
        text += QStringLiteral("\n  Companion file: ") + displayText(companion);
    output.line(text);
    return ExitStatus::Done;
}

} // namespace

const Command &undoCommand()
{
    static const Command command{
        .name = "undo",
        .synopsis = "[ID]",
        .summary = "restore the last broken lock, or the one with this ID",
        .details = "Restores a broken lock with its content, mode, owner, times and names, and its\n"
                   "companion files. Refused if its path is in use again. 'break' prints the ID,\n"
                   "'broken' lists it; an unambiguous prefix is enough. A lock in etcd\n"
                   "has an ID that begins with etcd-, which is required. With --host, restores a lock\n"
                   "that was broken with 'lockscopectl break --host'.",
        .exitStatus =
            "  0  done\n"
            "  2  usage error\n"
            "  3  refused: the path is in use again, its directory or database was replaced, only a part of it is\n"
            "     left in quarantine, or another process is using its record\n"
            "  4  failed: permission, I/O, no such ID, or the quarantined file is missing",
        .example = "lockscopectl undo",
        .options = {Option::Json, Option::Host},
        .run = run,
    };
    return command;
}

} // namespace Ctl
