// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>
#include <lockscope/time.h>

#include <chrono>

#include <time.h>

namespace Lockscope {

/// Reads clocks through the table of system calls, so that tests can set them.
std::chrono::nanoseconds clockNow(clockid_t clock);
std::chrono::nanoseconds steadyNow();
/// Exported for Lockscope::Etcd.
LOCKSCOPE_EXPORT WallTime wallNow();

} // namespace Lockscope
