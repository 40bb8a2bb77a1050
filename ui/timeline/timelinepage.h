// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/backgroundpool.h"
#include "ui/sources/pathtext.h"

#include <lockscope/lockhistory.h>

#include <QTimer>
#include <QWidget>

#include <memory>
#include <string>

namespace Lockscope::Ui {

class EmptyState;
class TimelineView;

/// The recorded history as a timeline that is kept up to date.
class TimelinePage : public QWidget
{
    Q_OBJECT

public:
    explicit TimelinePage(QWidget *parent = nullptr);

    /// Null: nothing is recorded, and the page says so.
    void setHistory(std::shared_ptr<LockHistory> history);
    void setCurrent(const std::string &key);
    /// Something was recorded: reads the history again soon.
    void refreshSoon();

Q_SIGNALS:
    void chosen(const std::string &key);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *newTools();
    void refresh();
    void showWhatThereIs();

    std::shared_ptr<LockHistory> m_history;
    BackgroundPool m_pool{1};
    QTimer m_refreshTimer;
    bool m_isReading = false;
    bool m_hasData = false;
    QWidget *m_page;
    TimelineView *m_view;
    EmptyState *m_empty;
};

} // namespace Lockscope::Ui
