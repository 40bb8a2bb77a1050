// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/filter/lockgroup.h"

#include <QWidget>

#include <functional>
#include <vector>

class QActionGroup;
class QMenu;
class QTreeWidget;

namespace Lockscope::Ui {

/// The groups of the locks with their numbers. Selecting a group shows only its locks; it is hidden if nothing is
/// grouped.
class GroupsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit GroupsPanel(QWidget *parent = nullptr);

    Grouping grouping() const { return m_grouping; }
    void setGrouping(Grouping grouping);
    /// Keeps the selection. A selected group without locks stays, with the number 0.
    void setGroups(const std::vector<CountedGroup> &groups, std::size_t total);
    /// Selects all locks.
    void clearGroup();
    /// The choice of the grouping.
    QMenu &menu() { return *m_menu; }

Q_SIGNALS:
    void groupingChanged(Lockscope::Ui::Grouping grouping);
    void groupChosen(const Lockscope::Ui::LockGroup &group);

private:
    static QString titleOf(Grouping grouping);
    void choose(int row);

    Grouping m_grouping = Grouping::None;
    std::vector<CountedGroup> m_groups; ///< as shown; the first is all locks
    LockGroup m_chosen;
    bool m_isFilling = false;
    QTreeWidget *m_list;
    QActionGroup *m_choices;
    QMenu *m_menu;
};

} // namespace Lockscope::Ui
