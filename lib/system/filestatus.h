// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/result.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <utility>

namespace Lockscope {

enum class FileStatus
{
    Nothing, ///< no such path
    Folder,  ///< or a link to one
    Link,    ///< that leads to no folder
    Other,
    Refused, ///< errno is the reason
};

/// What stands at a path that somebody named.
FileStatus fileStatus(const std::filesystem::path &path);

/// Device and inode number of a directory, a link to one followed; absent if there is none.
std::optional<std::pair<std::uint64_t, std::uint64_t>> folderInode(const std::filesystem::path &folder);

/// Whether the names in a folder may be read.
Result<void> readableFolder(const std::filesystem::path &folder);

} // namespace Lockscope
