// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>
#include <QStringList>
#include <QTimer>

class QLabel;

namespace Lockscope::Ui {

class LockTableModel;

/// One sentence for each deadlock, below all views; hidden if no process is deadlocked. A sentence that is too long for
/// three lines is folded to the names of the processes.
class DeadlockBar : public QFrame
{
    Q_OBJECT

public:
    explicit DeadlockBar(const LockTableModel &locks, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The user wants to see the graph.
    void showRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void fit();

    const LockTableModel &m_locks;
    QStringList m_full;
    QStringList m_brief;
    QLabel *m_text;
    QTimer m_refreshTimer;
};

} // namespace Lockscope::Ui
