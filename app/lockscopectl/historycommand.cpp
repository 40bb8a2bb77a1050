// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "command.h"
#include "exitstatus.h"
#include "human.h"
#include "json.h"

#include <lockscope/displaytext.h>
#include <lockscope/lockhistory.h>

#include <QDateTime>

#include <algorithm>
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
QString lengthText(std::chrono::duration<double> length)
{
    constexpr std::chrono::duration<double> Short{10};
    return length < Short ? QStringLiteral("%1 s").arg(length.count(), 0, 'f', 3) : ageText(length);
}

/// For how long and how it ended. Without a length if that was not seen.
QString endText(const LockInterval &interval)
{
    if (interval.isWatched)
        return QStringLiteral("still");
    if (interval.hasSeenEnd())
        return QStringLiteral("%1, %2").arg(lengthText(*interval.to - interval.from), word(toWord(interval.end)));
    const auto seen = dateTime(interval.seen);
    const bool isSameDay = seen.date() == dateTime(interval.from).date();
    const auto time = isSameDay ? seen.toString(QStringLiteral("HH:mm:ss")) : timeText(interval.seen);
    return (interval.to ? QStringLiteral("until at least %1, end not seen")
                        : QStringLiteral("until at least %1, watch ended"))
        .arg(time);
}

/// When, for how long and how it ended, what, who, which lock.
QString line(const LockInterval &interval)
{
    constexpr int EndWidth = 36;
    const auto who = interval.who();
    return QStringList{timeText(interval.from), word(toWord(interval.what)).leftJustified(6),
                       endText(interval).leftJustified(EndWidth),
                       (who.isEmpty() ? QStringLiteral("-") : who).leftJustified(26),
                       interval.path.empty() ? displayText(interval.key) : displayText(interval.path)}
        .join(QStringLiteral("  "));
}

int run(const Arguments &arguments, Output &output)
{
    LockHistory::Filter filter;
    std::ranges::transform(arguments.operands, std::back_inserter(filter.paths), [](const std::string &operand) {
        return std::filesystem::absolute(operand).lexically_normal();
    });
    constexpr std::size_t All = 1'000'000;
    filter.most = All;
    const auto intervals = LockHistory::read({}, filter);
    if (!intervals) {
        complain(intervals.error().message());
        return ExitStatus::Failed;
    }
    if (intervals->empty())
        complain(
            arguments.operands.empty()
                ? QStringLiteral("history: no events are recorded; 'lockscopectl watch' and the window record them")
                : QStringLiteral("history: no events are recorded for these paths"));
    std::string lines;
    // The newest last, where the eye is.
    for (auto interval = intervals->rbegin(); interval != intervals->rend(); ++interval)
        lines += (arguments.json ? toJson(*interval) : line(*interval).toStdString()) + '\n';
    output.lines(lines);
    return ExitStatus::Done;
}

} // namespace

const Command &historyCommand()
{
    static const Command command{
        .name = "history",
        .synopsis = "[PATH...]",
        .summary = "what happened to locks while they were watched",
        .details = "Prints which process held which lock from when to when, which waited for it and when it became\n"
                   "stale, as 'lockscopectl watch' and the window recorded it, oldest first. 'still' means that it is\n"
                   "being watched; if the watch ended first, 'until at least' is the last time at which it was known.\n"
                   "PATH is a lock or a directory with everything below it; without one, everything is printed.\n"
                   "Events are kept for 90 days in $XDG_STATE_HOME/lockscope/history.sqlite\n"
                   "(~/.local/state/lockscope/history.sqlite).",
        .exitStatus = "  0  done\n"
                      "  2  usage error\n"
                      "  4  the history cannot be read",
        .example = "lockscopectl history --json /run/lock",
        .options = {Option::Json},
        .run = run,
    };
    return command;
}

} // namespace Ctl
