// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/waiting/waitingchain.h"

#include "ui/model/lockwaits.h"
#include "ui/text/lockaddress.h"

#include <lockscope/displaytext.h>

#include <QCoreApplication>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

namespace Lockscope::Ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(WaitingChain)
};

/// More sentences are not read in a ticket.
constexpr qsizetype MaxSentences = 50;

QString nameOf(const LockReport &report)
{
    return displayText(report.path.empty() ? report.key() : report.path.native());
}

std::optional<NamedProcess> waiterIn(const LockReport &report, const ProcessRef &process)
{
    for (const auto &waits : waitsOf(report)) {
        const auto found = std::ranges::find(waits.waiters, process, &NamedProcess::process);
        if (found != waits.waiters.end())
            return *found;
    }
    return {};
}

/// Also of a lock for which no process waits.
std::vector<NamedProcess> holdersOf(const LockReport &report)
{
    std::vector<NamedProcess> holders;
    const auto host = processHost(report.path);
    for (const auto &holder : report.holders())
        holders.push_back({.process = {.host = host, .pid = holder.pid}, .name = holder.name});
    for (const auto &waits : waitsOf(report)) {
        if (report.kernelLocks.empty())
            std::ranges::copy(waits.holders, std::back_inserter(holders));
    }
    return holders;
}

QString holdersText(const LockReport &report)
{
    QStringList holders;
    for (const auto &holder : holdersOf(report))
        holders += holder.text();
    return holders.isEmpty() ? Words::tr("an unknown process") : holders.join(QLatin1String(", "));
}

} // namespace

QStringList waitingChain(const std::vector<LockReport> &locks, const LockReport &report)
{
    QStringList sentences;
    for (const auto &waits : waitsOf(report)) {
        for (const auto &waiter : waits.waiters)
            sentences += Words::tr("%1 waits for it.").arg(waiter.text());
    }
    // Breadth first; a process that was visited already closes a deadlock.
    std::vector<ProcessRef> holders;
    std::set<ProcessRef> visited;
    const auto visit = [&](const LockReport &held) {
        for (const auto &holder : holdersOf(held)) {
            if (visited.insert(holder.process).second)
                holders.push_back(holder.process);
        }
    };
    visit(report);
    for (std::size_t at = 0; at < holders.size() && sentences.size() < MaxSentences; ++at) {
        for (const auto &awaited : locks) {
            const auto waiter = waiterIn(awaited, holders[at]);
            if (!waiter)
                continue;
            sentences +=
                Words::tr("%1 waits for %2, held by %3.").arg(waiter->text(), nameOf(awaited), holdersText(awaited));
            visit(awaited);
        }
    }
    return sentences.mid(0, MaxSentences);
}

} // namespace Lockscope::Ui
