// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/evidence/rules.h"

#include <lockscope/displaytext.h>

#include <algorithm>

namespace Lockscope {

namespace {

bool equalIgnoringCase(std::string_view left, std::string_view right)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [&](char a, char b) { return lower(a) == lower(b); });
}

bool isNumeric(std::string_view host)
{
    return host.find_first_not_of("0123456789.") == std::string_view::npos;
}

/// One of two names may be the short form of the other; localhost and addresses are no names of a host.
bool mayBeAlias(std::string_view claimed, std::string_view own)
{
    const auto label = [](std::string_view host) { return host.substr(0, host.find('.')); };
    return own.empty() || claimed.empty() || isNumeric(claimed) || equalIgnoringCase(label(claimed), "localhost") ||
           equalIgnoringCase(label(claimed), label(own));
}

} // namespace

void innerPidNamespace(const Facts &facts, std::vector<Evidence> &evidence)
{
    for (const auto &claimed : facts.claimed) {
        for (const auto pid : claimed.innerNamesakes) {
            evidence.push_back(
                {std::string(EvidenceId::InnerPidNamespace), Evidence::Supports::Unknown,
                 QStringLiteral("process %1 has the number %2 in a pid namespace of its own, e.g. a container")
                     .arg(pid)
                     .arg(claimed.pid),
                 QStringLiteral("/proc/%1/status").arg(pid)});
        }
    }
}

void ownPidNamespace(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!facts.heldTest || facts.seesAllProcesses)
        return;
    evidence.push_back(
        {std::string(EvidenceId::OwnPidNamespace), Evidence::Supports::Unknown,
         QStringLiteral("this program runs in an inner pid namespace, and sees neither processes outside of it "
                        "nor their locks"),
         QStringLiteral("/proc/self/ns/pid")});
}

void processesHidden(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (facts.claimed.empty() || !facts.processesHidden)
        return;
    evidence.push_back(
        {std::string(EvidenceId::ProcessesHidden), Evidence::Supports::Unknown,
         QStringLiteral("other users' processes are hidden (hidepid), so one in a container may have this number"),
         QStringLiteral("/proc/1/status")});
}

void otherHost(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (facts.heldTest != HeldTest::Process || !facts.claim.hostname ||
        equalIgnoringCase(*facts.claim.hostname, facts.hostname))
        return;
    const auto claimed = displayText(*facts.claim.hostname, 80);
    const auto own = displayText(facts.hostname, 80);
    if (mayBeAlias(*facts.claim.hostname, facts.hostname)) {
        evidence.push_back({std::string(EvidenceId::HostUnclear), Evidence::Supports::Unknown,
                            QStringLiteral("it names host %1, which may be this host (%2) or not").arg(claimed, own),
                            QStringLiteral("content")});
    } else {
        evidence.push_back({std::string(EvidenceId::OtherHost), Evidence::Supports::Unknown,
                            QStringLiteral("it names host %1, and this is %2").arg(claimed, own),
                            QStringLiteral("content")});
    }
}

void remoteFileSystem(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!facts.fileSystem.remote)
        return;
    evidence.push_back({std::string(EvidenceId::RemoteFileSystem), Evidence::Supports::Unknown,
                        QStringLiteral("it lies on %1, where other hosts may hold it unseen")
                            .arg(displayText(facts.fileSystem.type, 40)),
                        QStringLiteral("/proc/self/mountinfo")});
}

} // namespace Lockscope
