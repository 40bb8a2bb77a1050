// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/processfacts.h>

#include "system/bootinodes.h"
#include "system/clocks.h"
#include "system/processes.h"
#include "system/procparse.h"
#include "system/procroot.h"
#include "system/readall.h"
#include "system/statedirectory.h"

#include <algorithm>
#include <array>

#include <fcntl.h>
#include <unistd.h>

namespace Lockscope {

namespace {

std::string firstLine(const std::optional<std::string> &text)
{
    return text ? text->substr(0, text->find('\n')) : std::string();
}

std::string hostname(const ProcRoot &proc)
{
    std::array<char, 256> name = {};
    if (proc.isLive() && ::gethostname(name.data(), name.size() - 1) == 0)
        return name.data();
    return firstLine(proc.read("sys/kernel/hostname"));
}

/// machine-id(5): 32 lower-case hexadecimal digits, or the word "uninitialized" during the first boot.
std::string machineId(const std::filesystem::path &etcRoot)
{
    // Not readAllAt(): on some systems the file is a link.
    const FileDescriptor file(::open((etcRoot / "machine-id").c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    auto id = firstLine(file ? readAll(file.get(), 256) : std::nullopt);
    const bool isValid = id.size() == 32 && id.find_first_not_of("0123456789abcdef") == std::string::npos;
    return isValid ? id : std::string();
}

std::optional<WallTime> bootTime(const ProcRoot &proc)
{
    // More precise than the whole seconds of /proc/stat, and with the same origin as the start times of processes.
    if (proc.isLive())
        return std::chrono::floor<std::chrono::nanoseconds>(wallNow() - clockNow(CLOCK_BOOTTIME));
    const auto text = proc.read("stat", 1024 * 1024);
    const auto seconds = text ? ProcParse::bootSeconds(*text) : std::nullopt;
    return seconds ? std::optional(WallTime(std::chrono::seconds(*seconds))) : std::nullopt;
}

} // namespace

bool HostIdentity::seesAllProcesses() const
{
    return pidNamespace == FirstPidNamespace;
}

HostIdentity HostIdentity::read(const std::filesystem::path &procRoot, const std::filesystem::path &etcRoot)
{
    const ProcRoot proc(procRoot);
    HostIdentity host;
    host.hostname = Lockscope::hostname(proc);
    host.machineId = Lockscope::machineId(etcRoot);
    host.bootId = firstLine(proc.read("sys/kernel/random/boot_id"));
    host.bootTime = Lockscope::bootTime(proc);
    host.pidNamespace = proc.namespaceInode("self/ns/pid").value_or(0);
    host.pidMax = ProcParse::number<std::int64_t>(firstLine(proc.read("sys/kernel/pid_max"))).value_or(0);
    if (proc.isLive() && host.bootTime)
        host.clockDeviation = distanceFromBirths(*host.bootTime, bootDirectories());
    return host;
}

std::filesystem::path HostIdentity::namesFile()
{
    const auto directory = configDirectoryPath();
    return directory.empty() ? directory : directory / "hostnames";
}

} // namespace Lockscope
