// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/backgroundpool.h"

#include <lockscope/lockformats.h>
#include <lockscope/lockreport.h>

#include <QWidget>

#include <filesystem>
#include <string>
#include <vector>

class QPushButton;

namespace Lockscope::Ui {

class FactList;
class FactsTable;

/// The format of a lock: what is known about it, and why it was chosen. The explanation is read when it is visible.
class FormatView : public QWidget
{
    Q_OBJECT

public:
    explicit FormatView(QWidget *parent = nullptr);

    /// Shows the formats that reports contain: the files are on another host, or have changed since.
    void setRecorded() { m_isRecorded = true; }
    void setReport(const LockReport &report);

Q_SIGNALS:
    /// The user wants to describe the format of this lock.
    void describeRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void read();
    void show(const std::vector<FormatCandidate> &candidates);
    void showRecorded(const std::vector<FormatMatch> &formats);

    std::filesystem::path m_path; ///< empty: the format of a row, or of a kernel lock without a path
    std::string m_format;
    bool m_isRecorded = false;
    bool m_isRead = false; ///< the table is about this path and format
    bool m_isReading = false;
    BackgroundPool m_pool{1};
    FactList *m_facts;
    FactsTable *m_candidates;
    QPushButton *m_describe;
};

} // namespace Lockscope::Ui
