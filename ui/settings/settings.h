// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/theme.h"

namespace Lockscope::Ui {

class Preferences;

/// The choices of the settings dialog, with their defaults.
struct Settings
{
    static constexpr int MostDays = 3650;
    static constexpr int FewestEntries = 1000;
    static constexpr int MostEntries = 10'000'000;

    Theme theme = Theme::System;
    bool watchesAsBefore = true; ///< at start, watch the places of the last session; otherwise this host
    bool readsKernelTable = true;
    bool keepsHistory = true;
    int historyDays = 90;
    int historyEntries = 200'000;
    bool reportsEveryStale = false;

    bool operator==(const Settings &) const = default;

    /// Invalid values, for example from a damaged file, are replaced by the defaults.
    static Settings of(const Preferences &preferences);
    void keepIn(Preferences &preferences) const;
};

} // namespace Lockscope::Ui
