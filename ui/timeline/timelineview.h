// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/timeline/timelinedata.h"
#include "ui/timeline/timescale.h"
#include "ui/widgets/timerangebar.h"

#include <QAbstractScrollArea>
#include <QTimer>

#include <optional>
#include <string>
#include <utility>

namespace Lockscope::Ui {

/// The history of each lock over time. The wheel scrolls, with Ctrl it zooms, with Shift it pans; dragging pans. Keys:
/// arrows, + and -, End for now. A click or Up and Down select a lane.
class TimelineView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit TimelineView(QWidget *parent = nullptr);

    void setData(TimelineData data);
    const TimelineData &data() const { return m_data; }
    void setCurrent(const std::string &key);
    /// Removes the mark of a period.
    void clearRange();
    /// Moves the right edge to the present and keeps it there.
    void jumpToNow();
    /// Shows the time from the first event until now.
    void showAll();
    void zoomIn();
    void zoomOut();
    const TimeScale &scale() const { return m_scale; }
    void setScale(const TimeScale &scale);

Q_SIGNALS:
    /// Emits the key of a lock.
    void chosen(const std::string &key);
    /// A period was marked on the time axis, or with the space bar; absent: the mark was removed.
    void rangeChosen(const std::optional<Lockscope::Ui::TimeRange> &range);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    struct Span
    {
        std::size_t first;
        std::size_t last;
    };

    int laneHeight() const;
    int axisHeight() const;
    int namesWidth() const;
    int laneAt(int y) const;
    int currentLane() const;
    QRect laneRect(int lane) const;
    /// The bars that may be visible.
    Span visibleBars(const TimelineData::Lane &lane) const;
    const TimelineData::Bar *barAt(const QPoint &position) const;
    void paintAxis(QPainter &painter) const;
    void paintLane(QPainter &painter, int lane) const;
    void paintBars(QPainter &painter, const TimelineData::Lane &lane, const QRect &rect) const;
    void paintMarks(QPainter &painter, const TimelineData::Lane &lane, const QRect &rect) const;
    std::int64_t now() const;
    QString sentences() const;
    QString toolTipAt(const QPoint &position) const;
    void zoom(double factor, double x);
    void pan(double pixels);
    void fitScrollBar();
    void goOn();
    void choose(int lane);
    void markRange(std::int64_t from, std::int64_t to);
    void paintRange(QPainter &painter) const;

    TimelineData m_data;
    TimeScale m_scale;
    std::string m_current;
    bool m_isFollowing = true;
    bool m_isScaledByHand = false;
    std::optional<std::pair<std::int64_t, std::int64_t>> m_range; ///< marked, in milliseconds
    bool m_isMarking = false;
    QPoint m_dragged;
    bool m_isDragging = false;
    QTimer m_nowTimer;
};

} // namespace Lockscope::Ui
