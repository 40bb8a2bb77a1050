// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QPushButton;

namespace Lockscope::Ui {

/// Stands in the table's place when there is no row to show, and says why and what to do about it.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    /// The view that it stands in for gives it its name: `locksEmpty`, with `locksEmptyTitle` and `locksEmptyRemedy`.
    explicit EmptyState(const QString &objectName, QWidget *parent = nullptr);

    void say(const QString &title, const QString &explanation);
    /// With a button that does something about it.
    void say(const QString &title, const QString &explanation, QAction &remedy);

private:
    QLabel *m_title;
    QLabel *m_explanation;
    QPushButton *m_button;
};

} // namespace Lockscope::Ui
