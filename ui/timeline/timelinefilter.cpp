// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/timeline/timelinefilter.h"

#include "ui/model/lockrow.h"

#include <algorithm>
#include <chrono>
#include <iterator>

namespace Lockscope::Ui {

namespace {

std::int64_t millisecondsOf(WallTime time)
{
    return std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

bool overlaps(const TimelineData::Lane &lane, const TimeRange &range)
{
    return std::ranges::any_of(lane.bars, [&](const TimelineData::Bar &bar) {
        return bar.from <= millisecondsOf(range.to) && (bar.isOpen || bar.to >= millisecondsOf(range.from));
    });
}

LockReport recordedReport(const TimelineData::Lane &lane)
{
    LockReport report;
    report.path = lane.file;
    report.format = lane.format;
    report.verdict.state = Verdict::State::Absent;
    KernelLock lock;
    lock.holders = lane.holders;
    lock.waiters = lane.waiters;
    report.kernelLocks.push_back(std::move(lock));
    return report;
}

} // namespace

TimelineData TimelineFilter::apply(const TimelineData &data, const CurrentRow &current, WallTime now) const
{
    if (!isFiltering())
        return data;
    const auto isAccepted = [&](const TimelineData::Lane &lane) {
        if (range && !overlaps(lane, *range))
            return false;
        const LockRow recorded(recordedReport(lane), now);
        const auto *row = current(lane.key);
        const auto &shown = row ? *row : recorded;
        return scope.contains(shown) && (!categories || (shown.categories & categories)) &&
               (text.matches(shown, now) || text.matches(recorded, now));
    };
    TimelineData shown;
    std::ranges::copy_if(data.lanes, std::back_inserter(shown.lanes), isAccepted);
    return shown;
}

} // namespace Lockscope::Ui
