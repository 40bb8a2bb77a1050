// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/descriptortable.h"
#include "system/procparse.h"
#include "system/procroot.h"

#include <functional>

namespace Lockscope {

/// How a walk over the descriptors of one process ended.
enum class DescriptorWalk
{
    Complete,
    Ended,  ///< the process went away
    Hidden, ///< at least one descriptor belongs to somebody whose descriptors may not be read from here
};

/// Calls back for each `lock:` line of each descriptor of a table, descriptors in rising order. Further descriptors
/// of a file whose locks fill many pages may be left out where they are duplicates of one already told.
DescriptorWalk eachDescriptorLock(const ProcRoot &proc, const DescriptorTable &table,
                                  const std::function<void(int fd, const ProcParse::LockLine &)> &callback);

} // namespace Lockscope
