// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/waiting/waitgraph.h"

#include <QAbstractScrollArea>
#include <QPainterPath>

#include <cstdint>
#include <string>

namespace Lockscope::Ui {

/// Draws the waiting graph: from left to right, waiting processes, locks, holders. A click or the arrow keys select a
/// lock or a process.
class WaitGraphView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit WaitGraphView(QWidget *parent = nullptr);

    void setGraph(const WaitGraph &graph);
    /// The lock that is selected in another view.
    void setCurrent(const std::string &key);
    /// 0: none.
    void setCurrentProcess(const ProcessRef &process);

    QRect nodeRect(int node) const;
    /// The box of a process; -1 if it has none.
    int nodeOf(const ProcessRef &process) const;

Q_SIGNALS:
    /// Emits the key of a lock, and the PID of a process if it was chosen: then the lock is one that it waits for or
    /// holds.
    void chosen(const std::string &key, const Lockscope::Ui::ProcessRef &process);
    /// The context menu of a process.
    void menuRequested(const Lockscope::Ui::ProcessRef &process, const QPoint &place);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    int nodeAt(const QPoint &position) const;
    QSize fittingNodeSize() const;
    QRect placeRect(int layer, int place) const;
    bool isCurrent(int node) const;
    int currentProcess() const;
    bool isBeside(int node, const std::string &lock) const;
    std::string lockOf(int node) const;
    bool isBackward(const WaitGraph::Arrow &arrow) const;
    QPainterPath forwardPath(const WaitGraph::Arrow &arrow) const;
    QPainterPath backwardPath(const WaitGraph::Arrow &arrow, int lane) const;
    void paintArrow(QPainter &painter, const WaitGraph::Arrow &arrow, int lane) const;
    void paintNode(QPainter &painter, int node) const;
    void fitScrollBars();
    void choose(int node);

    WaitGraph m_graph;
    QSize m_nodeSize;
    int m_places = 0; ///< in the largest layer
    std::string m_current;
    ProcessRef m_currentProcess;
};

} // namespace Lockscope::Ui
