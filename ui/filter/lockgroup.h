// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/lockwaits.h"
#include "ui/widgets/glyph.h"

#include <lockscope/verdict.h>

#include <QString>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace Lockscope::Ui {

struct LockRow;

/// What locks are grouped by.
enum class Grouping
{
    None,
    Process, ///< that holds them, waits for them or is recorded in them
    Folder,
    State,
};

/// The locks that have one process, folder or state in common.
struct LockGroup
{
    Grouping by = Grouping::None; ///< None: all locks
    ProcessRef process = {};
    QString folder = {};
    Verdict::State state = Verdict::State::Unknown;

    bool contains(const LockRow &lock) const;

    bool operator==(const LockGroup &) const = default;
};

/// A group with its name and the number of its locks.
struct CountedGroup
{
    LockGroup group;
    QString name; ///< safe to show
    Glyph glyph = Glyph::Unknown;
    std::size_t count = 0;

    bool operator==(const CountedGroup &) const = default;
};

/// The groups of these locks, the largest first; states in the order of their urgency. A lock may be in several groups
/// of processes, and in none.
std::vector<CountedGroup> groupsOf(const std::vector<const LockRow *> &locks, Grouping by);

} // namespace Lockscope::Ui
