// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/filter/lockfilter.h"
#include "ui/model/lockcategory.h"
#include "ui/sources/scope.h"
#include "ui/timeline/timelinedata.h"
#include "ui/widgets/timerangebar.h"

#include <functional>
#include <optional>
#include <string>

namespace Lockscope::Ui {

/// Which lanes of a timeline are shown: the filter and the source of the other pages, and a period.
struct TimelineFilter
{
    /// The row of a lock that exists; null for one that was removed.
    using CurrentRow = std::function<const LockRow *(const std::string &key)>;

    LockFilter text = {};
    Scope scope = {};
    LockCategories categories = {};
    std::optional<TimeRange> range = {}; ///< lanes with a bar in it

    bool isFiltering() const { return !text.isEmpty() || categories || range || scope != Scope(); }
    /// A lock that exists is accepted as it is now; one that was removed, or that another process held, as it was
    /// recorded.
    TimelineData apply(const TimelineData &data, const CurrentRow &current, WallTime now) const;
};

} // namespace Lockscope::Ui
