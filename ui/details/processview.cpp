// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/details/processview.h"

#include "ui/details/reportfacts.h"
#include "ui/text/agetext.h"
#include "ui/text/holdertext.h"
#include "ui/text/lockaddress.h"
#include "ui/widgets/factlist.h"
#include "ui/widgets/factstable.h"

#include <lockscope/displaytext.h>

#include <QHBoxLayout>
#include <QSplitter>

#include <algorithm>
#include <cstddef>
#include <ranges>
#include <utility>

namespace Lockscope::Ui {

namespace {

/// A deep tree must not move the names out of sight.
constexpr std::size_t MostIndents = 12;

FactsTable::Row rowOf(const ProcessFacts &process, std::size_t depth, const QString &sign = {})
{
    const auto indent = QString(static_cast<qsizetype>(4 * std::min(depth, MostIndents)), u' ');
    return {.texts = {indent + sign + processText(process.name, process.pid), process.userText(),
                      process.startTime ? shortTimeText(*process.startTime) : QString(), process.commandLineText()},
            .icon = {}};
}

/// The oldest ancestor first, each process below its parent; the process itself is marked.
std::vector<FactsTable::Row> rowsOf(const ProcessTree &tree)
{
    std::vector<FactsTable::Row> rows;
    for (const auto &ancestor : tree.ancestors | std::views::reverse)
        rows.push_back(rowOf(ancestor, rows.size()));
    rows.push_back(rowOf(tree.process, rows.size(), QStringLiteral("▸ ")));
    const auto depth = rows.size();
    for (const auto &child : tree.children)
        rows.push_back(rowOf(child, depth));
    return rows;
}

QString accessText(const ProcessTree::OpenFile &file)
{
    if (file.reads && file.writes)
        return ProcessView::tr("to read and write");
    return file.writes ? ProcessView::tr("to write") : ProcessView::tr("to read");
}

QString openText(const ProcessTree &tree)
{
    QStringList lines;
    for (const auto &file : tree.files)
        lines << ProcessView::tr("Descriptor %1, %2: %3")
                     .arg(QString::number(file.fd), accessText(file), displayText(file.name));
    if (tree.filesHidden)
        lines << ProcessView::tr("Run as root to see its open files.");
    return lines.isEmpty() ? ProcessView::tr("The process does not have the lock open.") : lines.join(u'\n');
}

} // namespace

ProcessView::ProcessView(QWidget *parent)
    : QWidget(parent)
    , m_facts(new FactList)
    , m_tree(new FactsTable({tr("Parents and children"), tr("User"), tr("Started"), tr("Command")}))
    , m_locks(new FactsTable({tr("Locks of this process"), tr("Use"), tr("Folder")}))
{
    m_facts->setObjectName(QStringLiteral("process"));
    m_tree->setObjectName(QStringLiteral("processTree"));
    m_tree->setAccessibleName(tr("Parents and children of the holder"));
    m_locks->setObjectName(QStringLiteral("processLocks"));
    m_locks->setAccessibleName(tr("Locks of this process"));
    connect(m_locks, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) {
        Q_EMIT lockChosen(m_shownLocks[static_cast<std::size_t>(m_locks->indexOfTopLevelItem(item))].key);
    });
    auto *tables = new QSplitter(Qt::Vertical);
    tables->addWidget(m_locks);
    tables->addWidget(m_tree);
    tables->setChildrenCollapsible(false);
    auto *sides = new QSplitter;
    sides->addWidget(m_facts);
    sides->addWidget(tables);
    sides->setStretchFactor(0, 2);
    sides->setStretchFactor(1, 3);
    sides->setSizes({2000, 3000}); // in this proportion
    sides->setChildrenCollapsible(false);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(sides);
}

void ProcessView::setReport(const LockReport &report)
{
    const bool isOther = !m_question || !report.process || m_question->process.pid != report.process->pid ||
                         m_question->process.startTicks != report.process->startTicks ||
                         m_question->file != report.inode || m_question->host != processHost(report.path);
    m_question = report.process ? std::optional(Question{*report.process, report.inode, processHost(report.path)})
                                : std::nullopt;
    if (isOther) {
        m_facts->setFacts(m_question ? processFacts(m_question->process) : std::vector<FactList::Fact>());
        m_tree->setRows({});
        m_shownLocks.clear();
        m_locks->setRows({});
    }
    if (isVisible())
        read();
}

void ProcessView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    read();
}

void ProcessView::read()
{
    if (!m_question || m_isReading)
        return;
    if (!m_question->host.empty()) {
        show({});
        return;
    }
    m_isReading = true;
    m_pool.ask(
        *this, [reader = m_reader, question = *m_question] { return reader(question.process, question.file); },
        [this, question = *m_question](const std::optional<ProcessTree> &tree) {
            m_isReading = false;
            if (m_question == question)
                show(tree);
            else
                read();
        });
}

void ProcessView::show(const std::optional<ProcessTree> &tree)
{
    // If the process has just exited, the next inspection reports that.
    auto facts = processFacts(tree ? tree->process : m_question->process);
    if (tree && m_question->file && m_showsOpenFiles)
        facts.push_back({.name = tr("Open files"), .value = openText(*tree)});
    m_facts->setFacts(std::move(facts));
    m_tree->setRows(tree ? rowsOf(*tree) : std::vector<FactsTable::Row>());
    showLocks();
}

void ProcessView::showLocks()
{
    m_shownLocks =
        m_question && m_locksOf ? m_locksOf(m_question->host, m_question->process.pid) : std::vector<ProcessLock>();
    std::vector<FactsTable::Row> rows;
    for (const auto &lock : m_shownLocks)
        rows.push_back({.texts = {lock.name, lock.use, lock.folder}, .icon = glyphIcon(lock.glyph)});
    m_locks->setRows(rows);
}

} // namespace Lockscope::Ui
