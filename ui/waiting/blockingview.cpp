// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/waiting/blockingview.h"

#include "ui/model/displayedtime.h"
#include "ui/text/agetext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/tablestyle.h"

#include <lockscope/displaytext.h>

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QLocale>
#include <QTreeWidgetItemIterator>

#include <algorithm>
#include <map>

namespace Lockscope::Ui {

namespace {

enum Column
{
    ProcessColumn,
    LockColumn,
    TimeColumn,
    BlocksColumn,
};

/// The index of the node of an item; none for a row of folded waiters.
constexpr int NodeRole = Qt::UserRole;
constexpr int NoNode = -1;

/// This many waiters of one program that block nobody are folded.
constexpr std::size_t LeastFolded = 4;

} // namespace

BlockingView::BlockingView(QWidget *parent)
    : QTreeWidget(parent)
{
    setObjectName(QStringLiteral("blockingTree"));
    setAccessibleName(tr("Blocking processes"));
    setColumnCount(BlocksColumn + 1);
    setHeaderLabels({tr("Process"), tr("Waits for"), tr("Since"), tr("Blocks")});
    applyTableLook(*this, *header());
    setAlternatingRowColors(false);
    setSelectionMode(SingleSelection);
    setIndentation(16);
    header()->setStretchLastSection(false);
    for (const int column : {LockColumn, TimeColumn, BlocksColumn})
        header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    header()->setMinimumSectionSize(fontMetrics().averageCharWidth() * 6);
    connect(this, &QTreeWidget::itemExpanded, this, &BlockingView::fitColumns);
    connect(this, &QTreeWidget::itemCollapsed, this, &BlockingView::fitColumns);
    connect(this, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem *item) {
        const auto *node = m_isFilling ? nullptr : nodeOf(item);
        if (node)
            Q_EMIT chosen(node->process, node->key);
    });
}

void BlockingView::setTree(const BlockingTree &tree)
{
    if (tree == m_tree)
        return;
    const auto *before = nodeOf(currentItem());
    const auto current = before ? before->process : ProcessRef();
    std::map<QString, bool> unfolded;
    for (QTreeWidgetItemIterator item(this); *item; ++item) {
        if (!nodeOf(*item))
            unfolded[(*item)->text(ProcessColumn).section(u' ', 0, -2)] = (*item)->isExpanded();
    }
    m_isFilling = true;
    clear();
    m_tree = tree;
    for (const int top : m_tree.tops)
        newItem(invisibleRootItem(), top);
    expandAll();
    for (QTreeWidgetItemIterator item(this); *item; ++item) {
        if (!nodeOf(*item))
            (*item)->setExpanded(unfolded[(*item)->text(ProcessColumn).section(u' ', 0, -2)]);
    }
    goOn();
    setCurrent(current);
    m_isFilling = false;
    fitColumns();
}

void BlockingView::resizeEvent(QResizeEvent *event)
{
    QTreeWidget::resizeEvent(event);
    fitColumns();
}

/// The processes get the space that the other columns leave, and are never cut off: otherwise the view scrolls.
void BlockingView::fitColumns()
{
    if (m_isFilling)
        return;
    int others = 0;
    for (int column = LockColumn; column < columnCount(); ++column)
        others += header()->sectionSize(column);
    header()->resizeSection(ProcessColumn, std::max(sizeHintForColumn(ProcessColumn), viewport()->width() - others));
}

void BlockingView::setCurrent(const ProcessRef &process)
{
    const auto *shown = nodeOf(currentItem());
    if (process.pid == 0 || (shown && shown->process == process))
        return;
    const bool wasFilling = std::exchange(m_isFilling, true);
    for (QTreeWidgetItemIterator item(this); *item; ++item) {
        if (const auto *node = nodeOf(*item); node && node->process == process) {
            setCurrentItem(*item);
            break;
        }
    }
    m_isFilling = wasFilling;
}

void BlockingView::goOn()
{
    const auto now = displayedTime(*this);
    for (QTreeWidgetItemIterator item(this); *item; ++item)
        showTime(**item, now);
}

ProcessRef BlockingView::worst() const
{
    const auto worst = std::ranges::max_element(m_tree.tops, {}, [this](int top) { return m_tree.blockedBy(top); });
    return worst == m_tree.tops.end() ? ProcessRef() : m_tree.nodes[static_cast<std::size_t>(*worst)].process;
}

void BlockingView::contextMenuEvent(QContextMenuEvent *event)
{
    const auto *node = nodeOf(currentItem());
    if (!node || !node->process.isProcess())
        return;
    const bool isByMouse = event->reason() == QContextMenuEvent::Mouse;
    Q_EMIT menuRequested(node->process, isByMouse ? event->globalPos()
                                                  : viewport()->mapToGlobal(visualItemRect(currentItem()).center()));
}

QTreeWidgetItem *BlockingView::newItem(QTreeWidgetItem *parent, int index)
{
    const auto &node = m_tree.nodes[static_cast<std::size_t>(index)];
    auto *item = new QTreeWidgetItem(parent);
    item->setData(ProcessColumn, NodeRole, index);
    item->setText(ProcessColumn, node.name);
    item->setIcon(ProcessColumn, glyphIcon(node.isStuck ? Glyph::Stale : Glyph::Process));
    QStringList lines{node.name};
    if (node.wait.process.pid != 0) {
        item->setText(LockColumn, node.lock);
        lines += tr("Waits for %1 since %2").arg(node.lock, timeText(node.wait.since));
    } else {
        lines += tr("Holds %1").arg(node.lock);
    }
    if (node.isStuck)
        lines += tr("Part of a deadlock");
    const int blocks = m_tree.blockedBy(index);
    if (blocks > 0) {
        item->setText(BlocksColumn, QLocale().toString(blocks));
        lines += tr("Blocks %n process(es)", nullptr, blocks);
    }
    item->setTextAlignment(BlocksColumn, Qt::AlignRight | Qt::AlignVCenter);
    for (int column = 0; column < columnCount(); ++column)
        item->setToolTip(column, plainToolTip(lines.join(u'\n')));
    item->setData(ProcessColumn, Qt::AccessibleTextRole, lines.join(QLatin1String(", ")));
    addBelow(*item, node.below);
    return item;
}

void BlockingView::addBelow(QTreeWidgetItem &parent, const std::vector<int> &nodes)
{
    // By lock and program.
    const auto groupOf = [this](int index) -> std::pair<std::string, std::string> {
        const auto &node = m_tree.nodes[static_cast<std::size_t>(index)];
        return node.below.empty() && !node.isStuck ? std::pair(node.key, node.wait.name)
                                                   : std::pair<std::string, std::string>();
    };
    std::map<std::pair<std::string, std::string>, std::vector<int>> groups;
    for (const int node : nodes)
        groups[groupOf(node)].push_back(node);
    for (const int node : nodes) {
        const auto key = groupOf(node);
        const auto &group = groups[key];
        if (key.second.empty() || group.size() < LeastFolded) {
            newItem(&parent, node);
        } else if (node == group.front()) {
            auto *folded = new QTreeWidgetItem(&parent);
            folded->setData(ProcessColumn, NodeRole, NoNode);
            folded->setText(ProcessColumn, QStringLiteral("%1 ×%2").arg(displayText(key.second)).arg(group.size()));
            folded->setText(LockColumn, m_tree.nodes[static_cast<std::size_t>(node)].lock);
            folded->setIcon(ProcessColumn, glyphIcon(Glyph::Process));
            folded->setToolTip(ProcessColumn, plainToolTip(tr("%n waiting process(es) of this program", nullptr,
                                                              static_cast<int>(group.size()))));
            for (const int one : group)
                newItem(folded, one);
        }
    }
}

QString BlockingView::timeTextOf(const WaitingProcess &wait, WallTime now)
{
    const auto age = shortAgeText(now - wait.since, 1);
    return wait.isExact ? age : tr("> %1", "waits for at least this long").arg(age);
}

/// Of the longest wait, if several are folded.
void BlockingView::showTime(QTreeWidgetItem &item, WallTime now) const
{
    const auto *node = nodeOf(&item);
    if (!node && item.childCount() > 0)
        node = nodeOf(item.child(0));
    if (node && node->wait.process.pid != 0)
        item.setText(TimeColumn, timeTextOf(node->wait, now));
}

const BlockingTree::Node *BlockingView::nodeOf(const QTreeWidgetItem *item) const
{
    const auto index = item ? item->data(ProcessColumn, NodeRole).toInt() : NoNode;
    return index < 0 ? nullptr : &m_tree.nodes[static_cast<std::size_t>(index)];
}

} // namespace Lockscope::Ui
