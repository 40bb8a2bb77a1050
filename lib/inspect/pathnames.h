// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace Lockscope {

// Parts of paths as text: std::filesystem::path would split and construct paths for every one of thousands of locks.

/// Like path::filename(). Refers to the path itself, which must outlive the result.
inline std::string_view lastComponent(const std::filesystem::path &path)
{
    const std::string_view text = path.native();
    return text.substr(text.rfind('/') + 1);
}

/// The last component of the directory that contains the path.
std::string directoryName(const std::filesystem::path &path);

/// The absolute path of the directory that contains the path, without resolving links.
std::string locationOf(const std::filesystem::path &path);

} // namespace Lockscope
