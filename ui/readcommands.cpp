// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/readcommands.h"

#include "ui/details/reportmarkdown.h"
#include "ui/filter/filterbar.h"
#include "ui/locks/lockspage.h"
#include "ui/text/agetext.h"
#include "ui/text/holdertext.h"
#include "ui/text/lockaddress.h"
#include "ui/text/plaintext.h"
#include "ui/waiting/waitgraph.h"
#include "ui/waiting/waitingchain.h"
#include "ui/widgets/windowactions.h"

#include <lockscope/displaytext.h>
#include <lockscope/json.h>

#include <QAction>
#include <QApplication>
#include <QClipboard>

#include <algorithm>
#include <utility>

namespace Lockscope::Ui {

namespace {

/// Of the selected locks whose processes are copied with their parents and children.
constexpr std::size_t MaxTrees = 20;

} // namespace

ReadCommands::ReadCommands(const WindowActions &actions, const LockTableModel &locks, LocksPage &page, Origin origin,
                           ProcessView::Reader processes)
    : m_actions(actions)
    , m_locks(locks)
    , m_page(page)
    , m_origin(std::move(origin))
    , m_processes(std::move(processes))
{
    const auto on = [this](QAction *action, auto slot) { connect(action, &QAction::triggered, this, slot); };
    on(actions.sameHolder, &ReadCommands::showSameHolder);
    on(actions.filterIn, [this] { m_page.filterBar().addTerm(m_actions.filterIn->data().toString()); });
    on(actions.filterOut, [this] { m_page.filterBar().addTerm(u'-' + m_actions.filterOut->data().toString()); });
    connect(&page, &LocksPage::cellChanged, this, &ReadCommands::showCell);
    on(actions.copyPath, &ReadCommands::copyPaths);
    on(actions.copyReport, &ReadCommands::copyReports);
    on(actions.copyReportJson, &ReadCommands::copyReportsAsJson);
}

void ReadCommands::showState()
{
    const auto *lock = m_page.current();
    showCell();
    for (auto *action : {m_actions.copyPath, m_actions.copyReport, m_actions.copyReportJson, m_actions.explainFormat,
                         m_actions.showInTimeline})
        action->setEnabled(lock);
    m_actions.sameHolder->setEnabled(lock && holderPid(lock->report()) > 0);
}

/// The terms that filter by the current cell.
void ReadCommands::showCell()
{
    const auto term = m_page.currentCellFilter();
    const auto texts = {std::pair(m_actions.filterIn, tr("Show o&nly %1")),
                        std::pair(m_actions.filterOut, tr("Hi&de %1"))};
    for (const auto &[action, text] : texts) {
        action->setEnabled(!term.isEmpty());
        action->setData(term);
        action->setText(text.arg(term.isEmpty() ? tr("these") : menuText(term)));
    }
}

void ReadCommands::showSameHolder()
{
    if (const auto *lock = m_page.current())
        m_page.filterBar().setText(QStringLiteral("pid:%1").arg(holderPid(lock->report())));
}

void ReadCommands::copyPaths()
{
    QStringList paths;
    for (const auto *lock : m_page.selected())
        paths += displayText(lock->path());
    QApplication::clipboard()->setText(paths.join(u'\n'));
}

/// The processes are read in another thread: /proc may be slow.
void ReadCommands::copyReports()
{
    std::vector<LockReport> reports;
    for (const auto *lock : m_page.selected())
        reports.push_back(lock->report());
    m_pool.ask(
        *this,
        [reports, read = m_processes] {
            Trees trees(reports.size());
            for (std::size_t i = 0; i < std::min(reports.size(), MaxTrees); ++i) {
                const auto &process = reports[i].process;
                if (process && processHost(reports[i].path).empty())
                    trees[i] = read(*process, reports[i].inode);
            }
            return trees;
        },
        [this, reports](const Trees &trees) { copy(reports, trees); });
}

void ReadCommands::copy(const std::vector<LockReport> &reports, const Trees &trees) const
{
    ReportContext context{.host = displayText(m_origin.host),
                          .version = displayText(m_origin.version),
                          .time = m_origin.time.value_or(wallTimeNow()),
                          .tree = {},
                          .waiting = {}};
    const auto waitedFor = waitedForLocks(m_locks);
    QStringList texts;
    for (std::size_t i = 0; i < reports.size(); ++i) {
        const auto host = processHost(reports[i].path);
        context.host = displayText(host.empty() ? m_origin.host : host);
        context.tree = trees[i];
        context.waiting = waitingChain(waitedFor, reports[i]);
        texts += reportMarkdown(reports[i], context);
    }
    QApplication::clipboard()->setText(texts.join(u'\n'));
}

void ReadCommands::copyReportsAsJson()
{
    std::string lines;
    for (const auto *lock : m_page.selected()) {
        appendJson(lines, lock->report());
        lines += '\n';
    }
    QApplication::clipboard()->setText(QString::fromStdString(lines));
}

} // namespace Lockscope::Ui
