// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "output.h"

#include <lockscope/inspector.h>

#include <algorithm>
#include <span>
#include <utility>

namespace Ctl {

/// `8:1`, as in the kernel's table.
QString deviceText(const Lockscope::InodeKey &inode);

/// Calls `use` with the locks of each file, which are adjacent in the table.
template <typename Use>
void forEachInode(std::span<const Lockscope::KernelLock> locks, Use use)
{
    while (!locks.empty()) {
        const auto end = std::ranges::find_if(locks, [&](const Lockscope::KernelLock &lock) {
            return lock.inode != locks.front().inode || lock.file != locks.front().file;
        });
        const auto count = static_cast<std::size_t>(end - locks.begin());
        use(locks.first(count));
        locks = locks.subspan(count);
    }
}

/// One line per kernel lock, those that processes wait for first. REQUIRES: ordered by inode, as the kernel's table is.
void printSystemTable(const Lockscope::Inspector &inspector, std::span<const Lockscope::KernelLock> locks, bool wide,
                      Output &output);

} // namespace Ctl
