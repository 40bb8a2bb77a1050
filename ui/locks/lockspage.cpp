// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/locks/lockspage.h"

#include "ui/filter/cellfilter.h"
#include "ui/filter/filterbar.h"
#include "ui/locks/emptystate.h"
#include "ui/locks/locktableview.h"
#include "ui/model/locktablemodel.h"
#include "ui/text/agetext.h"
#include "ui/widgets/windowactions.h"

#include <lockscope/displaytext.h>

#include <QHeaderView>
#include <QSet>
#include <QSplitter>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace Lockscope::Ui {

LocksPage::LocksPage(LockTableModel &locks, Preferences &preferences, const WindowActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_locks(locks)
    , m_actions(actions)
    , m_filtered(locks)
    , m_layout(new QVBoxLayout(this))
    , m_filterBar(new FilterBar(preferences))
    , m_groups(new GroupsPanel)
    , m_table(new LockTableView(preferences))
    , m_empty(new EmptyState(QStringLiteral("locksEmpty")))
    , m_tableOrEmpty(new QStackedLayout)
{
    m_table->setObjectName(QStringLiteral("lockTable"));
    m_table->setAccessibleName(tr("Locks"));
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_tableOrEmpty->addWidget(m_table);
    m_tableOrEmpty->addWidget(m_empty);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_layout->addWidget(m_filterBar);
    auto *right = new QWidget;
    right->setLayout(m_tableOrEmpty);
    auto *sides = new QSplitter;
    sides->addWidget(m_groups);
    sides->addWidget(right);
    sides->setStretchFactor(1, 1);
    sides->setSizes({240, 960});
    sides->setChildrenCollapsible(false);
    m_layout->addWidget(sides, 1);
    m_groupButton = m_filterBar->addMenu(m_groups->menu(), QStringLiteral("groupBy"));
    connectTable();
    connectGroups();
    showCounts();
}

LocksPage::~LocksPage()
{
    // The table outlives its model by a moment, and reports that the selection was cleared when there is no details
    // pane any more.
    m_table->selectionModel()->disconnect(this);
}

FilterBar &LocksPage::lendFilterBar()
{
    m_groupButton->hide();
    return *m_filterBar;
}

void LocksPage::takeFilterBar()
{
    m_groupButton->show();
    m_layout->insertWidget(0, m_filterBar);
}

std::vector<const LockRow *> LocksPage::selected() const
{
    auto rows = m_table->selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    std::vector<const LockRow *> locks;
    for (const auto &row : rows)
        locks.push_back(&m_filtered.lockAt(row.row()));
    return locks;
}

const LockRow *LocksPage::current() const
{
    const auto *selection = m_table->selectionModel();
    if (!selection->hasSelection())
        return nullptr;
    const auto current = selection->currentIndex();
    const auto shown = selection->isSelected(current) ? current : selection->selectedRows().first();
    return &m_filtered.lockAt(shown.row());
}

QString LocksPage::currentCellFilter() const
{
    const auto cell = m_table->selectionModel()->currentIndex();
    const auto *lock = current();
    return lock && cell.isValid() ? cellFilter(*lock, static_cast<LockTable::Column>(cell.column())) : QString();
}

bool LocksPage::choose(const std::string &key)
{
    const auto shown = indexOf(key);
    if (!shown.isValid())
        return false;
    m_table->choose(shown.row());
    m_table->scrollTo(shown);
    return true;
}

void LocksPage::chooseAlso(const std::string &key)
{
    if (const auto shown = indexOf(key); shown.isValid())
        m_table->selectionModel()->select(shown, QItemSelectionModel::Select | QItemSelectionModel::Rows);
}

QModelIndex LocksPage::indexOf(const std::string &key) const
{
    const int row = m_locks.rowOf(key);
    return row < 0 ? QModelIndex() : m_filtered.mapFromSource(m_locks.index(row, 0));
}

void LocksPage::chooseNone()
{
    m_table->clearSelection();
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
    showGroups();
    showCounts();
}

void LocksPage::setLooking(bool isLooking)
{
    m_isLooking = isLooking;
    showWhatThereIs();
}

void LocksPage::showCounts()
{
    m_filterBar->setCounts(m_filtered.counts());
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
    connect(m_table, &QAbstractItemView::activated, this, &LocksPage::activated);
    const auto *selection = m_table->selectionModel();
    connect(selection, &QItemSelectionModel::selectionChanged, this, &LocksPage::selectionChanged);
    connect(selection, &QItemSelectionModel::currentRowChanged, this, &LocksPage::selectionChanged);
    connect(selection, &QItemSelectionModel::currentColumnChanged, this, &LocksPage::cellChanged);
    connect(&m_locks, &LockTableModel::merged, this, &LocksPage::selectionChanged);
}

void LocksPage::connectGroups()
{
    // Delayed: grouping visits every lock.
    m_groupsTimer.setSingleShot(true);
    m_groupsTimer.setInterval(std::chrono::milliseconds(200));
    connect(&m_groupsTimer, &QTimer::timeout, this, &LocksPage::showGroups);
    connect(m_groups, &GroupsPanel::groupingChanged, this, &LocksPage::showGroups);
    connect(m_groups, &GroupsPanel::groupChosen, this, [this](const LockGroup &group) {
        m_filtered.setGroup(group);
        showCounts();
        chooseFirstUnlessChosen();
    });
    const auto showSoon = [this] {
        if (m_groups->grouping() != Grouping::None && !m_groupsTimer.isActive())
            m_groupsTimer.start();
    };
    connect(this, &LocksPage::changed, this, showSoon);
    connect(&m_locks, &LockTableModel::merged, this, showSoon);
    connect(m_filterBar, &FilterBar::filterChanged, this, showSoon);
    connect(m_filterBar, &FilterBar::categoriesChanged, this, showSoon);
}

void LocksPage::showGroups()
{
    const auto locks = m_filtered.locksOfAllGroups();
    m_groups->setGroups(groupsOf(locks, m_groups->grouping()), locks.size());
}

void LocksPage::showWhatThereIs()
{
    const bool hasRows = shownCount() > 0;
    m_tableOrEmpty->setCurrentWidget(hasRows ? static_cast<QWidget *>(m_table) : m_empty);
    m_actions.clearFilter->setEnabled(isFiltering());
    if (hasRows)
        return;
    const auto &scope = m_filtered.scope();
    if (m_locks.rowCount() > 0 && !m_filtered.hasFilter() && scope.kind == Scope::Kind::Below && !m_isLooking)
        m_empty->say(tr("No locks in %1").arg(displayText(scope.top)), m_locks.counts().text(), *m_actions.clearFilter);
    else if (m_locks.rowCount() > 0 && m_filtered.isFiltering())
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
        else if (key == u"user" && lock.process)
            values += displayText(lock.process->user);
    }
    values.remove(QString());
    QStringList sorted(values.begin(), values.end());
    sorted.sort(Qt::CaseInsensitive);
    return sorted;
}

} // namespace Lockscope::Ui
