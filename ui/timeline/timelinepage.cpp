// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/timeline/timelinepage.h"

#include "ui/locks/emptystate.h"
#include "ui/model/displayedtime.h"
#include "ui/model/ownfiles.h"
#include "ui/text/agetext.h"
#include "ui/timeline/timelinelegend.h"
#include "ui/timeline/timelineview.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <chrono>
#include <utility>

namespace Lockscope::Ui {

namespace {

/// More bars than a user looks through; older ones are in the history.
constexpr std::size_t MostIntervals = 10'000;

std::int64_t millisecondsOf(WallTime time)
{
    return std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

} // namespace

TimelinePage::TimelinePage(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_rangeBar(new TimeRangeBar(QStringLiteral("timelineRange")))
    , m_page(new QWidget)
    , m_view(new TimelineView)
    , m_empty(new EmptyState(QStringLiteral("timelineEmpty")))
{
    setObjectName(QStringLiteral("timelinePage"));
    auto *page = new QVBoxLayout(m_page);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(newTools());
    page->addWidget(m_view, 1);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_layout->addWidget(m_page, 1);
    m_layout->addWidget(m_empty, 1);
    m_layout->addWidget(m_rangeBar);
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(std::chrono::milliseconds(400));
    connect(&m_refreshTimer, &QTimer::timeout, this, &TimelinePage::refresh);
    connect(m_view, &TimelineView::chosen, this, &TimelinePage::chosen);
    connect(m_view, &TimelineView::rangeChosen, this, [this](const std::optional<TimeRange> &range) {
        m_filter.range = range;
        applyFilter();
        Q_EMIT rangeChosen(range);
    });
    connect(m_rangeBar, &TimeRangeBar::cleared, this, &TimelinePage::clearRange);
    auto *events = m_rangeBar->addButton(tr("Show events"));
    events->setObjectName(QStringLiteral("rangeEvents"));
    connect(events, &QPushButton::clicked, this, &TimelinePage::eventsRequested);
    m_eventsButton = events;
    showWhatThereIs();
}

QWidget *TimelinePage::newTools()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->addWidget(new TimelineLegend, 1);
    const auto addButton = [&](const char *objectName, const QString &text, const QString &toolTip, auto slot) {
        auto *button = new QToolButton;
        button->setObjectName(QLatin1String(objectName));
        button->setText(text);
        button->setToolTip(toolTip);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        connect(button, &QToolButton::clicked, m_view, slot);
        layout->addWidget(button);
    };
    addButton("timelineFarther", QStringLiteral("−"), tr("Zoom out (-)"), &TimelineView::zoomOut);
    addButton("timelineCloser", QStringLiteral("+"), tr("Zoom in (+)"), &TimelineView::zoomIn);
    addButton("timelineAll", tr("All"), tr("From the first event until now (Home)"), &TimelineView::showAll);
    addButton("timelineNow", tr("Now"), tr("Follow the present (End)"), &TimelineView::jumpToNow);
    return row;
}

void TimelinePage::setHistory(ReadHistory history)
{
    m_history = std::move(history);
    m_data = {};
    applyFilter();
    refreshSoon();
}

void TimelinePage::setHeldBefore(std::function<bool(const std::string &key)> heldBefore)
{
    m_heldBefore = std::move(heldBefore);
}

void TimelinePage::setCurrent(const std::string &key)
{
    m_view->setCurrent(key);
}

void TimelinePage::refreshSoon()
{
    if (m_history && isVisible() && !m_refreshTimer.isActive())
        m_refreshTimer.start();
}

void TimelinePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    applyFilter();
    refresh();
}

void TimelinePage::refresh()
{
    if (!m_history || m_isReading)
        return;
    m_isReading = true;
    m_pool.ask(
        *this,
        [read = m_history, now = millisecondsOf(displayedTime(*this))]() -> Result<TimelineData> {
            auto intervals = read({.paths = {}, .since = {}, .until = {}, .maxIntervals = MostIntervals});
            if (!intervals)
                return intervals.error();
            std::erase_if(*intervals, [](const LockInterval &interval) { return isOwnFile(interval); });
            return timelineOf(*intervals, now);
        },
        [this](Result<TimelineData> read) {
            m_isReading = false;
            if (!read) {
                m_empty->say(tr("The history cannot be read"), read.error().message());
                m_data = {};
                m_page->hide();
                m_empty->show();
                return;
            }
            for (auto &lane : read->lanes) {
                for (auto &bar : lane.bars)
                    bar.beganEarlier =
                        m_heldBefore && bar.isOpen && bar.what == LockInterval::What::Held && m_heldBefore(lane.key);
            }
            m_data = std::move(*read);
            applyFilter();
        });
}

void TimelinePage::setFilter(const LockFilter &filter)
{
    m_filter.text = filter;
    applyFilterIfVisible();
}

void TimelinePage::setScope(const Scope &scope)
{
    m_filter.scope = scope;
    applyFilterIfVisible();
}

void TimelinePage::setCategories(LockCategories categories)
{
    m_filter.categories = categories;
    applyFilterIfVisible();
}

void TimelinePage::setFilterBar(QWidget &bar)
{
    m_layout->insertWidget(0, &bar);
}

void TimelinePage::setHasEvents(bool hasEvents)
{
    m_eventsButton->setVisible(hasEvents);
}

void TimelinePage::clearRange()
{
    m_view->clearRange();
}

/// Otherwise it is applied when the page is shown: a long history takes time.
void TimelinePage::applyFilterIfVisible()
{
    if (isVisible())
        applyFilter();
}

void TimelinePage::applyFilter()
{
    auto shown = m_filter.apply(m_data, m_currentRow, displayedTime(*this));
    m_shown = shown.lanes.size();
    m_view->setData(std::move(shown));
    showRange();
    showWhatThereIs();
}

void TimelinePage::showRange()
{
    const auto &range = m_filter.range;
    m_rangeBar->setText(range ? tr("%n lock(s) from %1 to %2", nullptr, static_cast<int>(m_shown))
                                    .arg(shortTimeText(range->from), shortTimeText(range->to))
                              : QString());
}

void TimelinePage::showWhatThereIs()
{
    const bool hasLanes = m_shown > 0;
    if (!m_data.isEmpty())
        m_empty->say(tr("No recorded lock matches the filter"),
                     tr("The history of the locks that match the filter is shown here."));
    else if (!m_history)
        m_empty->say(tr("Nothing is recorded"), tr("The history is turned off in the settings."));
    else
        m_empty->say(tr("No history yet"),
                     tr("The timeline shows which processes held each lock or waited for it, as it happens."));
    m_page->setVisible(hasLanes);
    m_empty->setVisible(!hasLanes);
}

} // namespace Lockscope::Ui
