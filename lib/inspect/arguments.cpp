// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/arguments.h"

#include <algorithm>

namespace Lockscope {

ProcessName processName(std::int64_t pid, const std::optional<ProcessFacts> &process)
{
    return {pid, process ? process->name : std::string()};
}

ProcessName processName(const ClaimedProcess &claimed)
{
    return processName(claimed.pid, claimed.process);
}

std::vector<LockHolder> holdersOf(const std::vector<KernelLock> &locks)
{
    std::vector<LockHolder> holders;
    for (const auto &lock : locks) {
        for (const auto &holder : lock.holders) {
            if (std::ranges::find(holders, holder.pid, &LockHolder::pid) == holders.end())
                holders.push_back(holder);
        }
    }
    return holders;
}

ProcessNames holderNames(const std::vector<KernelLock> &locks)
{
    ProcessNames names;
    for (const auto &holder : holdersOf(locks))
        names.processes.push_back({holder.pid, holder.name});
    return names;
}

LockDescription describe(const KernelLock &lock)
{
    const auto type = [&] {
        switch (lock.type) {
        case KernelLock::Type::Flock:
            return LockDescription::Type::Flock;
        case KernelLock::Type::Posix:
            return LockDescription::Type::Posix;
        case KernelLock::Type::Ofd:
            return LockDescription::Type::Ofd;
        case KernelLock::Type::Lease:
            break;
        }
        return LockDescription::Type::Lease;
    };
    return {type(), lock.mode == KernelLock::Mode::Read, lock.start, lock.end};
}

OwnerNames ownerNames(const Claim &claim)
{
    return {claim.pid ? std::vector{*claim.pid} : claim.pids, claim.name, claim.hostname};
}

} // namespace Lockscope
