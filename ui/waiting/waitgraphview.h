// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/waiting/waitgraph.h"

#include <QAbstractScrollArea>

#include <string>

namespace Lockscope::Ui {

/// The waiting graph as a picture: from left to right, who waits, what for, who holds it. A lock is chosen by a click
/// or by the arrow keys.
class WaitGraphView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit WaitGraphView(QWidget *parent = nullptr);

    void setGraph(const WaitGraph &graph);
    /// The lock that is chosen elsewhere.
    void setCurrent(const std::string &key);

    QRect nodeRect(int node) const;

Q_SIGNALS:
    /// The key of a lock.
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
