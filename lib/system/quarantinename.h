// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/placeholder.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace Lockscope {

/// The private names of files in quarantine. They are in the same directory as the lock, so that a rename moves it
/// there and back. They do not contain the original name, which may have the maximum length.
namespace QuarantineName {

/// A prefix that no lock's name has.
inline constexpr std::string_view Prefix = ".lockscope-";

/// How long it can be restored.
inline constexpr std::chrono::hours KeptFor{7 * 24};

/// A new ID: twelve random hexadecimal digits.
std::string newId();

/// The name for the lock itself (part 0) or its companion files (from 1).
std::string of(std::string_view id, int part = 0);
/// The name for the placeholder when it is being removed.
std::string ofMark(std::string_view id);

/// The prefix of a placeholder's target; the rest makes it unique.
inline constexpr std::string_view MarkTarget = PlaceholderTarget;

/// The ID in such a name; absent for any other name.
std::optional<std::string> idIn(std::string_view name);

} // namespace QuarantineName

} // namespace Lockscope
