// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/locks/lockspage.h"

#include "ui/filter/filterbar.h"
#include "ui/locks/emptystate.h"
#include "ui/locks/locktableview.h"
#include "ui/model/locktablemodel.h"
#include "ui/text/agetext.h"
#include "ui/widgets/windowactions.h"

#include <lockscope/displaytext.h>

#include <QHeaderView>
#include <QSet>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace Lockscope::Ui {

LocksPage::LocksPage(LockTableModel &locks, Preferences &preferences, const WindowActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_locks(locks)
    , m_actions(actions)
    , m_filtered(locks)
    , m_filterBar(new FilterBar(preferences))
    , m_table(new LockTableView(preferences))
    , m_empty(new EmptyState(QStringLiteral("locksEmpty")))
    , m_tableOrEmpty(new QStackedLayout)
{
    m_table->setObjectName(QStringLiteral("lockTable"));
    m_table->setAccessibleName(tr("Locks"));
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_tableOrEmpty->addWidget(m_table);
    m_tableOrEmpty->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filterBar);
    layout->addLayout(m_tableOrEmpty, 1);
    connectTable();
    showCounts();
}

LocksPage::~LocksPage()
{
    // The table outlives its model by a moment, and reports that the selection was cleared when there is no details
    // pane any more.
    m_table->selectionModel()->disconnect(this);
}

std::vector<const LockReport *> LocksPage::selected() const
{
    auto rows = m_table->selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    std::vector<const LockReport *> reports;
    for (const auto &row : rows)
        reports.push_back(&m_filtered.reportAt(row.row()));
    return reports;
}

const LockReport *LocksPage::current() const
{
    const auto *selection = m_table->selectionModel();
    if (!selection->hasSelection())
        return nullptr;
    const auto current = selection->currentIndex();
    const auto shown = selection->isSelected(current) ? current : selection->selectedRows().first();
    return &m_filtered.reportAt(shown.row());
}

void LocksPage::choose(const std::string &key)
{
    const int row = m_locks.rowOf(key);
    if (row < 0)
        return;
    const auto shown = m_filtered.mapFromSource(m_locks.index(row, 0));
    if (!shown.isValid())
        return;
    m_table->choose(shown.row());
    m_table->scrollTo(shown);
}

void LocksPage::chooseFirstUnlessChosen()
{
    // A table that gets the focus has a current row that is not selected.
    if (!m_table->selectionModel()->hasSelection())
        m_table->choose(0);
}

void LocksPage::setScope(const Scope &scope)
{
    m_filtered.setScope(scope);
    showCounts();
}

void LocksPage::setLooking(bool isLooking)
{
    m_isLooking = isLooking;
    showWhatThereIs();
}

void LocksPage::showCounts()
{
    m_filterBar->setCounts(m_locks.counts());
    showWhatThereIs();
}

void LocksPage::goOn()
{
    m_filtered.goOn(m_table->firstVisibleRow(), m_table->lastVisibleRow());
}

void LocksPage::connectTable()
{
    m_table->setModel(&m_filtered);
    m_filterBar->setValues([this](const QString &key) { return filterValues(key); });
    connect(m_filterBar, &FilterBar::filterChanged, &m_filtered, &LockFilterModel::setFilter);
    connect(m_filterBar, &FilterBar::categoriesChanged, &m_filtered, &LockFilterModel::setCategories);
    connect(m_filterBar, &FilterBar::left, this, [this] {
        m_table->setFocus();
        if (!m_table->selectionModel()->hasSelection())
            m_table->choose(0);
    });
    connect(&m_locks, &LockTableModel::countsChanged, this, &LocksPage::changed);
    connect(&m_filtered, &LockFilterModel::rowsInserted, this, &LocksPage::changed);
    connect(&m_filtered, &LockFilterModel::rowsRemoved, this, &LocksPage::changed);
    const auto *selection = m_table->selectionModel();
    connect(selection, &QItemSelectionModel::selectionChanged, this, &LocksPage::selectionChanged);
    connect(selection, &QItemSelectionModel::currentRowChanged, this, &LocksPage::selectionChanged);
    connect(&m_locks, &LockTableModel::merged, this, &LocksPage::selectionChanged);
}

void LocksPage::showWhatThereIs()
{
    const bool hasRows = shownCount() > 0;
    m_tableOrEmpty->setCurrentWidget(hasRows ? static_cast<QWidget *>(m_table) : m_empty);
    m_actions.clearFilter->setEnabled(isFiltering());
    if (hasRows)
        return;
    if (m_locks.rowCount() > 0)
        m_empty->say(tr("No lock matches the filter"), m_locks.counts().text(), *m_actions.clearFilter);
    else if (m_isLooking)
        m_empty->say(tr("Scanning for locks…"), tr("They appear here as soon as they are found."));
    else
        m_empty->say(tr("No locks found"),
                     tr("The watched places contain no locks. Add a folder, or drop files and folders here."),
                     *m_actions.addFolder);
}

QStringList LocksPage::filterValues(const QString &key) const
{
    QSet<QString> values;
    for (int row = 0; row < m_locks.rowCount(); ++row) {
        const auto &lock = m_locks.lockInSlot(m_locks.slotAt(row));
        if (key == u"kind")
            values += lock.kind;
        else if (key == u"host")
            values += lock.host;
        else if (key == u"user" && lock.report.process)
            values += displayText(lock.report.process->user);
    }
    values.remove(QString());
    QStringList sorted(values.begin(), values.end());
    sorted.sort(Qt::CaseInsensitive);
    return sorted;
}

} // namespace Lockscope::Ui
