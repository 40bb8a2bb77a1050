// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/events/eventspage.h"

#include "ui/locks/emptystate.h"
#include "ui/widgets/tablestyle.h"

#include <QHeaderView>
#include <QTreeView>
#include <QVBoxLayout>

namespace Lockscope::Ui {

EventsPage::EventsPage(QWidget *parent)
    : QWidget(parent)
    , m_view(new QTreeView)
    , m_empty(new EmptyState(QStringLiteral("eventsEmpty")))
{
    m_view->setObjectName(QStringLiteral("eventList"));
    m_view->setAccessibleName(tr("Event"));
    applyTableLook(*m_view, *m_view->header());
    setElideMode(*m_view, EventModel::FolderColumn, Qt::ElideLeft);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setTextElideMode(Qt::ElideMiddle);
    m_view->setModel(&m_model);
    const int character = fontMetrics().averageCharWidth();
    m_view->setColumnWidth(EventModel::TimeColumn,
                           fontMetrics().horizontalAdvance(QStringLiteral("00:00:00.000")) + 4 * character);
    m_view->setColumnWidth(EventModel::EventColumn, 20 * character);
    m_view->setColumnWidth(EventModel::LockColumn, 28 * character);
    m_view->setColumnWidth(EventModel::WhoColumn, 28 * character);
    m_empty->say(tr("No events yet"), tr("Events of the watched locks are listed here."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    layout->addWidget(m_empty);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (current.isValid())
                    Q_EMIT chosen(m_model.keyAt(current.row()));
            });
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &EventsPage::showWhatThereIs);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &EventsPage::showWhatThereIs);
    showWhatThereIs();
}

void EventsPage::showWhatThereIs()
{
    const bool isEmpty = m_model.rowCount() == 0;
    m_view->setVisible(!isEmpty);
    m_empty->setVisible(isEmpty);
}

} // namespace Lockscope::Ui
