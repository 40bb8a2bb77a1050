// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/version.h>

namespace Lockscope {

std::string_view version() noexcept
{
    return LOCKSCOPE_VERSION_STR;
}

} // namespace Lockscope
