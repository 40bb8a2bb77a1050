// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/waiting/waitingview.h"

#include "ui/locks/emptystate.h"
#include "ui/model/locktablemodel.h"
#include "ui/waiting/waitgraphview.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QVBoxLayout>

#include <chrono>

namespace Lockscope::Ui {

WaitingView::WaitingView(const LockTableModel &locks, QWidget *parent)
    : QWidget(parent)
    , m_locks(locks)
    , m_deadlocks(new QLabel)
    , m_graph(new WaitGraphView)
    , m_empty(new EmptyState(QStringLiteral("waitingEmpty")))
    , m_page(new QWidget)
{
    setObjectName(QStringLiteral("waitingView"));
    m_empty->say(tr("No process waits for a lock"),
                 tr("If a process waits for a kernel lock, it appears here with the lock and its holder."));
    m_deadlocks->setObjectName(QStringLiteral("deadlocks"));
    m_deadlocks->setTextFormat(Qt::PlainText);
    m_deadlocks->setWordWrap(true);
    m_deadlocks->setContentsMargins(12, 8, 12, 8);
    m_deadlocks->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto font = m_deadlocks->font();
    font.setBold(true);
    m_deadlocks->setFont(font);
    auto *page = new QVBoxLayout(m_page);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(m_deadlocks);
    page->addWidget(m_graph, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_page);
    layout->addWidget(m_empty);

    // If hundreds of locks change per second, drawing every state is useless.
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(std::chrono::milliseconds(150));
    connect(&m_refreshTimer, &QTimer::timeout, this, &WaitingView::refresh);
    const auto refreshSoon = [this] {
        if (isVisible() && !m_refreshTimer.isActive())
            m_refreshTimer.start();
    };
    connect(&locks, &LockTableModel::merged, this, refreshSoon);
    connect(&locks, &LockTableModel::rowsRemoved, this, refreshSoon);
    connect(m_graph, &WaitGraphView::chosen, this, &WaitingView::chosen);
    refresh();
}

void WaitingView::setCurrent(const std::string &key)
{
    m_graph->setCurrent(key);
}

void WaitingView::showEvent(QShowEvent *event)
{
    refresh();
    QWidget::showEvent(event);
}

void WaitingView::refresh()
{
    std::vector<const LockReport *> waitedFor;
    for (int row = 0; row < m_locks.rowCount(); ++row) {
        const auto &lock = m_locks.lockInSlot(m_locks.slotAt(row));
        if (lock.waiters > 0)
            waitedFor.push_back(&lock.report);
    }
    const auto graph = waitGraphOf(waitedFor);
    QStringList deadlocks;
    for (const auto &sentence : graph.deadlocks())
        deadlocks += sentence;
    auto colours = palette();
    colours.setColor(QPalette::WindowText, accentColour(Accent::Stale, palette()));
    m_deadlocks->setPalette(colours);
    m_deadlocks->setText(deadlocks.join(u'\n'));
    m_deadlocks->setVisible(!deadlocks.isEmpty());
    m_graph->setGraph(graph);
    m_page->setVisible(!graph.isEmpty());
    m_empty->setVisible(graph.isEmpty());
}

} // namespace Lockscope::Ui
