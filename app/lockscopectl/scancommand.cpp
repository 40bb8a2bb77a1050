// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "command.h"
#include "exitstatus.h"
#include "human.h"
#include "json.h"
#include "looking.h"
#include "namefile.h"

#include <lockscope/folderscan.h>
#include <lockscope/inspector.h>
#include <lockscope/lockwatcher.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <stop_token>
#include <string>

namespace Ctl {

using Lockscope::Failure;
using Lockscope::LockReport;

namespace {

int run(const Arguments &arguments, Output &output)
{
    if (arguments.operands.empty() && !arguments.wellKnown)
        return usageError(scanCommand(), QStringLiteral("which DIR?"));
    Lockscope::ScanOptions options;
    options.all = arguments.all;
    options.rows = true;
    if (auto patterns = readNameFile(nameFilePath())) {
        options.namePatterns = std::move(*patterns);
    } else {
        complain(patterns.error().message());
        return ExitStatus::Failed;
    }
    const Lockscope::Inspector inspector;
    const HumanText human(Output::wantsColour());
    std::vector<std::filesystem::path> roots(arguments.operands.begin(), arguments.operands.end());
    if (arguments.wellKnown)
        std::ranges::move(Lockscope::LockWatcher::wellKnownPlaces(), std::back_inserter(roots));
    LookOutcome outcome;
    bool found = false;
    std::string lines; ///< of one batch
    std::stop_source stop;

    Lockscope::ScanSink sink;
    sink.batch = [&](const std::vector<LockReport> &reports) {
        lines.clear();
        for (const auto &report : reports) {
            // A lock that was released between its folder being read and the look is no failure, it is daily life.
            const bool vanished = report.verdict.state == Lockscope::Verdict::State::Absent &&
                                  std::ranges::find(roots, report.path) == roots.end();
            if (vanished)
                continue;
            found = true;
            outcome.add(report);
            if (arguments.json)
                appendJson(lines, report);
            else
                lines += human.row(report).toStdString();
            lines += '\n';
        }
        // A batch comes at once, so it may go at once.
        if (!output.lines(lines))
            stop.request_stop();
    };
    sink.progress = [](const Lockscope::ScanProgress &) {};
    sink.unreadable = [&](const Failure &failure) {
        outcome.addFailure();
        complain(failure.message());
    };
    sink.folder = [](const std::filesystem::path &) {};

    Lockscope::scanFolders(roots, inspector, options, sink, stop.get_token());
    // Where something could not be looked at, nobody can say that.
    if (!found && outcome.exitStatus() == ExitStatus::Done)
        complain(QStringLiteral("scan: no lock found"));
    return outcome.exitStatus();
}

} // namespace

const Command &scanCommand()
{
    static const Command command{
        .name = "scan",
        .synopsis = "DIR...",
        .summary = "inspect every lock below DIR",
        .details = "Inspects every lock below each DIR, recursively, on one file system, following no link. Prints\n"
                   "verdict, format, holder (or else owner), age and path of each lock, as it is found.\n"
                   "\n"
                   "What is a lock is told by name, kind and kernel lock. Names of your own stand in\n"
                   "$XDG_CONFIG_HOME/lockscope/names (~/.config/lockscope/names), one pattern a line:\n"
                   "  *.guard        names that are looked at too; * ? [...] as in a shell\n"
                   "  !*.tmp.lock    names that are passed over; the last pattern that fits decides\n"
                   "  # text         a comment",
        .exitStatus = "  0  done\n"
                      "  1  at least one lock is stale: its holder is provably gone\n"
                      "  2  the words of the call are off\n"
                      "  4  a folder or a lock is absent or could not be looked at, or the file of names is off",
        .example = "lockscopectl scan /run/lock /var/lib",
        .options = {Option::Json, Option::All, Option::WellKnown},
        .run = run,
    };
    return command;
}

} // namespace Ctl
