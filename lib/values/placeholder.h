// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace Lockscope {

/// The prefix of a placeholder's target: the symbolic link that has the lock's name while a break moves the lock.
inline constexpr std::string_view PlaceholderTarget = "lockscope-break:";

} // namespace Lockscope
