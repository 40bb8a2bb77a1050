// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/waiting/waitgraphview.h"

#include "ui/text/plaintext.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

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
    viewport()->update();
}

QRect WaitGraphView::nodeRect(int node) const
{
    const auto &placed = m_graph.nodes[static_cast<std::size_t>(node)];
    const auto size = m_nodeSize;
    const QPoint corner(Margin + placed.layer * (size.width() + LayerGap),
                        Margin + placed.place * (size.height() + PlaceGap));
    return QRect(corner, size).translated(-horizontalScrollBar()->value(), -verticalScrollBar()->value());
}

void WaitGraphView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    // A waiting process is to the left of its lock in every language.
    painter.setLayoutDirection(Qt::LeftToRight);
    for (const auto &arrow : m_graph.arrows)
        paintArrow(painter, arrow);
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
    std::vector<int> locks;
    for (std::size_t node = 0; node < m_graph.nodes.size(); ++node) {
        if (m_graph.nodes[node].isLock())
            locks.push_back(static_cast<int>(node));
    }
    if (locks.empty())
        return;
    const auto current = std::ranges::find(
        locks, m_current, [this](int node) { return m_graph.nodes[static_cast<std::size_t>(node)].key; });
    if (current == locks.end())
        choose(locks.front());
    else if (isForward && current + 1 != locks.end())
        choose(*(current + 1));
    else if (isBackward && current != locks.begin())
        choose(*(current - 1));
}

bool WaitGraphView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int node = nodeAt(help->pos());
        QToolTip::showText(help->globalPos(),
                           node < 0 ? QString() : plainToolTip(m_graph.nodes[static_cast<std::size_t>(node)].name),
                           this);
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

void WaitGraphView::paintArrow(QPainter &painter, const WaitGraph::Arrow &arrow) const
{
    const auto from = nodeRect(arrow.from);
    const auto to = nodeRect(arrow.to);
    const bool isForward = to.left() > from.right();
    const QPointF start(isForward ? from.right() + 1 : from.center().x(),
                        isForward ? from.center().y() : from.bottom() + 1);
    const QPointF end(isForward ? to.left() - 2 : to.center().x(), isForward ? to.center().y() : to.bottom() + 2);
    const double bend = isForward ? std::max(24.0, (end.x() - start.x()) / 2) : 46;
    const QPointF out = isForward ? QPointF(bend, 0) : QPointF(0, bend);

    QPainterPath line(start);
    line.cubicTo(start + out, end + (isForward ? -out : out), end);
    const auto colour = arrow.isStuck ? accentColour(Accent::Stale, palette()) : mutedTextColour(palette());
    painter.setPen(QPen(colour, arrow.isStuck ? 2.2 : 1.4));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(line);

    const double angle = isForward ? 0 : -M_PI / 2;
    QPainterPath head(end);
    for (const double side : {0.45, -0.45})
        head.lineTo(end - ArrowHead * QPointF(std::cos(angle + side), std::sin(angle + side)));
    head.closeSubpath();
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPath(head);
}

void WaitGraphView::paintNode(QPainter &painter, int index) const
{
    const auto &node = m_graph.nodes[static_cast<std::size_t>(index)];
    const auto rect = nodeRect(index);
    const bool isCurrent = node.isLock() && node.key == m_current;
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
    m_nodeSize = fittingNodeSize();
    const auto size = m_nodeSize;
    const int width = 2 * Margin + layers * (size.width() + LayerGap) - LayerGap;
    // There is space below the last box for edges that lead back.
    const int height = 2 * Margin + places * (size.height() + PlaceGap) + 2 * Margin;
    horizontalScrollBar()->setRange(0, std::max(0, width - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    verticalScrollBar()->setRange(0, std::max(0, height - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
}

void WaitGraphView::choose(int index)
{
    const auto &node = m_graph.nodes[static_cast<std::size_t>(index)];
    if (!node.isLock())
        return;
    setCurrent(node.key);
    Q_EMIT chosen(m_current);
}

} // namespace Lockscope::Ui
