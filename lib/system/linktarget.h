// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace Lockscope {

/// What the kernel appends to the target of a link in /proc if the file has no name any more.
constexpr std::string_view DeletedMark = " (deleted)";

/// The target of a symbolic link as stored; absent if the path is not a symbolic link.
std::optional<std::filesystem::path> linkTarget(const std::filesystem::path &path);

} // namespace Lockscope
