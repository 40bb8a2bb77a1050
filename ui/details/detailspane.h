// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockhistory.h>
#include <lockscope/lockreport.h>

#include <QStackedWidget>

#include <memory>
#include <optional>

class QLabel;
class QLineEdit;
class QTabWidget;

namespace Lockscope::Ui {

class ContentView;
class FactList;
class FactsTable;
class FormatView;
class GlyphLabel;
class HistoryView;
class ProcessView;

/// One lock in full: the verdict, then the evidence for it.
class DetailsPane : public QStackedWidget
{
    Q_OBJECT

public:
    explicit DetailsPane(QWidget *parent = nullptr);

    /// Shows this report. If it is about the same lock as before, the open page and the selection are kept.
    void setReport(const LockReport &report);
    /// Shows a hint to select a lock.
    void clear();
    /// The history to show; null if nothing is recorded.
    void setHistory(std::shared_ptr<LockHistory> history);
    /// Reads the history again.
    void refreshHistory();
    /// Opens the page that explains the format.
    void showFormat();

Q_SIGNALS:
    void describeRequested();

private:
    QWidget *newEmptyPage();
    QWidget *newReportPage();
    QWidget *newHead();

    std::optional<LockReport> m_report;
    GlyphLabel *m_icon;
    QLabel *m_summary;
    QLabel *m_grounds;
    QLabel *m_format;
    QLabel *m_advice;
    QLineEdit *m_path;
    QTabWidget *m_pages;
    FactsTable *m_evidence;
    ContentView *m_content;
    ProcessView *m_process;
    FactsTable *m_kernelLocks;
    FormatView *m_formatView;
    HistoryView *m_history;
    FactList *m_file;
};

} // namespace Lockscope::Ui
