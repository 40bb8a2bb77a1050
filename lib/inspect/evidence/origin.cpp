// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/evidence/rules.h"
#include "inspect/sentences.h"
#include "values/lockphrases.h"

#include <lockscope/displaytext.h>

namespace Lockscope {

namespace {

QString shown(const std::optional<std::string> &name)
{
    return displayText(name.value_or(std::string()), 80);
}

/// Whose text names the holder, or at least the host.
bool namesHolder(const Facts &facts)
{
    return facts.heldTest && facts.heldTest != HeldTest::KernelLock && facts.heldTest != HeldTest::Nobody &&
           facts.heldTest != HeldTest::None;
}

void tell(std::vector<Evidence> &evidence, std::string_view id, Evidence::Supports supports, const QString &fact)
{
    evidence.push_back({std::string(id), supports, fact, QStringLiteral("content")});
}

} // namespace

void container(const Facts &facts, std::vector<Evidence> &evidence)
{
    for (const auto &claimed : facts.claimed) {
        if (claimed.container.empty())
            continue;
        evidence.push_back({std::string(EvidenceId::Container), Evidence::Supports::Held,
                            LockPhrases::tr("%1 has the number %2 in a container of this machine that is called %3")
                                .arg(processWords(claimed.here, claimed.process))
                                .arg(claimed.pid)
                                .arg(displayText(claimed.container, 80)),
                            QStringLiteral("/proc/%1/status").arg(claimed.here)});
    }
}

void innerPidNamespace(const Facts &facts, std::vector<Evidence> &evidence)
{
    for (const auto &claimed : facts.claimed) {
        for (const auto pid : claimed.innerNamesakes) {
            if (pid == claimed.here)
                continue;
            evidence.push_back(
                {std::string(EvidenceId::InnerPidNamespace), Evidence::Supports::Unknown,
                 LockPhrases::tr("process %1 has the number %2 in a pid namespace of its own, e.g. a container")
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
         LockPhrases::tr("this program runs in an inner pid namespace, and sees neither processes outside of it "
                         "nor their locks"),
         QStringLiteral("/proc/self/ns/pid")});
}

void processesHidden(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (facts.claimed.empty() || !facts.processesHidden)
        return;
    evidence.push_back(
        {std::string(EvidenceId::ProcessesHidden), Evidence::Supports::Unknown,
         LockPhrases::tr("other users' processes are hidden (hidepid), so one in a container may have this number"),
         QStringLiteral("/proc/1/status")});
}

void foreignPidNamespace(const Facts &facts, std::vector<Evidence> &evidence)
{
    const auto &counted = facts.claim.pidNamespace;
    if (!counted || *counted == facts.pidNamespace || !namesHolder(facts))
        return;
    tell(
        evidence, EvidenceId::ForeignPidNamespace, Evidence::Supports::Unknown,
        LockPhrases::tr("its number counts in pid namespace %1, and this is %2").arg(*counted).arg(facts.pidNamespace));
}

void sameHost(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!namesHolder(facts) || facts.claim.hostname == facts.hostname)
        return;
    const auto match = hostMatch(facts);
    if (match == HostMatch::Same) {
        tell(evidence, "host-alias", Evidence::Supports::Nothing,
             LockPhrases::tr("it names host %1, which is this host (%2)")
                 .arg(shown(facts.claim.hostname), shown(facts.hostname)));
    } else if (match == HostMatch::SameKernel) {
        tell(evidence, "same-boot", Evidence::Supports::Nothing,
             LockPhrases::tr("it names host %1, but the boot of this machine that runs now: renamed since, or a "
                             "container here")
                 .arg(shown(facts.claim.hostname)));
    }
}

void machineId(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!namesHolder(facts) || !facts.claim.machineId || facts.machineId.empty())
        return;
    const bool same = *facts.claim.machineId == facts.machineId;
    if (same && isOfThisHost(facts))
        return;
    tell(evidence, same ? "machine-id-equal" : "machine-id-differs", Evidence::Supports::Unknown,
         same ? LockPhrases::tr("it names the id of this machine, which containers made from one image share")
              : LockPhrases::tr("it names the id of another machine, or this machine's was made anew"));
}

void otherHost(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!namesHolder(facts))
        return;
    const auto match = hostMatch(facts);
    const bool sameName = facts.claim.hostname == facts.hostname;
    if (match == HostMatch::Unclear && facts.fileSystem.remote && sameName && facts.claim.bootId) {
        tell(evidence, EvidenceId::HostUnclear, Evidence::Supports::Unknown,
             LockPhrases::tr("it names host %1, as this one is called, but another boot: on %2 that is an earlier boot "
                             "of this host or another host of the same name")
                 .arg(shown(facts.claim.hostname), displayText(facts.fileSystem.type, 40)));
    } else if (match == HostMatch::Unclear) {
        tell(evidence, EvidenceId::HostUnclear, Evidence::Supports::Unknown,
             LockPhrases::tr("it names host %1, which may be this host (%2) or not")
                 .arg(shown(facts.claim.hostname), shown(facts.hostname)));
    } else if (match == HostMatch::Other) {
        tell(evidence, EvidenceId::OtherHost, Evidence::Supports::Unknown,
             LockPhrases::tr("it names host %1, and this is %2")
                 .arg(shown(facts.claim.hostname), shown(facts.hostname)));
    }
}

void remoteFileSystem(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!facts.fileSystem.remote)
        return;
    evidence.push_back({std::string(EvidenceId::RemoteFileSystem), Evidence::Supports::Unknown,
                        LockPhrases::tr("it lies on %1, where other hosts may hold it unseen")
                            .arg(displayText(facts.fileSystem.type, 40)),
                        QStringLiteral("/proc/self/mountinfo")});
}

} // namespace Lockscope
