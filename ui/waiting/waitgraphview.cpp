// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/waiting/waitgraphview.h"

#include "ui/text/plaintext.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/theme.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <utility>

namespace Lockscope::Ui {

namespace {

constexpr int Margin = 18;
constexpr int LayerGap = 48;
constexpr int PlaceGap = 14;
constexpr int IconSide = 16;
constexpr int Padding = 9;
constexpr int LeastCharacters = 12;
constexpr int MostCharacters = 24;
constexpr double ArrowHead = 7;
constexpr double LaneGap = 9;    ///< between edges that lead back
constexpr double LaneInset = 10; ///< of their vertical parts, from the boxes
constexpr double LaneRadius = 6;

/// Straight lines with rounded corners.
QPainterPath roundedPath(const std::vector<QPointF> &points)
{
    QPainterPath path(points.front());
    for (std::size_t i = 1; i + 1 < points.size(); ++i) {
        const auto towards = [&](const QPointF &to) {
            const auto way = to - points[i];
            const double length = std::hypot(way.x(), way.y());
            return points[i] + way * (std::min(LaneRadius, length / 2) / std::max(length, 1.0));
        };
        path.lineTo(towards(points[i - 1]));
        path.quadTo(points[i], towards(points[i + 1]));
    }
    path.lineTo(points.back());
    return path;
}

} // namespace

WaitGraphView::WaitGraphView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setObjectName(QStringLiteral("waitGraph"));
    setAccessibleName(tr("Waiting processes"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setAutoFillBackground(true);
}

void WaitGraphView::setGraph(const WaitGraph &graph)
{
    if (graph == m_graph)
        return;
    m_graph = graph;
    QStringList sentences;
    for (const auto &sentence : graph.sentences())
        sentences += sentence;
    setAccessibleDescription(sentences.join(u' '));
    fitScrollBars();
    viewport()->update();
}

void WaitGraphView::setCurrent(const std::string &key)
{
    if (key == m_current)
        return;
    m_current = key;
    // A process stays selected together with a lock that it waits for or holds.
    if (const int node = currentProcess(); node >= 0 && !isBeside(node, key))
        m_currentProcess = {};
    viewport()->update();
}

void WaitGraphView::setCurrentProcess(const ProcessRef &process)
{
    m_currentProcess = process;
    viewport()->update();
}

int WaitGraphView::nodeOf(const ProcessRef &process) const
{
    const auto found = std::ranges::find_if(
        m_graph.nodes, [&](const WaitGraph::Node &node) { return std::ranges::count(node.processes, process) > 0; });
    return found == m_graph.nodes.end() ? -1 : static_cast<int>(found - m_graph.nodes.begin());
}

int WaitGraphView::currentProcess() const
{
    return nodeOf(m_currentProcess);
}

/// Whether an edge connects the node with this lock.
bool WaitGraphView::isBeside(int node, const std::string &lock) const
{
    return std::ranges::any_of(m_graph.arrows, [&](const WaitGraph::Arrow &arrow) {
        return (arrow.from == node && m_graph.nodes[static_cast<std::size_t>(arrow.to)].key == lock) ||
               (arrow.to == node && m_graph.nodes[static_cast<std::size_t>(arrow.from)].key == lock);
    });
}

/// The lock that a process waits for, otherwise one that it holds.
std::string WaitGraphView::lockOf(int node) const
{
    std::string held;
    for (const auto &arrow : m_graph.arrows) {
        if (arrow.from == node)
            return m_graph.nodes[static_cast<std::size_t>(arrow.to)].key;
        if (arrow.to == node)
            held = m_graph.nodes[static_cast<std::size_t>(arrow.from)].key;
    }
    return held;
}

QRect WaitGraphView::nodeRect(int node) const
{
    const auto &placed = m_graph.nodes[static_cast<std::size_t>(node)];
    return placeRect(placed.layer, placed.place);
}

QRect WaitGraphView::placeRect(int layer, int place) const
{
    const auto size = m_nodeSize;
    const QPoint corner(Margin + layer * (size.width() + LayerGap), Margin + place * (size.height() + PlaceGap));
    return QRect(corner, size).translated(-horizontalScrollBar()->value(), -verticalScrollBar()->value());
}

void WaitGraphView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    // A waiting process is to the left of its lock in every language.
    painter.setLayoutDirection(Qt::LeftToRight);
    int lane = 0;
    for (const auto &arrow : m_graph.arrows) {
        const bool leadsBack = isBackward(arrow);
        paintArrow(painter, arrow, leadsBack ? lane : 0);
        lane += leadsBack ? 1 : 0;
    }
    for (std::size_t node = 0; node < m_graph.nodes.size(); ++node)
        paintNode(painter, static_cast<int>(node));
}

void WaitGraphView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    fitScrollBars();
}

void WaitGraphView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitScrollBars();
}

void WaitGraphView::mousePressEvent(QMouseEvent *event)
{
    if (const int node = nodeAt(event->position().toPoint()); node >= 0)
        choose(node);
}

void WaitGraphView::keyPressEvent(QKeyEvent *event)
{
    const bool isForward = event->key() == Qt::Key_Down || event->key() == Qt::Key_Right;
    const bool isBackward = event->key() == Qt::Key_Up || event->key() == Qt::Key_Left;
    if (!isForward && !isBackward) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    // Up and down from lock to lock; left and right through all boxes, in the direction of the edges.
    const bool isVertical = event->key() == Qt::Key_Down || event->key() == Qt::Key_Up;
    std::vector<int> order;
    for (std::size_t node = 0; node < m_graph.nodes.size(); ++node) {
        if (!isVertical || m_graph.nodes[node].isLock())
            order.push_back(static_cast<int>(node));
    }
    if (order.empty())
        return;
    if (!isVertical)
        std::ranges::sort(order, {}, [this](int node) {
            const auto &placed = m_graph.nodes[static_cast<std::size_t>(node)];
            return std::pair(placed.layer, placed.place);
        });
    const auto current = std::ranges::find_if(order, [this](int node) { return isCurrent(node); });
    if (current == order.end())
        choose(order.front());
    else if (isForward && current + 1 != order.end())
        choose(*(current + 1));
    else if (isBackward && current != order.begin())
        choose(*(current - 1));
}

void WaitGraphView::contextMenuEvent(QContextMenuEvent *event)
{
    const int node = nodeAt(event->reason() == QContextMenuEvent::Mouse ? event->pos() : QPoint(-1, -1));
    const int chosenNode = node >= 0 ? node : currentProcess();
    if (chosenNode < 0)
        return;
    choose(chosenNode);
    const auto &shown = m_graph.nodes[static_cast<std::size_t>(chosenNode)];
    if (shown.process.isProcess())
        Q_EMIT menuRequested(shown.process,
                             node >= 0 ? event->globalPos() : viewport()->mapToGlobal(nodeRect(chosenNode).center()));
}

bool WaitGraphView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int node = nodeAt(help->pos());
        QToolTip::showText(help->globalPos(), node < 0 ? QString() : plainToolTip(m_graph.explanation(node)), this);
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

int WaitGraphView::nodeAt(const QPoint &position) const
{
    for (std::size_t node = 0; node < m_graph.nodes.size(); ++node) {
        if (nodeRect(static_cast<int>(node)).contains(position))
            return static_cast<int>(node);
    }
    return -1;
}

QSize WaitGraphView::fittingNodeSize() const
{
    const auto metrics = fontMetrics();
    const int most = MostCharacters * metrics.averageCharWidth();
    int longest = LeastCharacters * metrics.averageCharWidth();
    for (const auto &node : m_graph.nodes) {
        if (longest < most)
            longest = std::min(most, std::max(longest, metrics.horizontalAdvance(node.name) + 2));
    }
    return {2 * Padding + IconSide + 6 + longest, metrics.height() + 2 * Padding};
}

bool WaitGraphView::isBackward(const WaitGraph::Arrow &arrow) const
{
    return m_graph.nodes[static_cast<std::size_t>(arrow.to)].layer <=
           m_graph.nodes[static_cast<std::size_t>(arrow.from)].layer;
}

/// Through the places beside the boxes between the two nodes.
QPainterPath WaitGraphView::forwardPath(const WaitGraph::Arrow &arrow) const
{
    const auto from = nodeRect(arrow.from);
    QPointF at(from.right() + 1, from.center().y());
    QPainterPath path(at);
    const auto lead = [&](const QPointF &to) {
        const QPointF bend(std::max(24.0, (to.x() - at.x()) / 2), 0);
        path.cubicTo(at + bend, to - bend, to);
        at = to;
    };
    int layer = m_graph.nodes[static_cast<std::size_t>(arrow.from)].layer;
    for (const int place : arrow.bends) {
        const auto passed = placeRect(++layer, place);
        lead({passed.left() - 1.0, double(passed.center().y())});
        at = {passed.right() + 1.0, double(passed.center().y())};
        path.lineTo(at);
    }
    const auto to = nodeRect(arrow.to);
    lead({to.left() - 2.0, double(to.center().y())});
    return path;
}

/// In the gaps between the layers and below all boxes, each edge in a lane of its own.
QPainterPath WaitGraphView::backwardPath(const WaitGraph::Arrow &arrow, int lane) const
{
    const auto from = nodeRect(arrow.from);
    const auto to = nodeRect(arrow.to);
    const double below = placeRect(0, m_places).top() + lane * LaneGap;
    const double inset = LaneInset + (lane % 3) * 3;
    const double right = from.right() + inset;
    const double left = to.left() - inset - 4;
    return roundedPath({{from.right() + 1.0, double(from.center().y())},
                        {right, double(from.center().y())},
                        {right, below},
                        {left, below},
                        {left, double(to.center().y())},
                        {to.left() - 2.0, double(to.center().y())}});
}

void WaitGraphView::paintArrow(QPainter &painter, const WaitGraph::Arrow &arrow, int lane) const
{
    const auto line = isBackward(arrow) ? backwardPath(arrow, lane) : forwardPath(arrow);
    const auto end = line.currentPosition();
    const auto colour = arrow.isStuck ? accentColour(Accent::Stale, palette()) : mutedTextColour(palette());
    painter.setPen(QPen(colour, arrow.isStuck ? 2.2 : 1.4));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(line);

    QPainterPath head(end);
    for (const double side : {0.45, -0.45})
        head.lineTo(end - ArrowHead * QPointF(std::cos(side), std::sin(side)));
    head.closeSubpath();
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPath(head);
}

void WaitGraphView::paintNode(QPainter &painter, int index) const
{
    const auto &node = m_graph.nodes[static_cast<std::size_t>(index)];
    const auto rect = nodeRect(index);
    const bool isCurrent = this->isCurrent(index);
    const auto accent = accentColour(node.isStuck    ? Accent::Stale
                                     : node.isLock() ? Accent::Held
                                                     : Accent::Absent,
                                     palette());
    painter.setBrush(palette().brush(isCurrent ? QPalette::Highlight : QPalette::Window));
    painter.setPen(QPen(accent, node.isStuck || isCurrent ? 2 : 1));
    const double radius = node.isLock() ? 4 : rect.height() / 2.0;
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    if (isCurrent && hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(palette().color(QPalette::HighlightedText), 1, Qt::DotLine));
        painter.drawRoundedRect(QRectF(rect).adjusted(3.5, 3.5, -3.5, -3.5), radius, radius);
    }
    const auto glyph = glyphIcon(node.isLock() ? Glyph::Held : Glyph::Process);
    glyph.paint(&painter, rect.x() + Padding, rect.center().y() - IconSide / 2 + 1, IconSide, IconSide, Qt::AlignCenter,
                isCurrent ? QIcon::Selected : QIcon::Normal);
    const auto text = rect.adjusted(Padding + IconSide + 6, 0, -Padding, 0);
    painter.setPen(palette().color(isCurrent ? QPalette::HighlightedText : QPalette::Text));
    painter.setClipRect(rect); // stacked combining marks of a name stay in its box
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     fontMetrics().elidedText(node.name, Qt::ElideMiddle, text.width()));
    painter.setClipping(false);
}

void WaitGraphView::fitScrollBars()
{
    int layers = 0;
    int places = 0;
    for (const auto &node : m_graph.nodes) {
        layers = std::max(layers, node.layer + 1);
        places = std::max(places, node.place + 1);
    }
    int lanes = 0;
    for (const auto &arrow : m_graph.arrows) {
        lanes += isBackward(arrow) ? 1 : 0;
        for (const int place : arrow.bends)
            places = std::max(places, place + 1);
    }
    m_places = places;
    m_nodeSize = fittingNodeSize();
    const auto size = m_nodeSize;
    const int width = 2 * Margin + layers * (size.width() + LayerGap) - LayerGap;
    const int height = 2 * Margin + places * (size.height() + PlaceGap) + static_cast<int>(lanes * LaneGap);
    horizontalScrollBar()->setRange(0, std::max(0, width - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    verticalScrollBar()->setRange(0, std::max(0, height - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
}

bool WaitGraphView::isCurrent(int index) const
{
    const auto &node = m_graph.nodes[static_cast<std::size_t>(index)];
    const int process = currentProcess();
    return process >= 0 ? process == index : node.isLock() && node.key == m_current;
}

void WaitGraphView::choose(int index)
{
    const auto &node = m_graph.nodes[static_cast<std::size_t>(index)];
    m_currentProcess = node.process;
    m_current = node.isLock() ? node.key : lockOf(index);
    viewport()->update();
    Q_EMIT chosen(m_current, m_currentProcess);
}

} // namespace Lockscope::Ui
