// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace Lockscope {

// Parts of paths as text: std::filesystem::path would take each path apart and make others of the parts, for every one
// of thousands of locks.

/// As path::filename(). Of the path itself, which must stay.
inline std::string_view lastComponent(const std::filesystem::path &path)
{
    const std::string_view text = path.native();
    return text.substr(text.rfind('/') + 1);
}

/// The last component of the folder that it lies in.
std::string folderName(const std::filesystem::path &path);

} // namespace Lockscope
