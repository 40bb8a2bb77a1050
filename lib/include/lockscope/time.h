// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>

namespace Lockscope {

/// A moment on the wall clock, as inodes and claims record it. Never used for deadlines: those run on the steady clock.
using WallTime = std::chrono::sys_time<std::chrono::nanoseconds>;

/// How long to try: absent is for ever, zero or less is once, positive is a limit on the steady clock.
using Timeout = std::optional<std::chrono::nanoseconds>;

} // namespace Lockscope
