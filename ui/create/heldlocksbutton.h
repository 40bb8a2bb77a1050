// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QToolButton>

namespace Lockscope::Ui {

class HeldLocks;

/// Says in the status bar that this window holds locks, and offers to release them. Hidden if there are none.
class HeldLocksButton : public QToolButton
{
    Q_OBJECT

public:
    explicit HeldLocksButton(HeldLocks &locks, QWidget *parent = nullptr);
};

} // namespace Lockscope::Ui
