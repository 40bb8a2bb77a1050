// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/backgroundpool.h"
#include "ui/model/historyreader.h"

#include <lockscope/lockhistory.h>

#include <QTimer>
#include <QWidget>

#include <filesystem>
#include <string>
#include <vector>

class QLabel;

namespace Lockscope::Ui {

class FactsTable;

/// The recorded history of one lock, newest first. Read while it is visible.
class HistoryView : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryView(QWidget *parent = nullptr);

    /// Empty: nothing is recorded.
    void setHistory(ReadHistory history);
    void setLock(const std::string &key, const std::filesystem::path &path);
    /// Reads the history again soon, because it may have changed.
    void refreshSoon();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void read();
    void show(const Result<std::vector<LockInterval>> &intervals);

    ReadHistory m_history;
    std::string m_key;
    std::filesystem::path m_path;
    bool m_isReading = false;
    QTimer m_refreshTimer;
    BackgroundPool m_pool{1};
    FactsTable *m_table;
    QLabel *m_empty;
};

} // namespace Lockscope::Ui
