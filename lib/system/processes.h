// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procroot.h"

#include <lockscope/hostidentity.h>
#include <lockscope/processfacts.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace Lockscope {

/// PROC_PID_INIT_INO of the kernel's include/linux/proc_ns.h: the inode of the first pid namespace is fixed.
inline constexpr std::uint64_t FirstPidNamespace = 0xEFFFFFFC;

/// Whether this process lives in an inner pid namespace, a container: processes outside of it are not seen, nor are
/// kernel locks that they acquired.
bool isInPidNamespace(const ProcRoot &proc);

/// What kill(pid, 0) says.
enum class Life
{
    Alive,        ///< a process or thread of this number exists and is ours to signal
    AliveForeign, ///< EPERM: exists, belongs to another user
    Dead,         ///< ESRCH: proof that nothing in our pid namespace has this number
    Unknown,      ///< not a pid
};
Life probeLife(std::int64_t pid);

/// What /proc says of a process; absent where there is no entry, which is no proof of death (hidepid).
std::optional<ProcessFacts> readProcess(const ProcRoot &proc, std::int64_t pid, const HostIdentity &host);

/// Only its name: one small read.
std::string processName(const ProcRoot &proc, std::int64_t pid);

/// A thread id that is no process's pid: the pid of the process it is a thread of.
std::optional<std::int64_t> processOfThread(const ProcRoot &proc, std::int64_t threadId);

/// The host name that holds for a process, which in a container is another than ours; empty where it cannot be known.
/// Asked of the kernel by a thread of its own, which enters the process's UTS namespace (root), else read from the
/// process's environment.
std::string hostnameOf(const ProcRoot &proc, std::int64_t pid);

/// Every process that can be seen from here.
std::vector<std::int64_t> allProcesses(const ProcRoot &proc);

/// Whether /proc shows only our own processes (hidepid).
bool areProcessesHidden(const ProcRoot &proc);

/// Processes in inner pid namespaces, each with the numbers it has there: a pid from a file may mean one of them.
struct InnerProcess
{
    std::int64_t pid = 0;                    ///< here
    std::vector<std::int64_t> namespacePids; ///< from here inwards; the last is its number where it lives
};
std::vector<InnerProcess> innerProcesses(const ProcRoot &proc);

} // namespace Lockscope
