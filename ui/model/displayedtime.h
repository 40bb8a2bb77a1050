// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/time.h>

class QWidget;

namespace Lockscope::Ui {

/// The time for which a view shows ages: the present, or the time of the capture that its window displays.
WallTime displayedTime(const QWidget &view);
/// Makes a window display a capture.
void setDisplayedTime(QWidget &window, WallTime time);

} // namespace Lockscope::Ui
