// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>
#include <lockscope/result.h>

#include <filesystem>
#include <string_view>

namespace Lockscope {

/// Writes a file that only this user can read and write, completely or not at all. StateFailed if the system refuses,
/// if the path leads through a symbolic link that another user may have planted, or if it names anything but a regular
/// file. Exported for Lockscope::Etcd.
LOCKSCOPE_EXPORT Result<void> writeOwnFile(const std::filesystem::path &path, std::string_view content);

} // namespace Lockscope
