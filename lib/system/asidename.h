// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/placeholder.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace Lockscope {

/// The private names under which this program keeps what it took aside: in the same folder, so that a rename takes it
/// there and back. They do not hold the name that it had, which may be as long as a name can be.
namespace AsideName {

/// What is never the beginning of a lock's name.
inline constexpr std::string_view Prefix = ".lockscope-";

/// How long it can be put back.
inline constexpr std::chrono::hours KeptFor{7 * 24};

/// A new id: twelve hexadecimal digits by chance.
std::string newId();

/// Of the lock itself (part 0) or of the companions that went with it (from 1).
std::string of(std::string_view id, int part = 0);
/// Of the mark that kept the lock's name meanwhile, on its way out.
std::string ofMark(std::string_view id);

/// What a mark's target begins with; what follows makes it like no other.
inline constexpr std::string_view MarkTarget = PlaceholderTarget;

/// The id in such a name; absent in any other.
std::optional<std::string> idIn(std::string_view name);

} // namespace AsideName

} // namespace Lockscope
