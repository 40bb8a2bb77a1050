// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

class QWidget;

namespace Lockscope::Ui {

class HeldLocks;

/// Asks whether to release all locks, and continues when none is left.
void askToRelease(HeldLocks &locks, QWidget &window, std::function<void()> whenReleased);

} // namespace Lockscope::Ui
