// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/arguments.h"
#include "inspect/evidence/rules.h"
#include "values/sentences.h"

namespace Lockscope {

namespace {

using Id = Evidence::Id;
using Sentence::Finding;
using Supports = Evidence::Supports;

bool namesHolder(const Facts &facts)
{
    return facts.heldBy && facts.heldBy != HeldBy::KernelLock && facts.heldBy != HeldBy::Nobody &&
           facts.heldBy != HeldBy::None;
}

QString content()
{
    return QStringLiteral("content");
}

} // namespace

void container(const Facts &facts, std::vector<Evidence> &evidence)
{
    for (const auto &claimed : facts.claimed) {
        if (!claimed.container.empty())
            evidence.push_back(
                {Id::Container,
                 Supports::Held,
                 {Finding::InContainer, processName(claimed.here, claimed.process), claimed.pid, claimed.container},
                 QStringLiteral("/proc/%1/status").arg(claimed.here)});
    }
}

void innerPidNamespace(const Facts &facts, std::vector<Evidence> &evidence)
{
    for (const auto &claimed : facts.claimed) {
        for (const auto pid : claimed.innerNamesakes) {
            if (pid != claimed.here)
                evidence.push_back({Id::InnerPidNamespace,
                                    Supports::Unknown,
                                    {Finding::SamePidInContainer, pid, claimed.pid},
                                    QStringLiteral("/proc/%1/status").arg(pid)});
        }
    }
}

void ownPidNamespace(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!facts.heldBy || facts.host->seesAllProcesses())
        return;
    evidence.push_back(
        {Id::OwnPidNamespace, Supports::Unknown, Finding::OwnPidNamespace, QStringLiteral("/proc/self/ns/pid")});
}

void processesHidden(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (facts.claimed.empty() || !facts.processesHidden)
        return;
    evidence.push_back(
        {Id::ProcessesHidden, Supports::Unknown, Finding::ProcessesHidden, QStringLiteral("/proc/1/status")});
}

void foreignPidNamespace(const Facts &facts, std::vector<Evidence> &evidence)
{
    const auto &counted = facts.claim.pidNamespace;
    if (!counted || *counted == facts.host->pidNamespace || !namesHolder(facts))
        return;
    evidence.push_back({Id::ForeignPidNamespace,
                        Supports::Unknown,
                        {Finding::ForeignPidNamespace, static_cast<std::int64_t>(*counted),
                         static_cast<std::int64_t>(facts.host->pidNamespace)},
                        content()});
}

void sameHost(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!namesHolder(facts) || facts.claim.hostname == facts.host->hostname)
        return;
    const auto match = hostMatch(facts);
    const auto named = facts.claim.hostname.value_or(std::string());
    if (match == HostMatch::Same)
        evidence.push_back(
            {Id::HostAlias, Supports::Nothing, {Finding::HostAlias, named, facts.host->hostname}, content()});
    else if (match == HostMatch::SameKernel)
        evidence.push_back({Id::SameBoot, Supports::Nothing, {Finding::SameBootOtherName, named}, content()});
}

void machineId(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!namesHolder(facts) || !facts.claim.machineId || facts.host->machineId.empty())
        return;
    const bool isSame = *facts.claim.machineId == facts.host->machineId;
    if (isSame && isOfThisHost(facts))
        return;
    evidence.push_back({isSame ? Id::MachineIdEqual : Id::MachineIdDiffers, Supports::Unknown,
                        isSame ? Finding::SameMachineId : Finding::OtherMachineId, content()});
}

void otherHost(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!namesHolder(facts))
        return;
    const auto match = hostMatch(facts);
    const auto named = facts.claim.hostname.value_or(std::string());
    if (match == HostMatch::Unclear && isOtherBootOfSameName(facts))
        evidence.push_back({Id::HostUnclear,
                            Supports::Unknown,
                            {Finding::OtherBootOfSameName, named, facts.fileSystem.type},
                            content()});
    else if (match == HostMatch::Unclear)
        evidence.push_back(
            {Id::HostUnclear, Supports::Unknown, {Finding::HostUnclear, named, facts.host->hostname}, content()});
    else if (match == HostMatch::Other)
        evidence.push_back(
            {Id::OtherHost, Supports::Unknown, {Finding::OtherHost, named, facts.host->hostname}, content()});
}

void remoteFileSystem(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!facts.fileSystem.remote)
        return;
    evidence.push_back({Id::RemoteFileSystem,
                        Supports::Unknown,
                        {Finding::RemoteFileSystem, facts.fileSystem.type},
                        QStringLiteral("/proc/self/mountinfo")});
}

} // namespace Lockscope
