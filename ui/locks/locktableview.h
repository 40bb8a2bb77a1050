// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/locktable.h"

#include <QTableView>
#include <QTimer>

#include <array>

class QMenu;

namespace Lockscope::Ui {

class Preferences;

/// The table of locks. The columns are as wide as their contents until the user resizes one. The visible columns, their
/// order, their widths and the sort order are stored in the preferences.
class LockTableView : public QTableView
{
    Q_OBJECT

public:
    explicit LockTableView(Preferences &preferences, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// Restores the default columns.
    void resetColumns();
    /// For a menu: one checkable action per column, then an action that restores the defaults.
    void fillColumnMenu(QMenu &menu);

    /// Whether the column with the host of each lock is shown, while there are locks of several hosts.
    void setShowsPlaces(bool shows);

    /// Selects only this row. QTableView::selectRow() does not work if a right-to-left table is wider than its columns.
    void choose(int row);

    /// -1 if no row is visible.
    int firstVisibleRow() const;
    int lastVisibleRow() const;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void setDefaultColumns();
    void restoreColumns();
    void keepColumns();
    void showColumnMenu(const QPoint &position);
    bool measure();
    void shareWidth();

    using Widths = std::array<int, LockTable::ColumnCount>;

    Preferences &m_preferences;
    Widths m_contents = {}; ///< the widest cell of each column that was measured
    QTimer m_measureTimer;
    bool m_isSharing = false;
    bool m_hasWidthsByHand = false;
    bool m_showsPlaces = false;
};

} // namespace Lockscope::Ui
