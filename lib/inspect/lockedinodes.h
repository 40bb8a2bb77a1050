// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/inode.h>
#include <lockscope/time.h>

#include <map>
#include <mutex>

namespace Lockscope {

/// The inodes that this process saw somebody have a kernel lock on. An empty file among them is no marker: once nobody
/// has that lock, it is free. All functions are safe in any thread.
class LockedInodes
{
public:
    static LockedInodes &instance();

    /// The time of birth tells an inode from the next one of its number.
    void add(const InodeKey &inode, WallTime born);
    bool contains(const InodeKey &inode, WallTime born) const;

private:
    mutable std::mutex m_mutex;
    std::map<InodeKey, WallTime> m_births;
};

} // namespace Lockscope
