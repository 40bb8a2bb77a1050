// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/events/eventfilter.h"

#include "ui/events/eventmodel.h"
#include "ui/model/lockrow.h"

#include <utility>

namespace Lockscope::Ui {

namespace {

/// What an event says about its lock.
LockReport reportOf(const LockEvent &event)
{
    LockReport report;
    report.path = event.path;
    report.format = event.format;
    report.verdict = event.verdict;
    report.owner = event.owner;
    report.process = event.process;
    const bool isInKernel = event.path.empty() || event.verdict.reason == Verdict::Reason::KernelLockHeld ||
                            event.verdict.reason == Verdict::Reason::KernelLockFree;
    if (isInKernel || event.kind == LockEvent::Kind::Waiting) {
        KernelLock lock;
        lock.waiters = event.waiters;
        report.kernelLocks.push_back(std::move(lock));
    }
    return report;
}

} // namespace

EventFilter::EventFilter(EventModel &events, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_events(events)
{
    setSourceModel(&events);
}

void EventFilter::setFilter(const LockFilter &filter)
{
    m_filter = filter;
    invalidateFilter();
}

void EventFilter::setScope(const Scope &scope)
{
    m_scope = scope;
    invalidateFilter();
}

void EventFilter::setCategories(LockCategories categories)
{
    m_categories = categories;
    invalidateFilter();
}

void EventFilter::setRange(const std::optional<TimeRange> &range)
{
    m_range = range;
    invalidateFilter();
}

bool EventFilter::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    Q_UNUSED(sourceParent)
    if (!isFiltering())
        return true;
    const auto &event = m_events.eventAt(sourceRow);
    if (m_range && (event.time < m_range->from || event.time > m_range->to))
        return false;
    const LockRow lock(reportOf(event), event.time);
    if (m_categories && !(lock.categories & m_categories))
        return false;
    return m_scope.contains(lock) && m_filter.matches(lock, event.time);
}

} // namespace Lockscope::Ui
