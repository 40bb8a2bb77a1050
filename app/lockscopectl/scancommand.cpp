// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "askedhosts.h"
#include "command.h"
#include "exitstatus.h"
#include "exitstatuscollector.h"
#include "pathoperands.h"
#include "progressline.h"
#include "scanlist.h"

#include <lockscope/directoryscan.h>
#include <lockscope/displaytext.h>
#include <lockscope/inspector.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace Ctl {

using Lockscope::Failure;
using Lockscope::LockReport;

namespace {

int run(const Arguments &arguments, Output &output)
{
    if (arguments.operands.empty() && !arguments.wellKnown)
        return usageError(scanCommand(), QStringLiteral("missing DIR operand"));
    if (arguments.json && arguments.nullSeparated)
        return usageError(scanCommand(), QStringLiteral("-0 prints paths only: omit --json"));
    Lockscope::ScanOptions options;
    options.all = arguments.all;
    options.rows = true;
    const auto roots = rootsOf(arguments);
    if (!roots)
        return ExitStatus::Failed;
    const auto asked = arguments.ask ? AskedHosts::of(arguments) : nullptr;
    if (arguments.ask && !asked)
        return ExitStatus::Failed;
    const Lockscope::Inspector inspector;
    // Only for locks that other hosts are asked about: the answers are for one batch.
    std::optional<Lockscope::Inspector> again;
    if (asked)
        again.emplace();
    ProgressLine progress(arguments.progress);
    ScanList list(arguments, output);
    ExitStatusCollector outcome;
    std::stop_source stop;

    Lockscope::ScanSink sink;
    sink.batch = [&](std::vector<LockReport> reports) {
        // A lock may be released between the reading of its directory and its inspection. That is not a failure.
        std::erase_if(reports, [&](const LockReport &report) {
            return report.verdict.state == Lockscope::Verdict::State::Absent &&
                   std::ranges::find(*roots, report.path) == roots->end();
        });
        if (asked)
            asked->decide(reports, *again);
        progress.clear();
        for (const auto &report : reports) {
            // A lock that could not be read may be in any state.
            if (report.error || list.shows(report))
                outcome.add(report);
        }
        if (!list.add(std::move(reports)))
            stop.request_stop();
    };
    sink.progress = [&](const Lockscope::ScanProgress &scanned) {
        progress.show(QStringLiteral("%1 directories, %2 entries, %3 locks: %4")
                          .arg(scanned.directories)
                          .arg(scanned.entries)
                          .arg(scanned.locks)
                          .arg(Lockscope::displayText(scanned.current)));
    };
    sink.unreadable = [&](const Failure &failure) {
        outcome.addFailure();
        progress.clear();
        printError(failure.message());
    };
    sink.directory = [](const std::filesystem::path &) {};

    Lockscope::scanDirectories(*roots, inspector, options, sink, stop.get_token());
    progress.clear();
    list.finish();
    // Only if everything could be read.
    if (list.shown() == 0 && outcome.exitStatus() == ExitStatus::Done)
        printError(list.total() == 0 ? QStringLiteral("scan: no lock found")
                                     : QStringLiteral("scan: none of %1 locks matches").arg(list.total()));
    return outcome.exitStatus();
}

} // namespace

const Command &scanCommand()
{
    static const Command command{
        .name = "scan",
        .synopsis = "DIR...",
        .summary = "inspect every lock below DIR",
        .details = "Inspects every lock below each DIR, without crossing into other file systems or\n"
                   "following links. The operand - reads directories from standard input, one per\n"
                   "line. Each lock is printed as soon as it is found, with its state, format,\n"
                   "holder, age and path; with --sort, all are printed at the end. The last line\n"
                   "counts the locks. If a lock has no holder, the owner recorded in it is shown in\n"
                   "parentheses.\n"
                   "\n"
                   "With -0, only paths are printed, each ended by a NUL byte for 'xargs -0', and\n"
                   "directories on standard input end with a NUL byte, too.\n"
                   "\n"
                   "With --ask, locks that were created on a host of the list ('lockscopectl hosts')\n"
                   "are decided by asking that host over ssh.\n"
                   "\n"
                   "Locks are recognised by name, file type and kernel lock. To find locks with other\n"
                   "names, add a format of your own: see lockscope-formats(5).",
        .exitStatus = "  0  done\n"
                      "  1  at least one of the reported locks is stale\n"
                      "  2  usage error\n"
                      "  4  a directory or lock is absent or could not be read",
        .example = "lockscopectl scan --state stale --sort age /run/lock /var/lib",
        .options = {Option::Json, Option::All, Option::WellKnown, Option::State, Option::Format, Option::Sort,
                    Option::NullSeparated, Option::Progress, Option::Wide, Option::Formats, Option::Ask, Option::Host},
        .run = run,
    };
    return command;
}

} // namespace Ctl
