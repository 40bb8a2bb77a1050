// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/recogniser.h"

namespace Lockscope {

/// The format of a placeholder. It is no kind of lock, so it is not among recognisers().
inline constexpr std::string_view PlaceholderId = "placeholder";

/// A placeholder of this program; absent for anything else.
std::optional<Recognition> readPlaceholder(const Subject &subject);

} // namespace Lockscope
