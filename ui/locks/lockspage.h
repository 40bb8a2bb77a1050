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

/// The table of locks with what narrows it down, or the reason why it is empty.
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

    /// What is selected, from top to bottom.
    std::vector<const LockReport *> selected() const;
    /// The one to show in full; null where none is selected.
    const LockReport *current() const;
    /// Selects this lock, where the filter shows it.
    void choose(const std::string &key);
    void chooseFirstUnlessChosen();

    void setScope(const Scope &scope);
    /// A search is on: an empty table says so.
    void setLooking(bool isLooking);
    void showCounts();
    /// Time has gone on.
    void goOn();

Q_SIGNALS:
    void selectionChanged();
    /// Rows came, went, or are others.
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
