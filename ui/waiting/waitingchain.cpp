// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/waiting/waitingchain.h"

#include "ui/text/holdertext.h"

#include <lockscope/displaytext.h>

#include <QCoreApplication>

#include <algorithm>
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

const LockWaiter *waiterIn(const LockReport &report, std::int64_t pid)
{
    for (const auto &lock : report.kernelLocks) {
        const auto found = std::ranges::find(lock.waiters, pid, &LockWaiter::pid);
        if (found != lock.waiters.end())
            return &*found;
    }
    return nullptr;
}

QString holdersText(const LockReport &report)
{
    QStringList holders;
    for (const auto &holder : report.holders())
        holders += processText(holder.name, holder.pid);
    return holders.isEmpty() ? Words::tr("an unknown process") : holders.join(QLatin1String(", "));
}

} // namespace

QStringList waitingChain(const std::vector<LockReport> &locks, const LockReport &report)
{
    QStringList sentences;
    for (const auto &lock : report.kernelLocks) {
        for (const auto &waiter : lock.waiters)
            sentences += Words::tr("%1 waits for it.").arg(processText(waiter.name, waiter.pid));
    }
    // Breadth first; a process that was visited already closes a deadlock.
    std::vector<std::int64_t> pids;
    std::set<std::int64_t> visited;
    const auto visit = [&](const LockReport &held) {
        for (const auto &holder : held.holders()) {
            if (visited.insert(holder.pid).second)
                pids.push_back(holder.pid);
        }
    };
    visit(report);
    for (std::size_t at = 0; at < pids.size() && sentences.size() < MaxSentences; ++at) {
        for (const auto &awaited : locks) {
            const auto *waiter = waiterIn(awaited, pids[at]);
            if (!waiter)
                continue;
            sentences += Words::tr("%1 waits for %2, held by %3.")
                             .arg(processText(waiter->name, waiter->pid), nameOf(awaited), holdersText(awaited));
            visit(awaited);
        }
    }
    return sentences.mid(0, MaxSentences);
}

} // namespace Lockscope::Ui
