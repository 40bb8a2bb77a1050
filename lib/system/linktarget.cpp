// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/linktarget.h"

#include "system/systemcalls.h"

#include <array>
#include <climits>
#include <string>

namespace Lockscope {

std::optional<std::filesystem::path> linkTarget(const std::filesystem::path &path)
{
    std::array<char, PATH_MAX> target{};
    const auto length = sys().readlinkat(AT_FDCWD, path.c_str(), target.data(), target.size());
    if (length < 0)
        return {};
    return std::string(target.data(), static_cast<std::size_t>(length));
}

} // namespace Lockscope
