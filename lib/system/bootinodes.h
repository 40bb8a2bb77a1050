// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/time.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <span>

namespace Lockscope {

/// How far the boot time is from the nearest birth among these folders, which the kernel or the first process made
/// while booting. A birth was read from the wall clock of that moment, while the boot time is counted back from the
/// wall clock of now: both agree unless the wall clock was stepped between. Absent where no folder tells its birth.
std::optional<std::chrono::nanoseconds> distanceFromBirths(WallTime bootTime,
                                                           std::span<const std::filesystem::path> folders);

/// Folders of file systems that live in memory and are mounted while booting.
std::span<const std::filesystem::path> bootFolders();

} // namespace Lockscope
