// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>

namespace Lockscope {

/// The target of a symbolic link as stored; absent if the path is not a symbolic link.
std::optional<std::filesystem::path> linkTarget(const std::filesystem::path &path);

} // namespace Lockscope
