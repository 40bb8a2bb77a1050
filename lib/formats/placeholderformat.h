// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/format.h"

namespace Lockscope {

/// The format of a placeholder. It is not a kind of lock, so it is not among recognisers().
inline constexpr std::string_view PlaceholderId = "placeholder";

/// Recognises a placeholder of Lockscope; absent for any other file.
std::optional<FormatReading> readPlaceholder(const Subject &subject);

} // namespace Lockscope
