// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/facts/pidlookup.h"

#include <algorithm>

namespace Lockscope {

namespace {

/// A lock that names exactly this host does not refer to a container; one whose host may or may not be this one may do
/// so.
bool namesContainer(const Facts &facts)
{
    const auto match = hostMatch(facts);
    return match == HostMatch::Other || match == HostMatch::Unclear || match == HostMatch::SameKernel;
}

/// Whether the container of a process has this name: by the beginning of its ID, as Docker and Podman name the host of
/// a container; by its own name, as systemd-nspawn and LXC do; or by the host name inside it.
bool isCalled(const std::string &host, const ProcessFacts &process, const HostSnapshot &machine)
{
    constexpr std::size_t ShortId = 12;
    if (host.size() >= ShortId && process.container.starts_with(host))
        return true;
    return process.container == host || machine.hostnameOf(process.pid) == host;
}

/// Looks up the process in the PID namespace that the lock names, which is not that of this process.
void lookUpInNamespace(const HostSnapshot &machine, const Facts &facts, ClaimedProcess &claimed)
{
    bool seenWhole = facts.host->seesAllProcesses() && !machine.processesHidden();
    for (const auto &inner : machine.innerProcesses()) {
        const auto process = machine.process(inner.pid);
        if (!process || process->pidNamespace == 0) {
            seenWhole = false;
        } else if (process->pidNamespace == facts.claim.pidNamespace && inner.namespacePids.back() == claimed.pid) {
            claimed.here = inner.pid;
            claimed.life = probeLife(inner.pid);
            claimed.process = process;
            return;
        }
    }
    if (seenWhole)
        claimed.life = Life::Dead;
}

void findNamesakes(const HostSnapshot &machine, const Facts &facts, ClaimedProcess &claimed)
{
    const auto host = namesContainer(facts) ? facts.claim.hostname : std::nullopt;
    for (const auto &inner : machine.innerProcesses()) {
        // The first PID is the one in this namespace.
        const auto &numbers = inner.namespacePids;
        if (numbers.size() < 2 || std::find(numbers.begin() + 1, numbers.end(), claimed.pid) == numbers.end())
            continue;
        ClaimedProcess namesake;
        namesake.pid = claimed.pid;
        namesake.life = Life::Alive;
        namesake.process = machine.process(inner.pid);
        if (isGone(namesake, facts))
            continue;
        claimed.innerNamesakes.push_back(inner.pid);
        if (!host || !namesake.process || !isCalled(*host, *namesake.process, machine))
            continue;
        claimed.container = *host;
        claimed.here = inner.pid;
        claimed.process = namesake.process;
        if (claimed.process->container.empty())
            claimed.process->container = *host;
    }
}

} // namespace

ClaimedProcess lookUpPid(std::int64_t pid, const Facts &facts, const HostSnapshot &machine)
{
    ClaimedProcess claimed;
    claimed.pid = pid;
    claimed.portInUse = facts.bareNumber && machine.isPortInUse(pid);
    if (facts.claim.pidNamespace && *facts.claim.pidNamespace != facts.host->pidNamespace) {
        lookUpInNamespace(machine, facts, claimed);
        return claimed;
    }
    claimed.life = probeLife(pid);
    if (claimed.life == Life::Alive || claimed.life == Life::AliveForeign) {
        claimed.process = machine.process(pid);
        claimed.otherTimeNamespace = machine.hasOtherTimeNamespace(pid);
        const auto process = processOfThread(machine.proc(), pid);
        if (process && *process != pid)
            claimed.threadOf = process;
    }
    if (!facts.claim.pidNamespace)
        findNamesakes(machine, facts, claimed);
    return claimed;
}

PidLookup pidLookup(const HostSnapshot &machine)
{
    return [&machine](std::int64_t pid, const Facts &facts) { return lookUpPid(pid, facts, machine); };
}

} // namespace Lockscope
