// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/model/lockwaits.h"

#include "ui/text/holdertext.h"
#include "ui/text/lockaddress.h"

#include <QCoreApplication>
#include <QSysInfo>

namespace Lockscope::Ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(LockWaits)
};

/// The owner that a key in etcd records; `number` is its place, the holder first.
NamedProcess clientOf(const LockReport &report, const Claim &owner, int number)
{
    static const auto thisHost = QSysInfo::machineHostName().toStdString();
    if (owner.pids.empty())
        return {.process = {.pid = -number, .client = report.path.native()}};
    NamedProcess client{.process = {.pid = owner.pids.front()}, .name = owner.name.value_or(std::string())};
    if (owner.hostname && *owner.hostname != thisHost)
        client.process.host = *owner.hostname;
    return client;
}

} // namespace

QString NamedProcess::text() const
{
    return process.isProcess() ? processText(name, process.pid, process.host)
                               : Words::tr("client %1 of etcd").arg(-process.pid);
}

std::vector<LockWaits> waitsOf(const LockReport &report)
{
    std::vector<LockWaits> all;
    const auto host = processHost(report.path);
    for (const auto &lock : report.kernelLocks) {
        if (lock.waiters.empty())
            continue;
        LockWaits waits;
        for (const auto &holder : lock.holders)
            waits.holders.push_back({.process = {.host = host, .pid = holder.pid}, .name = holder.name});
        for (const auto &waiter : lock.waiters)
            waits.waiters.push_back({.process = {.host = host, .pid = waiter.pid}, .name = waiter.name});
        for (const auto pid : lock.deadlock)
            waits.deadlock.push_back({.host = host, .pid = pid});
        all.push_back(std::move(waits));
    }
    if (!report.queue.empty()) {
        LockWaits waits;
        int number = 1;
        waits.holders.push_back(clientOf(report, report.owner, number));
        if (report.process && report.process->pid == waits.holders.front().process.pid)
            waits.holders.front().name = report.process->name;
        for (const auto &owner : report.queue)
            waits.waiters.push_back(clientOf(report, owner, ++number));
        all.push_back(std::move(waits));
    }
    return all;
}

} // namespace Lockscope::Ui
