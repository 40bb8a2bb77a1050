// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "command.h"
#include "human.h"
#include "json.h"
#include "looking.h"

#include <lockscope/inspector.h>

namespace Ctl {

namespace {

int run(const Arguments &arguments, Output &output)
{
    if (arguments.operands.empty())
        return usageError(inspectCommand(), QStringLiteral("which PATH?"));
    const Lockscope::Inspector inspector;
    const HumanText human(Output::wantsColour());
    LookOutcome outcome;
    bool first = true;
    for (const auto &path : arguments.operands) {
        for (const auto &report : inspector.inspectRows(path)) {
            outcome.add(report);
            const bool separated = arguments.json || std::exchange(first, false) || output.line(QByteArray());
            if (!separated || !output.line(arguments.json ? toJson(report) : human.details(report).toStdString()))
                return outcome.exitStatus();
        }
    }
    return outcome.exitStatus();
}

} // namespace

const Command &inspectCommand()
{
    static const Command command{
        .name = "inspect",
        .synopsis = "PATH...",
        .summary = "what each lock is, who holds it, the verdict and its evidence",
        .details = "Says of each PATH which lock it is, who holds it, whether it is held, stale, free or unknown,\n"
                   "and by which evidence. PATH is the lock itself. Looking changes nothing: no lock is taken, no\n"
                   "link is followed, no FIFO or device is opened. Of a database of locks (pylockfile's\n"
                   "SQLiteLockFile) it tells of each row. Run as root to see the holders of all users.",
        .exitStatus = "  0  done\n"
                      "  1  at least one lock is stale: its holder is provably gone\n"
                      "  2  the words of the call are off\n"
                      "  4  a path is absent or could not be looked at",
        .example = "lockscopectl inspect --json /run/lock/app.lock",
        .options = {Option::Json},
        .run = run,
    };
    return command;
}

} // namespace Ctl
