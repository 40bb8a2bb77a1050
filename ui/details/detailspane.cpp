// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/details/detailspane.h"

#include "ui/details/contentview.h"
#include "ui/details/formatview.h"
#include "ui/details/historyview.h"
#include "ui/details/reportfacts.h"
#include "ui/widgets/factlist.h"
#include "ui/widgets/factstable.h"
#include "ui/widgets/plainlabel.h"

#include <QEvent>
#include <QLabel>
#include <QScrollArea>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Lockscope::Ui {

namespace {

/// The titles of a table, and three rows.
constexpr int PagesLines = 4;
constexpr int CardLines = 3;

} // namespace

DetailsPane::DetailsPane(QWidget *parent)
    : QStackedWidget(parent)
    , m_card(new AnswerCard)
    , m_cardArea(new QScrollArea)
    , m_pages(new QTabWidget)
    , m_evidence(new FactsTable({tr("Supports"), tr("Finding"), tr("Source")}))
    , m_content(new ContentView)
    , m_process(new ProcessView)
    , m_kernelLocks(new FactsTable({tr("Type"), tr("Mode"), tr("Bytes"), tr("Holders"), tr("Waiters")}))
    , m_formatView(new FormatView)
    , m_history(new HistoryView)
    , m_file(new FactList)
{
    setObjectName(QStringLiteral("detailsPane"));
    addWidget(newEmptyPage());
    addWidget(newReportPage());
    clear();
}

void DetailsPane::setReport(const LockReport &report, const LockTimes &times)
{
    if (m_report != report) {
        m_card->setReport(report);
        m_evidence->setRows(evidenceRows(report));
        m_content->setReport(report);
        m_process->setReport(report);
        m_kernelLocks->setRows(kernelLockRows(report));
        m_formatView->setReport(report);
        m_file->setFacts(fileFacts(report));
        // Hide the pages that are empty for this lock.
        m_pages->setTabVisible(m_pages->indexOf(m_process), report.process.has_value());
        m_pages->setTabVisible(m_pages->indexOf(m_kernelLocks), !report.kernelLocks.empty());
        m_history->setLock(report.key(), report.path);
        m_report = report;
    }
    m_card->setTimes(times);
    setCurrentIndex(1);
    fitCard();
}

void DetailsPane::clear()
{
    m_report.reset();
    setCurrentIndex(0);
}

void DetailsPane::setActions(const AnswerActions &actions)
{
    m_card->setActions(actions);
}

void DetailsPane::setHeardFrom(HeardFrom heard)
{
    m_card->setHeardFrom(std::move(heard));
}

void DetailsPane::setLocksOfProcess(ProcessView::Locks locks)
{
    m_process->setLocks(std::move(locks));
}

void DetailsPane::goOn()
{
    m_card->goOn();
}

void DetailsPane::resizeEvent(QResizeEvent *event)
{
    QStackedWidget::resizeEvent(event);
    fitCard();
}

QSize DetailsPane::minimumSizeHint() const
{
    return {QStackedWidget::minimumSizeHint().width(), fontMetrics().height() * CardLines + m_pages->minimumHeight()};
}

bool DetailsPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        fitCard();
    return QStackedWidget::eventFilter(watched, event);
}

/// The card is as high as its texts. If a large font leaves no space for the pages, the card scrolls.
void DetailsPane::fitCard()
{
    const auto *layout = m_card->layout();
    const int wanted =
        layout->hasHeightForWidth() ? layout->totalHeightForWidth(width()) : layout->totalSizeHint().height();
    const int least = fontMetrics().height() * CardLines;
    m_cardArea->setFixedHeight(std::min(wanted, std::max(least, height() - m_pages->minimumHeight())));
}

void DetailsPane::setHistory(ReadHistory history)
{
    m_history->setHistory(std::move(history));
}

void DetailsPane::setRecorded(ProcessView::Reader processes)
{
    m_card->setRecorded();
    m_process->setReader(std::move(processes));
    m_process->setShowsOpenFiles(false);
    m_formatView->setRecorded();
}

void DetailsPane::refreshHistory()
{
    m_history->refreshSoon();
}

void DetailsPane::enter()
{
    if (!m_report)
        return;
    const bool hasProcess = m_report->verdict.state == Verdict::State::Held && m_report->process;
    m_pages->setCurrentIndex(m_pages->indexOf(hasProcess ? static_cast<QWidget *>(m_process) : m_evidence));
    m_pages->currentWidget()->setFocus(Qt::OtherFocusReason);
}

void DetailsPane::showFormat()
{
    m_pages->setCurrentWidget(m_formatView);
}

QWidget *DetailsPane::newEmptyPage()
{
    auto *text = newSelectableLabel(QStringLiteral("detailsEmpty"));
    text->setText(tr("Select a lock to see its holder, its state and the evidence."));
    text->setAlignment(Qt::AlignCenter);
    text->setForegroundRole(QPalette::PlaceholderText);
    return text;
}

QWidget *DetailsPane::newReportPage()
{
    connect(m_formatView, &FormatView::describeRequested, this, &DetailsPane::describeRequested);
    connect(m_process, &ProcessView::lockChosen, this, &DetailsPane::lockChosen);
    m_cardArea->setWidget(m_card);
    m_cardArea->setWidgetResizable(true);
    m_cardArea->setFrameShape(QFrame::NoFrame);
    m_cardArea->setFocusPolicy(Qt::NoFocus); // its texts and buttons get the focus, and scroll into view
    m_cardArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_card->installEventFilter(this);
    m_evidence->setObjectName(QStringLiteral("evidence"));
    m_evidence->setAccessibleName(tr("Evidence"));
    m_kernelLocks->setObjectName(QStringLiteral("kernelLocks"));
    m_kernelLocks->setAccessibleName(tr("Kernel locks"));
    m_file->setObjectName(QStringLiteral("file"));
    m_pages->setObjectName(QStringLiteral("detailPages"));
    m_pages->setAccessibleName(tr("Details of the lock"));
    m_pages->setDocumentMode(true);
    // The pages yield first, to a head of several lines and to a bar below the pane.
    m_pages->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    m_pages->tabBar()->setDrawBase(false);
    m_pages->addTab(m_evidence, tr("Evidence"));
    m_pages->addTab(m_content, tr("Content"));
    m_pages->addTab(m_process, tr("Process"));
    m_pages->addTab(m_kernelLocks, tr("Kernel locks"));
    m_pages->addTab(m_formatView, tr("Format"));
    m_pages->addTab(m_history, tr("History"));
    m_pages->addTab(m_file, tr("File"));
    m_pages->setMinimumHeight(m_pages->tabBar()->sizeHint().height() + fontMetrics().height() * PagesLines);

    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_cardArea);
    layout->addWidget(m_pages, 1);
    return page;
}

} // namespace Lockscope::Ui
