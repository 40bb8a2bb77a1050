// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QTableView>

class QMenu;

namespace Lockscope::Ui {

class Preferences;

/// The table of locks. Its columns share the width of the window until the user sets a width by hand. Which columns
/// there are, their order, their widths and what they are sorted by is kept in the preferences.
class LockTableView : public QTableView
{
    Q_OBJECT

public:
    explicit LockTableView(Preferences &preferences, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// The columns as they were when the window was new.
    void resetColumns();
    /// For a menu: one checkable action a column, then the way back.
    void fillColumnMenu(QMenu &menu);

    /// Selects this row alone, from either side of the screen: QTableView::selectRow() finds none where a table that
    /// reads from right to left is wider than its columns.
    void choose(int row);

    /// -1 where no row is in sight.
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
    void shareWidth();

    Preferences &m_preferences;
    bool m_isSharing = false;
    bool m_hasWidthsByHand = false;
};

} // namespace Lockscope::Ui
