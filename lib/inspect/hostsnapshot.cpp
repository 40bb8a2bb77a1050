// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/hostsnapshot.h"

#include "inspect/hostnames.h"
#include "system/listeningports.h"

#include <algorithm>

#include <unistd.h>

namespace Lockscope {

namespace {

/// Lines with the name of a clock, seconds and nanoseconds. Kernels without time namespaces do not have this file.
bool isShifted(std::string_view offsets)
{
    return offsets.find_first_of("123456789") != offsets.npos;
}

std::shared_ptr<const HostFacts> readHostFacts(const ProcRoot &proc)
{
    auto facts = std::make_shared<HostFacts>();
    static_cast<HostIdentity &>(*facts) = HostIdentity::read();
    facts->hostAliases = hostAliases(facts->hostname);
    facts->clocksShifted = isShifted(proc.read("self/timens_offsets").value_or(""));
    // Birth times of files use the clocks of the host, and start times of processes those of this namespace.
    if (facts->clocksShifted)
        facts->clockDeviation.reset();
    facts->kernelLocksRead = false;
    facts->isRoot = ::geteuid() == 0;
    return facts;
}

} // namespace

std::vector<KernelLock> locksOn(const MountTable::Place &place, const KernelLockTable &table)
{
    auto locks = table.on(place.inode, place.file);
    for (auto &lock : locks)
        lock.onThisFile = lock.file || place.isUnambiguous();
    return locks;
}

HostSnapshot::HostSnapshot()
    : m_facts(readHostFacts(m_proc))
    , m_mounts(m_proc)
{
    if (auto table = KernelLockTable::read())
        setKernelLocks(std::move(*table));
}

void HostSnapshot::forgetProcesses(bool containersToo)
{
    m_processes.clear();
    m_hostnames.clear();
    m_names.reset();
    m_listeningPorts.reset();
    m_openers.reset();
    if (containersToo) {
        m_overlayLayers.reset();
        m_innerProcesses.reset();
        m_processesHidden.reset();
    }
}

void HostSnapshot::setKernelLocks(KernelLockTable kernelLocks)
{
    m_kernelLocks = std::move(kernelLocks);
    auto facts = std::make_shared<HostFacts>(*m_facts);
    facts->kernelLocksRead = true;
    facts->descriptorsHidden = m_kernelLocks.hiddenProcesses();
    m_facts = std::move(facts);
    m_lockedInodeNumbers.clear();
    m_locksOnDeleted.clear();
    for (const auto &lock : m_kernelLocks.locks()) {
        m_lockedInodeNumbers.insert(lock.inode.inode);
        if (lock.pathState == KernelLock::PathState::Deleted)
            m_locksOnDeleted.emplace(lock.path.filename().native(), lock);
    }
}

std::vector<KernelLock> HostSnapshot::locksOnDeleted(const std::string &name) const
{
    std::vector<KernelLock> locks;
    const auto [begin, end] = m_locksOnDeleted.equal_range(name);
    std::transform(begin, end, std::back_inserter(locks), [](const auto &entry) { return entry.second; });
    return locks;
}

std::optional<ProcessFacts> HostSnapshot::process(std::int64_t pid) const
{
    const std::scoped_lock lock(m_mutex);
    const auto known = m_processes.find(pid);
    if (known != m_processes.end())
        return known->second;
    return m_processes.emplace(pid, readProcess(m_proc, pid, host())).first->second;
}

bool HostSnapshot::hasOtherTimeNamespace(std::int64_t pid) const
{
    const auto theirs = m_proc.namespaceInode(std::to_string(pid) + "/ns/time");
    return theirs && theirs != m_proc.namespaceInode("self/ns/time");
}

const std::vector<std::uint64_t> &HostSnapshot::hardwareAddresses() const
{
    const std::scoped_lock lock(m_mutex);
    if (!m_hardwareAddresses)
        m_hardwareAddresses = Lockscope::hardwareAddresses();
    return *m_hardwareAddresses;
}

const std::vector<InnerProcess> &HostSnapshot::innerProcesses() const
{
    const std::scoped_lock lock(m_mutex);
    if (!m_innerProcesses)
        m_innerProcesses = Lockscope::innerProcesses(m_proc);
    return *m_innerProcesses;
}

std::string HostSnapshot::hostnameOf(std::int64_t pid) const
{
    const std::scoped_lock lock(m_mutex);
    const auto known = m_hostnames.find(pid);
    if (known != m_hostnames.end())
        return known->second;
    return m_hostnames.emplace(pid, Lockscope::hostnameOf(m_proc, pid)).first->second;
}

std::vector<ProcessFacts> HostSnapshot::running(std::span<const std::string_view> programs) const
{
    std::vector<std::int64_t> pids;
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_names) {
            m_names.emplace();
            for (const auto pid : allProcesses(m_proc))
                m_names->emplace_back(pid, processName(m_proc, pid));
        }
        for (const auto &[pid, name] : *m_names) {
            if (std::ranges::find(programs, name) != programs.end())
                pids.push_back(pid);
        }
    }
    std::vector<ProcessFacts> found;
    for (const auto pid : pids) {
        if (auto facts = process(pid); facts && !facts->isDeadZombie())
            found.push_back(*std::move(facts));
    }
    return found;
}

std::shared_ptr<const OpenerIndex> HostSnapshot::openers() const
{
    const std::scoped_lock lock(m_mutex);
    if (!m_openers)
        m_openers = std::make_shared<OpenerIndex>(m_proc);
    return m_openers;
}

std::shared_ptr<const OverlayLayers> HostSnapshot::overlayLayers() const
{
    const std::scoped_lock lock(m_mutex);
    if (!m_overlayLayers)
        m_overlayLayers = std::make_shared<OverlayLayers>(m_proc);
    return m_overlayLayers;
}

bool HostSnapshot::isPortInUse(std::int64_t port) const
{
    const std::scoped_lock lock(m_mutex);
    if (!m_listeningPorts)
        m_listeningPorts = listeningPorts(m_proc);
    return m_listeningPorts->contains(port);
}

bool HostSnapshot::processesHidden() const
{
    const std::scoped_lock lock(m_mutex);
    if (!m_processesHidden)
        m_processesHidden = areProcessesHidden(m_proc);
    return *m_processesHidden;
}

} // namespace Lockscope
