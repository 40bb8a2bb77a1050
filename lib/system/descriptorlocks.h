// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/descriptortable.h"
#include "system/procparse.h"
#include "system/procroot.h"

#include <functional>

namespace Lockscope {

/// How iterating over the descriptors of a process ended.
enum class DescriptorWalk
{
    Complete,
    Ended,  ///< the process exited
    Hidden, ///< at least one descriptor is in a table that this process may not read
};

/// Calls back for each `lock:` line of each descriptor of a table, descriptors in ascending order. If the locks of a
/// file fill many pages, duplicates of a descriptor that was already reported may be omitted.
DescriptorWalk eachDescriptorLock(const ProcRoot &proc, const DescriptorTable &table,
                                  const std::function<void(int fd, const ProcParse::LockLine &)> &callback);

} // namespace Lockscope
