// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/ask/answers.h"
#include "ui/model/backgroundpool.h"

#include <QDialog>
#include <QTimer>

#include <cstdint>
#include <filesystem>
#include <string>

class QLabel;
class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace Lockscope::Ui {

class LockTableModel;

/// One field for every question: a path, a PID, an inode, a program or a host. Lists the locks that match, and
/// for a path all processes that use the file, with or without a lock. Return shows the selected answer in the window.
class AskDialog : public QDialog
{
    Q_OBJECT

public:
    AskDialog(const LockTableModel &locks, BackgroundPool &pool, QWidget *parent = nullptr);

Q_SIGNALS:
    void lockChosen(const std::string &key);
    void processChosen(std::int64_t pid);
    /// A path without a lock in the table was chosen: it should be watched.
    void pathChosen(const std::filesystem::path &path);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void ask();
    void askTheHost();
    void showLocks(const Question &question);
    void showHost(const HostAnswer &answer);
    void selectFirst();
    void use(QTreeWidgetItem *item);
    QTreeWidgetItem *newTitle(const QString &text);

    const LockTableModel &m_locks;
    BackgroundPool &m_pool;
    QTimer m_hostTimer;
    QLineEdit *m_field;
    QTreeWidget *m_answers;
    QLabel *m_sentence;
    QTreeWidgetItem *m_processes = nullptr; ///< the title above the processes
};

} // namespace Lockscope::Ui
