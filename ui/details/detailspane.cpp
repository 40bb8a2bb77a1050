// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/details/detailspane.h"

#include "ui/details/contentview.h"
#include "ui/details/formatview.h"
#include "ui/details/historyview.h"
#include "ui/details/processview.h"
#include "ui/details/reportfacts.h"
#include "ui/text/verdictwords.h"
#include "ui/widgets/factlist.h"
#include "ui/widgets/factstable.h"
#include "ui/widgets/glyphlabel.h"
#include "ui/widgets/scaledfont.h"

#include <lockscope/displaytext.h>
#include <lockscope/wording.h>

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace Lockscope::Ui {

namespace {

constexpr int VerdictIconSide = 32;

QLabel *newPlainLabel(const QString &objectName)
{
    auto *label = new QLabel;
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setWordWrap(true);
    return label;
}

} // namespace

DetailsPane::DetailsPane(QWidget *parent)
    : QStackedWidget(parent)
    , m_icon(new GlyphLabel(Glyph::Unknown, VerdictIconSide))
    , m_summary(newPlainLabel(QStringLiteral("verdictSummary")))
    , m_grounds(newPlainLabel(QStringLiteral("verdictGrounds")))
    , m_format(newPlainLabel(QStringLiteral("verdictFormat")))
    , m_advice(newPlainLabel(QStringLiteral("verdictAdvice")))
    , m_path(new QLineEdit)
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

void DetailsPane::setReport(const LockReport &report)
{
    if (m_report != report) {
        m_icon->setGlyph(glyphOf(report.verdict.state));
        m_icon->setAccessibleName(stateText(report.verdict.state));
        m_summary->setText(text(report.verdict));
        m_grounds->setText(groundsText(report.verdict));
        m_format->setText(formatLine(report));
        const auto advice = adviceText(report);
        m_advice->setText(advice);
        m_advice->setVisible(!advice.isEmpty());
        if (const auto path = displayText(report.path); path != m_path->text()) {
            m_path->setText(path);
            m_path->setCursorPosition(0);
        }
        m_path->setVisible(!report.path.empty());
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
    setCurrentIndex(1);
}

void DetailsPane::clear()
{
    m_report.reset();
    setCurrentIndex(0);
}

void DetailsPane::setHistory(std::shared_ptr<LockHistory> history)
{
    m_history->setHistory(std::move(history));
}

void DetailsPane::refreshHistory()
{
    m_history->refreshSoon();
}

void DetailsPane::showFormat()
{
    m_pages->setCurrentWidget(m_formatView);
}

QWidget *DetailsPane::newEmptyPage()
{
    auto *text = newPlainLabel(QStringLiteral("detailsEmpty"));
    text->setText(tr("Select a lock to see its holder, its state and the evidence."));
    text->setAlignment(Qt::AlignCenter);
    text->setForegroundRole(QPalette::PlaceholderText);
    return text;
}

QWidget *DetailsPane::newReportPage()
{
    m_evidence->setObjectName(QStringLiteral("evidence"));
    m_evidence->setAccessibleName(tr("Evidence"));
    m_kernelLocks->setObjectName(QStringLiteral("kernelLocks"));
    m_kernelLocks->setAccessibleName(tr("Kernel locks"));
    m_file->setObjectName(QStringLiteral("file"));
    m_pages->setObjectName(QStringLiteral("detailPages"));
    m_pages->setAccessibleName(tr("Details of the lock"));
    m_pages->setDocumentMode(true);
    m_pages->tabBar()->setDrawBase(false);
    m_pages->addTab(m_evidence, tr("Evidence"));
    m_pages->addTab(m_content, tr("Content"));
    m_pages->addTab(m_process, tr("Process"));
    m_pages->addTab(m_kernelLocks, tr("Kernel locks"));
    m_pages->addTab(m_formatView, tr("Format"));
    m_pages->addTab(m_history, tr("History"));
    m_pages->addTab(m_file, tr("File"));

    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(newHead());
    layout->addWidget(m_pages, 1);
    return page;
}

QWidget *DetailsPane::newHead()
{
    auto font = scaledFont(m_summary->font(), 1.25);
    font.setBold(true);
    m_summary->setFont(font);
    m_summary->setAccessibleName(tr("Verdict"));
    m_grounds->setForegroundRole(QPalette::PlaceholderText);
    m_format->setForegroundRole(QPalette::PlaceholderText);
    connect(m_formatView, &FormatView::describeRequested, this, &DetailsPane::describeRequested);

    m_path->setObjectName(QStringLiteral("lockPath"));
    m_path->setAccessibleName(tr("Path of the lock"));
    m_path->setReadOnly(true);
    m_path->setFrame(false);
    m_path->setTextMargins(-2, 0, 0, 0);
    auto colours = m_path->palette();
    colours.setColor(QPalette::Base, Qt::transparent);
    m_path->setPalette(colours);

    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_summary);
    texts->addWidget(m_format);
    texts->addWidget(m_grounds);
    texts->addWidget(m_advice);
    texts->addWidget(m_path);
    auto *head = new QWidget;
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(12, 10, 12, 6);
    layout->setSpacing(12);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    return head;
}

} // namespace Lockscope::Ui
