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

/// Each announced range makes every view and proxy look at all of its rows. Up to this many ranges a model announces
/// them one by one; beyond that it first brings the rows together.
inline constexpr std::size_t MaxRowRanges = 16;

/// Ascending row numbers as ranges without gaps.
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
