// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/brokenlock.h>

#include <QDialog>

#include <vector>

class QLabel;
class QPushButton;

namespace Lockscope::Ui {

class BreakController;
class FactsTable;

/// The locks that were broken on this host in the last days, each of which can be restored.
class BrokenDialog : public QDialog
{
    Q_OBJECT

public:
    explicit BrokenDialog(BreakController &desk, QWidget *parent = nullptr);

private:
    void look();
    void putBack();
    void showButtons();

    BreakController &m_desk;
    std::vector<BrokenLock> m_locks;
    FactsTable *m_table;
    QLabel *m_answer;
    QPushButton *m_putBack;
};

} // namespace Lockscope::Ui
