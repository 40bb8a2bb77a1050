// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace Lockscope::Ui {

class NamelessLocks;

/// Informs a user who is not root that some locks are shown without file names, and offers to show them. Hidden if
/// there are none, or until the next start if the user has dismissed it.
class AdministratorBar : public QFrame
{
    Q_OBJECT

public:
    explicit AdministratorBar(NamelessLocks &locks, QWidget *parent = nullptr);

private:
    void refresh();

    NamelessLocks &m_locks;
    QLabel *m_text;
    QPushButton *m_show;
    bool m_isDismissed;
    bool m_isAsking = false;
    int m_count = 0; ///< that the bar shows
};

} // namespace Lockscope::Ui
