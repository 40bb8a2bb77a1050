// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/waiting/waitingview.h"

#include "ui/locks/emptystate.h"
#include "ui/model/locktablemodel.h"
#include "ui/text/lockaddress.h"
#include "ui/waiting/blockingview.h"
#include "ui/waiting/waitgraphview.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace Lockscope::Ui {

WaitingView::WaitingView(const LockTableModel &locks, QWidget *parent)
    : QWidget(parent)
    , m_locks(locks)
    , m_tree(new BlockingView)
    , m_graph(new WaitGraphView)
    , m_consequence(new QLabel)
    , m_sides(new QSplitter)
    , m_empty(new EmptyState(QStringLiteral("waitingEmpty")))
{
    setObjectName(QStringLiteral("waitingView"));
    m_empty->say(tr("No process waits for a lock"),
                 tr("If a process waits for a kernel lock, it appears here with the lock and its holder."));
    m_consequence->setObjectName(QStringLiteral("exitConsequence"));
    m_consequence->setTextFormat(Qt::PlainText);
    m_consequence->setWordWrap(true);
    m_consequence->setContentsMargins(8, 4, 8, 4);
    m_consequence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *left = new QWidget;
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tree, 1);
    column->addWidget(m_consequence);
    m_sides->addWidget(left);
    m_sides->addWidget(m_graph);
    m_sides->setSizes({1000, 1000}); // in this proportion
    m_sides->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_sides);
    layout->addWidget(m_empty);

    // If hundreds of locks change per second, drawing every state is useless.
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(std::chrono::milliseconds(150));
    connect(&m_refreshTimer, &QTimer::timeout, this, &WaitingView::refresh);
    m_ageTimer.setInterval(std::chrono::seconds(1));
    connect(&m_ageTimer, &QTimer::timeout, this, [this] {
        if (isVisible())
            m_tree->goOn();
    });
    const auto refreshSoon = [this] {
        if (isVisible() && !m_refreshTimer.isActive())
            m_refreshTimer.start();
    };
    connect(&locks, &LockTableModel::merged, this, refreshSoon);
    connect(&locks, &LockTableModel::rowsRemoved, this, refreshSoon);
    connect(m_graph, &WaitGraphView::chosen, this, &WaitingView::choose);
    connect(m_graph, &WaitGraphView::menuRequested, this, &WaitingView::showMenu);
    connect(m_tree, &BlockingView::chosen, this,
            [this](const ProcessRef &process, const std::string &key) { choose(key, process); });
    connect(m_tree, &BlockingView::menuRequested, this, &WaitingView::showMenu);
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
    const auto rows = waitedForRows(m_locks);
    const auto graph = waitGraphOf(waitedForLocks(m_locks));
    m_graph->setGraph(graph);
    m_tree->setTree(blockingTreeOf(rows));
    m_sides->setVisible(!graph.isEmpty());
    m_empty->setVisible(graph.isEmpty());
    graph.isEmpty() ? m_ageTimer.stop() : m_ageTimer.start();
    showConsequence();
}

void WaitingView::choose(const std::string &key, const ProcessRef &process)
{
    m_process = process;
    m_graph->setCurrentProcess(process);
    m_tree->setCurrent(process);
    showConsequence();
    Q_EMIT chosen(key);
}

/// Without a selection, of the process that blocks most.
void WaitingView::showConsequence()
{
    const auto rows = waitedForRows(m_locks);
    auto text = consequenceOfExit(rows, m_process);
    if (text.isEmpty())
        text = consequenceOfExit(rows, m_tree->worst());
    m_consequence->setText(text);
    m_consequence->setVisible(!text.isEmpty());
}

void WaitingView::showMenu(const ProcessRef &process, const QPoint &place)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Show all &locks of this process"), this,
                    [this, pid = process.pid] { Q_EMIT locksRequested(pid); });
    if (!m_isReadOnly) {
        const auto held = lockHeldBy(process);
        auto *signal =
            menu->addAction(tr("Ask the process to e&xit…"), this, [this, held] { Q_EMIT signalRequested(held); });
        signal->setEnabled(!held.empty());
    }
    menu->addSeparator();
    menu->addAction(tr("&Copy PID"), this,
                    [pid = process.pid] { QApplication::clipboard()->setText(QString::number(pid)); });
    menu->popup(place);
}

/// The key of a lock that it holds and that another process waits for; empty if there is none.
std::string WaitingView::lockHeldBy(const ProcessRef &process) const
{
    for (const auto &report : waitedForLocks(m_locks)) {
        const auto holders = report.holders();
        if (process.host.empty() && !report.path.empty() && !LockAddress::isAddress(report.path) &&
            std::ranges::find(holders, process.pid, &LockHolder::pid) != holders.end())
            return report.key();
    }
    return {};
}

} // namespace Lockscope::Ui
