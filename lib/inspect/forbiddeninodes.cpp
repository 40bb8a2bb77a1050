// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/forbiddeninodes.h"

#include <lockscope/kernellocktable.h>

#include <unistd.h>

namespace Lockscope {

ForbiddenInodes::Why ForbiddenInodes::why(const InodeKey &inode, std::chrono::nanoseconds oldest) const
{
    const std::scoped_lock lock(m_mutex);
    const auto now = std::chrono::steady_clock::now();
    if (m_readAt == std::chrono::steady_clock::time_point() || now - m_readAt >= oldest) {
        m_inodes.clear();
        if (const auto table = KernelLockTable::readLines()) {
            for (const auto &kernelLock : table->locks()) {
                if (kernelLock.type == KernelLock::Type::Lease)
                    m_inodes[kernelLock.inode] = Why::Lease;
                else if (kernelLock.type == KernelLock::Type::Posix && kernelLock.tablePid == ::getpid())
                    m_inodes.emplace(kernelLock.inode, Why::OwnPosixLock);
            }
        }
        m_readAt = now;
    }
    const auto found = m_inodes.find(inode);
    return found == m_inodes.end() ? Why::Not : found->second;
}

} // namespace Lockscope
