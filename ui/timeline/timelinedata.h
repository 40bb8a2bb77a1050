// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/kernellock.h>
#include <lockscope/lockhistory.h>

#include <QString>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace Lockscope::Ui {

/// What the timeline draws: one lane per lock, with bars and symbols. A plain value; times are in milliseconds since
/// 1970.
struct TimelineData
{
    struct Bar
    {
        LockInterval::What what = LockInterval::What::Held;
        std::int64_t from = 0;
        std::int64_t to = 0;
        bool isOpen = false;       ///< it is ongoing
        bool beganEarlier = false; ///< it was held already when watching began
        std::int64_t pid = 0;
        QString who;

        bool operator==(const Bar &) const = default;
    };
    struct Mark
    {
        LockInterval::End what = LockInterval::End::Stale; ///< Stale, Broken or Replaced
        std::int64_t at = 0;

        bool operator==(const Mark &) const = default;
    };
    struct Lane
    {
        std::string key;
        QString name;
        QString path;
        // For the filter.
        std::filesystem::path file;
        std::string format;
        std::vector<LockHolder> holders; ///< all that were recorded
        std::vector<LockWaiter> waiters;
        std::vector<Bar> bars; ///< ordered by their beginning
        std::vector<Mark> marks;
        std::int64_t longest =
            0; ///< of the longest bar: how long before the visible part a bar may begin that extends into it

        bool operator==(const Lane &) const = default;
    };

    std::vector<Lane> lanes; ///< ongoing ones by name, then the others, the latest first

    bool isEmpty() const { return lanes.empty(); }
    std::int64_t first() const;

    bool operator==(const TimelineData &) const = default;
};

TimelineData timelineOf(const std::vector<LockInterval> &intervals, std::int64_t now);

} // namespace Lockscope::Ui
