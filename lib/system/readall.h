// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace Lockscope {

/// The first bytes of an open file, at most `limit`; absent on error, with errno set.
std::optional<std::string> readAll(int fd, std::size_t limit);

/// The same for a file below a directory, or below the working directory for AT_FDCWD. Does not wait for a FIFO or
/// device, and does not follow a link as the last component.
std::optional<std::string> readAllAt(int directory, const char *path, std::size_t limit);

} // namespace Lockscope
