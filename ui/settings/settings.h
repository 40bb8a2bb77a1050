// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/theme.h"

namespace Lockscope::Ui {

class Preferences;

/// What can be chosen in the dialog of settings, each with a default that suits most.
struct Settings
{
    static constexpr int MostDays = 3650;
    static constexpr int FewestEntries = 1000;
    static constexpr int MostEntries = 10'000'000;

    Theme theme = Theme::System;
    bool watchesAsBefore = true; ///< at start, what was watched at the end; else this host
    bool readsKernelTable = true;
    bool keepsHistory = true;
    int historyDays = 90;
    int historyEntries = 200'000;
    bool tellsEveryStale = false;

    bool operator==(const Settings &) const = default;

    /// A value that makes no sense, as a damaged file may have it, is the default.
    static Settings of(const Preferences &preferences);
    void keepIn(Preferences &preferences) const;
};

} // namespace Lockscope::Ui
