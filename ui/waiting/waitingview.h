// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/waiting/waitgraph.h"

#include <QTimer>
#include <QWidget>

#include <cstdint>
#include <string>

class QLabel;
class QSplitter;

namespace Lockscope::Ui {

class BlockingView;
class EmptyState;
class LockTableModel;
class WaitGraphView;

/// The processes that wait for locks: as a tree of who blocks whom, and as a graph. The same process is selected in
/// both, and a sentence says what its exit would release.
class WaitingView : public QWidget
{
    Q_OBJECT

public:
    explicit WaitingView(const LockTableModel &locks, QWidget *parent = nullptr);

    void setCurrent(const std::string &key);
    /// Offers nothing that changes a process.
    void setReadOnly() { m_isReadOnly = true; }

Q_SIGNALS:
    void chosen(const std::string &key);
    /// From the context menu of a process.
    void locksRequested(std::int64_t pid);
    void signalRequested(const std::string &key);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void choose(const std::string &key, const ProcessRef &process);
    void showConsequence();
    void showMenu(const ProcessRef &process, const QPoint &place);
    std::string lockHeldBy(const ProcessRef &process) const;

    const LockTableModel &m_locks;
    QTimer m_refreshTimer;
    QTimer m_ageTimer;
    bool m_isReadOnly = false;
    ProcessRef m_process; ///< the selected one
    BlockingView *m_tree;
    WaitGraphView *m_graph;
    QLabel *m_consequence;
    QSplitter *m_sides;
    EmptyState *m_empty;
};

} // namespace Lockscope::Ui
