// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/waiting/waitgraph.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QStackedLayout;

namespace Lockscope::Ui {

class EmptyState;
class LockTableModel;
class WaitGraphView;

/// The current waiting graph: a sentence for each deadlock, then the graph.
class WaitingView : public QWidget
{
    Q_OBJECT

public:
    explicit WaitingView(const LockTableModel &locks, QWidget *parent = nullptr);

    void setCurrent(const std::string &key);

Q_SIGNALS:
    void chosen(const std::string &key);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();

    const LockTableModel &m_locks;
    QTimer m_refreshTimer;
    QLabel *m_deadlocks;
    WaitGraphView *m_graph;
    EmptyState *m_empty;
    QWidget *m_page;
};

} // namespace Lockscope::Ui
