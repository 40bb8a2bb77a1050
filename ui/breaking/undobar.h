// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>

class QAction;
class QLabel;
class QPushButton;

namespace Lockscope::Ui {

class BreakController;
class UndoSteps;

/// Reports which locks were broken or restored, until it is dismissed. Its button and the action name the locks that
/// they restore.
class UndoBar : public QFrame
{
    Q_OBJECT

public:
    UndoBar(BreakController &desk, UndoSteps &steps, QAction &undo, QWidget *parent = nullptr);

private:
    void say(const QString &text);
    void showNext();

    const UndoSteps &m_steps;
    QAction &m_undo;
    QLabel *m_text;
    QPushButton *m_button;
};

} // namespace Lockscope::Ui
