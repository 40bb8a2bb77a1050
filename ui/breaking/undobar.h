// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>

class QAction;
class QLabel;

namespace Lockscope::Ui {

class BreakController;

/// Reports that a lock was broken and offers to restore it, until it is dismissed.
class UndoBar : public QFrame
{
    Q_OBJECT

public:
    UndoBar(BreakController &desk, QAction &undo, QWidget *parent = nullptr);

private:
    void say(const QString &text, bool canBeUndone);

    QLabel *m_text;
    QWidget *m_undo;
    int m_count = 0; ///< locks broken since the bar was last dismissed
};

} // namespace Lockscope::Ui
