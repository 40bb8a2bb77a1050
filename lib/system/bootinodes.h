// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/time.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <span>

namespace Lockscope {

/// The difference between the boot time and the nearest birth time among these directories, which the kernel or init
/// created while booting. A birth time is the wall clock of that moment, while the boot time is calculated back from
/// the current wall clock: they are equal unless the wall clock was set in between. Absent if no directory has a birth
/// time.
std::optional<std::chrono::nanoseconds> distanceFromBirths(WallTime bootTime,
                                                           std::span<const std::filesystem::path> directories);

/// Directories of in-memory file systems that are mounted while booting.
std::span<const std::filesystem::path> bootDirectories();

} // namespace Lockscope
