// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/details/historyview.h"

#include "ui/model/displayedtime.h"
#include "ui/text/agetext.h"
#include "ui/text/holdertext.h"
#include "ui/text/verdictwords.h"
#include "ui/widgets/factstable.h"
#include "ui/widgets/messagebar.h"

#include <QLabel>
#include <QVBoxLayout>

#include <chrono>
#include <utility>

namespace Lockscope::Ui {

namespace {

/// More than a user reads about one lock.
constexpr std::size_t MostIntervals = 500;

FactsTable::Row rowOf(const LockInterval &interval, WallTime now)
{
    const auto lasted = interval.to.value_or(now) - interval.from;
    return {.texts = {shortTimeText(interval.from), intervalText(interval.what), whoOf(interval), ageText(lasted),
                      endText(interval.end)},
            .icon = {}};
}

} // namespace

HistoryView::HistoryView(QWidget *parent)
    : QWidget(parent)
    , m_table(new FactsTable({tr("Since"), tr("State"), tr("Process"), tr("Duration"), tr("End")}))
    , m_empty(new QLabel)
{
    m_table->setObjectName(QStringLiteral("lockHistory"));
    m_table->setAccessibleName(tr("History of the lock"));
    m_empty->setObjectName(QStringLiteral("lockHistoryEmpty"));
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table);
    layout->addWidget(m_empty);
    m_table->hide();
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(std::chrono::milliseconds(400));
    connect(&m_refreshTimer, &QTimer::timeout, this, &HistoryView::read);
}

void HistoryView::setHistory(ReadHistory history)
{
    m_history = std::move(history);
    refreshSoon();
}

void HistoryView::setLock(const std::string &key, const std::filesystem::path &path)
{
    if (key == m_key)
        return;
    m_key = key;
    m_path = path;
    if (isVisible())
        read();
}

void HistoryView::refreshSoon()
{
    if (isVisible() && !m_refreshTimer.isActive())
        m_refreshTimer.start();
}

void HistoryView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    read();
}

void HistoryView::read()
{
    if (!m_history) {
        show(std::vector<LockInterval>());
        return;
    }
    if (m_isReading) {
        refreshSoon();
        return;
    }
    m_isReading = true;
    m_pool.ask(
        *this,
        [read = m_history, path = m_path, key = m_key]() -> Result<std::vector<LockInterval>> {
            LockHistory::Filter filter;
            filter.maxIntervals = MostIntervals;
            if (!path.empty())
                filter.paths.push_back(path);
            auto intervals = read(filter);
            // There may be other locks below a directory that is a lock.
            if (intervals)
                std::erase_if(*intervals, [&](const LockInterval &interval) { return interval.key != key; });
            return intervals;
        },
        [this, key = m_key](const Result<std::vector<LockInterval>> &intervals) {
            m_isReading = false;
            if (key == m_key)
                show(intervals);
            else
                read();
        });
}

void HistoryView::show(const Result<std::vector<LockInterval>> &intervals)
{
    std::vector<FactsTable::Row> rows;
    if (intervals) {
        for (const auto &interval : *intervals)
            rows.push_back(rowOf(interval, displayedTime(*this)));
    }
    m_table->setRows(rows);
    m_table->setVisible(!rows.empty());
    m_empty->setVisible(rows.empty());
    if (!intervals)
        m_empty->setText(failureText(intervals.error()));
    else if (!m_history)
        m_empty->setText(tr("Nothing is recorded because the history is turned off."));
    else
        m_empty->setText(tr("No events of this lock were recorded yet. The history shows which process held the lock, "
                            "and until when."));
}

} // namespace Lockscope::Ui
