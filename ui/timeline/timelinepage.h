// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/backgroundpool.h"
#include "ui/model/historyreader.h"
#include "ui/timeline/timelinefilter.h"

#include <lockscope/lockhistory.h>

#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>
#include <string>
#include <utility>

class QPushButton;
class QVBoxLayout;

namespace Lockscope::Ui {

class EmptyState;
class TimelineView;

/// The recorded history as a timeline that is kept up to date.
class TimelinePage : public QWidget
{
    Q_OBJECT

public:
    explicit TimelinePage(QWidget *parent = nullptr);

    /// Empty: nothing is recorded, and the page says so.
    void setHistory(ReadHistory history);
    /// Tells of a lock that is held whether it was held already when watching began.
    void setHeldBefore(std::function<bool(const std::string &key)> heldBefore);
    void setCurrent(const std::string &key);
    void setFilter(const LockFilter &filter);
    void setScope(const Scope &scope);
    void setCategories(LockCategories categories);
    /// The rows of locks that exist, for the filter.
    void setCurrentRows(TimelineFilter::CurrentRow rows) { m_currentRow = std::move(rows); }
    /// Shows the filter of the window above the timeline.
    void setFilterBar(QWidget &bar);
    /// Whether the window has a list of events. On by default.
    void setHasEvents(bool hasEvents);
    /// Removes the mark of a period.
    void clearRange();
    /// Something was recorded: reads the history again soon.
    void refreshSoon();

Q_SIGNALS:
    void chosen(const std::string &key);
    void rangeChosen(const std::optional<Lockscope::Ui::TimeRange> &range);
    void eventsRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *newTools();
    void refresh();
    void showWhatThereIs();
    void showRange();
    void applyFilterIfVisible();
    void applyFilter();

    ReadHistory m_history;
    std::function<bool(const std::string &key)> m_heldBefore;
    BackgroundPool m_pool{1};
    QTimer m_refreshTimer;
    bool m_isReading = false;
    TimelineData m_data; ///< all that was read
    TimelineFilter m_filter;
    TimelineFilter::CurrentRow m_currentRow = [](const std::string &) -> const LockRow * { return nullptr; };
    std::size_t m_shown = 0; ///< lanes
    QVBoxLayout *m_layout;
    TimeRangeBar *m_rangeBar;
    QPushButton *m_eventsButton = nullptr;
    QWidget *m_page;
    TimelineView *m_view;
    EmptyState *m_empty;
};

} // namespace Lockscope::Ui
