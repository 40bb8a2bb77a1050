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

std::shared_ptr<const HostFacts> readHostFacts(const ProcRoot &proc, const MountTable &mounts)
{
    auto facts = std::make_shared<HostFacts>();
    static_cast<HostIdentity &>(*facts) = HostIdentity::read();
    facts->hostAliases = hostAliases(facts->hostname, mounts);
    facts->clocksShifted = isShifted(proc.read("self/timens_offsets").value_or(""));
    // Birth times of files use the clocks of the host, and start times of processes those of this namespace.
    if (facts->clocksShifted)
        facts->clockDeviation.reset();
    facts->kernelLocksRead = false;
    facts->uid = ::geteuid();
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
    : m_mounts(m_proc)
    , m_facts(readHostFacts(m_proc, m_mounts))
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

void HostSnapshot::setTestimonies(std::vector<Testimony> testimonies)
{
    m_testimonies = std::make_shared<const std::vector<Testimony>>(std::move(testimonies));
}

std::vector<KernelLock> HostSnapshot::locksOnDeleted(std::string_view name) const
{
    std::vector<KernelLock> locks;
    if (m_locksOnDeleted.empty())
        return locks;
    const auto [begin, end] = m_locksOnDeleted.equal_range(std::string(name));
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
    const auto directory = std::to_string(pid);
    if (const auto theirs = m_proc.namespaceInode(directory + "/ns/time"))
        return theirs != m_proc.namespaceInode("self/ns/time");
    // The namespace of another user's process cannot be read, but what it adds to the clocks can.
    const auto theirs = m_proc.read(directory + "/timens_offsets");
    return theirs && theirs != m_proc.read("self/timens_offsets");
}

const std::vector<std::uint64_t> &HostSnapshot::hardwareAddresses() const
{
    return m_hardwareAddresses.get([] { return Lockscope::hardwareAddresses(); });
}

const std::vector<InnerProcess> &HostSnapshot::innerProcesses() const
{
    return m_innerProcesses.get([this] { return Lockscope::innerProcesses(m_proc); });
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

const OverlayLayers &HostSnapshot::overlayLayers() const
{
    return m_overlayLayers.get([this] { return OverlayLayers(m_proc); });
}

bool HostSnapshot::isPortInUse(std::int64_t port) const
{
    return m_listeningPorts.get([this] { return listeningPorts(m_proc); }).contains(port);
}

bool HostSnapshot::processesHidden() const
{
    return m_processesHidden.get([this] { return areProcessesHidden(m_proc); });
}

} // namespace Lockscope
