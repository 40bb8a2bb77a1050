// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <cstdint>
#include <vector>

namespace Lockscope::Ui {

/// The part of time that is in sight, and where it is on the screen. Times in milliseconds since 1970.
struct TimeScale
{
    std::int64_t end = 0;        ///< at the right edge
    std::int64_t span = 600'000; ///< how much is in sight
    int left = 0;                ///< where it begins, in pixels
    int width = 1;

    static constexpr std::int64_t ShortestSpan = 1'000;
    static constexpr std::int64_t LongestSpan = 400LL * 86'400'000;

    std::int64_t begin() const { return end - span; }
    double toX(std::int64_t time) const;
    std::int64_t toTime(double x) const;
    /// The moment at x stays there.
    void zoom(double factor, double x);
    void pan(double pixels);

    struct Tick
    {
        std::int64_t time = 0;
        QString text;
    };
    /// Round moments, far enough from each other for their texts, in local time.
    std::vector<Tick> ticks(int textWidth) const;
};

} // namespace Lockscope::Ui
