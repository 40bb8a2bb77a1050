// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "askedhosts.h"

#include "output.h"

#include <lockscope/displaytext.h>

#include <algorithm>
#include <iterator>

namespace Ctl {

using Lockscope::Claim;
using Lockscope::HostList;
using Lockscope::Inspector;
using Lockscope::LockReport;

std::unique_ptr<AskedHosts> AskedHosts::of(const Arguments &arguments)
{
    auto list = HostList::read();
    if (!list) {
        printError(list.error().message());
        return nullptr;
    }
    if (!arguments.askOnly.empty() && list->named(arguments.askOnly).empty()) {
        printError(QStringLiteral("--ask: host '%1' is not in the list; add it with 'lockscopectl hosts add'")
                       .arg(Lockscope::displayText(arguments.askOnly)));
        return nullptr;
    }
    if (list->hosts().empty())
        printError(QStringLiteral("--ask: the list of hosts is empty; add one with 'lockscopectl hosts add'"));
    auto asked = std::make_unique<AskedHosts>();
    asked->m_hosts = std::make_shared<Lockscope::RemoteHosts>(*std::move(list));
    asked->m_hosts->setOnly(arguments.askOnly);
    asked->m_only = arguments.askOnly;
    return asked;
}

void AskedHosts::decide(std::vector<LockReport> &reports, Inspector &inspector)
{
    std::vector<Claim> owners;
    for (const auto &report : reports) {
        if (isForOtherHost(report) && std::ranges::find(owners, report.owner) == owners.end())
            owners.push_back(report.owner);
    }
    if (!owners.empty()) {
        auto testimonies = m_hosts->ask(owners);
        if (testimonies.empty())
            return;
        inspector.refresh();
        inspector.setTestimonies(std::move(testimonies));
        for (auto &report : reports) {
            if (!isForOtherHost(report))
                continue;
            auto again = inspector.inspectRows(report.path);
            const auto same = std::ranges::find(again, report.row, &LockReport::row);
            if (same != again.end())
                report = std::move(*same);
        }
    }
    if (m_only.empty())
        return;
    for (auto &report : reports)
        m_hosts->askAboutFile(m_only, report);
}

} // namespace Ctl
