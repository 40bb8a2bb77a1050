// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace Lockscope {

/// Whether a file with this name should be inspected if nothing else is known about it.
bool mayBeLock(std::string_view name);

} // namespace Lockscope
