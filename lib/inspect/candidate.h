// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace Lockscope {

/// Whether something of this name is worth a look when nothing else is known of it.
bool mayBeLock(std::string_view name);

} // namespace Lockscope
