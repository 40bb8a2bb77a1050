// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/events/eventspage.h"

#include "ui/locks/emptystate.h"
#include "ui/text/agetext.h"
#include "ui/widgets/tablestyle.h"

#include <QHeaderView>
#include <QPushButton>
#include <QScrollBar>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>
#include <utility>

namespace Lockscope::Ui {

EventsPage::EventsPage(QWidget *parent)
    : QWidget(parent)
    , m_view(new QTreeView)
    , m_empty(new EmptyState(QStringLiteral("eventsEmpty")))
    , m_range(new TimeRangeBar(QStringLiteral("eventRange")))
    , m_more(new QPushButton)
    , m_layout(new QVBoxLayout(this))
{
    m_view->setObjectName(QStringLiteral("eventList"));
    m_view->setAccessibleName(tr("Event"));
    applyTableLook(*m_view, *m_view->header());
    setElideMode(*m_view, EventModel::FolderColumn, Qt::ElideLeft);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setTextElideMode(Qt::ElideMiddle);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setModel(&m_filter);
    const int character = fontMetrics().averageCharWidth();
    m_view->setColumnWidth(EventModel::TimeColumn,
                           fontMetrics().horizontalAdvance(QStringLiteral("00:00:00.000")) + 4 * character);
    m_view->setColumnWidth(EventModel::EventColumn, 20 * character);
    m_view->setColumnWidth(EventModel::LockColumn, 28 * character);
    m_view->setColumnWidth(EventModel::WhoColumn, 28 * character);
    m_more->setObjectName(QStringLiteral("moreEvents"));
    m_more->hide(); // below the list, so that it does not move either
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_layout->addWidget(m_view, 1);
    m_layout->addWidget(m_empty, 1);
    m_layout->addWidget(m_range);
    m_layout->addWidget(m_more);
    connect(m_range, &TimeRangeBar::cleared, this, &EventsPage::rangeCleared);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (current.isValid())
                    Q_EMIT chosen(m_model.keyAt(m_filter.mapToSource(current).row()));
            });
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        if (!isBeingRead())
            showPending();
    });
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_view->setCurrentIndex({});
        m_view->scrollToTop();
        showPending();
    });
    connect(&m_filter, &QAbstractItemModel::rowsInserted, this, &EventsPage::showWhatThereIs);
    connect(&m_filter, &QAbstractItemModel::rowsRemoved, this, &EventsPage::showWhatThereIs);
    showWhatThereIs();
}

void EventsPage::setFilterBar(QWidget &bar)
{
    m_layout->insertWidget(0, &bar);
}

void EventsPage::setRange(const std::optional<TimeRange> &range)
{
    m_filter.setRange(range);
    m_range->setText(range ? tr("Events from %1 to %2").arg(shortTimeText(range->from), shortTimeText(range->to))
                           : QString());
    showWhatThereIs();
}

void EventsPage::add(const std::vector<LockEvent> &events)
{
    const auto isNews = [this](const LockEvent &event) {
        return !m_isScanning || event.kind != LockEvent::Kind::Appeared;
    };
    std::ranges::copy_if(events, std::back_inserter(m_pending), isNews);
    if (const auto count = static_cast<int>(m_pending.size()); count > EventModel::Most)
        m_pending.erase(m_pending.begin(), m_pending.end() - EventModel::Most);
    if (isBeingRead())
        showWhatThereIs();
    else
        showPending();
}

bool EventsPage::isBeingRead() const
{
    return isVisible() && (m_view->currentIndex().isValid() || m_view->verticalScrollBar()->value() > 0);
}

void EventsPage::showPending()
{
    m_model.add(std::exchange(m_pending, {}));
    showWhatThereIs();
}

void EventsPage::showWhatThereIs()
{
    const bool isEmpty = m_filter.rowCount() == 0;
    if (m_model.rowCount() > 0)
        m_empty->say(tr("No event matches the filter"),
                     tr("Events of the locks that match the filter are listed here."));
    else
        m_empty->say(tr("No events yet"), tr("Events of the watched locks are listed here."));
    m_view->setVisible(!isEmpty);
    m_empty->setVisible(isEmpty);
    m_more->setText(tr("Show %n new event(s)", nullptr, static_cast<int>(m_pending.size())));
    m_more->setVisible(!m_pending.empty());
}

} // namespace Lockscope::Ui
