// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procroot.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace Lockscope {

/// The number of attachments of the System V shared memory with this ID, from /proc/sysvipc/shm (proc(5)); 0 if the ID
/// does not exist, absent if the table cannot be read.
std::optional<std::int64_t> sharedMemoryUsers(const ProcRoot &proc, std::int64_t id);

namespace ProcParse {
/// The same from the text of the table.
std::int64_t sharedMemoryUsers(std::string_view table, std::int64_t id);
} // namespace ProcParse

} // namespace Lockscope
