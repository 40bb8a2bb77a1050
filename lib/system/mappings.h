// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procroot.h"

#include <lockscope/inode.h>

#include <cstdint>
#include <functional>
#include <string_view>

namespace Lockscope {

/// Calls back for each file that a process has mapped into its memory, with its name as the kernel writes it; a file
/// with several mappings may be told several times. A mapping keeps a file open, and its flock held, without a
/// descriptor. False if the process does not show its memory to this user, or has exited.
bool eachMappedFile(const ProcRoot &proc, std::int64_t pid,
                    const std::function<void(const InodeKey &inode, std::string_view name)> &callback);

} // namespace Lockscope
