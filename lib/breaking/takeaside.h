// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>
#include <lockscope/result.h>

#include <filesystem>

namespace Lockscope {

/// Takes what stands at the report's path away under a private name beside it, and returns that name. Looks at what it
/// has: where that is not what was reported, by inode, kind, size and times, it gets its name back without replacing
/// anything, and the break is refused.
Result<std::filesystem::path> takeAside(const LockReport &seen);

/// Removes what was taken aside: a file, a link, a folder with the files in it.
Result<void> removeAside(const std::filesystem::path &aside, const std::filesystem::path &lock);

} // namespace Lockscope
