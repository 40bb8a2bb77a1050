// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

namespace Lockscope::Ui {

struct RowRange
{
    int first = 0;
    int last = 0;

    bool operator==(const RowRange &) const = default;
};

/// For each range that a model announces, views and proxies visit all of their rows. Up to this number of ranges, a
/// model announces them one by one; otherwise it moves the rows together first.
inline constexpr std::size_t MaxRowRanges = 16;

/// Converts ascending row numbers to ranges without gaps.
inline std::vector<RowRange> rowRanges(const std::vector<int> &ascending)
{
    std::vector<RowRange> ranges;
    for (const int row : ascending) {
        if (!ranges.empty() && ranges.back().last + 1 == row)
            ranges.back().last = row;
        else
            ranges.push_back({row, row});
    }
    return ranges;
}

} // namespace Lockscope::Ui
