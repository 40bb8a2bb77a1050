// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/remote/remotequestions.h"

#include "ui/remote/etcdwatch.h"
#include "ui/text/lockaddress.h"
#include "ui/widgets/messagebar.h"

#include <lockscope/inspector.h>
#include <lockscope/testimony.h>

#include <QString>

#include <algorithm>
#include <utility>

namespace Lockscope::Ui {

namespace {

LockReport inspectAgain(const LockReport &report, const std::shared_ptr<RemoteHosts> &hosts)
{
    Inspector inspector;
    if (LockAddress::isAddress(report.path))
        return inspectInEtcd(report.path, hosts, inspector);
    inspector.setTestimonies(hosts->ask({&report.owner, 1}));
    for (auto &again : inspector.inspectRows(report.path)) {
        if (again.row == report.row)
            return again;
    }
    return report;
}

} // namespace

RemoteQuestions::RemoteQuestions(QObject *parent)
    : QObject(parent)
{}

RemoteQuestions::~RemoteQuestions()
{
    forgetHosts();
}

/// In another thread, because closing a connection waits for the question that is being asked.
void RemoteQuestions::forgetHosts()
{
    if (m_hosts)
        m_pool.run([hosts = std::exchange(m_hosts, nullptr)] {});
}

void RemoteQuestions::readList()
{
    m_pool.ask(
        *this, [] { return HostList::read(); },
        [this](const Result<HostList> &list) {
            if (!list)
                Q_EMIT failed(failureText(list.error()));
            m_listed = list ? list->hosts() : std::vector<ListedHost>();
            forgetHosts();
            m_hosts = m_listed.empty() ? nullptr : std::make_shared<RemoteHosts>(*list);
            Q_EMIT listRead(m_hosts);
        });
}

std::string RemoteQuestions::hostOf(const LockReport &report) const
{
    // The locks of another host are that host's to ask about.
    const bool isAway = LockAddress::of(report.path).where == LockAddress::Where::Host;
    if (isAway || !report.owner.hostname || (!isForOtherHost(report) && report.asked.empty()))
        return {};
    const auto name = QString::fromStdString(*report.owner.hostname);
    const auto found = std::ranges::find_if(m_listed, [&](const ListedHost &host) {
        return name.compare(QString::fromStdString(host.name), Qt::CaseInsensitive) == 0;
    });
    return found == m_listed.end() ? std::string() : found->name;
}

void RemoteQuestions::ask(const LockReport &report)
{
    if (!m_hosts)
        return;
    m_pool.ask(
        *this, [report, hosts = m_hosts] { return inspectAgain(report, hosts); },
        [this](const LockReport &again) { Q_EMIT answered(again); });
}

} // namespace Lockscope::Ui
