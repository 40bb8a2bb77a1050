// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace Lockscope::Ui {

/// A pane with bars at its bottom edge. A bar that appears takes its place from the pane, so that nothing above moves
/// while the user aims at it. Hidden if the pane and all bars are.
class PaneWithBars : public QWidget
{
    Q_OBJECT

public:
    PaneWithBars(QWidget &pane, const QList<QWidget *> &bars, QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showOrHide();

    QList<QWidget *> m_parts;
};

} // namespace Lockscope::Ui
