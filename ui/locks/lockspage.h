// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/filter/lockfiltermodel.h"
#include "ui/locks/groupspanel.h"

#include <QTimer>
#include <QWidget>

#include <string>
#include <vector>

class QStackedLayout;
class QVBoxLayout;

namespace Lockscope::Ui {

class EmptyState;
class FilterBar;
class LockTableModel;
class LockTableView;
class Preferences;
struct WindowActions;

/// The table of locks with its filter, or the reason why it is empty.
class LocksPage : public QWidget
{
    Q_OBJECT

public:
    LocksPage(LockTableModel &locks, Preferences &preferences, const WindowActions &actions, QWidget *parent = nullptr);
    ~LocksPage() override;

    FilterBar &filterBar() { return *m_filterBar; }
    /// For another page, which has no groups.
    FilterBar &lendFilterBar();
    /// Shows the filter above the table again, if another page had it.
    void takeFilterBar();
    LockTableView &table() { return *m_table; }
    int shownCount() const { return m_filtered.rowCount(); }
    bool isFiltering() const { return m_filtered.isFiltering(); }

    /// The selected locks, from top to bottom.
    std::vector<const LockRow *> selected() const;
    /// The lock to show in full; null if none is selected.
    const LockRow *current() const;
    /// The filter term for the current cell, see cellFilter().
    QString currentCellFilter() const;
    /// Selects this lock if the filter shows it; otherwise false.
    bool choose(const std::string &key);
    /// Adds it to the selection.
    void chooseAlso(const std::string &key);
    void chooseNone();
    void chooseFirstUnlessChosen();

    void setScope(const Scope &scope);
    GroupsPanel &groups() { return *m_groups; }
    /// Shows the locks of all groups.
    void clearGroup() { m_groups->clearGroup(); }
    /// While a scan is running, an empty table reports that.
    void setLooking(bool isLooking);
    void showCounts();
    /// Updates the displayed ages.
    void goOn();

Q_SIGNALS:
    void selectionChanged();
    /// Another cell is the current one.
    void cellChanged();
    /// The current lock was double-clicked, or Return was pressed.
    void activated();
    /// Rows were added, removed or changed.
    void changed();

private:
    void connectTable();
    void connectGroups();
    void showWhatThereIs();
    void showGroups();
    QModelIndex indexOf(const std::string &key) const;
    QStringList filterValues(const QString &key) const;

    LockTableModel &m_locks;
    const WindowActions &m_actions;
    LockFilterModel m_filtered;
    bool m_isLooking = false;
    QVBoxLayout *m_layout;
    FilterBar *m_filterBar;
    GroupsPanel *m_groups;
    QWidget *m_groupButton = nullptr;
    QTimer m_groupsTimer;
    LockTableView *m_table;
    EmptyState *m_empty;
    QStackedLayout *m_tableOrEmpty;
};

} // namespace Lockscope::Ui
