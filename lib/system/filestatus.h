// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/sentences.h"

#include <lockscope/result.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <utility>

#include <sys/types.h>

namespace Lockscope {

enum class FileStatus
{
    Nothing,   ///< the path does not exist
    Directory, ///< or a link to one
    Link,      ///< a link to anything but a directory
    Other,
    Refused, ///< errno is the reason
};

/// The type of the file at a path that the user named.
FileStatus fileStatus(const std::filesystem::path &path);

/// What a file that is not a regular one is.
Sentence::Detail notRegular(mode_t mode);

/// Device and inode number of a directory; a link to a directory is followed. Absent if the path is not a directory.
std::optional<std::pair<std::uint64_t, std::uint64_t>> directoryInode(const std::filesystem::path &directory);

/// Whether the entries of a directory may be read.
Result<void> readableDirectory(const std::filesystem::path &directory);

} // namespace Lockscope
