// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/lockedinodes.h"

namespace Lockscope {

namespace {

/// A watcher may run for months.
constexpr std::size_t Most = 100'000;

} // namespace

LockedInodes &LockedInodes::instance()
{
    static LockedInodes inodes;
    return inodes;
}

void LockedInodes::add(const InodeKey &inode, WallTime born)
{
    const std::scoped_lock lock(m_mutex);
    if (m_births.size() >= Most && !m_births.contains(inode))
        m_births.erase(m_births.begin());
    m_births.insert_or_assign(inode, born);
}

bool LockedInodes::contains(const InodeKey &inode, WallTime born) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_births.find(inode);
    return found != m_births.end() && found->second == born;
}

} // namespace Lockscope
