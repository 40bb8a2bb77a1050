// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/pathnames.h"

namespace Lockscope {

std::string directoryName(const std::filesystem::path &path)
{
    if (path.has_parent_path())
        return path.parent_path().filename().native();
    std::error_code error;
    return std::filesystem::current_path(error).filename().native();
}

std::string locationOf(const std::filesystem::path &path)
{
    if (path.is_absolute())
        return path.parent_path().native();
    std::error_code error;
    return (std::filesystem::current_path(error) / path).parent_path().native();
}

} // namespace Lockscope
