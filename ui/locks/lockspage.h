// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/filter/lockfiltermodel.h"

#include <QWidget>

#include <string>
#include <vector>

class QStackedLayout;

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
    LockTableView &table() { return *m_table; }
    int shownCount() const { return m_filtered.rowCount(); }
    bool isFiltering() const { return m_filtered.isFiltering(); }

    /// The selected locks, from top to bottom.
    std::vector<const LockReport *> selected() const;
    /// The lock to show in full; null if none is selected.
    const LockReport *current() const;
    /// Selects this lock if the filter shows it.
    void choose(const std::string &key);
    void chooseFirstUnlessChosen();

    void setScope(const Scope &scope);
    /// While a scan is running, an empty table reports that.
    void setLooking(bool isLooking);
    void showCounts();
    /// Updates the displayed ages.
    void goOn();

Q_SIGNALS:
    void selectionChanged();
    /// Rows were added, removed or changed.
    void changed();

private:
    void connectTable();
    void showWhatThereIs();
    QStringList filterValues(const QString &key) const;

    LockTableModel &m_locks;
    const WindowActions &m_actions;
    LockFilterModel m_filtered;
    bool m_isLooking = false;
    FilterBar *m_filterBar;
    LockTableView *m_table;
    EmptyState *m_empty;
    QStackedLayout *m_tableOrEmpty;
};

} // namespace Lockscope::Ui
