// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "askedhosts.h"
#include "command.h"
#include "etcdfunctions.h"
#include "exitstatus.h"
#include "exitstatuscollector.h"
#include "lockfollower.h"
#include "pathoperands.h"
#include "reporttext.h"

#include <lockscope/inspector.h>
#include <lockscope/json.h>

#include <string>
#include <utility>
#include <vector>

namespace Ctl {

using Lockscope::Inspector;
using Lockscope::LockReport;
using State = Lockscope::Verdict::State;

namespace {

int checkStatus(State state)
{
    switch (state) {
    case State::Held:
        return ExitStatus::CheckedHeld;
    case State::Stale:
        return ExitStatus::Stale;
    case State::Free:
        return ExitStatus::CheckedFree;
    case State::Absent:
        return ExitStatus::CheckedAbsent;
    case State::Unknown:
        break;
    }
    return ExitStatus::CheckedUnknown;
}

int check(const std::string &path)
{
    const auto report = inspectLock(path);
    // A path that could not be read has no state, but absent is a state here.
    if (!report.error || report.verdict.state == State::Absent)
        return checkStatus(report.verdict.state);
    ExitStatusCollector outcome;
    outcome.add(report);
    return outcome.exitStatus();
}

/// Addresses that arrive on standard input cannot be read by lockscopectl itself.
LockReport inspectEtcd(const std::string &address, const AskedHosts *asked)
{
    if (etcdFunctions())
        return etcdFunctions()->inspect(address, asked ? asked->hosts() : nullptr);
    LockReport report;
    report.path = address;
    report.format = "etcd";
    report.error = Lockscope::ProbeError{"ENOTSUP", "inspect", "addresses in etcd must be operands"};
    report.verdict.reason = Lockscope::Verdict::Reason::Unreadable;
    return report;
}

int run(const Arguments &arguments, Output &output)
{
    const auto wrong = [](const char *problem) { return usageError(inspectCommand(), QString::fromLatin1(problem)); };
    if (arguments.operands.empty())
        return wrong("missing PATH operand");
    if (arguments.nullSeparated && !readsPathsFromInput(arguments))
        return wrong("-0 is for paths on standard input: add the operand -");
    if (arguments.check) {
        if (arguments.operands.size() != 1 || readsPathsFromInput(arguments))
            return wrong("--check takes one PATH");
        if (arguments.json)
            return wrong("--check prints nothing: omit --json");
        return check(arguments.operands.front());
    }
    const ReportText human(Output::wantsColour(), Layout::ofOutput(arguments.wide));
    const auto asked = arguments.ask ? AskedHosts::of(arguments) : nullptr;
    if (arguments.ask && !asked)
        return ExitStatus::Failed;
    Inspector inspector;
    ExitStatusCollector outcome;
    bool first = true;
    const bool isRead = forEachPath(arguments, [&](const std::string &path) {
        // Paths may arrive slowly through a pipe, and processes and locks have changed since.
        if (!first && readsPathsFromInput(arguments))
            inspector.refresh();
        std::vector<LockReport> reports;
        if (isEtcdAddress(path))
            reports.push_back(inspectEtcd(path, asked.get()));
        else
            reports = inspector.inspectRows(path);
        if (asked && !isEtcdAddress(path))
            asked->decide(reports, inspector);
        for (const auto &report : reports) {
            outcome.add(report);
            const bool separated = std::exchange(first, false) || arguments.json || output.line(QByteArray());
            if (!separated || !output.line(arguments.json ? toJson(report) : human.details(report).toStdString()))
                return false;
        }
        return true;
    });
    if (!isRead)
        outcome.addFailure();
    return outcome.exitStatus();
}

} // namespace

const Command &inspectCommand()
{
    static const Command command{
        .name = "inspect",
        .synopsis = "PATH...",
        .summary = "report the state and holder of each lock, and the evidence",
        .details = "Identifies the lock at each PATH and reports its state (held, stale, free or\n"
                   "unknown), its holder and the evidence. PATH is the lock itself. The operand -\n"
                   "reads paths from standard input, one per line; write ./- for a file of that\n"
                   "name, or put it after --. For a database of locks (pylockfile's SQLiteLockFile),\n"
                   "each row is reported. For a lock in etcd, PATH is etcd://HOST:PORT/NAME.\n"
                   "\n"
                   "Inspection is read-only: it acquires no lock, follows no link and opens no FIFO\n"
                   "or device. Run as root to see the holders of all users.\n"
                   "\n"
                   "With --ask, a lock that was created on a host of the list ('lockscopectl hosts')\n"
                   "is decided by asking that host over ssh whether its process is still running.\n"
                   "With --ask=HOST, only HOST is asked, and also about kernel locks on a shared file.\n"
                   "\n"
                   "With --check, the exit status is the state of the lock:\n"
                   "  lockscopectl inspect --check app.lock; [ $? -eq 10 ] && echo 'app.lock is held'",
        .exitStatus = "  0   done\n"
                      "  1   at least one lock is stale; with --check, the lock is stale\n"
                      "  2   usage error\n"
                      "  4   a path is absent or could not be read; with --check, it could not be read\n"
                      "  10  with --check: the lock is held\n"
                      "  11  with --check: the lock is free\n"
                      "  12  with --check: the state of the lock is unknown\n"
                      "  13  with --check: there is no such path",
        .example = "lockscopectl inspect --json /run/lock/app.lock",
        .options = {Option::Json, Option::Check, Option::NullSeparated, Option::Wide, Option::Formats, Option::Ask,
                    Option::Host},
        .run = run,
    };
    return command;
}

} // namespace Ctl
