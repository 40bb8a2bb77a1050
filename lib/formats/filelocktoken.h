// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace Lockscope {

/// Whether this is the number by which py-filelock tells one start of a process from another. On Linux the boot's id
/// (128 bits) and, in the low 64 bits, the start in ticks after the boot; on macOS and Windows a time.
bool isStartToken(std::string_view text);

/// The boot's id in a token from Linux, as the kernel writes it.
std::optional<std::string> bootIdOf(std::string_view token);
/// The start in such a token, in clock ticks after the boot.
std::optional<std::uint64_t> startTicksOf(std::string_view token);

} // namespace Lockscope
