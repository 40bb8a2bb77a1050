// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/events/eventfilter.h"
#include "ui/events/eventmodel.h"

#include <QWidget>

#include <string>
#include <vector>

class QPushButton;
class QTreeView;
class QVBoxLayout;

namespace Lockscope::Ui {

class EmptyState;

/// The list of events, limited by the filter of the window. Selecting a line selects its lock. While a line is
/// selected or the list is scrolled, new events wait for a button, so that nothing moves while one reads.
class EventsPage : public QWidget
{
    Q_OBJECT

public:
    explicit EventsPage(QWidget *parent = nullptr);

    void add(const std::vector<LockEvent> &events);
    /// During the initial scan, locks that appear are no news.
    void setScanning(bool isScanning) { m_isScanning = isScanning; }
    EventFilter &filter() { return m_filter; }
    /// Shows the filter of the window above the list.
    void setFilterBar(QWidget &bar);
    /// Shows only the events of a period; absent: all.
    void setRange(const std::optional<TimeRange> &range);

Q_SIGNALS:
    void chosen(const std::string &key);
    /// The period is to be removed.
    void rangeCleared();

private:
    bool isBeingRead() const;
    void showPending();
    void showWhatThereIs();

    EventModel m_model;
    EventFilter m_filter{m_model};
    std::vector<LockEvent> m_pending; ///< not shown yet
    bool m_isScanning = false;
    QTreeView *m_view;
    EmptyState *m_empty;
    TimeRangeBar *m_range;
    QPushButton *m_more;
    QVBoxLayout *m_layout;
};

} // namespace Lockscope::Ui
