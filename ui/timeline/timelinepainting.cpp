// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/timeline/timelineview.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>

#include <algorithm>
#include <array>
#include <cmath>

namespace Lockscope::Ui {

namespace {

/// The holder is at the top, waiting processes are in a strip below it, because both happen at the same time.
constexpr int BarMargin = 3;
constexpr int WaitHeight = 6;

/// The colours that distinguish holders; the tooltip names each holder. None resembles the orange of stale locks or the
/// amber of waiting processes.
constexpr std::array Hues = {212, 160, 275, 320, 190, 100, 245, 345};

QColor colourOfHolder(std::int64_t pid, const QPalette &palette)
{
    const auto hue = Hues[static_cast<std::size_t>(pid < 0 ? 0 : pid) % Hues.size()];
    // Dark enough for white text, or light enough for black text.
    return QColor::fromHsv(hue, isDark(palette) ? 120 : 165, isDark(palette) ? 205 : 135);
}

QBrush brushOf(const TimelineData::Bar &bar, const QPalette &palette)
{
    switch (bar.what) {
    case LockInterval::What::Held:
        return colourOfHolder(bar.pid, palette);
    case LockInterval::What::Waited:
        return {accentColour(Accent::Waiting, palette), Qt::BDiagPattern};
    case LockInterval::What::Stale:
        break;
    }
    return {accentColour(Accent::Stale, palette), Qt::Dense5Pattern};
}

QRectF waitPlace(const QRect &lane)
{
    return {lane.x() + 0.0, lane.bottom() - BarMargin - WaitHeight + 1.0, lane.width() + 0.0, WaitHeight + 0.0};
}

QRectF holdPlace(const QRect &lane)
{
    const double top = lane.top() + BarMargin;
    return {lane.x() + 0.0, top, lane.width() + 0.0, waitPlace(lane).top() - 1 - top};
}

QColor markColour(LockInterval::End what, const QPalette &palette)
{
    return what == LockInterval::End::Replaced ? accentColour(Accent::Unknown, palette)
                                               : accentColour(Accent::Stale, palette);
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
        painter.fillRect(shape, brushOf(bar, palette()));
        if (shape.width() > 3) {
            painter.setPen(isWaiting ? accentColour(Accent::Waiting, palette())
                                     : colourOfHolder(bar.pid, palette()).darker(130));
            painter.drawRect(shape);
        }
        if (bar.what == LockInterval::What::Held && shape.width() > 60) {
            painter.setPen(isDark(palette()) ? QColor(Qt::black) : QColor(Qt::white));
            painter.drawText(shape.adjusted(5, 0, -5, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
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
        QPainterPath sign;
        if (mark.what == LockInterval::End::Broken) {
            // A cross for a broken lock, a wedge for a stale one, a diamond for a replaced file.
            painter.setPen(QPen(markColour(mark.what, palette()), 2.4));
            painter.drawLine(QPointF(x - 5, y - 5), QPointF(x + 5, y + 5));
            painter.drawLine(QPointF(x + 5, y - 5), QPointF(x - 5, y + 5));
            continue;
        }
        const bool isWedge = mark.what == LockInterval::End::Stale;
        sign.moveTo(x, y - 6);
        sign.lineTo(x + 6, isWedge ? y + 5 : y);
        if (!isWedge)
            sign.lineTo(x, y + 6);
        sign.lineTo(x - 6, isWedge ? y + 5 : y);
        sign.closeSubpath();
        painter.setPen(QPen(palette().color(QPalette::Base), 1));
        painter.setBrush(markColour(mark.what, palette()));
        painter.drawPath(sign);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
}

} // namespace Lockscope::Ui
