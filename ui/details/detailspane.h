// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/details/answercard.h"
#include "ui/details/processview.h"
#include "ui/model/historyreader.h"

#include <lockscope/lockhistory.h>
#include <lockscope/lockreport.h>

#include <QStackedWidget>

#include <optional>

class QScrollArea;
class QTabWidget;

namespace Lockscope::Ui {

class ContentView;
class FactList;
class FactsTable;
class FormatView;
class HistoryView;

/// One lock in full: the answer card, then the evidence for it.
class DetailsPane : public QStackedWidget
{
    Q_OBJECT

public:
    explicit DetailsPane(QWidget *parent = nullptr);

    void setActions(const AnswerActions &actions);
    void setHeardFrom(HeardFrom heard);
    /// The watched locks of a process, for the page about the process.
    void setLocksOfProcess(ProcessView::Locks locks);

    /// Shows this report. If it is about the same lock as before, the open page and the selection are kept.
    void setReport(const LockReport &report, const LockTimes &times = {});
    /// Shows a hint to select a lock.
    void clear();
    /// The history to show; empty if nothing is recorded.
    void setHistory(ReadHistory history);
    /// Shows what a capture recorded: nothing is read from this host, and nothing can be changed.
    void setRecorded(ProcessView::Reader processes);
    /// Reads the history again.
    void refreshHistory();
    /// Moves the focus to the page that says most about this lock: the process of a held lock, otherwise the evidence.
    void enter();
    /// Opens the page that explains the format.
    void showFormat();
    /// Updates the displayed times.
    void goOn();

    /// Does not depend on the lock that is shown: a splitter must not move when another one is selected.
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void describeRequested();
    /// Another lock of the same process was chosen.
    void lockChosen(const std::string &key);

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *newEmptyPage();
    QWidget *newReportPage();
    void fitCard();

    std::optional<LockReport> m_report;
    AnswerCard *m_card;
    QScrollArea *m_cardArea;
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
