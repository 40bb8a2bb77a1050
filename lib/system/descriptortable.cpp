// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/descriptortable.h"

#include "system/openfiles.h"
#include "system/procparse.h"
#include "system/systemcalls.h"

#include <algorithm>

#include <sys/stat.h>

namespace Lockscope {

namespace {

/// The kernel counts each thread as a link to `/proc/PID/task`: one call instead of reading the directory.
bool hasOneThread(const ProcRoot &proc, const std::string &threads)
{
    constexpr nlink_t LinksOfOneThread = 3;
    struct stat status = {};
    return sys().fstatat(proc.fd(), threads.c_str(), &status, 0) == 0 && status.st_nlink <= LinksOfOneThread;
}

bool hasMainThreadExited(const ProcRoot &proc, std::int64_t pid)
{
    const auto stat = ProcParse::stat(proc.read(std::to_string(pid) + "/stat").value_or(""));
    return stat && ProcParse::hasExited(stat->state);
}

} // namespace

std::string DescriptorTable::directory() const
{
    const auto process = std::to_string(pid);
    return thread != 0 ? process + "/task/" + std::to_string(thread) : process;
}

std::vector<DescriptorTable> descriptorTables(const ProcRoot &proc, std::int64_t pid)
{
    std::vector<DescriptorTable> tables{{.pid = pid}};
    const auto threads = std::to_string(pid) + "/task";
    if (hasOneThread(proc, threads))
        return tables;
    const bool isOwnEmpty = hasMainThreadExited(proc, pid);
    proc.eachNumber(threads, [&](std::int64_t thread) {
        const auto sharesWith = [&](const DescriptorTable &other) {
            const bool isEmpty = other.thread == 0 && isOwnEmpty;
            // The tables in a recorded /proc cannot be compared by the kernel.
            return !isEmpty && (!proc.isLive() || shareDescriptors(other.task(), thread));
        };
        if (thread != pid && std::ranges::none_of(tables, sharesWith))
            tables.push_back({.pid = pid, .thread = thread});
    });
    return tables;
}

} // namespace Lockscope
