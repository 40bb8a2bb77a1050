// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/claim.h>

#include <filesystem>
#include <optional>

namespace Lockscope {

/// Who has the lock at a path that is not ours any more: the holder of a kernel lock on it, else what it says. Absent
/// where neither names anybody. Takes no lock, and opens nothing whose opening or closing would do something.
std::optional<Claim> newOwner(const std::filesystem::path &path);

} // namespace Lockscope
