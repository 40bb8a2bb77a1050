// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/breaker.h>

#include <QDialog>

#include <string>
#include <vector>

class QLabel;
class QPushButton;

namespace Lockscope::Ui {

class BreakController;
class FactsTable;

/// The locks that were broken on this host in the last days. The selected ones are restored or deleted permanently.
class BrokenDialog : public QDialog
{
    Q_OBJECT

public:
    explicit BrokenDialog(BreakController &desk, QWidget *parent = nullptr);

private:
    QWidget *newButtons();
    void look();
    void askToDelete();
    void showButtons();
    std::vector<std::string> selected() const;

    BreakController &m_desk;
    std::vector<BrokenLock> m_locks;
    FactsTable *m_table;
    QLabel *m_answer;
    QPushButton *m_putBack;
    QPushButton *m_delete;
};

} // namespace Lockscope::Ui
