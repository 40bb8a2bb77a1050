// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procroot.h"

#include <lockscope/processfacts.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace Lockscope {

/// PROC_PID_INIT_INO of the kernel's include/linux/proc_ns.h: the inode of the initial PID namespace is fixed.
inline constexpr std::uint64_t FirstPidNamespace = 0xEFFFFFFC;

/// Whether this process is in a nested PID namespace, such as a container: processes outside of it are not visible, nor
/// are the kernel locks that they acquired.
bool isInPidNamespace(const ProcRoot &proc);

/// The result of kill(pid, 0).
enum class Life
{
    Alive,        ///< a process or thread with this ID exists, and this user may signal it
    AliveForeign, ///< EPERM: exists, belongs to another user
    Dead,         ///< ESRCH: proves that this ID does not exist in this PID namespace
    Unknown,      ///< not a PID
};
Life probeLife(std::int64_t pid);

/// The process as shown in /proc. Absent if there is no entry, which does not prove that it has exited (hidepid).
std::optional<ProcessFacts> readProcess(const ProcRoot &proc, std::int64_t pid, const HostIdentity &host);

/// Reads only its name: one small file.
std::string processName(const ProcRoot &proc, std::int64_t pid);

/// The PID of the process that a thread belongs to; absent for a PID.
std::optional<std::int64_t> processOfThread(const ProcRoot &proc, std::int64_t threadId);

/// The host name of a process, which in a container differs from that of the host; empty if unknown. Obtained from the
/// kernel by a thread that enters the UTS namespace of the process (as root), otherwise from the environment of the
/// process.
std::string hostnameOf(const ProcRoot &proc, std::int64_t pid);

/// The PIDs of all visible processes.
std::vector<std::int64_t> allProcesses(const ProcRoot &proc);

/// Whether /proc shows only the processes of this user (hidepid).
bool areProcessesHidden(const ProcRoot &proc);

/// A process in a nested PID namespace, with the PIDs it has there: a PID in a file may refer to it.
struct InnerProcess
{
    std::int64_t pid = 0;                    ///< in this PID namespace
    std::vector<std::int64_t> namespacePids; ///< from here inwards; the last is the PID in its own namespace
};
std::vector<InnerProcess> innerProcesses(const ProcRoot &proc);

} // namespace Lockscope
