// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/result.h>

#include <cstdint>
#include <filesystem>

namespace Lockscope {

/// Whether this process may rename a file of this user (uid) in an open directory: it must be writable and, if it is
/// sticky, own the directory or the file. Fails with BreakFailed and this path.
Result<void> mayRename(int directory, std::uint32_t owner, const std::filesystem::path &path);

} // namespace Lockscope
