// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

class QWidget;

namespace Lockscope::Ui {

class HeldLocks;

/// Asks whether all locks are to be released, and goes on when none is left.
void askToRelease(HeldLocks &locks, QWidget &window, std::function<void()> whenReleased);

} // namespace Lockscope::Ui
