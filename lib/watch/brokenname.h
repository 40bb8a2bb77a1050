// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace Lockscope {

/// Whether an entry of this name is a lock that was taken aside to break it.
inline bool isBrokenName(std::string_view name)
{
    return name.starts_with(".lockscope-");
}

} // namespace Lockscope
