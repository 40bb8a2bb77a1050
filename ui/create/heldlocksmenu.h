// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QMenu>

namespace Lockscope::Ui {

class HeldLocks;

/// One action for each lock that this window holds or waits for: it releases the lock or cancels the wait.
class HeldLocksMenu : public QMenu
{
    Q_OBJECT

public:
    explicit HeldLocksMenu(HeldLocks &locks, QWidget *parent = nullptr);

private:
    void refill();

    HeldLocks &m_locks;
};

} // namespace Lockscope::Ui
