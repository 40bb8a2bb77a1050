// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/timeline/timelinedata.h"

#include "ui/text/holdertext.h"
#include "ui/text/lockname.h"
#include "ui/text/naturalkey.h"

#include <lockscope/displaytext.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <unordered_map>

namespace Lockscope::Ui {

namespace {

std::int64_t toMilliseconds(WallTime time)
{
    return std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

bool isMarked(LockInterval::End end)
{
    return end == LockInterval::End::Stale || end == LockInterval::End::Broken || end == LockInterval::End::Replaced;
}

void addProcess(TimelineData::Lane &lane, const LockInterval &interval)
{
    // More are not searched.
    constexpr std::size_t MaxProcesses = 200;
    const auto add = [&](auto &processes, auto process) {
        if (processes.size() < MaxProcesses &&
            std::ranges::find(processes, process.pid, &decltype(process)::pid) == processes.end())
            processes.push_back(std::move(process));
    };
    if (!interval.pid)
        return;
    if (interval.what == LockInterval::What::Waited)
        add(lane.waiters, LockWaiter{.pid = *interval.pid, .name = interval.processName});
    else
        add(lane.holders, LockHolder{.pid = *interval.pid, .name = interval.processName});
}

std::int64_t lastMoment(const TimelineData::Lane &lane)
{
    std::int64_t last = 0;
    for (const auto &bar : lane.bars)
        last = std::max(last, bar.isOpen ? std::numeric_limits<std::int64_t>::max() : bar.to);
    return last;
}

} // namespace

std::int64_t TimelineData::first() const
{
    auto first = std::numeric_limits<std::int64_t>::max();
    for (const auto &lane : lanes) {
        if (!lane.bars.empty())
            first = std::min(first, lane.bars.front().from);
    }
    return first;
}

TimelineData timelineOf(const std::vector<LockInterval> &intervals, std::int64_t now)
{
    TimelineData data;
    std::unordered_map<std::string, std::size_t> laneOfKey;
    for (const auto &interval : intervals) {
        const auto [entry, isNew] = laneOfKey.try_emplace(interval.key, data.lanes.size());
        if (isNew) {
            const auto &path = interval.path;
            data.lanes.push_back({.key = interval.key,
                                  .name = lockNameOf(interval.key, path).name,
                                  .path = displayText(path),
                                  .file = path,
                                  .format = interval.format,
                                  .holders = {},
                                  .waiters = {},
                                  .bars = {},
                                  .marks = {}});
        }
        auto &lane = data.lanes[entry->second];
        const auto from = toMilliseconds(interval.from);
        const auto to = interval.hasSeenEnd() ? toMilliseconds(*interval.to)
                        : interval.isWatched  ? now
                                              : toMilliseconds(interval.seen);
        lane.bars.push_back({.what = interval.what,
                             .from = from,
                             .to = std::max(from, to),
                             .isOpen = interval.isWatched,
                             .pid = interval.pid.value_or(0),
                             .who = whoOf(interval)});
        addProcess(lane, interval);
        if (interval.to && isMarked(interval.end))
            lane.marks.push_back({.what = interval.end, .at = to});
    }
    for (auto &lane : data.lanes) {
        std::ranges::stable_sort(lane.bars, {}, &TimelineData::Bar::from);
        for (const auto &bar : lane.bars)
            lane.longest = std::max(lane.longest, bar.to - bar.from);
    }
    std::ranges::stable_sort(data.lanes, [](const TimelineData::Lane &left, const TimelineData::Lane &right) {
        const auto lastOfLeft = lastMoment(left);
        const auto lastOfRight = lastMoment(right);
        if (lastOfLeft != lastOfRight)
            return lastOfLeft > lastOfRight;
        return naturalKey(left.name) < naturalKey(right.name);
    });
    return data;
}

} // namespace Lockscope::Ui
