// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/waiting/blockingtree.h"

#include <QTreeWidget>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace Lockscope::Ui {

/// The tree of processes that block each other, with what they wait for and since when. Many waiters of one program are
/// folded into one row.
class BlockingView : public QTreeWidget
{
    Q_OBJECT

public:
    explicit BlockingView(QWidget *parent = nullptr);

    /// Keeps the current row and what is folded.
    void setTree(const BlockingTree &tree);
    /// Selects the row of this process; none if the PID is 0.
    void setCurrent(const ProcessRef &process);
    /// Updates the displayed times.
    void goOn();
    /// The PID of the process at the top that blocks most others; 0 if there is none.
    ProcessRef worst() const;

Q_SIGNALS:
    /// A process was selected. `key` is the lock that it waits for, or one that it holds.
    void chosen(const Lockscope::Ui::ProcessRef &process, const std::string &key);
    void menuRequested(const Lockscope::Ui::ProcessRef &process, const QPoint &place);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitColumns();
    QTreeWidgetItem *newItem(QTreeWidgetItem *parent, int node);
    void addBelow(QTreeWidgetItem &parent, const std::vector<int> &nodes);
    static QString timeTextOf(const WaitingProcess &wait, WallTime now);
    void showTime(QTreeWidgetItem &item, WallTime now) const;
    const BlockingTree::Node *nodeOf(const QTreeWidgetItem *item) const;

    BlockingTree m_tree;
    bool m_isFilling = false;
};

} // namespace Lockscope::Ui
