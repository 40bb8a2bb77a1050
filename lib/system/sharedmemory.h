// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procroot.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace Lockscope {

/// How many times processes are attached to the System V shared memory of this id, as /proc/sysvipc/shm tells it
/// (proc(5)); 0 where there is none of this id, absent where the table cannot be read.
std::optional<std::int64_t> sharedMemoryUsers(const ProcRoot &proc, std::int64_t id);

namespace ProcParse {
/// The same from the table's text.
std::int64_t sharedMemoryUsers(std::string_view table, std::int64_t id);
} // namespace ProcParse

} // namespace Lockscope
