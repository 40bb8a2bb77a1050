// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "command.h"
#include "exitstatus.h"
#include "json.h"
#include "lockfollower.h"
#include "looking.h"
#include "waitnotice.h"

#include <lockscope/displaytext.h>
#include <lockscope/wording.h>

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>

namespace Ctl {

using Lockscope::LockReport;
using State = Lockscope::Verdict::State;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

/// The exit status that this report ends the wait with; absent while it goes on.
std::optional<int> statusOf(const LockReport &report)
{
    const auto state = report.verdict.state;
    if (state == State::Free || state == State::Absent)
        return ExitStatus::Done;
    LookOutcome outcome;
    if (report.error) {
        outcome.add(report);
        return ExitStatus::Failed;
    }
    if (report.format == "none" && state != State::Held) {
        complain(QStringLiteral("%1: %2").arg(report.pathText(), text(report.verdict)));
        return ExitStatus::Failed;
    }
    return std::nullopt;
}

int finish(const Arguments &arguments, const LockReport &report, int status, Clock::time_point start, Output &output)
{
    if (status == ExitStatus::HeldByOther)
        complain(QStringLiteral("%1: still not free: %2").arg(report.pathText(), text(report.verdict)));
    if (!arguments.json || status == ExitStatus::Failed)
        return status;
    std::string line;
    JsonWriter json(line);
    json.beginObject();
    json.path(report.path.native());
    json.key("event").bytes(status == ExitStatus::Done ? toWord(report.verdict.state) : "timeout");
    json.key("verdict").bytes(toWord(report.verdict.state));
    json.key("summary").text(text(report.verdict));
    json.key("milliseconds")
        .number(std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start).count());
    json.endObject();
    output.line(line);
    return status;
}

/// Until the lock is free or the time is over. The report is the last one.
int waitFor(const std::string &path, const Arguments &arguments, Clock::time_point start, LockReport &report)
{
    int argumentCount = 1;
    std::string name = "lockscopectl";
    char *words[] = {name.data(), nullptr};
    QCoreApplication application(argumentCount, words);
    WaitPrinter printer(path);
    if (!arguments.quiet) {
        printer.print(report);
        if (report.verdict.state == State::Unknown)
            complain(QStringLiteral("wait: ends when a process acquires and releases the lock, or when it is removed; "
                                    "--timeout SECONDS limits the wait"));
    }
    const LockFollower follower(path, {}, [&](const LockReport &now) {
        report = now;
        if (const auto status = statusOf(report))
            QCoreApplication::exit(*status);
        else if (!arguments.quiet)
            printer.print(report);
    });
    QTimer timer;
    timer.setSingleShot(true);
    const auto goOn = [&] {
        constexpr std::chrono::nanoseconds Longest = 24h; // a timer knows no more than 24 days
        const auto left = *arguments.timeout - (Clock::now() - start);
        if (left <= 0ns)
            QCoreApplication::exit(ExitStatus::HeldByOther);
        else
            timer.start(std::chrono::ceil<std::chrono::milliseconds>(std::min(left, Longest)));
    };
    if (arguments.timeout) {
        QObject::connect(&timer, &QTimer::timeout, &timer, goOn);
        goOn();
    }
    return QCoreApplication::exec();
}

int run(const Arguments &arguments, Output &output)
{
    if (arguments.operands.size() != 1)
        return usageError(waitCommand(), arguments.operands.empty() ? QStringLiteral("missing PATH operand")
                                                                    : QStringLiteral("takes one PATH"));
    const auto start = Clock::now();
    const auto &path = arguments.operands.front();
    auto report = inspectLock(path);
    if (const auto status = statusOf(report))
        return finish(arguments, report, *status, start, output);
    const bool isOnce = arguments.timeout && *arguments.timeout <= 0ns;
    const int status = isOnce ? ExitStatus::HeldByOther : waitFor(path, arguments, start, report);
    return finish(arguments, report, status, start, output);
}

} // namespace

const Command &waitCommand()
{
    static const Command command{
        .name = "wait",
        .synopsis = "PATH",
        .summary = "wait until the lock is free",
        .details =
            "Ends when the lock is free or does not exist. It is not acquired: another process may acquire it at\n"
            "any moment; use 'run' or 'hold' to acquire it. Standard error reports which process holds the\n"
            "lock, and each change. A stale lock is not free: 'lockscopectl break' removes it and so ends the\n"
            "wait. A lock whose state is unknown is not free either: standard error reports why, and the wait\n"
            "goes on until the lock is known to be free or is removed. For a database of locks (pylockfile's\n"
            "SQLiteLockFile) all its rows have to be free.",
        .exitStatus = "  0  the lock is free or does not exist\n"
                      "  1  the timeout passed, and the lock is not free\n"
                      "  2  usage error\n"
                      "  4  PATH could not be read, or is a directory or device that is not a lock",
        .example = "lockscopectl wait --timeout 60 /run/lock/app.lock && echo free",
        .options = {Option::Json, Option::Timeout, Option::Quiet},
        .run = run,
    };
    return command;
}

} // namespace Ctl
