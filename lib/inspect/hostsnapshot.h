// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/firstuse.h"
#include "inspect/hostfacts.h"
#include "inspect/probe/noopenset.h"
#include "system/mounts.h"
#include "system/openerindex.h"
#include "system/overlaylayers.h"
#include "system/processes.h"
#include "system/procroot.h"

#include <lockscope/kernellock.h>
#include <lockscope/processfacts.h>
#include <lockscope/testimony.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace Lockscope {

/// The kernel locks on a file. A lock that may be on another file with the same inode number is marked as such:
/// KernelLock::onThisFile.
std::vector<KernelLock> locksOn(const MountTable::Place &place, const KernelLockTable &table);

/// The state of the host that many inspections share: host, mounts, kernel locks and processes, each read once. All
/// functions are thread-safe.
class HostSnapshot
{
public:
    /// Reads host, mounts and kernel locks now; processes when they are first needed.
    HostSnapshot();

    /// Processes are read again when they are next needed. Must not be called while other threads use the object.
    void forgetProcesses(bool containersToo);
    void setKernelLocks(KernelLockTable kernelLocks);
    void setTestimonies(std::vector<Testimony> testimonies);

    const HostIdentity &host() const { return *m_facts; }
    const std::shared_ptr<const HostFacts> &facts() const { return m_facts; }
    const ProcRoot &proc() const { return m_proc; }
    const MountTable &mounts() const { return m_mounts; }
    const KernelLockTable &kernelLocks() const { return m_kernelLocks; }
    /// What other hosts report; null if none was asked.
    const std::shared_ptr<const std::vector<Testimony>> &testimonies() const { return m_testimonies; }
    /// Whether an inode with this number, on any file system, has a kernel lock.
    bool mayHaveKernelLock(std::uint64_t inodeNumber) const { return m_lockedInodeNumbers.contains(inodeNumber); }
    /// Kernel locks on deleted files whose last name was this one, in any directory.
    std::vector<KernelLock> locksOnDeleted(std::string_view name) const;
    const NoOpenSet &forbidden() const { return m_forbidden; }

    const std::vector<std::uint64_t> &hardwareAddresses() const;

    /// Whether that process is known to be in another time namespace than this one.
    bool hasOtherTimeNamespace(std::int64_t pid) const;

    std::optional<ProcessFacts> process(std::int64_t pid) const;
    const std::vector<InnerProcess> &innerProcesses() const;
    /// The host name in the namespace of a process, e.g. that of its container.
    std::string hostnameOf(std::int64_t pid) const;
    /// The processes that run a program with one of these names.
    std::vector<ProcessFacts> running(std::span<const std::string_view> programs) const;
    /// The processes that have files open. Read when first needed.
    std::shared_ptr<const OpenerIndex> openers() const;
    /// The files in layers of overlay file systems. Read when first needed.
    const OverlayLayers &overlayLayers() const;
    /// Whether a process listens on the TCP or UDP port with this number, in any visible network namespace of this
    /// host.
    bool isPortInUse(std::int64_t port) const;
    /// Whether /proc shows only the processes of this user (hidepid): other processes may be in nested PID namespaces
    /// without being visible.
    bool processesHidden() const;

private:
    ProcRoot m_proc;
    MountTable m_mounts;
    std::shared_ptr<const HostFacts> m_facts;
    KernelLockTable m_kernelLocks;
    std::unordered_set<std::uint64_t> m_lockedInodeNumbers;
    std::unordered_multimap<std::string, KernelLock> m_locksOnDeleted; ///< by the last component of their paths
    NoOpenSet m_forbidden;
    std::shared_ptr<const std::vector<Testimony>> m_testimonies;

    mutable std::mutex m_mutex;
    mutable std::unordered_map<std::int64_t, std::optional<ProcessFacts>> m_processes;
    mutable std::shared_ptr<const OpenerIndex> m_openers;
    mutable std::unordered_map<std::int64_t, std::string> m_hostnames;
    mutable std::optional<std::vector<std::pair<std::int64_t, std::string>>> m_names; ///< of all processes

    FirstUse<std::vector<InnerProcess>> m_innerProcesses;
    FirstUse<std::vector<std::uint64_t>> m_hardwareAddresses;
    FirstUse<bool> m_processesHidden;
    FirstUse<std::set<std::int64_t>> m_listeningPorts;
    FirstUse<OverlayLayers> m_overlayLayers;
};

} // namespace Lockscope
