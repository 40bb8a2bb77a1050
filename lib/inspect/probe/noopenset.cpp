// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/probe/noopenset.h"

#include <lockscope/kernellock.h>

#include <unistd.h>

namespace Lockscope {

std::shared_ptr<const NoOpenSet::Reading> NoOpenSet::Reading::now()
{
    auto reading = std::make_shared<Reading>();
    reading->at = std::chrono::steady_clock::now();
    if (const auto table = KernelLockTable::readLines()) {
        for (const auto &kernelLock : table->locks()) {
            // A reader breaks a write lease only. An NFS server has a read lease on every file that a client read.
            if (kernelLock.type == KernelLock::Type::Lease && kernelLock.mode == KernelLock::Mode::Write)
                reading->inodes[kernelLock.inode] = Why::Lease;
            else if (kernelLock.type == KernelLock::Type::Posix && kernelLock.tablePid == ::getpid())
                reading->inodes.emplace(kernelLock.inode, Why::OwnPosixLock);
        }
    }
    return reading;
}

NoOpenSet::Why NoOpenSet::Reading::why(const InodeKey &inode) const
{
    if (inodes.empty())
        return Why::Not;
    const auto found = inodes.find(inode);
    return found == inodes.end() ? Why::Not : found->second;
}

std::shared_ptr<const NoOpenSet::Reading> NoOpenSet::reading(std::chrono::nanoseconds oldest) const
{
    const std::scoped_lock lock(m_mutex);
    if (!m_reading || m_reading->isOlderThan(oldest))
        m_reading = Reading::now();
    return m_reading;
}

NoOpenSet::Why NoOpenSet::why(const InodeKey &inode, std::chrono::nanoseconds oldest) const
{
    return reading(oldest)->why(inode);
}

NoOpenSet::Why NoOpenSet::View::why(const InodeKey &inode, std::chrono::nanoseconds oldest)
{
    if (!m_reading || m_reading->isOlderThan(oldest))
        m_reading = m_all.reading(oldest);
    return m_reading->why(inode);
}

} // namespace Lockscope
