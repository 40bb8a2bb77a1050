// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/waiting/waitgraph.h"

#include <QAbstractScrollArea>

#include <string>

namespace Lockscope::Ui {

/// Draws the waiting graph: from left to right, waiting processes, locks, holders. A click or the arrow keys select a
/// lock.
class WaitGraphView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit WaitGraphView(QWidget *parent = nullptr);

    void setGraph(const WaitGraph &graph);
    /// The lock that is selected in another view.
    void setCurrent(const std::string &key);

    QRect nodeRect(int node) const;

Q_SIGNALS:
    /// Emits the key of a lock.
    void chosen(const std::string &key);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    int nodeAt(const QPoint &position) const;
    QSize fittingNodeSize() const;
    void paintArrow(QPainter &painter, const WaitGraph::Arrow &arrow) const;
    void paintNode(QPainter &painter, int node) const;
    void fitScrollBars();
    void choose(int node);

    WaitGraph m_graph;
    QSize m_nodeSize;
    std::string m_current;
};

} // namespace Lockscope::Ui
