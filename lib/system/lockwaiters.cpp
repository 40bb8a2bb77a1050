// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/lockwaiters.h"
#include "system/optionalcalls.h"

#include "system/processes.h"
#include "system/procparse.h"
#include "system/systemcalls.h"

#include <algorithm>
#include <map>

#include <fcntl.h>
#include <sys/syscall.h>

namespace Lockscope {

namespace {

constexpr std::int64_t NoPid = -1;

#ifdef SYS_fcntl64
constexpr long FcntlCall = SYS_fcntl64;
#else
constexpr long FcntlCall = SYS_fcntl;
#endif

bool isAnonymous(const LockWaiter &waiter)
{
    return waiter.pid == NoPid;
}

/// The inode of a descriptor from /proc, without opening anything. Absent on kernels before 5.14.
std::optional<InodeKey> inodeOf(const ProcRoot &proc, const std::string &process, std::uint64_t fd)
{
    const auto text = proc.read(process + "/fdinfo/" + std::to_string(fd));
    const auto info = text ? ProcParse::fdInfo(*text) : ProcParse::FdInfo();
    if (!info.inode || !info.mountId)
        return {};
    // Its own mount table, because it may be in another mount namespace.
    const auto mounts = ProcParse::mountInfo(proc.read(process + "/mountinfo", 16 * 1024 * 1024).value_or(""));
    const auto mount = std::ranges::find(mounts, *info.mountId, &ProcParse::Mount::id);
    if (mount == mounts.end()) {
        // Below a chroot whose root is not a mount point, the table omits that mount.
        struct statx status = {};
        const auto file = process + "/fd/" + std::to_string(fd);
        if (!proc.isLive() ||
            statusOf(proc.fd(), file.c_str(), AT_NO_AUTOMOUNT | AT_STATX_DONT_SYNC, STATX_INO, &status) != 0)
            return {};
        return InodeKey{status.stx_dev_major, status.stx_dev_minor, *info.inode};
    }
    return InodeKey{mount->major, mount->minor, *info.inode};
}

/// The processes with a thread that is blocked in fcntl(fd, F_OFD_SETLKW), by the inode of that fd.
std::multimap<InodeKey, std::int64_t> blockedOfdRequests(const ProcRoot &proc)
{
    std::multimap<InodeKey, std::int64_t> requests;
    proc.eachNumber(".", [&](std::int64_t pid) {
        const auto process = std::to_string(pid);
        proc.eachNumber(process + "/task", [&](std::int64_t thread) {
            const auto text = proc.read(process + "/task/" + std::to_string(thread) + "/syscall");
            const auto call = text ? ProcParse::blockedCall(*text) : std::nullopt;
            if (!call || call->number != FcntlCall || call->second != F_OFD_SETLKW)
                return;
            if (const auto inode = inodeOf(proc, process, call->first))
                requests.emplace(*inode, pid);
        });
    });
    return requests;
}

void findOfdWaiters(const ProcRoot &proc, std::span<KernelLock *const> locks)
{
    // By inode, the locks with a waiter whose PID is unknown. If there are several on one inode, it cannot be
    // determined which waiter waits for which.
    std::map<InodeKey, std::vector<KernelLock *>> blocking;
    for (auto *lock : locks)
        if (std::ranges::any_of(lock->waiters, isAnonymous))
            blocking[lock->inode].push_back(lock);
    if (blocking.empty())
        return;

    const auto requests = blockedOfdRequests(proc);
    for (const auto &[inode, onInode] : blocking) {
        auto [request, end] = requests.equal_range(inode);
        if (onInode.size() > 1)
            continue;
        for (auto &waiter : onInode.front()->waiters)
            if (isAnonymous(waiter) && request != end)
                waiter.pid = (request++)->second;
    }
}

} // namespace

void nameWaiters(const ProcRoot &proc, std::span<KernelLock *const> locks)
{
    findOfdWaiters(proc, locks);
    for (auto *lock : locks)
        for (auto &waiter : lock->waiters)
            if (waiter.pid > 0)
                waiter.name = processName(proc, waiter.pid);
}

} // namespace Lockscope
