// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procroot.h"

#include <cstdint>
#include <string>
#include <vector>

namespace Lockscope {

/// A descriptor table: that of a process, or that of a thread that does not share it.
struct DescriptorTable
{
    std::int64_t pid = 0;
    std::int64_t thread = 0; ///< 0: the table of the process

    /// Below /proc: `PID` or `PID/task/THREAD`.
    std::string directory() const;
    /// The task ID by which the kernel finds the table.
    std::int64_t task() const { return thread != 0 ? thread : pid; }
};

/// The descriptor tables of a process, its own first. A thread may have a table of its own (created without
/// CLONE_FILES, or unshare(2)), and a process whose main thread has exited shows its descriptors only at its other
/// threads.
std::vector<DescriptorTable> descriptorTables(const ProcRoot &proc, std::int64_t pid);

} // namespace Lockscope
