// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procroot.h"

#include <lockscope/inode.h>

#include <cstdint>
#include <functional>
#include <string_view>

namespace Lockscope {

/// Calls back for each file that a process has mapped into its memory, with its name as the kernel prints it. A file
/// with several mappings may be reported several times. A mapping keeps a file open, and its flock held, without a
/// descriptor. False if this user may not read the mappings of the process, or if it has exited.
bool eachMappedFile(const ProcRoot &proc, std::int64_t pid,
                    const std::function<void(const InodeKey &inode, std::string_view name)> &callback);

} // namespace Lockscope
