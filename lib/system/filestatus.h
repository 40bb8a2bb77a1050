// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/result.h>

#include <filesystem>

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

/// Whether the names in a folder may be read.
Result<void> readableFolder(const std::filesystem::path &folder);

} // namespace Lockscope
