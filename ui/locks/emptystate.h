// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QPushButton;

namespace Lockscope::Ui {

/// Replaces a table without rows, and explains why it is empty and what to do.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    /// The object name comes from the view that it replaces: `locksEmpty`, with `locksEmptyTitle` and
    /// `locksEmptyRemedy`.
    explicit EmptyState(const QString &objectName, QWidget *parent = nullptr);

    void say(const QString &title, const QString &explanation);
    /// With a button for the remedy.
    void say(const QString &title, const QString &explanation, QAction &remedy);

private:
    QLabel *m_title;
    QLabel *m_explanation;
    QPushButton *m_button;
};

} // namespace Lockscope::Ui
