// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>

namespace Lockscope {

/// A time of the wall clock, as recorded in inodes and locks. Never used for deadlines: those use the steady clock.
using WallTime = std::chrono::sys_time<std::chrono::nanoseconds>;

/// How long to try: std::nullopt waits indefinitely, zero or a negative value tries once, a positive value is a limit
/// on the steady clock.
using Timeout = std::optional<std::chrono::nanoseconds>;

} // namespace Lockscope
