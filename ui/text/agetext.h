// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/time.h>

#include <QString>

#include <chrono>

namespace Lockscope::Ui {

/// A duration in its two largest units: `42 s`, `3 min`, `5 h 12 min`, `2 d 4 h`.
QString ageText(std::chrono::nanoseconds age);

/// The same for a column, with the second unit only if there are fewer than this many of the first: `5 h 12 min`, but
/// `12 h`.
QString shortAgeText(std::chrono::nanoseconds age, int many = 10);

/// Date and time in the user's time zone and language.
QString timeText(WallTime time);

/// The same for a column, with seconds.
QString shortTimeText(WallTime time);

/// `01:50` today, otherwise with the date.
QString clockText(WallTime time);

WallTime wallTimeNow();

} // namespace Lockscope::Ui
