// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "command.h"
#include "exitstatus.h"
#include "exitstatuscollector.h"
#include "lockfollower.h"
#include "waitnotice.h"
#include "waittext.h"

#include <lockscope/json.h>
#include <lockscope/wording.h>

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>

namespace Ctl {

using Lockscope::JsonWriter;
using Lockscope::LockReport;
using State = Lockscope::Verdict::State;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

/// The exit status if this report ends the wait.
std::optional<int> statusOf(const LockReport &report)
{
    const auto state = report.verdict.state;
    if (state == State::Free || state == State::Absent)
        return ExitStatus::Done;
    ExitStatusCollector outcome;
    if (report.error) {
        outcome.add(report);
        return ExitStatus::Failed;
    }
    if (report.format == "none" && state != State::Held) {
        printError(QStringLiteral("%1: %2").arg(report.pathText(), text(report.verdict)));
        return ExitStatus::Failed;
    }
    return std::nullopt;
}

int finish(const Arguments &arguments, const LockReport &report, int status, Clock::time_point start, Output &output)
{
    if (status == ExitStatus::HeldByOther) {
        const bool isHeld = report.verdict.state == State::Held;
        printError(QStringLiteral("%1: still not free: %2")
                       .arg(report.pathText(), isHeld ? obstacleText(report) : text(report.verdict)));
    }
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

/// Waits until the lock is free or the timeout expires, and stores the last report.
int waitFor(const std::string &path, const Arguments &arguments, Clock::time_point start, LockReport &report)
{
    const Application application;
    WaitPrinter printer(path);
    if (!arguments.quiet) {
        printer.print(report);
        if (report.verdict.state == State::Unknown)
            printError(
                QStringLiteral("wait: ends when a process acquires and releases the lock, or when it is removed; "
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
    const auto left = [&] { return *arguments.timeout - (Clock::now() - start); };
    const auto startTimer = [&] {
        constexpr std::chrono::nanoseconds Longest = 24h; // a timer is limited to 24 days
        timer.start(
            std::chrono::ceil<std::chrono::milliseconds>(std::clamp<std::chrono::nanoseconds>(left(), 0ns, Longest)));
    };
    if (arguments.timeout) {
        // Also if the time was over before the event loop started: there exit() would do nothing.
        QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
            if (left() <= 0ns)
                QCoreApplication::exit(ExitStatus::HeldByOther);
            else
                startTimer();
        });
        startTimer();
    }
    return QCoreApplication::exec();
}

int run(const Arguments &arguments, Output &output)
{
    if (arguments.operands.size() != 1)
        return usageError(waitCommand(), arguments.operands.empty()
                                             ? QStringLiteral("missing PATH operand")
                                             : QStringLiteral("too many operands: expected one PATH"));
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
        .summary = "wait until a lock is free",
        .details = "Waits until the lock is free or does not exist, without acquiring it: another\n"
                   "process may acquire it at any moment. Use 'run' or 'hold' to acquire a lock.\n"
                   "Standard error reports which process holds the lock, and each change, unless\n"
                   "--quiet is given. A stale lock is not free: 'lockscopectl break' removes it and\n"
                   "so ends the wait. A lock whose state is unknown is not free either: standard\n"
                   "error reports why, and the wait continues until the lock is known to be free or\n"
                   "is removed. For a database of locks (pylockfile's SQLiteLockFile), all rows have\n"
                   "to be free.",
        .exitStatus = "  0  the lock is free or does not exist\n"
                      "  1  the timeout expired, and the lock is not free\n"
                      "  2  usage error\n"
                      "  4  PATH could not be read, or is a directory or device that is not a lock",
        .example = "lockscopectl wait --timeout 60 /run/lock/app.lock && echo free",
        .options = {Option::Json, Option::Timeout, Option::Quiet},
        .run = run,
    };
    return command;
}

} // namespace Ctl
