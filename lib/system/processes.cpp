// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/processes.h"

#include "system/filedescriptor.h"
#include "system/procparse.h"
#include "system/systemcalls.h"
#include "system/thread.h"
#include "system/useridentity.h"

#include <climits>

#include <fcntl.h>
#include <sched.h>
#include <sys/utsname.h>
#include <unistd.h>

namespace Lockscope {

namespace {

std::string directoryOf(std::int64_t pid)
{
    return std::to_string(pid) + '/';
}

/// By a thread that enters the namespace: there is no other way to get the host name from the kernel.
std::string hostnameInside(const ProcRoot &proc, const std::string &utsNamespace)
{
    std::string name;
    auto asking = Thread::start([&](const std::stop_token &) {
        const FileDescriptor fd(sys().openat(proc.fd(), utsNamespace.c_str(), O_RDONLY | O_CLOEXEC));
        utsname names = {};
        if (fd && ::setns(fd.get(), CLONE_NEWUTS) == 0 && ::uname(&names) == 0)
            name = names.nodename;
    });
    if (asking)
        asking->join();
    return name;
}

/// Docker and Podman pass the host name of the container to its processes, as shells do.
std::string hostnameInEnvironment(const ProcRoot &proc, std::int64_t pid)
{
    constexpr std::string_view Key = "HOSTNAME=";
    const auto environment = proc.read(directoryOf(pid) + "environ").value_or("");
    for (const auto &variable : ProcParse::commandLine(environment)) {
        if (variable.starts_with(Key))
            return variable.substr(Key.size());
    }
    return {};
}

/// The main thread of a process may exit before the others: the process is then a zombie that still holds everything.
int liveThreads(const ProcRoot &proc, const ProcParse::Stat &stat)
{
    if (!ProcParse::hasExited(stat.state))
        return stat.threads;
    int threads = 0;
    const auto tasks = directoryOf(stat.pid) + "task";
    proc.eachNumber(tasks, [&](std::int64_t thread) {
        const auto text = proc.read(tasks + '/' + std::to_string(thread) + "/stat");
        const auto task = text ? ProcParse::stat(*text) : std::nullopt;
        if (task && !ProcParse::hasExited(task->state))
            ++threads;
    });
    return threads;
}

std::optional<WallTime> startTime(const HostIdentity &host, std::uint64_t ticks)
{
    if (!host.bootTime)
        return {};
    // In two steps: ticks as nanoseconds would overflow for hostile values.
    const auto rate = static_cast<std::uint64_t>(::sysconf(_SC_CLK_TCK));
    const auto seconds = ticks / rate;
    constexpr std::uint64_t Century = 100ULL * 366 * 24 * 3600;
    if (seconds > Century)
        return {};
    return *host.bootTime + std::chrono::seconds(seconds) +
           std::chrono::nanoseconds(ticks % rate * (1'000'000'000 / rate));
}

} // namespace

bool isInPidNamespace(const ProcRoot &proc)
{
    return proc.namespaceInode("self/ns/pid").value_or(FirstPidNamespace) != FirstPidNamespace;
}

Life probeLife(std::int64_t pid)
{
    if (pid <= 0 || pid > INT_MAX)
        return Life::Unknown;
    if (sys().kill(static_cast<pid_t>(pid), 0) == 0)
        return Life::Alive;
    switch (errno) {
    case EPERM:
        return Life::AliveForeign;
    case ESRCH:
        return Life::Dead;
    default:
        return Life::Unknown;
    }
}

std::optional<ProcessFacts> readProcess(const ProcRoot &proc, std::int64_t pid, const HostIdentity &host)
{
    const auto directory = directoryOf(pid);
    const auto statText = proc.read(directory + "stat");
    const auto stat = statText ? ProcParse::stat(*statText) : std::nullopt;
    if (!stat)
        return {};

    ProcessFacts facts;
    facts.pid = stat->pid;
    facts.ppid = stat->ppid;
    facts.name = stat->name;
    facts.state = stat->state;
    facts.isKernelThread = stat->isKernelThread();
    facts.threads = liveThreads(proc, *stat);
    facts.startTicks = stat->startTicks;
    facts.startTime = startTime(host, stat->startTicks);
    if (const auto text = proc.read(directory + "status")) {
        auto status = ProcParse::status(*text);
        facts.uid = status.uid;
        facts.namespacePids = std::move(status.namespacePids);
    }
    if (facts.uid >= 0)
        facts.user = UserIdentity::of(static_cast<uid_t>(facts.uid)).login;
    facts.commandLine = ProcParse::commandLine(proc.read(directory + "cmdline").value_or(""));
    facts.pidNamespace = proc.namespaceInode(directory + "ns/pid").value_or(0);
    facts.container = ProcParse::containerId(proc.read(directory + "cgroup").value_or(""));
    return facts;
}

std::string processName(const ProcRoot &proc, std::int64_t pid)
{
    auto name = proc.read(directoryOf(pid) + "comm", 256).value_or("");
    if (name.ends_with('\n'))
        name.pop_back();
    return name;
}

std::optional<std::int64_t> processOfThread(const ProcRoot &proc, std::int64_t threadId)
{
    // Threads have an entry that is not listed (proc(5)).
    const auto text = proc.read(directoryOf(threadId) + "status");
    const auto process = text ? ProcParse::status(*text).threadGroup : 0;
    return process > 0 && process != threadId ? std::optional(process) : std::nullopt;
}

std::string hostnameOf(const ProcRoot &proc, std::int64_t pid)
{
    const auto utsNamespace = directoryOf(pid) + "ns/uts";
    const auto inode = proc.namespaceInode(utsNamespace);
    auto name = inode && proc.isLive() ? hostnameInside(proc, utsNamespace) : std::string();
    return name.empty() ? hostnameInEnvironment(proc, pid) : name;
}

std::vector<std::int64_t> allProcesses(const ProcRoot &proc)
{
    std::vector<std::int64_t> pids;
    proc.eachNumber(".", [&pids](std::int64_t pid) { pids.push_back(pid); });
    return pids;
}

bool areProcessesHidden(const ProcRoot &proc)
{
    // Every user may read this file of every process, unless /proc is mounted with hidepid.
    return !proc.read("1/status", 1);
}

std::vector<InnerProcess> innerProcesses(const ProcRoot &proc)
{
    std::vector<InnerProcess> inner;
    for (const auto pid : allProcesses(proc)) {
        const auto text = proc.read(directoryOf(pid) + "status");
        auto status = text ? ProcParse::status(*text) : ProcParse::Status();
        if (status.namespacePids.size() > 1)
            inner.push_back({pid, std::move(status.namespacePids)});
    }
    return inner;
}

} // namespace Lockscope
