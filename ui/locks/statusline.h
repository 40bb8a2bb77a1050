// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/lockcategory.h"

#include <lockscope/directoryscan.h>
#include <lockscope/lockwatcher.h>

#include <QStatusBar>

class QLabel;
class QProgressBar;

namespace Lockscope::Ui {

/// The status bar: number of locks, progress of a scan, and watched places.
class StatusLine : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent = nullptr);

    void setCounts(const LockCounts &counts, int shown);
    void setProgress(const ScanProgress &progress);
    void endProgress();
    void setPlaces(const LockWatcher::Places &places);

private:
    QLabel *m_counts;
    QLabel *m_progress;
    QProgressBar *m_busy;
    QLabel *m_places;
};

} // namespace Lockscope::Ui
