// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace Lockscope {

/// What the target of a placeholder begins with: the symbolic link that has the lock's name while a break moves it.
inline constexpr std::string_view PlaceholderTarget = "lockscope-break:";

} // namespace Lockscope
