// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <cstdint>
#include <vector>

namespace Lockscope::Ui {

/// The visible time range, and its position on the screen. Times are in milliseconds since 1970.
struct TimeScale
{
    std::int64_t end = 0;        ///< at the right edge
    std::int64_t span = 600'000; ///< length of the visible range
    int left = 0;                ///< x coordinate of its beginning
    int width = 1;

    static constexpr std::int64_t ShortestSpan = 1'000;
    static constexpr std::int64_t LongestSpan = 400LL * 86'400'000;

    std::int64_t begin() const { return end - span; }
    double toX(std::int64_t time) const;
    std::int64_t toTime(double x) const;
    /// The time at x stays in place.
    void zoom(double factor, double x);
    void pan(double pixels);

    struct Tick
    {
        std::int64_t time = 0;
        QString text;
    };
    /// Round times, with enough space between them for their labels, in local time.
    std::vector<Tick> ticks(int textWidth) const;
};

} // namespace Lockscope::Ui
