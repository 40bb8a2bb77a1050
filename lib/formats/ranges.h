// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace Lockscope {

/// What a kernel lock on the bytes from start to end (inclusive; absent: to the end of the file) of a file of this
/// format means to the programs that use it, a clause. Empty if the range has no special meaning.
std::string rangeMeaning(std::string_view formatId, std::uint64_t start, std::optional<std::uint64_t> end, bool write);

} // namespace Lockscope
