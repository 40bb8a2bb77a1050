// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>

#include <cstddef>
#include <filesystem>

namespace Lockscope {

/// Notes that an acquisition of this process waits for a lock. Exported for the test kit.
class LOCKSCOPE_EXPORT ScopedWait
{
public:
    explicit ScopedWait(std::filesystem::path lock);
    ~ScopedWait();
    ScopedWait(const ScopedWait &) = delete;
    ScopedWait &operator=(const ScopedWait &) = delete;

    static bool isAwaited(const std::filesystem::path &lock);

private:
    std::filesystem::path m_lock;
};

/// How many locks this process holds: kernel locks by inode, and markers. Exported for the test kit.
LOCKSCOPE_EXPORT std::size_t heldLockCount();

} // namespace Lockscope
