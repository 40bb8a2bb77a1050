// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/remote/etcdwatch.h"

#include "ui/remote/remotereports.h"
#include "ui/widgets/messagebar.h"

#include <lockscope/etcd.h>
#include <lockscope/wording.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace Lockscope::Ui {

namespace {

using Clock = std::chrono::steady_clock;

/// Passes on what an inspection of all locks found.
class Passing
{
public:
    explicit Passing(RemoteReports &reports)
        : m_reports(reports)
    {
        m_state.breaking = RemoteState::Break::Allowed;
    }

    void pass(const EtcdChanges &changes)
    {
        std::vector<LockEvent> events;
        for (const auto &report : changes.updated) {
            const auto known = m_known.find(report.key());
            add(events, etcdEvents(known == m_known.end() ? nullptr : &known->second, &report));
            m_known.insert_or_assign(report.key(), report);
        }
        for (const auto &key : changes.removed) {
            if (const auto known = m_known.find(key); known != m_known.end()) {
                add(events, etcdEvents(&known->second, nullptr));
                m_known.erase(known);
            }
        }
        if (!changes.updated.empty())
            Q_EMIT m_reports.updated(changes.updated);
        if (!changes.removed.empty())
            Q_EMIT m_reports.removed(changes.removed);
        if (!events.empty())
            Q_EMIT m_reports.eventsOccurred(events);
        if (changes.failure) {
            fail(detailText(*changes.failure));
            return;
        }
        m_state.kind = RemoteState::Kind::Live;
        m_state.problem.clear();
        m_state.heard = Clock::now();
        Q_EMIT m_reports.stateChanged(m_state);
        if (!std::exchange(m_isReady, true))
            Q_EMIT m_reports.ready();
    }

    void fail(const QString &problem)
    {
        m_state.kind = RemoteState::Kind::NotAnswering;
        m_state.problem = problem;
        Q_EMIT m_reports.stateChanged(m_state);
    }

private:
    static void add(std::vector<LockEvent> &events, std::vector<LockEvent> more)
    {
        std::ranges::move(more, std::back_inserter(events));
    }

    RemoteReports &m_reports;
    RemoteState m_state;
    std::map<std::string, LockReport> m_known;
    bool m_isReady = false;
};

} // namespace

QString etcdProblem(const std::filesystem::path &address)
{
    const auto parsed = EtcdAddress::parsePrefix(address.native());
    return parsed ? QString() : failureText(parsed.error());
}

std::filesystem::path normalEtcdAddress(const std::filesystem::path &address)
{
    const auto parsed = EtcdAddress::parsePrefix(address.native());
    return parsed ? std::filesystem::path(parsed->text()) : address;
}

LockReport inspectInEtcd(const std::filesystem::path &address, std::shared_ptr<HostAsker> hosts, Inspector &inspector)
{
    const auto parsed = EtcdAddress::parse(address.native());
    auto settings = EtcdSettings::read();
    if (!parsed || !settings) {
        LockReport report;
        report.path = address;
        return report;
    }
    EtcdInspector etcd(*std::move(settings));
    etcd.setHosts(std::move(hosts));
    return etcd.inspect(*parsed, inspector);
}

void watchInEtcd(const std::filesystem::path &address, RemoteReports &reports, const std::stop_token &stop)
{
    Passing passing(reports);
    const auto prefix = EtcdAddress::parsePrefix(address.native());
    auto settings = EtcdSettings::read();
    if (!prefix || !settings) {
        passing.fail(failureText(prefix ? settings.error() : prefix.error()));
        return;
    }
    EtcdInspector(*std::move(settings))
        .watchBelow(
            *prefix,
            [&](const EtcdChanges &changes) {
                if (!stop.stop_requested())
                    passing.pass(changes);
                return !stop.stop_requested();
            },
            stop);
}

} // namespace Lockscope::Ui
