// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procparse.h"
#include "system/procroot.h"

#include <cstdint>
#include <functional>
#include <string>

namespace Lockscope {

/// How a walk over the descriptors of one process ended.
enum class DescriptorWalk
{
    Complete,
    Ended,  ///< the process went away
    Hidden, ///< at least one descriptor belongs to somebody whose descriptors may not be read from here
};

/// A table of descriptors: that of a process, or that of one of its threads which does not share it.
struct DescriptorTable
{
    std::int64_t pid = 0;
    std::int64_t thread = 0; ///< 0: the process's own

    /// Below /proc: `PID` or `PID/task/THREAD`.
    std::string folder() const;
    /// The number by which the kernel finds the table.
    std::int64_t task() const { return thread != 0 ? thread : pid; }
};

/// Calls back for each `lock:` line of each descriptor of a table, descriptors in rising order. Further descriptors
/// of a file whose locks fill many pages may be left out where they are duplicates of one already told.
DescriptorWalk eachDescriptorLock(const ProcRoot &proc, const DescriptorTable &table,
                                  const std::function<void(int fd, const ProcParse::LockLine &)> &callback);

} // namespace Lockscope
