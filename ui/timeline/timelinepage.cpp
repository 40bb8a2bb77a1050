// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/timeline/timelinepage.h"

#include "ui/locks/emptystate.h"
#include "ui/timeline/timelineview.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <chrono>
#include <utility>

namespace Lockscope::Ui {

namespace {

/// More bars than a user looks through; older ones are in the history.
constexpr std::size_t MostIntervals = 10'000;

} // namespace

TimelinePage::TimelinePage(QWidget *parent)
    : QWidget(parent)
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
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_page);
    layout->addWidget(m_empty);
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(std::chrono::milliseconds(400));
    connect(&m_refreshTimer, &QTimer::timeout, this, &TimelinePage::refresh);
    connect(m_view, &TimelineView::chosen, this, &TimelinePage::chosen);
    showWhatThereIs();
}

QWidget *TimelinePage::newTools()
{
    auto *hint =
        new QLabel(tr("Colours distinguish holders, hatching means waiting. Ctrl+wheel zooms, dragging pans."));
    hint->setTextFormat(Qt::PlainText);
    hint->setWordWrap(true);
    hint->setForegroundRole(QPalette::PlaceholderText);
    hint->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(10, 4, 8, 4);
    layout->addWidget(hint, 1);
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

void TimelinePage::setHistory(std::shared_ptr<LockHistory> history)
{
    m_history = std::move(history);
    m_hasData = false;
    showWhatThereIs();
    refreshSoon();
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
    refresh();
}

void TimelinePage::refresh()
{
    if (!m_history || m_isReading)
        return;
    m_isReading = true;
    m_pool.ask(
        *this,
        [history = m_history]() -> Result<TimelineData> {
            history->flush();
            const auto intervals =
                history->intervals({.paths = {}, .since = {}, .until = {}, .maxIntervals = MostIntervals});
            if (!intervals)
                return intervals.error();
            return timelineOf(*intervals, QDateTime::currentMSecsSinceEpoch());
        },
        [this](const Result<TimelineData> &read) {
            m_isReading = false;
            if (!read) {
                m_empty->say(tr("The history cannot be read"), read.error().message());
                m_hasData = false;
                m_page->hide();
                m_empty->show();
                return;
            }
            m_hasData = !read->isEmpty();
            m_view->setData(*read);
            showWhatThereIs();
        });
}

void TimelinePage::showWhatThereIs()
{
    if (!m_history)
        m_empty->say(tr("Nothing is recorded"), tr("The history is turned off in the settings."));
    else
        m_empty->say(tr("No history yet"),
                     tr("The timeline shows which processes held each lock or waited for it, as it happens."));
    m_page->setVisible(m_hasData);
    m_empty->setVisible(!m_hasData);
}

} // namespace Lockscope::Ui
