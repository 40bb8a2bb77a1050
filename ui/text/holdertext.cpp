// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/text/holdertext.h"

#include "ui/text/lockaddress.h"

#include <lockscope/displaytext.h>

#include <QCoreApplication>
#include <QStringList>

namespace Lockscope::Ui {

namespace {

struct HolderWords
{
    Q_DECLARE_TR_FUNCTIONS(HolderText)
};

QStringList holderTexts(const LockReport &report)
{
    QStringList texts;
    const auto host = processHost(report.path);
    for (const auto &holder : report.holders())
        texts += processText(holder.name, holder.pid, host);
    if (texts.isEmpty() && report.process)
        texts += processText(report.process->name, report.process->pid, host);
    return texts;
}

} // namespace

QString processText(const std::string &name, std::int64_t pid, const std::string &host)
{
    if (host.empty() && pid == QCoreApplication::applicationPid())
        return HolderWords::tr("this window (%1)").arg(pid);
    const auto process = name.empty()
                             ? QString::number(pid)
                             : displayText(name) + QLatin1String(" (") + QString::number(pid) + QLatin1Char(')');
    return host.empty() ? process : HolderWords::tr("%1 on %2", "process, host").arg(process, displayText(host));
}

QString whoOf(const LockInterval &interval)
{
    return interval.pid ? processText(interval.processName, *interval.pid) : interval.owner;
}

std::int64_t holderPid(const LockReport &report)
{
    if (const auto holders = report.holders(); !holders.empty())
        return holders.front().pid;
    return report.process ? report.process->pid : 0;
}

QString holderText(const LockReport &report)
{
    const auto texts = holderTexts(report);
    if (texts.size() < 2)
        return texts.join(QString());
    return texts.first() + QLatin1String(" +") + QString::number(texts.size() - 1);
}

QString allHoldersText(const LockReport &report)
{
    return holderTexts(report).join(QLatin1Char('\n'));
}

} // namespace Lockscope::Ui
