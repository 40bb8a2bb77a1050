// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/backgroundpool.h"

#include <lockscope/lockhistory.h>

#include <QObject>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace Lockscope::Ui {

/// Reads a history. Called outside the GUI thread. Empty if nothing is recorded.
using ReadHistory = std::function<Result<std::vector<LockInterval>>(const LockHistory::Filter &)>;
/// Everything that was recorded so far is written before it is read.
ReadHistory readerOf(std::shared_ptr<LockHistory> history);

/// Reads the intervals of a history that have not ended, in another thread.
class HistoryReader : public QObject
{
    Q_OBJECT

public:
    explicit HistoryReader(QObject *parent = nullptr);

    void setHistory(ReadHistory history) { m_history = std::move(history); }
    void read();

Q_SIGNALS:
    void found(const std::vector<Lockscope::LockInterval> &intervals);

private:
    ReadHistory m_history;
    BackgroundPool m_pool{1};
};

} // namespace Lockscope::Ui
