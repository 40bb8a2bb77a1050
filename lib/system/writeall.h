// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace Lockscope {

/// Writes all bytes to the beginning of an open file with pwrite(), and continues after interrupted and short writes.
/// False on error, with errno set.
bool writeAll(int fd, std::string_view bytes);

} // namespace Lockscope
