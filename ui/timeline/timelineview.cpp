// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/timeline/timelineview.h"

#include "ui/model/displayedtime.h"
#include "ui/text/agetext.h"
#include "ui/text/plaintext.h"

#include <QDateTime>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace Lockscope::Ui {

namespace {

constexpr double ZoomStep = 1.25;
constexpr double PanPixels = 60;
constexpr int WheelNotch = 120;
constexpr int ClickDistance = 4;
constexpr std::int64_t LeastSpan = std::chrono::milliseconds(std::chrono::minutes(1)).count();
constexpr qsizetype MostSentences = 50;

QString whatText(const TimelineData::Bar &bar)
{
    switch (bar.what) {
    case LockInterval::What::Held:
        return bar.who.isEmpty() ? TimelineView::tr("Held") : TimelineView::tr("Held by %1").arg(bar.who);
    case LockInterval::What::Waited:
        return bar.who.isEmpty() ? TimelineView::tr("Waiting") : TimelineView::tr("%1 was waiting").arg(bar.who);
    case LockInterval::What::Stale:
        return TimelineView::tr("Stale");
    }
    return {};
}

} // namespace

TimelineView::TimelineView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setObjectName(QStringLiteral("timeline"));
    setAccessibleName(tr("Timeline of the locks"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setAutoFillBackground(true);
    m_nowTimer.setInterval(std::chrono::milliseconds(500));
    connect(&m_nowTimer, &QTimer::timeout, this, &TimelineView::goOn);
    m_scale.end = now();
}

std::int64_t TimelineView::now() const
{
    return std::chrono::floor<std::chrono::milliseconds>(displayedTime(*this).time_since_epoch()).count();
}

void TimelineView::setData(TimelineData data)
{
    m_data = std::move(data);
    fitScrollBar();
    // During the first minutes, the bars would be slivers at the right edge.
    if (!m_isScaledByHand && !m_data.isEmpty())
        m_scale.span = std::clamp((now() - m_data.first()) * 21 / 20, LeastSpan, TimeScale().span);
    setAccessibleDescription(sentences());
    goOn();
}

/// For screen readers: the ongoing bars.
QString TimelineView::sentences() const
{
    QStringList sentences;
    for (const auto &lane : m_data.lanes) {
        for (const auto &bar : lane.bars) {
            if (bar.isOpen && sentences.size() < MostSentences)
                sentences += tr("%1: %2.").arg(lane.name, whatText(bar));
        }
    }
    return sentences.join(u' ');
}

void TimelineView::setCurrent(const std::string &key)
{
    if (key == m_current)
        return;
    m_current = key;
    viewport()->update();
}

void TimelineView::jumpToNow()
{
    m_isFollowing = true;
    goOn();
}

void TimelineView::showAll()
{
    if (m_data.isEmpty())
        return;
    m_scale.span = std::clamp((now() - m_data.first()) * 21 / 20, TimeScale::ShortestSpan, TimeScale::LongestSpan);
    m_isScaledByHand = true;
    jumpToNow();
}

void TimelineView::zoomIn()
{
    zoom(1 / ZoomStep, m_scale.left + m_scale.width / 2.0);
}

void TimelineView::zoomOut()
{
    zoom(ZoomStep, m_scale.left + m_scale.width / 2.0);
}

void TimelineView::setScale(const TimeScale &scale)
{
    m_scale.end = scale.end;
    m_scale.span = scale.span;
    m_isFollowing = false;
    m_isScaledByHand = true;
    viewport()->update();
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    fitScrollBar();
}

void TimelineView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    m_nowTimer.start();
    goOn();
}

void TimelineView::hideEvent(QHideEvent *event)
{
    m_nowTimer.stop();
    QAbstractScrollArea::hideEvent(event);
}

void TimelineView::wheelEvent(QWheelEvent *event)
{
    const double notches = static_cast<double>(event->angleDelta().y() + event->angleDelta().x()) / WheelNotch;
    if (event->modifiers() & Qt::ControlModifier)
        zoom(std::pow(ZoomStep, -notches), event->position().x());
    else if ((event->modifiers() & Qt::ShiftModifier) || event->angleDelta().x() != 0)
        pan(-notches * PanPixels);
    else
        QAbstractScrollArea::wheelEvent(event);
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    m_dragged = event->pos();
    m_isDragging = false;
    m_isMarking = event->pos().y() < axisHeight() && event->pos().x() >= m_scale.left;
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton))
        return;
    const int moved = event->pos().x() - m_dragged.x();
    if (!m_isDragging && std::abs(moved) < ClickDistance)
        return;
    m_isDragging = true;
    if (m_isMarking) {
        m_range = std::minmax(m_scale.toTime(m_dragged.x()), m_scale.toTime(event->pos().x()));
        viewport()->update();
        return;
    }
    m_dragged = event->pos();
    pan(-moved);
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_isMarking && m_isDragging)
        markRange(m_range->first, m_range->second);
    else if (m_isMarking)
        clearRange();
    else if (!m_isDragging)
        choose(laneAt(event->pos().y()));
    m_isDragging = false;
    m_isMarking = false;
}

void TimelineView::markRange(std::int64_t from, std::int64_t to)
{
    m_isScaledByHand = true; // the mark stays in place when the lanes are filtered
    m_range = {from, to};
    viewport()->update();
    Q_EMIT rangeChosen(TimeRange{WallTime(std::chrono::milliseconds(from)), WallTime(std::chrono::milliseconds(to))});
}

void TimelineView::clearRange()
{
    if (!std::exchange(m_range, {}))
        return;
    viewport()->update();
    Q_EMIT rangeChosen({});
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        return pan(-PanPixels);
    case Qt::Key_Right:
        return pan(PanPixels);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomIn();
    case Qt::Key_Minus:
        return zoomOut();
    case Qt::Key_End:
        return jumpToNow();
    case Qt::Key_Home:
        return showAll();
    case Qt::Key_Space:
        return markRange(m_scale.begin(), m_scale.end);
    case Qt::Key_Escape:
        if (m_range)
            return clearRange();
        break;
    case Qt::Key_Down:
        return choose(std::min(currentLane() + 1, static_cast<int>(m_data.lanes.size()) - 1));
    case Qt::Key_Up:
        return choose(std::max(currentLane() - 1, 0));
    default:
        break;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

bool TimelineView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    if (help->y() < axisHeight()) {
        QToolTip::showText(help->globalPos(), plainToolTip(tr("Drag here to mark a period, or press the space bar.")),
                           this);
        return true;
    }
    QToolTip::showText(help->globalPos(), plainToolTip(toolTipAt(help->pos())), this);
    return true;
}

int TimelineView::laneAt(int y) const
{
    if (y < axisHeight())
        return -1;
    const int lane = (y - axisHeight() + verticalScrollBar()->value()) / laneHeight();
    return lane < static_cast<int>(m_data.lanes.size()) ? lane : -1;
}

int TimelineView::currentLane() const
{
    const auto found = std::ranges::find(m_data.lanes, m_current, &TimelineData::Lane::key);
    return found == m_data.lanes.end() ? -1 : static_cast<int>(found - m_data.lanes.begin());
}

TimelineView::Span TimelineView::visibleBars(const TimelineData::Lane &lane) const
{
    const auto first =
        std::ranges::lower_bound(lane.bars, m_scale.begin() - lane.longest, {}, &TimelineData::Bar::from);
    const auto last = std::ranges::upper_bound(lane.bars, m_scale.end, {}, &TimelineData::Bar::from);
    return {static_cast<std::size_t>(first - lane.bars.begin()), static_cast<std::size_t>(last - lane.bars.begin())};
}

const TimelineData::Bar *TimelineView::barAt(const QPoint &position) const
{
    const int at = laneAt(position.y());
    if (at < 0 || position.x() < m_scale.left)
        return nullptr;
    const auto &lane = m_data.lanes[static_cast<std::size_t>(at)];
    const auto span = visibleBars(lane);
    // A bar that is narrower than a pixel can still be hit.
    const auto before = m_scale.toTime(position.x() - 2);
    const auto after = m_scale.toTime(position.x() + 2);
    const TimelineData::Bar *found = nullptr;
    for (auto i = span.first; i < span.last; ++i) {
        const auto &bar = lane.bars[i];
        const auto to = bar.isOpen ? now() : bar.to;
        if (bar.from <= after && to >= before)
            found = &bar;
    }
    return found;
}

QString TimelineView::toolTipAt(const QPoint &position) const
{
    const int lane = laneAt(position.y());
    if (lane < 0)
        return {};
    const auto &path = m_data.lanes[static_cast<std::size_t>(lane)].path;
    const auto *bar = barAt(position);
    if (!bar)
        return path;
    const auto to = bar->isOpen ? now() : bar->to;
    const auto moment = [](std::int64_t time) {
        return QLocale().toString(QDateTime::fromMSecsSinceEpoch(time), QLocale::ShortFormat);
    };
    const auto time =
        bar->isOpen ? tr("since %1").arg(moment(bar->from)) : tr("%1 – %2").arg(moment(bar->from), moment(bar->to));
    const auto earlier = bar->beganEarlier ? u'\n' + tr("It was held already when watching began.") : QString();
    const auto length = ageText(std::chrono::milliseconds(to - bar->from));
    return whatText(*bar) + u'\n' + time + QLatin1String(" (") + length + u')' + earlier + u'\n' + path;
}

void TimelineView::zoom(double factor, double x)
{
    // While the timeline follows the present, the right edge stays in place.
    m_isScaledByHand = true;
    m_scale.zoom(factor, m_isFollowing ? m_scale.left + m_scale.width : x);
    viewport()->update();
}

void TimelineView::pan(double pixels)
{
    m_scale.pan(pixels);
    m_isFollowing = m_scale.end >= now();
    goOn();
}

void TimelineView::fitScrollBar()
{
    const int height = axisHeight() + static_cast<int>(m_data.lanes.size()) * laneHeight();
    verticalScrollBar()->setRange(0, std::max(0, height - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(laneHeight());
    m_scale.left = namesWidth();
    m_scale.width = std::max(1, viewport()->width() - namesWidth());
}

void TimelineView::goOn()
{
    if (m_isFollowing)
        m_scale.end = now();
    viewport()->update();
}

void TimelineView::choose(int lane)
{
    if (lane < 0 || lane >= static_cast<int>(m_data.lanes.size()))
        return;
    setCurrent(m_data.lanes[static_cast<std::size_t>(lane)].key);
    const auto rect = laneRect(lane);
    if (rect.top() < axisHeight())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rect.top() - axisHeight());
    else if (rect.bottom() >= viewport()->height())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rect.bottom() - viewport()->height() + 1);
    Q_EMIT chosen(m_current);
}

} // namespace Lockscope::Ui
