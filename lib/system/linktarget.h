// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>

namespace Lockscope {

/// Where a link leads, as it says; absent for what is no link.
std::optional<std::filesystem::path> linkTarget(const std::filesystem::path &path);

} // namespace Lockscope
