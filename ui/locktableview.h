// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QTableView>

namespace Lockscope::Ui {

/// The table of locks. Its columns share the width of the window until the user sets a width by hand.
class LockTableView : public QTableView
{
    Q_OBJECT

public:
    explicit LockTableView(QWidget *parent = nullptr);

    /// -1 where no row is in sight.
    int firstVisibleRow() const;
    int lastVisibleRow() const;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void shareWidth();

    bool m_isSharing = false;
    bool m_hasWidthsByHand = false;
};

} // namespace Lockscope::Ui
