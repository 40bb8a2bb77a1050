// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/filter/lockfilter.h"
#include "ui/model/lockcategory.h"
#include "ui/sources/scope.h"
#include "ui/widgets/timerangebar.h"

#include <QSortFilterProxyModel>

#include <optional>

namespace Lockscope::Ui {

class EventModel;

/// The events of the locks that the filter accepts.
class EventFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit EventFilter(EventModel &events, QObject *parent = nullptr);

    void setFilter(const LockFilter &filter);
    void setScope(const Scope &scope);
    /// Events after which the lock is in one of these categories; if empty, all.
    void setCategories(LockCategories categories);
    /// Events of a period; absent: all.
    void setRange(const std::optional<TimeRange> &range);
    const std::optional<TimeRange> &range() const { return m_range; }
    bool isFiltering() const { return m_range || !m_filter.isEmpty() || m_categories || m_scope != Scope(); }

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    const EventModel &m_events;
    LockFilter m_filter;
    Scope m_scope;
    LockCategories m_categories;
    std::optional<TimeRange> m_range;
};

} // namespace Lockscope::Ui
