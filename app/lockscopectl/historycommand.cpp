// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "command.h"
#include "exitstatus.h"
#include "layout.h"
#include "reporttext.h"

#include <lockscope/displaytext.h>
#include <lockscope/json.h>
#include <lockscope/lockhistory.h>

#include <QDateTime>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <string>

namespace Ctl {

using namespace Lockscope;

namespace {

QString word(std::string_view text)
{
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

QDateTime dateTime(WallTime time)
{
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(milliseconds.count());
}

QString timeText(WallTime time)
{
    return dateTime(time).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

/// Most locks are held for less than a second.
QString durationText(std::chrono::duration<double> duration)
{
    constexpr std::chrono::duration<double> Short{10};
    return duration < Short ? QStringLiteral("%1 s").arg(duration.count(), 0, 'f', 3) : ageText(duration);
}

/// The duration and how the interval ended; without a duration if the end was not observed.
QString endText(const LockInterval &interval)
{
    if (interval.isWatched)
        return QStringLiteral("still");
    if (interval.hasSeenEnd())
        return QStringLiteral("%1, %2").arg(durationText(*interval.to - interval.from),
                                            interval.end == LockInterval::End::Passed ? QStringLiteral("passed on")
                                                                                      : word(toWord(interval.end)));
    const auto seen = dateTime(interval.seen);
    const bool isSameDay = seen.date() == dateTime(interval.from).date();
    const auto time = isSameDay ? seen.toString(QStringLiteral("HH:mm:ss")) : timeText(interval.seen);
    return (interval.to ? QStringLiteral("until at least %1, end not seen")
                        : QStringLiteral("until at least %1, watch ended"))
        .arg(time);
}

/// `1234 flock`, or the owner that the lock recorded.
QString processText(const LockInterval &interval)
{
    return interval.pid ? QStringLiteral("%1 %2")
                              .arg(QString::number(*interval.pid), displayText(interval.processName))
                              .trimmed()
                        : interval.owner;
}

QStringList table(const std::vector<LockInterval> &intervals)
{
    using Content = Column::Content;
    const std::array<Column, 5> columns{{{QStringLiteral("FROM"), Content::Text, 19, false},
                                         {QStringLiteral("STATE"), Content::Text, 6, false},
                                         {QStringLiteral("DURATION, END"), Content::Text, 9, false},
                                         {QStringLiteral("PROCESS"), Content::Text, 9, false},
                                         {QStringLiteral("PATH"), Content::Path, 16, false}}};
    std::vector<std::vector<Cell>> rows;
    for (const auto &interval : intervals) {
        const auto process = processText(interval);
        rows.push_back({{timeText(interval.from), {}},
                        {word(toWord(interval.what)), {}},
                        {endText(interval), {}},
                        {process.isEmpty() ? QStringLiteral("-") : process, {}},
                        {displayText(interval.path.empty() ? interval.key : interval.path.native()), {}}});
    }
    return fittingTable(columns, rows, Layout::ofOutput(false));
}

int run(const Arguments &arguments, Output &output)
{
    LockHistory::Filter filter;
    std::ranges::transform(arguments.operands, std::back_inserter(filter.paths), [](const std::string &operand) {
        return std::filesystem::absolute(operand).lexically_normal();
    });
    constexpr std::size_t All = 1'000'000;
    filter.maxIntervals = All;
    auto intervals = LockHistory::read({}, filter);
    if (!intervals) {
        printError(intervals.error().message());
        return ExitStatus::Failed;
    }
    if (intervals->empty())
        printError(
            arguments.operands.empty()
                ? QStringLiteral("history: no events are recorded yet; 'lockscopectl watch' and the window record them")
                : QStringLiteral("history: no events are recorded for these paths"));
    // The newest last, next to the prompt.
    std::ranges::reverse(*intervals);
    std::string lines;
    if (arguments.json) {
        for (const auto &interval : *intervals)
            lines += toJson(interval) + '\n';
    } else if (!intervals->empty()) {
        lines = table(*intervals).join(u'\n').toStdString() + '\n';
    }
    output.lines(lines);
    return ExitStatus::Done;
}

} // namespace

const Command &historyCommand()
{
    static const Command command{
        .name = "history",
        .synopsis = "[PATH...]",
        .summary = "print which process held which lock, and when",
        .details = "Prints which process held or awaited which lock, when, and when locks became\n"
                   "stale, as recorded by 'lockscopectl watch' and the window, oldest first. 'still'\n"
                   "means that the state lasts and is being watched. If the end was not observed,\n"
                   "'until at least' shows the last time at which the state was known to apply. PATH\n"
                   "is a lock, or a directory with everything below it; without PATH, all events are\n"
                   "printed. Events are kept for 90 days in $XDG_STATE_HOME/lockscope/history.sqlite\n"
                   "(~/.local/state/lockscope/history.sqlite).",
        .exitStatus = "  0  done\n"
                      "  2  usage error\n"
                      "  4  the history could not be read",
        .example = "lockscopectl history --json /run/lock",
        .options = {Option::Json},
        .run = run,
    };
    return command;
}

} // namespace Ctl
