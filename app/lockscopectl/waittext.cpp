// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "waittext.h"

#include "reporttext.h"

#include <lockscope/displaytext.h>
#include <lockscope/wording.h>

#include <QDateTime>

#include <chrono>

namespace Ctl {

using namespace Lockscope;

namespace {

/// The time, with the date if it is not today.
QString sinceText(WallTime time)
{
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch());
    const auto moment = QDateTime::fromMSecsSinceEpoch(milliseconds.count());
    const bool isToday = moment.date() == QDate::currentDate();
    return moment.toString(isToday ? QStringLiteral("HH:mm") : QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString processText(std::int64_t pid, const std::string &name)
{
    const auto text = QStringLiteral("process %1").arg(pid);
    return name.empty() ? text : text + QStringLiteral(" (%1)").arg(displayText(name));
}

QString holderText(const LockReport &report)
{
    const auto holders = report.holders();
    if (holders.empty() && !report.process)
        return {};
    auto text = holders.empty() ? processText(report.process->pid, report.process->name)
                                : processText(holders.front().pid, holders.front().name);
    const auto &process = report.process;
    if (process && (holders.empty() || holders.front().pid == process->pid)) {
        if (!process->user.empty())
            text += QStringLiteral(", user ") + displayText(process->user);
        if (process->startTime)
            text += QStringLiteral(", running since ") + sinceText(*process->startTime);
    }
    if (holders.size() == 2)
        text += QStringLiteral(", and by 1 other process");
    if (holders.size() > 2)
        text += QStringLiteral(", and by %1 other processes").arg(holders.size() - 1);
    return text;
}

QString clause(QString sentence)
{
    if (sentence.endsWith(u'.'))
        sentence.chop(1);
    return sentence;
}

} // namespace

QString obstacleText(const LockReport &report)
{
    switch (report.verdict.state) {
    case Verdict::State::Held: {
        if (const auto holder = holderText(report); !holder.isEmpty())
            return QStringLiteral("held by ") + holder;
        const auto owner = report.owner.text();
        return owner.isEmpty() ? QStringLiteral("held by a process that cannot be identified from here")
                               : QStringLiteral("held; the owner recorded in the lock is ") + owner;
    }
    case Verdict::State::Stale:
        return QStringLiteral("which is stale and can be removed with 'lockscopectl break': ") +
               clause(sentenceBesideState(report.verdict));
    case Verdict::State::Unknown:
        return QStringLiteral("whose state is unknown: ") + clause(text(report.verdict));
    case Verdict::State::Free:
    case Verdict::State::Absent:
        break;
    }
    return {};
}

} // namespace Ctl
