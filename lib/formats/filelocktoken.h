// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace Lockscope {

/// Whether this is the number by which py-filelock distinguishes two starts of processes. On Linux it consists of the
/// boot ID (128 bits) and, in the low 64 bits, the start in clock ticks since boot; on macOS and Windows it is a time.
bool isStartToken(std::string_view text);

/// The boot ID in a token from Linux, in the format of the kernel.
std::optional<std::string> bootIdOf(std::string_view token);
/// The start in such a token, in clock ticks since boot.
std::optional<std::uint64_t> startTicksOf(std::string_view token);

} // namespace Lockscope
