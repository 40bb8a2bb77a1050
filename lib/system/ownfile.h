// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/sentences.h"

#include <lockscope/lockscope_export.h>
#include <lockscope/result.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace Lockscope {

// Exported for Lockscope::Etcd.

struct OwnFile
{
    std::string content;
    bool isReadableByOthers = false;
};

/// Reads a file that only this user and root can write; at most this many bytes of it. Absent if it does not exist. A
/// failure with this code if it cannot be read, or is not a regular file, and with this detail if another user can
/// write it.
LOCKSCOPE_EXPORT Result<std::optional<OwnFile>> readOwnFile(const std::filesystem::path &path, std::size_t limit,
                                                            LockErrc code, Sentence::Detail ofOther);

/// Writes a file that only this user can read and write, completely or not at all. StateFailed if the system refuses,
/// if the path leads through a symbolic link that another user may have planted, or if it names anything but a regular
/// file.
LOCKSCOPE_EXPORT Result<void> writeOwnFile(const std::filesystem::path &path, std::string_view content);

} // namespace Lockscope
