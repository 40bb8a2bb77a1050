// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/facts/lockedinodes.h"

#include "system/clocks.h"

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
    const auto now = steadyNow();
    const std::scoped_lock lock(m_mutex);
    if (m_sightings.size() >= Most && !m_sightings.contains(inode))
        m_sightings.erase(m_sightings.begin());
    const auto [entry, isNew] = m_sightings.try_emplace(inode, Sighting{born, now});
    m_isEmpty.store(false, std::memory_order_relaxed);
    if (!isNew && entry->second.born != born)
        entry->second = {born, now};
}

bool LockedInodes::wasLockedBefore(std::chrono::nanoseconds time, const InodeKey &inode, WallTime born) const
{
    if (m_isEmpty.load(std::memory_order_relaxed))
        return false;
    const std::scoped_lock lock(m_mutex);
    const auto found = m_sightings.find(inode);
    return found != m_sightings.end() && found->second.born == born && found->second.first < time;
}

} // namespace Lockscope
