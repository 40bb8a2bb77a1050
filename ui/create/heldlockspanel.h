// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QTimer>
#include <QWidget>

#include <vector>

class QLabel;
class QVBoxLayout;

namespace Lockscope::Ui {

class HeldLocks;

/// The locks that this window holds or waits for, each with a button to release it. Hidden if there are none.
class HeldLocksPanel : public QWidget
{
    Q_OBJECT

public:
    explicit HeldLocksPanel(HeldLocks &locks, QWidget *parent = nullptr);

private:
    void refill();
    void showTimes();

    HeldLocks &m_locks;
    QVBoxLayout *m_rows;
    std::vector<QLabel *> m_times; ///< in the order of the entries
    QTimer m_timer;
};

} // namespace Lockscope::Ui
