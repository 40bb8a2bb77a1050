// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/timeline/timescale.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>

namespace Lockscope::Ui {

namespace {

constexpr std::int64_t Second = 1'000;
constexpr std::int64_t Minute = 60 * Second;
constexpr std::int64_t Hour = 60 * Minute;
constexpr std::int64_t Day = 24 * Hour;

constexpr std::array Steps = {Second / 5, Second,     2 * Second,  5 * Second,  10 * Second, 30 * Second, Minute,
                              2 * Minute, 5 * Minute, 10 * Minute, 30 * Minute, Hour,        3 * Hour,    6 * Hour,
                              12 * Hour,  Day,        2 * Day,     7 * Day,     30 * Day,    90 * Day};

QString tickText(std::int64_t time, std::int64_t step)
{
    const auto moment = QDateTime::fromMSecsSinceEpoch(time);
    if (step >= Day || (moment.time().hour() == 0 && moment.time().minute() == 0 && step >= Minute))
        return QLocale().toString(moment.date(), QStringLiteral("d MMM"));
    if (step < Second)
        return moment.toString(QStringLiteral("HH:mm:ss.z"));
    return moment.toString(step < Minute ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm"));
}

} // namespace

double TimeScale::toX(std::int64_t time) const
{
    return left + static_cast<double>(time - begin()) * width / static_cast<double>(span);
}

std::int64_t TimeScale::toTime(double x) const
{
    return begin() + static_cast<std::int64_t>((x - left) * static_cast<double>(span) / width);
}

void TimeScale::zoom(double factor, double x)
{
    const auto fixed = toTime(x);
    const double share = (x - left) / width;
    span = std::clamp(static_cast<std::int64_t>(static_cast<double>(span) * factor), ShortestSpan, LongestSpan);
    end = fixed + static_cast<std::int64_t>(static_cast<double>(span) * (1 - share));
}

void TimeScale::pan(double pixels)
{
    end += static_cast<std::int64_t>(pixels * static_cast<double>(span) / width);
}

std::vector<TimeScale::Tick> TimeScale::ticks(int textWidth) const
{
    const auto least = span * textWidth / std::max(width, 1);
    const auto fitting = std::ranges::find_if(Steps, [least](std::int64_t step) { return step >= least; });
    const auto step = fitting == Steps.end() ? Steps.back() : *fitting;
    const auto offset = QDateTime::fromMSecsSinceEpoch(end).offsetFromUtc() * Second;
    std::vector<Tick> ticks;
    for (auto time = (begin() + offset) / step * step - offset; time <= end; time += step) {
        if (time >= begin())
            ticks.push_back({.time = time, .text = tickText(time, step)});
    }
    return ticks;
}

} // namespace Lockscope::Ui
