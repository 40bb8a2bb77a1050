// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/timeline/timelinestyle.h"
#include "ui/timeline/timelineview.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace Lockscope::Ui {

namespace {

/// The holder is at the top, waiting processes are in a strip below it, because both happen at the same time.
constexpr int BarMargin = 3;
constexpr int WaitHeight = 6;

QRectF waitPlace(const QRect &lane)
{
    return {lane.x() + 0.0, lane.bottom() - BarMargin - WaitHeight + 1.0, lane.width() + 0.0, WaitHeight + 0.0};
}

QRectF holdPlace(const QRect &lane)
{
    const double top = lane.top() + BarMargin;
    return {lane.x() + 0.0, top, lane.width() + 0.0, waitPlace(lane).top() - 1 - top};
}

} // namespace

int TimelineView::laneHeight() const
{
    return fontMetrics().height() + 12;
}

int TimelineView::axisHeight() const
{
    return fontMetrics().height() + 10;
}

int TimelineView::namesWidth() const
{
    return std::min(fontMetrics().averageCharWidth() * 28, viewport()->width() / 3);
}

QRect TimelineView::laneRect(int lane) const
{
    return {0, axisHeight() + lane * laneHeight() - verticalScrollBar()->value(), viewport()->width(), laneHeight()};
}

void TimelineView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    // Time, paths and names of programs run from left to right in every language.
    painter.setLayoutDirection(Qt::LeftToRight);
    const int first = std::max(0, verticalScrollBar()->value() / laneHeight());
    const int count = viewport()->height() / laneHeight() + 2;
    const int last = std::min(static_cast<int>(m_data.lanes.size()), first + count);
    for (int lane = first; lane < last; ++lane)
        paintLane(painter, lane);
    paintAxis(painter);
    paintRange(painter);
}

void TimelineView::paintRange(QPainter &painter) const
{
    if (!m_range)
        return;
    const double left = std::max(m_scale.toX(m_range->first), m_scale.left + 0.0);
    const double right = std::min(m_scale.toX(m_range->second), m_scale.left + m_scale.width + 0.0);
    if (right <= left)
        return;
    auto colour = palette().color(QPalette::Highlight);
    painter.setPen(colour);
    colour.setAlpha(50);
    painter.setBrush(colour);
    painter.drawRect(QRectF(left, 0, right - left, viewport()->height() - 1));
}

void TimelineView::paintAxis(QPainter &painter) const
{
    const QRect axis(0, 0, viewport()->width(), axisHeight());
    painter.fillRect(axis, palette().brush(QPalette::Window));
    const auto line = palette().color(QPalette::Mid);
    painter.setPen(line);
    painter.drawLine(axis.bottomLeft(), axis.bottomRight());
    painter.drawLine(m_scale.left - 1, 0, m_scale.left - 1, viewport()->height());
    const int textWidth = fontMetrics().horizontalAdvance(QStringLiteral("00:00:00.0")) + 16;
    for (const auto &tick : m_scale.ticks(textWidth)) {
        const int x = static_cast<int>(std::lround(m_scale.toX(tick.time)));
        painter.setPen(line);
        painter.drawLine(x, axis.bottom() - 4, x, axis.bottom());
        painter.setPen(mutedTextColour(palette()));
        painter.drawText(QRect(x + 3, 0, textWidth, axis.height()), Qt::AlignLeft | Qt::AlignVCenter, tick.text);
    }
}

void TimelineView::paintLane(QPainter &painter, int index) const
{
    const auto &lane = m_data.lanes[static_cast<std::size_t>(index)];
    const auto rect = laneRect(index);
    const bool isCurrent = lane.key == m_current;
    if (isCurrent) {
        auto colour = palette().color(QPalette::Highlight);
        colour.setAlpha(hasFocus() ? 70 : 45);
        painter.fillRect(rect, colour);
    } else if (index % 2 == 1) {
        painter.fillRect(rect, palette().brush(QPalette::AlternateBase));
    }
    const auto name = QRect(rect.left() + 10, rect.top(), namesWidth() - 16, rect.height());
    painter.setPen(palette().color(QPalette::Text));
    painter.save();
    painter.setClipRect(name); // stacked combining marks of a name do not extend into other lanes
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     fontMetrics().elidedText(lane.name, Qt::ElideMiddle, name.width()));
    painter.setClipRect(QRect(m_scale.left, rect.top(), m_scale.width, rect.height()));
    paintBars(painter, lane, rect);
    paintMarks(painter, lane, rect);
    painter.restore();
}

void TimelineView::paintBars(QPainter &painter, const TimelineData::Lane &lane, const QRect &rect) const
{
    const auto span = visibleBars(lane);
    const auto end = m_scale.end;
    double paintedTo = -1;
    auto paintedWhat = LockInterval::What::Held;
    for (auto i = span.first; i < span.last; ++i) {
        const auto &bar = lane.bars[i];
        const double from = std::max<double>(m_scale.toX(bar.from), m_scale.left);
        const double to = std::max(m_scale.toX(bar.isOpen ? end : bar.to), from + 1);
        // Bars within a pixel that is already painted are not visible.
        if (to < m_scale.left || (to <= paintedTo && bar.what == paintedWhat))
            continue;
        paintedTo = std::ceil(to);
        paintedWhat = bar.what;
        const bool isWaiting = bar.what == LockInterval::What::Waited;
        const auto place = isWaiting ? waitPlace(rect) : holdPlace(rect);
        const QRectF shape(from, place.top(), to - from, place.height());
        painter.fillRect(shape, timelineBrush(bar.what, bar.pid, palette()));
        if (shape.width() > 3) {
            painter.setPen(isWaiting ? accentColour(Accent::Waiting, palette())
                                     : colourOfHolder(bar.pid, palette()).darker(130));
            painter.drawRect(shape);
        }
        if (bar.beganEarlier && m_scale.toX(bar.from) >= m_scale.left) {
            painter.setRenderHint(QPainter::Antialiasing);
            paintEarlierMark(painter, {shape.left() + 2, shape.center().y()}, palette());
            painter.setRenderHint(QPainter::Antialiasing, false);
            painter.setBrush(Qt::NoBrush);
        }
        if (bar.what == LockInterval::What::Held && shape.width() > 60) {
            painter.setPen(isDark(palette()) ? QColor(Qt::black) : QColor(Qt::white));
            painter.drawText(shape.adjusted(bar.beganEarlier ? 11 : 5, 0, -5, 0),
                             Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                             fontMetrics().elidedText(bar.who, Qt::ElideRight, static_cast<int>(shape.width()) - 10));
        }
    }
}

void TimelineView::paintMarks(QPainter &painter, const TimelineData::Lane &lane, const QRect &rect) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    for (const auto &mark : lane.marks) {
        const double x = m_scale.toX(mark.at);
        if (x < m_scale.left - 6 || x > m_scale.left + m_scale.width + 6)
            continue;
        const double y = holdPlace(rect).center().y();
        paintTimelineMark(painter, {x, y}, mark.what, palette());
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
}

} // namespace Lockscope::Ui
